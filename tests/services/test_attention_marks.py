"""Acknowledging and putting off: one's own panel follows it, others read who has seen it, and so does the patient."""

from datetime import timedelta

import pytest

from patient_app.content.warning_sign_lists import question_version
from patient_app.domain.attention_marks import MarkKind
from patient_app.domain.entries import Answer, WarningAnswers
from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.services import access_log, attention_marks, clinic_settings, panel, sharing, summary
from patient_app.services.attention_marks import Marked
from patient_app.services.panel import PanelRow
from tests.builders import Cast, Clock, Someone

PAIN = "pain_high"


@pytest.fixture
def in_pain(cast: Cast, clock: Clock) -> Cast:
    """Ana had a worst pain of 9 on two days."""
    for _ in range(2):
        cast.ana.checks_in(pain_worst=9)
        clock.forward(days=1)
        for who in (cast.ana, cast.paul, cast.dora, cast.strange_doctor, cast.admin):
            who.signs_in()
    return cast


def row_of(cast: Cast, who: Someone) -> PanelRow:
    return next(row for row in who.call(panel.panel).patients if row.id == cast.ana.id)


def reasons(cast: Cast, who: Someone) -> list[str]:
    return [reason.reason.value for reason in row_of(cast, who).attention]


def on_the_summary(cast: Cast, who: Someone) -> list[Marked]:
    return list(who.call(summary.summary, cast.ana.id).seen)


def test_an_acknowledged_reason_leaves_ones_own_panel_and_returns_with_new_data(in_pain: Cast, clock: Clock) -> None:
    in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, PAIN, None, "Called, she rests.")
    assert PAIN not in reasons(in_pain, in_pain.dora)
    assert PAIN in reasons(in_pain, in_pain.paul)
    [aside] = row_of(in_pain, in_pain.dora).set_aside
    assert (aside.kind, aside.note, aside.is_mine) == (MarkKind.ACKNOWLEDGED, "Called, she rests.", True)
    assert PAIN not in [each.reason.value for each in in_pain.dora.call(summary.summary, in_pain.ana.id).attention]
    clock.forward(minutes=5)
    in_pain.ana.checks_in(pain_worst=9)
    assert PAIN in reasons(in_pain, in_pain.dora)


def test_what_is_put_off_returns_on_its_day_whatever_arrives_before(in_pain: Cast, clock: Clock) -> None:
    in_pain.dora.call(attention_marks.snooze, in_pain.ana.id, PAIN, 3)
    for days, hidden in ((1, True), (1, True), (1, False)):
        clock.forward(days=days)
        in_pain.ana.signs_in()
        in_pain.ana.checks_in(pain_worst=9)
        in_pain.dora.signs_in()
        assert (PAIN not in reasons(in_pain, in_pain.dora)) is hidden


@pytest.mark.parametrize("days", [-5, 0, 15, 10**9])
def test_a_reason_is_put_off_for_1_to_14_days(in_pain: Cast, days: int) -> None:
    with pytest.raises(Invalid):
        in_pain.dora.call(attention_marks.snooze, in_pain.ana.id, PAIN, days)
    assert PAIN in reasons(in_pain, in_pain.dora)


def test_an_undone_mark_is_gone(in_pain: Cast) -> None:
    in_pain.dora.call(attention_marks.snooze, in_pain.ana.id, PAIN, 7)
    [aside] = row_of(in_pain, in_pain.dora).set_aside
    with pytest.raises(NotFound):
        in_pain.paul.call(attention_marks.undo, aside.id)
    in_pain.dora.call(attention_marks.undo, aside.id)
    assert PAIN in reasons(in_pain, in_pain.dora)


def test_a_second_mark_takes_the_place_of_the_first(in_pain: Cast) -> None:
    in_pain.dora.call(attention_marks.snooze, in_pain.ana.id, PAIN, 7, None, "Monday")
    in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, PAIN, None, "Seen")
    [aside] = row_of(in_pain, in_pain.dora).set_aside
    assert (aside.note, aside.until) == ("Seen", None)


def test_a_warning_sign_is_seen_and_stays(cast: Cast) -> None:
    cast.ana.checks_in(warning_signs=WarningAnswers(question_version(), (("RF1", Answer.YES),)))
    with pytest.raises(Invalid):
        cast.dora.call(attention_marks.snooze, cast.ana.id, "warning_sign_open", 1)
    cast.dora.call(attention_marks.acknowledge, cast.ana.id, "warning_sign_open", None, "Sent to the ER")
    row = row_of(cast, cast.dora)
    assert row.attention[0].reason.value == "warning_sign_open"
    assert [each.note for each in row.seen] == ["Sent to the ER"]


def test_others_with_the_same_share_read_who_has_seen_it_and_the_note(in_pain: Cast) -> None:
    in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, PAIN, None, "Called, she rests.")
    [seen] = on_the_summary(in_pain, in_pain.paul)
    assert (seen.by, seen.note, seen.is_mine) == ("Dora Lindqvist", "Called, she rests.", False)
    in_pain.ana.shares(in_pain.paul, frozenset({SharePart.PAIN}))
    [seen] = on_the_summary(in_pain, in_pain.paul)
    assert (seen.by, seen.note) == ("Dora Lindqvist", None)


def test_the_note_of_who_sees_nothing_any_more_is_for_those_who_see_all(in_pain: Cast) -> None:
    in_pain.ana.shares(in_pain.dora, frozenset({SharePart.PAIN}))
    in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, PAIN, None, "Called.")
    in_pain.ana.shares(in_pain.paul, frozenset({SharePart.PAIN}))
    assert [each.note for each in on_the_summary(in_pain, in_pain.paul)] == ["Called."]
    for share in in_pain.ana.call(sharing.my_shares):
        if share.clinician.id == in_pain.dora.id:
            in_pain.ana.call(sharing.revoke, share.id)
    assert [each.note for each in on_the_summary(in_pain, in_pain.paul)] == [None]


def test_a_reason_that_the_share_does_not_open_cannot_be_marked(in_pain: Cast) -> None:
    in_pain.ana.shares(in_pain.dora, frozenset({SharePart.PROGRAM}))
    with pytest.raises(Invalid):
        in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, PAIN)
    with pytest.raises(NotFound):
        in_pain.strange_doctor.call(attention_marks.acknowledge, in_pain.ana.id, PAIN)
    for who in (in_pain.ana, in_pain.admin):
        with pytest.raises(WrongRole):
            who.call(attention_marks.acknowledge, in_pain.ana.id, PAIN)


def test_a_reason_by_the_clinics_own_settings_can_be_marked(cast: Cast, clock: Clock) -> None:
    cast.admin.call(clinic_settings.change, {"silent_days": 2})
    cast.ana.checks_in(pain_worst=1)
    clock.forward(days=3)
    cast.dora.signs_in()
    assert "silent" in reasons(cast, cast.dora)
    cast.dora.call(attention_marks.acknowledge, cast.ana.id, "silent")
    assert "silent" not in reasons(cast, cast.dora)


def test_a_note_has_its_limit_and_nothing_else_counts_as_a_reason(in_pain: Cast) -> None:
    with pytest.raises(Invalid):
        in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, PAIN, None, "x" * 501)
    for reason, subject in (("no such reason", None), (PAIN, "bridge"), ("silent", None)):
        with pytest.raises(Invalid):
            in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, reason, subject)


def test_the_patient_reads_that_it_was_seen_and_keeps_the_own_reasons(in_pain: Cast, clock: Clock) -> None:
    in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, PAIN, None, "A word for colleagues")
    actions = {each.action for each in in_pain.ana.call(access_log.access_log)}
    assert "attention.acknowledged" in actions
    own = in_pain.ana.call(summary.summary)
    assert PAIN in [each.reason.value for each in own.attention]
    assert own.seen == own.set_aside == ()


def test_a_mark_tells_open_screens(in_pain: Cast, published: list[frozenset[str]]) -> None:
    published.clear()
    in_pain.dora.call(attention_marks.acknowledge, in_pain.ana.id, PAIN)
    assert f"patient:{in_pain.ana.id}" in frozenset().union(*published)


def test_silence_returns_after_another_window(cast: Cast, clock: Clock) -> None:
    clock.forward(days=7)
    cast.dora.signs_in()
    cast.dora.call(attention_marks.acknowledge, cast.ana.id, "silent")
    for days, hidden in ((4, True), (1, False)):
        clock.now += timedelta(days=days)
        cast.dora.signs_in()
        assert ("silent" not in reasons(cast, cast.dora)) is hidden


def test_a_reason_that_holds_by_the_clinics_own_setting_can_be_marked(cast: Cast, clock: Clock) -> None:
    clock.forward(days=3)
    for who in (cast.admin, cast.dora):
        who.signs_in()
    cast.admin.call(clinic_settings.change, {"silent_days": 2})
    assert "silent" in reasons(cast, cast.dora)
    cast.dora.call(attention_marks.acknowledge, cast.ana.id, "silent")
    assert "silent" not in reasons(cast, cast.dora)
