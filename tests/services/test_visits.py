"""Visits: planned singly and in series, moved, cancelled, marked, corrected; and who may."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import select

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.people import Role, SharePart
from patient_app.domain.visit_book import Visit, VisitBook
from patient_app.domain.visits import Scope, VisitDecision, VisitKind, VisitMode
from patient_app.services import (
    notices,
    panel,
    sharing,
    visit_changes,
    visit_marks,
    visit_planning,
    visit_preparation,
    visits,
)
from patient_app.services.visit_planning import Plan, Planned, Repeat
from patient_app.store.database import Session
from patient_app.store.queries import audits
from patient_app.store.tables import Episode, JourneyEntry, Order, PtCentre
from tests.builders import Cast, Clock, Someone, someone

FRIDAY = date(2026, 3, 20)
NINE = time(9)
MEETING = Plan(VisitKind.PHYSIATRIST, FRIDAY, NINE, purpose="Follow-up")
TREATMENT = Plan(VisitKind.TREATMENT, FRIDAY, NINE)


def plans(who: Someone, cast: Cast, wanted: Plan = MEETING, **changes: Any) -> Planned:
    return who.call(visit_planning.plan, cast.ana.id, replace(wanted, **changes))


def book(who: Someone, cast: Cast) -> VisitBook:
    return who.call(visits.mine) if who is cast.ana else who.call(visits.visits, cast.ana.id)


def the_visit(who: Someone, cast: Cast) -> Visit:
    [found] = book(who, cast).visits
    return found


def kinds(who: Someone) -> list[str]:
    return [notice.kind.value for notice in who.call(notices.mine).notices]


def reasons(who: Someone) -> list[str]:
    """Why the patient's visits need a look."""
    found = [each.reason.value for each in who.call(panel.panel).patients[0].attention]
    return [reason for reason in found if reason.startswith("visit_")]


def after(cast: Cast, clock: Clock, day: date = FRIDAY) -> None:
    """The visit of that day at nine is over; everybody signs in again."""
    clock.now = datetime(day.year, day.month, day.day, 14, 0, tzinfo=UTC)
    for who in (cast.ana, cast.paul, cast.dora, cast.strange_doctor, cast.strange_pt):
        who.signs_in()


# Planning


def test_a_visit_is_planned_in_the_clinics_time_and_the_patient_is_told(cast: Cast) -> None:
    made = plans(cast.dora, cast)
    assert made.at == (datetime(2026, 3, 20, 13, 0, tzinfo=UTC),)
    for who in (cast.ana, cast.paul, cast.dora):
        found = the_visit(who, cast)
        assert (found.planned_at, found.minutes, found.purpose) == (made.at[0], 20, "Follow-up")
        assert (found.place, found.clinician.name) == ("Riverside Rehabilitation", "Dora Lindqvist")
    [notice] = cast.ana.call(notices.mine).notices
    assert (notice.kind, notice.params["visit_on"]) == ("visit_planned", "2026-03-20")
    assert cast.dora.call(panel.panel).patients[0].next_visit == made.at[0]


def test_a_series_keeps_its_local_time_across_daylight_saving(cast: Cast) -> None:
    wanted = replace(MEETING, on=date(2026, 10, 19), repeat=Repeat(2, count=3))
    made = plans(cast.dora, cast, wanted)
    assert [at.hour for at in made.at] == [13, 14, 14]
    found = book(cast.ana, cast).visits
    assert [visit.series_left for visit in found] == [2, 1, 0]
    assert {visit.every_weeks for visit in found} == {2}
    assert kinds(cast.ana) == ["visit_planned"]


def test_another_visit_of_the_clinician_at_that_time_is_told_and_not_forbidden(cast: Cast) -> None:
    assert plans(cast.dora, cast).conflicts == ()
    cast.strange_patient.sharing_with(cast.dora)
    clash = replace(MEETING, clock=time(9, 10), repeat=Repeat(1, count=2))
    made = cast.dora.call(visit_planning.plan, cast.strange_patient.id, clash)
    assert made.conflicts == made.at[:1]
    touching = replace(MEETING, clock=time(8, 40))
    assert cast.dora.call(visit_planning.plan, cast.strange_patient.id, touching).conflicts == ()


def test_one_plans_for_a_colleague_who_is_told(cast: Cast) -> None:
    plans(cast.paul, cast, clinician_id=cast.dora.id)
    found = the_visit(cast.dora, cast)
    assert found.clinician.id == cast.dora.id
    assert (found.may_change, the_visit(cast.paul, cast).may_change) == (True, True)
    assert kinds(cast.dora) == ["visit_changed_for_you"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": VisitKind.TREATMENT}, "kind"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 241}, "minutes"),
        ({"on": date(2026, 1, 5)}, "on"),
        ({"on": date(2029, 1, 5)}, "on"),
        ({"purpose": "x" * 301}, "purpose"),
        ({"clinician_id": "somebody"}, "clinician_id"),
        ({"repeat": Repeat(0, count=3)}, "every_weeks"),
        ({"repeat": Repeat(27, count=3)}, "every_weeks"),
        ({"repeat": Repeat(2)}, "count"),
        ({"repeat": Repeat(2, count=1)}, "count"),
        ({"repeat": Repeat(2, until=date(2026, 3, 19))}, "until"),
    ],
)
def test_what_cannot_be_planned_is_named(cast: Cast, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        plans(cast.dora, cast, **changes)
    assert [each.field for each in refused.value.fields] == [field]
    assert book(cast.dora, cast).visits == ()


def test_nothing_is_planned_for_someone_without_a_share(cast: Cast) -> None:
    with pytest.raises(Invalid):
        plans(cast.dora, cast, clinician_id=cast.strange_doctor.id)
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset({SharePart.PROGRAM}))
    with pytest.raises(Invalid):
        plans(cast.dora, cast, clinician_id=cast.strange_doctor.id)


# Moving and cancelling


def test_one_visit_of_a_series_is_moved_alone_or_with_all_later_ones(cast: Cast) -> None:
    made = plans(cast.dora, cast, repeat=Repeat(1, count=4))
    second = made.ids[1]
    cast.dora.call(visit_changes.move, second, date(2026, 3, 30), time(15), Scope.LATER)
    later = [datetime(2026, 3, 30, 19, tzinfo=UTC) + timedelta(weeks=n) for n in range(3)]
    assert [visit.planned_at for visit in book(cast.ana, cast).visits] == [made.at[0], *later]
    cast.dora.call(visit_changes.move, second, date(2026, 3, 31), time(15))
    moved = [visit for visit in book(cast.ana, cast).visits if visit.id == second]
    assert (moved[0].planned_at, moved[0].moved_from) == (later[0] + timedelta(days=1), later[0])
    assert {visit.id for visit in book(cast.ana, cast).visits} == set(made.ids)
    assert kinds(cast.ana).count("visit_moved") == 1


def test_a_visit_is_not_moved_into_the_past(cast: Cast) -> None:
    [visit_id] = plans(cast.dora, cast).ids
    with pytest.raises(Invalid):
        cast.dora.call(visit_changes.move, visit_id, cast.clinic.today, time(9, 59))
    assert the_visit(cast.dora, cast).moved_from is None


def test_a_series_is_cancelled_from_one_visit_on(cast: Cast) -> None:
    made = plans(cast.dora, cast, repeat=Repeat(1, count=3))
    with pytest.raises(Invalid):
        cast.dora.call(visit_changes.cancel, made.ids[1], " ")
    assert cast.dora.call(visit_changes.cancel, made.ids[1], "Clinic closed", Scope.LATER) == 2
    found = book(cast.ana, cast).visits
    assert [(visit.status, visit.reason) for visit in found] == [
        (VisitStatus.PLANNED, ""),
        (VisitStatus.CANCELLED, "Clinic closed"),
        (VisitStatus.CANCELLED, "Clinic closed"),
    ]
    with pytest.raises(Conflict):
        cast.dora.call(visit_changes.cancel, made.ids[1], "Again")


# Marks


def test_a_visit_is_held_with_a_decision_and_the_next_one_is_planned(cast: Cast, clock: Clock) -> None:
    [visit_id] = plans(cast.dora, cast).ids
    with pytest.raises(Invalid):
        cast.dora.call(visit_marks.hold, visit_id, VisitDecision.CONTINUE, "")
    cast.dora.call(visit_marks.write_note, visit_id, "Walks well.")
    assert (the_visit(cast.dora, cast).note, the_visit(cast.ana, cast).note) == ("Walks well.", "")
    after(cast, clock)
    with pytest.raises(Invalid) as refused:
        cast.dora.call(visit_marks.hold, visit_id, None, "Walks well.")
    assert refused.value.fields[0].field == "decision"
    following = replace(MEETING, on=date(2026, 4, 17))
    made = cast.dora.call(visit_marks.hold, visit_id, VisitDecision.CONTINUE, "Walks well.", following)
    assert made is not None
    held, planned = book(cast.ana, cast).visits
    assert (held.status, held.decision, held.note) == (VisitStatus.HELD, VisitDecision.CONTINUE, "Walks well.")
    assert planned.id == made.ids[0]
    with pytest.raises(Conflict):
        cast.dora.call(visit_marks.hold, visit_id, VisitDecision.CONTINUE, "")


def test_a_decision_to_change_tells_the_therapist_and_needs_a_note(cast: Cast, clock: Clock) -> None:
    [visit_id] = plans(cast.dora, cast).ids
    after(cast, clock)
    with pytest.raises(Invalid):
        cast.dora.call(visit_marks.hold, visit_id, VisitDecision.CHANGE, " ")
    cast.dora.call(visit_marks.hold, visit_id, VisitDecision.CHANGE, "More balance")
    assert kinds(cast.paul) == ["visit_change_decided"]


def referrals(cast: Cast) -> list[JourneyEntry]:
    def all_of(session: Session) -> list[JourneyEntry]:
        rows = list(session.exec(select(JourneyEntry).where(JourneyEntry.kind == "referral")))
        session.expunge_all()
        return rows

    return cast.clinic.door.database.read(all_of)


def test_referring_on_adds_to_the_journey_and_a_correction_takes_it_back(cast: Cast, clock: Clock) -> None:
    [visit_id] = plans(cast.dora, cast).ids
    after(cast, clock)
    cast.dora.call(visit_marks.hold, visit_id, VisitDecision.REFER_ON, "To a spine surgeon\nfor an opinion")
    [entry] = referrals(cast)
    assert (entry.title, entry.on, entry.removed_at) == ("To a spine surgeon", FRIDAY, None)
    assert "journey_added" in kinds(cast.ana)
    with pytest.raises(Invalid):
        cast.dora.call(visit_marks.correct, visit_id, VisitStatus.HELD, VisitDecision.CONTINUE, "", " ")
    cast.dora.call(visit_marks.correct, visit_id, VisitStatus.HELD, VisitDecision.CONTINUE, "No need", "Wrong tick")
    assert [entry.remove_reason for entry in referrals(cast)] == ["Wrong tick"]
    found = the_visit(cast.dora, cast)
    assert found.note == "To a spine surgeon\nfor an opinion\nNo need"
    log = cast.clinic.door.database.read(
        lambda session: [
            event.detail for event, _ in audits.by_others(session, cast.ana.id) if event.action == "visit.corrected"
        ]
    )
    assert log == [{"before": "held", "decision_before": "refer_on", "after": "held", "decision_after": "continue"}]


def test_a_missed_visit_is_planned_anew_in_one_step(cast: Cast, clock: Clock) -> None:
    [visit_id] = plans(cast.dora, cast).ids
    with pytest.raises(Invalid):
        cast.dora.call(visit_marks.miss, visit_id)
    after(cast, clock)
    cast.dora.call(visit_marks.miss, visit_id, "Called, no answer")
    shown = the_visit(cast.ana, cast)
    assert (shown.status, shown.note, shown.reason) == (VisitStatus.MISSED, "", "")
    assert reasons(cast.dora) == ["visit_missed"]
    made = cast.dora.call(visit_changes.plan_anew, visit_id)
    assert made.at == (datetime(2026, 3, 27, 13, 0, tzinfo=UTC),)
    assert reasons(cast.dora) == []
    assert [visit.status for visit in book(cast.dora, cast).visits] == ["missed", "planned"]


def test_a_missed_treatment_is_the_therapists_matter_alone(cast: Cast, clock: Clock) -> None:
    [visit_id] = plans(cast.paul, cast, TREATMENT).ids
    after(cast, clock)
    assert (reasons(cast.paul), reasons(cast.dora)) == (["visit_due"], [])
    cast.paul.call(visit_marks.miss, visit_id)
    assert (reasons(cast.paul), reasons(cast.dora)) == (["visit_missed"], [])


# Treatment days


def test_treated_today_counts_a_date_once(cast: Cast) -> None:
    assert not book(cast.paul, cast).treated_today
    for _ in range(2):
        assert cast.paul.call(visit_marks.treated, cast.ana.id) == cast.clinic.today
    found = the_visit(cast.paul, cast)
    assert (found.kind, found.status) == (VisitKind.TREATMENT, VisitStatus.HELD)
    assert book(cast.dora, cast).treated_today
    yesterday = cast.clinic.days_ago(1)
    cast.paul.call(visit_marks.treated, cast.ana.id, yesterday)
    assert book(cast.dora, cast).treatment_dates == (yesterday, cast.clinic.today)


def test_treated_today_holds_the_treatment_that_was_planned(cast: Cast) -> None:
    [visit_id] = plans(cast.paul, cast, TREATMENT, on=cast.clinic.today, clock=time(16)).ids
    cast.paul.call(visit_marks.treated, cast.ana.id)
    found = the_visit(cast.paul, cast)
    assert (found.id, found.status) == (visit_id, VisitStatus.HELD)
    assert found.planned_at == cast.clinic.clock.now and found.moved_from is not None


@pytest.mark.parametrize("days", [-1, 32])
def test_a_treatment_is_of_today_or_the_last_month(cast: Cast, days: int) -> None:
    with pytest.raises(Invalid):
        cast.paul.call(visit_marks.treated, cast.ana.id, cast.clinic.days_ago(days))


def test_the_clock_of_the_next_report_is_shown(cast: Cast) -> None:
    assert book(cast.paul, cast).clock is None

    def order(session: Session) -> None:
        episode = Episode(patient_id=cast.ana.id, problem="Back", region="lumbar", started_on=cast.clinic.today)
        session.add(episode)
        session.flush()
        session.add(
            Order(
                episode_id=episode.id,
                patient_id=cast.ana.id,
                physiatrist_id=cast.dora.id,
                reason="Back pain",
                frequency_per_week=2,
                weeks=6,
                signed_at=cast.clinic.clock.now,
                accepted_at=cast.clinic.clock.now,
            )
        )

    cast.clinic.door.database.write(order).result()
    cast.paul.call(visit_marks.treated, cast.ana.id)
    found = book(cast.paul, cast).clock
    assert found is not None and (found.days, found.of) == (1, 10)


# Who may


def test_a_colleague_reads_and_does_not_change(cast: Cast) -> None:
    [visit_id] = plans(cast.dora, cast).ids
    assert not the_visit(cast.paul, cast).may_change
    for ask in (
        lambda: cast.paul.call(visit_changes.cancel, visit_id, "No"),
        lambda: cast.paul.call(visit_changes.move, visit_id, FRIDAY, time(12)),
        lambda: cast.paul.call(visit_marks.write_note, visit_id, "Mine"),
    ):
        with pytest.raises(Invalid):
            ask()
    assert the_visit(cast.dora, cast).status is VisitStatus.PLANNED


def test_when_neither_is_on_the_team_any_more_a_colleague_ends_the_visit(cast: Cast) -> None:
    [visit_id] = plans(cast.dora, cast).ids
    [share] = [each for each in cast.ana.call(sharing.my_shares) if each.clinician.id == cast.dora.id]
    cast.ana.call(sharing.revoke, share.id)
    with pytest.raises(NotFound):
        cast.dora.call(visit_changes.cancel, visit_id, "Gone")
    cast.paul.call(visit_changes.cancel, visit_id, "Dr. Lindqvist has left the team")
    assert the_visit(cast.ana, cast).status is VisitStatus.CANCELLED


CHANGES: dict[str, Callable[[Someone, str], Any]] = {
    "move": lambda who, id: who.call(visit_changes.move, id, FRIDAY, time(12)),
    "cancel": lambda who, id: who.call(visit_changes.cancel, id, "No"),
    "plan_anew": lambda who, id: who.call(visit_changes.plan_anew, id),
    "hold": lambda who, id: who.call(visit_marks.hold, id, VisitDecision.CONTINUE, ""),
    "miss": lambda who, id: who.call(visit_marks.miss, id),
    "correct": lambda who, id: who.call(visit_marks.correct, id, VisitStatus.MISSED, None, "", "Why"),
    "write_note": lambda who, id: who.call(visit_marks.write_note, id, "Note"),
    "prepare": lambda who, id: who.call(visit_preparation.prepare, id),
}


@pytest.mark.parametrize("ask", CHANGES.values(), ids=CHANGES)
def test_for_strangers_there_is_no_such_visit(cast: Cast, ask: Callable[[Someone, str], Any]) -> None:
    [visit_id] = plans(cast.dora, cast).ids
    for stranger in (cast.strange_pt, cast.strange_doctor):
        for id in (visit_id, "nothing"):
            with pytest.raises(NotFound):
                ask(stranger, id)
    for other in (cast.ana, cast.strange_patient, cast.admin):
        with pytest.raises(WrongRole):
            ask(other, visit_id)


def test_the_journey_part_opens_visits_and_no_other(cast: Cast) -> None:
    plans(cast.dora, cast)
    cast.ana.shares(cast.paul, frozenset(SharePart) - {SharePart.JOURNEY})
    with pytest.raises(NotFound):
        book(cast.paul, cast)


def test_a_visit_by_phone_has_no_place_of_its_own(cast: Cast) -> None:
    plans(cast.dora, cast, mode=VisitMode.PHONE)
    assert the_visit(cast.ana, cast).place == ""


def test_a_visit_is_at_the_therapists_centre(cast: Cast) -> None:
    def add(session: Session) -> str:
        centre = PtCentre(clinic_id=cast.clinic.id, name="Mill Street PT", address="12 Mill Street")
        session.add(centre)
        return centre.id

    centre_id = cast.clinic.door.database.write(add).result()
    pia = someone(cast.clinic, Role.PHYSICAL_THERAPIST, "Pia Berg", pt_centre_id=centre_id)
    cast.ana.sharing_with(pia)
    plans(pia, cast, TREATMENT)
    assert the_visit(cast.ana, cast).place == "Mill Street PT, 12 Mill Street"
    assert book(pia, cast).centres == ("Mill Street PT",)
