"""Holds: begun by a warning sign or a clinician, cleared by a clinician, by the patient only when nobody else can."""

from dataclasses import replace
from typing import Any

import pytest

from patient_app.content.warning_sign_lists import question_by_code
from patient_app.domain.course import HoldLevel
from patient_app.domain.entries import Answer, CheckIn, WarningAnswers
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import SharePart
from patient_app.services import entries, holds, panel, sharing, summary, today
from patient_app.services.entries import ShownHold
from patient_app.services.today import OpenHold
from tests.builders import Cast, Clock, a_check_in


def signs(**answers: str) -> WarningAnswers:
    return WarningAnswers("1", tuple((code, Answer(answer)) for code, answer in answers.items()))


def report(cast: Cast, check_in: CheckIn, language: str = "en") -> ShownHold | None:
    return cast.ana.call(entries.put_check_in, check_in, language)[1]


def warn(cast: Cast, **answers: str) -> ShownHold | None:
    return report(cast, a_check_in(cast.clinic.today, warning_signs=signs(**answers)))


def open_hold(cast: Cast) -> OpenHold | None:
    return cast.ana.call(today.today).hold


def the_hold(cast: Cast) -> OpenHold:
    found = open_hold(cast)
    assert found is not None
    return found


def test_an_emergency_sign_holds_the_program_and_says_where_to_go(cast: Cast) -> None:
    shown = warn(cast, RF1="yes", RF2="no")
    assert shown is not None and shown.level is HoldLevel.EMERGENCY and "911" in shown.text
    assert (the_hold(cast).level, the_hold(cast).text) == (HoldLevel.EMERGENCY, shown.text)


def test_not_sure_counts_as_yes_and_no_holds_nothing(cast: Cast) -> None:
    assert warn(cast, RF1="no") is None
    assert open_hold(cast) is None
    assert warn(cast, RF1="not_sure") is not None


def test_an_urgent_sign_gives_the_clinics_number(cast: Cast) -> None:
    shown = warn(cast, RF9="yes")
    assert shown is not None and shown.level is HoldLevel.URGENT and "+1 555 0100" in shown.text


def test_the_text_is_in_the_language_of_the_screen(cast: Cast) -> None:
    english = report(cast, a_check_in(cast.clinic.today, warning_signs=signs(RF1="yes")), "en")
    spanish = report(cast, a_check_in(cast.clinic.today, warning_signs=signs(RF1="yes")), "es")
    assert english is not None and spanish is not None and english.text != spanish.text


def test_a_question_that_does_not_exist_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        warn(cast, RF99="no")
    assert [each.field for each in refused.value.fields] == ["warning_signs.answers.RF99"]


def test_the_same_check_in_again_makes_no_second_hold(cast: Cast) -> None:
    check_in = a_check_in(cast.clinic.today, warning_signs=signs(RF1="yes"))
    report(cast, check_in)
    report(cast, check_in)
    report(cast, replace(check_in, pain_now=4))
    cast.dora.call(holds.clear_hold, the_hold(cast).id, "Seen in the emergency room")
    assert open_hold(cast) is None
    assert report(cast, check_in) is None


@pytest.mark.parametrize("later", ["RF9", "RF2"])
def test_a_new_sign_holds_again_after_the_first_was_cleared_on_the_same_day(cast: Cast, later: str) -> None:
    check_in = a_check_in(cast.clinic.today, warning_signs=signs(RF1="yes"))
    report(cast, check_in)
    cast.dora.call(holds.clear_hold, the_hold(cast).id, "Seen in the emergency room")
    shown = report(cast, replace(check_in, warning_signs=signs(RF1="yes", **{later: "yes"})))
    assert shown is not None and shown.level is (HoldLevel.URGENT if later == "RF9" else HoldLevel.EMERGENCY)
    assert question_by_code("RF1").label("en") not in shown.text
    assert question_by_code(later).label("en") in the_hold(cast).text


def test_every_clinician_with_any_share_sees_that_the_program_is_on_hold(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset({SharePart.JOURNEY}))
    warn(cast, RF1="yes")
    for clinician in (cast.paul, cast.dora, cast.strange_doctor):
        [row] = clinician.call(panel.panel).patients
        assert [reason.rank for reason in row.attention][:1] == [1]


def test_a_clinician_begins_and_another_clears_a_hold(cast: Cast) -> None:
    begun = cast.paul.call(holds.start_hold, cast.ana.id, " Rest after the fall ")
    assert (the_hold(cast).level, the_hold(cast).text) == (HoldLevel.CLINICIAN, "Rest after the fall")
    cast.dora.call(holds.clear_hold, begun.id, "Seen today")
    cast.dora.call(holds.clear_hold, begun.id, "Again")
    assert open_hold(cast) is None


@pytest.mark.parametrize("note", ["", "   "])
def test_a_clinicians_hold_needs_a_note_at_both_ends(cast: Cast, note: str) -> None:
    with pytest.raises(Invalid):
        cast.paul.call(holds.start_hold, cast.ana.id, note)
    begun = cast.paul.call(holds.start_hold, cast.ana.id, "Rest")
    with pytest.raises(Invalid):
        cast.paul.call(holds.clear_hold, begun.id, note)
    assert open_hold(cast) is not None


def test_the_gravest_of_several_holds_is_shown(cast: Cast) -> None:
    cast.paul.call(holds.start_hold, cast.ana.id, "Rest")
    warn(cast, RF9="yes")
    warn(cast, RF1="yes")
    assert the_hold(cast).level is HoldLevel.EMERGENCY


def test_the_patient_cannot_clear_it_while_a_clinician_can(cast: Cast, clock: Clock) -> None:
    warn(cast, RF1="yes")
    clock.forward(hours=25)
    with pytest.raises(Invalid):
        cast.ana.call(holds.clear_hold, the_hold(cast).id, holds.CONFIRMATION)


def test_with_no_clinician_left_the_patient_can_after_a_day(cast: Cast, clock: Clock) -> None:
    warn(cast, RF1="yes")
    for share in cast.ana.call(sharing.my_shares):
        cast.ana.call(sharing.revoke, share.id)
    hold = the_hold(cast)
    clock.forward(hours=23, minutes=59)
    with pytest.raises(Invalid):
        cast.ana.call(holds.clear_hold, hold.id, holds.CONFIRMATION)
    clock.forward(minutes=1)
    with pytest.raises(Invalid, match="Confirm"):
        cast.ana.call(holds.clear_hold, hold.id, "I feel fine")
    cast.ana.call(holds.clear_hold, hold.id, holds.CONFIRMATION)
    assert open_hold(cast) is None


def test_with_no_clinician_who_may_clear_it_the_patient_can_after_a_day(cast: Cast, clock: Clock) -> None:
    for clinician in (cast.paul, cast.dora):
        cast.ana.shares(clinician, frozenset({SharePart.PAIN}))
    warn(cast, RF1="yes")
    hold = the_hold(cast)
    clock.forward(hours=24)
    cast.ana.call(holds.clear_hold, hold.id, holds.CONFIRMATION)
    assert open_hold(cast) is None


@pytest.mark.parametrize("shows", [True, False])
def test_only_who_sees_the_check_ins_reads_which_warning_sign_it_was(cast: Cast, shows: bool) -> None:
    cast.ana.shares(cast.dora, frozenset({SharePart.PROGRAM, SharePart.PAIN} if shows else {SharePart.PROGRAM}))
    shown = warn(cast, RF1="yes")
    seen = cast.dora.call(summary.summary, cast.ana.id).hold
    assert shown is not None and seen is not None
    assert (seen.level, seen.text) == (HoldLevel.EMERGENCY, shown.text if shows else "")


def test_a_clinicians_note_is_read_with_the_program(cast: Cast) -> None:
    cast.ana.shares(cast.dora, frozenset({SharePart.PROGRAM}))
    cast.dora.call(holds.start_hold, cast.ana.id, "Rest")
    seen = cast.dora.call(summary.summary, cast.ana.id).hold
    assert seen is not None and seen.text == "Rest"


def test_a_hold_is_out_of_reach_without_a_share(cast: Cast) -> None:
    warn(cast, RF1="yes")
    stranger: Any
    for stranger in (cast.strange_pt, cast.strange_doctor, cast.strange_patient):
        with pytest.raises(NotFound):
            stranger.call(holds.clear_hold, the_hold(cast).id, "Fine")


def test_nothing_is_due_on_hold_and_the_streak_stays(cast: Cast, clock: Clock) -> None:
    for line in cast.ana.program.version.prescriptions[:2]:  # type: ignore[union-attr]
        cast.ana.logs(line)
    clock.forward(days=1)
    cast.paul.signs_in()
    cast.paul.call(holds.start_hold, cast.ana.id, "Rest")
    clock.forward(days=5)
    shown = cast.ana.call(today.today)
    assert all(slot.due == 0 for slot in shown.slots)
    assert shown.streak.current == 1
