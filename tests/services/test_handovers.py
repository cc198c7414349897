"""Handing patients over: the patient is told first, agrees or says no; nobody sees more, sooner or longer."""

from datetime import date, timedelta
from typing import Any

import pytest

from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.handovers import HandoverKind, HandoverStatus
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.services import admin, handover_answers, handovers, notices, panel, policy, sharing
from patient_app.services.actor import Actor
from patient_app.services.handover_answers import Asked
from patient_app.services.handovers import Announced
from patient_app.services.notices import NoticeKind
from patient_app.store.unit import Unit
from tests.builders import Cast, Clock, Someone

FOR_GOOD, SUBSTITUTE = HandoverKind.FOR_GOOD, HandoverKind.SUBSTITUTE


def parts(who: Someone, cast: Cast) -> frozenset[SharePart]:
    def ask(actor: Actor, unit: Unit) -> frozenset[SharePart]:
        return policy.shared_parts(actor, unit, cast.ana.id)

    who.signs_in()
    return who.call(ask)


def in_days(cast: Cast, days: int) -> date:
    return cast.clinic.today + timedelta(days=days)


def given(cast: Cast, kind: HandoverKind = SUBSTITUTE, **more: Any) -> Announced:
    """Dora hands Ana over to Sue: for two weeks, or for good."""
    if kind is SUBSTITUTE:
        more = {"ends_on": in_days(cast, 14), **more}
    return cast.dora.call(handovers.hand_over, cast.strange_doctor.id, kind, [cast.ana.id], **more)


def asked(cast: Cast) -> Asked:
    cast.ana.signs_in()
    [found] = cast.ana.call(handover_answers.mine)
    return found


def kinds(who: Someone) -> list[NoticeKind]:
    return [each.kind for each in who.call(notices.mine).notices]


def test_the_patient_is_told_at_once_and_nobody_sees_anything_before(cast: Cast, clock: Clock) -> None:
    made = given(cast)
    assert (made.count, made.opens_on) == (1, in_days(cast, 2))
    [told] = cast.ana.call(notices.mine).notices
    assert (told.kind, told.params["clinician"], told.params["colleague"]) == (
        NoticeKind.HANDOVER_ANNOUNCED,
        "Dora Lindqvist",
        "Sue Park",
    )
    assert kinds(cast.strange_doctor) == [NoticeKind.HANDOVER_RECEIVED]
    assert parts(cast.strange_doctor, cast) == frozenset()
    assert cast.strange_doctor.call(panel.panel).patients == ()
    assert cast.strange_doctor.id not in {each.clinician.id for each in cast.ana.call(sharing.my_shares)}
    clock.forward(days=2)
    assert parts(cast.strange_doctor, cast) == ALL_PARTS
    assert parts(cast.dora, cast) == ALL_PARTS
    [row] = cast.strange_doctor.call(panel.panel).patients
    assert row.handed_over is not None
    assert (row.handed_over.by, row.handed_over.ends_on) == ("Dora Lindqvist", in_days(cast, 12))


def test_a_substitute_sees_until_the_last_day(cast: Cast, clock: Clock) -> None:
    given(cast, starts_on=in_days(cast, 5), ends_on=in_days(cast, 6))
    seen = []
    for _ in range(8):
        seen.append(bool(parts(cast.strange_doctor, cast)))
        clock.forward(days=1)
    assert seen == [False] * 5 + [True] * 2 + [False]
    assert parts(cast.dora, cast) == ALL_PARTS


def test_who_agrees_opens_it_at_once(cast: Cast) -> None:
    given(cast)
    cast.ana.call(handover_answers.agree, asked(cast).id)
    assert parts(cast.strange_doctor, cast) == ALL_PARTS
    assert (asked(cast).status, asked(cast).agreed) == (HandoverStatus.OPEN, True)


def test_the_colleague_reads_the_day_of_the_clinic_on_which_it_opened(cast: Cast, clock: Clock) -> None:
    given(cast)
    clock.forward(hours=12)  # ten in the evening, the next day in UTC
    for who in (cast.ana, cast.strange_doctor):
        who.signs_in()
    cast.ana.call(handover_answers.agree, asked(cast).id)
    [row] = cast.strange_doctor.call(panel.panel).patients
    assert row.handed_over is not None and row.handed_over.since == in_days(cast, 0)


@pytest.mark.parametrize("kind", list(HandoverKind))
@pytest.mark.parametrize("days", [0, 2, 4])
def test_who_says_no_closes_it_and_the_giver_stays(cast: Cast, clock: Clock, kind: HandoverKind, days: int) -> None:
    given(cast, kind)
    clock.forward(days=days)
    cast.ana.call(handover_answers.object_to, asked(cast).id, "I know Dora.")
    assert parts(cast.strange_doctor, cast) == frozenset()
    clock.forward(days=60)
    assert parts(cast.strange_doctor, cast) == frozenset()
    assert parts(cast.dora, cast) == ALL_PARTS
    cast.ana.signs_in()
    assert cast.ana.call(handover_answers.mine) == ()


def test_both_are_told_of_a_no_and_the_colleague_learns_no_name_before_it_opened(cast: Cast, clock: Clock) -> None:
    given(cast)
    cast.ana.call(handover_answers.object_to, asked(cast).id)
    assert kinds(cast.dora) == [NoticeKind.HANDOVER_OBJECTED]
    heard = cast.strange_doctor.call(notices.mine).notices
    told = [each for each in heard if each.kind is NoticeKind.HANDOVER_DECLINED]
    assert [(each.params, each.patient_id) for each in told] == [({"clinician": "Dora Lindqvist"}, None)]
    given(cast)
    clock.forward(days=3)
    cast.ana.call(handover_answers.object_to, asked(cast).id)
    cast.strange_doctor.signs_in()
    assert NoticeKind.HANDOVER_OBJECTED in kinds(cast.strange_doctor)


def test_for_good_the_givers_share_ends_with_the_day_on_which_the_new_one_opens(cast: Cast, clock: Clock) -> None:
    given(cast, FOR_GOOD)
    clock.forward(days=2)
    assert parts(cast.strange_doctor, cast) == parts(cast.dora, cast) == ALL_PARTS
    clock.forward(days=1)
    assert parts(cast.dora, cast) == frozenset()
    assert parts(cast.strange_doctor, cast) == ALL_PARTS
    with pytest.raises(NotFound):
        cast.dora.call(handovers.withdraw, asked(cast).id)
    clock.forward(days=40)
    assert parts(cast.strange_doctor, cast) == ALL_PARTS
    cast.ana.signs_in()
    assert cast.ana.call(handover_answers.mine) == ()


def test_no_part_and_no_day_more_than_the_giver_has(cast: Cast, clock: Clock) -> None:
    cast.ana.shares(cast.dora, frozenset({SharePart.PAIN}), cast.clinic.today + timedelta(days=4))
    given(cast, ends_on=in_days(cast, 30))
    clock.forward(days=2)
    assert parts(cast.strange_doctor, cast) == frozenset({SharePart.PAIN})
    clock.forward(days=3)
    assert parts(cast.strange_doctor, cast) == frozenset()


def test_a_share_that_ends_before_the_opening_is_left_out(cast: Cast) -> None:
    cast.ana.shares(cast.dora, until=in_days(cast, 1))
    made = given(cast)
    assert (made.count, made.ending) == (0, ("Ana Reyes",))
    assert kinds(cast.ana) == []


@pytest.mark.parametrize("kind", list(HandoverKind))
@pytest.mark.parametrize("days", [0, 2])
def test_the_giver_withdraws(cast: Cast, clock: Clock, kind: HandoverKind, days: int) -> None:
    given(cast, kind)
    clock.forward(days=days)
    cast.dora.signs_in()
    [mine] = cast.dora.call(handovers.given)
    cast.dora.call(handovers.withdraw, mine.id)
    clock.forward(days=5)
    assert (parts(cast.strange_doctor, cast), parts(cast.dora, cast)) == (frozenset(), ALL_PARTS)


@pytest.mark.parametrize("days", [0, 3])
def test_a_substitute_sees_nothing_once_the_giver_sees_nothing(cast: Cast, clock: Clock, days: int) -> None:
    given(cast)
    clock.forward(days=days)
    cast.ana.signs_in()
    for share in cast.ana.call(sharing.my_shares):
        if share.clinician.id == cast.dora.id:
            cast.ana.call(sharing.revoke, share.id)
    clock.forward(days=3)
    assert parts(cast.strange_doctor, cast) == frozenset()


def test_stopping_to_share_with_a_substitute_is_a_no(cast: Cast, clock: Clock) -> None:
    given(cast)
    clock.forward(days=3)
    cast.ana.signs_in()
    [share] = [each for each in cast.ana.call(sharing.my_shares) if each.clinician.id == cast.strange_doctor.id]
    cast.ana.call(sharing.revoke, share.id)
    assert cast.ana.call(handover_answers.mine) == ()
    cast.dora.signs_in()
    assert NoticeKind.HANDOVER_OBJECTED in kinds(cast.dora)


def test_the_patients_own_share_with_the_colleague_replaces_the_handover(cast: Cast, clock: Clock) -> None:
    given(cast, FOR_GOOD)
    cast.ana.shares(cast.strange_doctor, frozenset({SharePart.PAIN}))
    clock.forward(days=5)
    assert parts(cast.strange_doctor, cast) == frozenset({SharePart.PAIN})
    assert parts(cast.dora, cast) == ALL_PARTS


def test_a_substitute_does_not_hand_over_and_who_has_it_for_good_does(cast: Cast, clock: Clock) -> None:
    given(cast)
    cast.ana.call(handover_answers.agree, asked(cast).id)
    cast.strange_doctor.signs_in()
    with pytest.raises(NotFound):
        cast.strange_doctor.call(handovers.hand_over, cast.dora.id, FOR_GOOD, [cast.ana.id])
    [mine] = cast.dora.call(handovers.given)
    cast.dora.call(handovers.withdraw, mine.id)
    given(cast, FOR_GOOD)
    clock.forward(days=3)
    cast.strange_doctor.signs_in()
    assert cast.strange_doctor.call(handovers.hand_over, cast.dora.id, FOR_GOOD, [cast.ana.id]).count == 1
    clock.forward(days=3)
    assert (parts(cast.dora, cast), parts(cast.strange_doctor, cast)) == (ALL_PARTS, frozenset())
    cast.ana.signs_in()
    names = [each.name for each in cast.ana.call(sharing.clinicians)][:2]
    assert "Dora Lindqvist" in names


def test_who_cannot_sign_in_any_more_receives_nobody(cast: Cast, clock: Clock) -> None:
    given(cast, FOR_GOOD)
    cast.admin.call(admin.set_active, cast.strange_doctor.id, False)
    clock.forward(days=5)
    assert parts(cast.dora, cast) == ALL_PARTS


def test_one_handover_of_a_patient_at_a_time(cast: Cast) -> None:
    given(cast)
    again = given(cast, FOR_GOOD)
    assert (again.count, again.already) == (0, ("Ana Reyes",))


def test_only_to_a_colleague_of_the_same_role(cast: Cast) -> None:
    for to in (cast.paul, cast.ana, cast.admin, cast.dora):
        with pytest.raises(Invalid):
            cast.dora.call(handovers.hand_over, to.id, FOR_GOOD, [cast.ana.id])
    assert cast.paul.call(handovers.hand_over, cast.strange_pt.id, FOR_GOOD, None).count == 1


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [(SUBSTITUTE, None, None), (SUBSTITUTE, 5, 4), (SUBSTITUTE, 1, 9), (SUBSTITUTE, None, 1), (FOR_GOOD, None, 9)],
)
def test_dates_that_do_not_fit_are_named(cast: Cast, kind: HandoverKind, first: int | None, last: int | None) -> None:
    dates = {name: in_days(cast, n) for name, n in (("starts_on", first), ("ends_on", last)) if n is not None}
    with pytest.raises(Invalid):
        cast.dora.call(handovers.hand_over, cast.strange_doctor.id, kind, [cast.ana.id], **dates)
    assert kinds(cast.ana) == []


def test_patients_of_others_are_not_there(cast: Cast) -> None:
    with pytest.raises(NotFound):
        cast.dora.call(handovers.hand_over, cast.strange_doctor.id, FOR_GOOD, [cast.ana.id, cast.strange_patient.id])
    with pytest.raises(NotFound):
        cast.strange_doctor.call(handovers.hand_over, cast.dora.id, FOR_GOOD, [cast.ana.id])
    given(cast)
    found = asked(cast)
    for service in (handover_answers.agree, handover_answers.object_to):
        with pytest.raises(NotFound):
            cast.strange_patient.call(service, found.id)
        with pytest.raises(WrongRole):
            cast.dora.call(service, found.id)
    with pytest.raises(NotFound):
        cast.strange_doctor.call(handovers.withdraw, found.id)


def test_open_screens_of_all_three_are_told(cast: Cast, published: list[frozenset[str]]) -> None:
    topics = {f"patient:{cast.ana.id}", f"clinician:{cast.dora.id}", f"clinician:{cast.strange_doctor.id}"}
    for act in (
        lambda: given(cast),
        lambda: cast.ana.call(handover_answers.agree, asked(cast).id),
        lambda: cast.ana.call(handover_answers.object_to, asked(cast).id),
    ):
        published.clear()
        act()
        assert topics <= frozenset().union(*published)
