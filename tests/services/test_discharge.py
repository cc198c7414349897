"""The end of a course of treatment: what is asked, what is frozen, what goes on, and how it is opened again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from patient_app.domain.entries import ActivityRating, Answer, WarningAnswers
from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.journey import CloseReason
from patient_app.domain.journey_steps import NextCode, Standing, Step
from patient_app.domain.measure_schedule import MeasureSchedule, ScheduleKind
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.timeline import Happening
from patient_app.services import (
    discharge,
    episodes,
    final_summary,
    goals,
    measure_assignments,
    measurements,
    notices,
    summary,
    timeline,
    today,
)
from patient_app.services.actor import Actor
from patient_app.services.discharge import ClosingDraft
from patient_app.services.final_summary import FinalSummary
from patient_app.services.goals import GoalDraft
from patient_app.services.measurements import Entry
from patient_app.services.notices import NoticeKind
from patient_app.store.queries import care, people
from patient_app.store.tables import Episode, Visit
from patient_app.store.types import new_id
from patient_app.store.unit import Unit
from tests.builders import Cast, Patient, Someone

MET = ClosingDraft(CloseReason.GOALS_MET, "Two exercises twice a week.")


def begin(actor: Actor, unit: Unit, patient_id: str) -> str:
    patient = people.get(unit.session, patient_id)
    assert patient is not None
    return episodes.begin(unit, patient, "Low back pain", "low_back").id


def add_goal(actor: Actor, unit: Unit, episode_id: str) -> str:
    episode = unit.session.get_one(Episode, episode_id)
    return goals.add(actor, unit, episode, [GoalDraft(GoalCategory.FUNCTION, "Climb the stairs")])[0].id


def plan(actor: Actor, unit: Unit, patient_id: str, days: int, status: str = "planned") -> str:
    at = unit.now + timedelta(days=days)
    row = Visit(id=new_id(), patient_id=patient_id, clinician_id=actor.id, planned_at=at, status=status)
    unit.session.add(row)
    return row.id


def visit_status(_: Actor, unit: Unit, visit_id: str) -> str:
    return unit.session.get_one(Visit, visit_id).status


def row_of(_: Actor, unit: Unit, patient_id: str) -> dict[str, Any]:
    row = care.active_episode(unit.session, patient_id)
    assert row is not None
    return row.model_dump()


@pytest.fixture
def ana(cast: Cast) -> Patient:
    """Ana in a course that began three weeks ago, with pain, function and exercises in it."""
    clock = cast.clinic.clock
    cast.dora.call(begin, cast.ana.id)
    cast.paul.call(measurements.record, cast.ana.id, (_flexion(cast, "96"),))
    for day in range(21):
        worst = 7 if day < 5 else 3
        ratings = tuple(ActivityRating(each.id, 4 if day < 5 else 8) for each in cast.ana.activities)
        cast.ana.checks_in(pain_worst=worst, activity_ratings=ratings)
        cast.ana.logs(cast.ana.line("bridge"))
        clock.forward(days=1)
    for who in (cast.ana, cast.paul, cast.dora, cast.strange_doctor, cast.strange_patient, cast.admin):
        who.signs_in()
    cast.paul.call(measurements.record, cast.ana.id, (_flexion(cast, "118"),))
    return cast.ana


def _flexion(cast: Cast, text: str) -> Entry:
    side = measurements.Side.LEFT
    return Entry(new_id(), "rom:knee:flexion:active", side, text, cast.clinic.today)


def final_of(who: Someone, patient: Patient) -> FinalSummary:
    found = who.call(timeline.of_patient, patient.id).closed[0].summary
    assert found is not None
    return found


def test_the_final_summary_is_the_summary_of_the_whole_course(cast: Cast, ana: Patient) -> None:
    first = cast.clinic.days_ago(21)
    expected = cast.dora.call(summary.summary, ana.id, first)
    cast.dora.call(discharge.close, ana.id, MET)
    final = final_of(cast.dora, ana)
    for name in ("first", "last", "adherence", "streak", "active_days", "pain", "function"):
        assert getattr(final, name) == getattr(expected, name), name
    assert expected.known is not None and expected.pain.change == -4 and expected.function is not None
    assert final.trends(expected.known) == tuple(
        replace(trend, points=trend.points if trend.change is None else (trend.points[0], trend.points[-1]))
        for trend in expected.measures
    )
    shown = [(row.key, cell.side, cell.progress) for row in expected.measurements for cell in row.cells]
    assert [(row.key, cell.side, cell.progress) for row in final.rows() for cell in row.cells] == [
        each for each in shown if each[2] is not None
    ]
    assert final_summary.from_json(final_summary.to_json(final)) == final


def test_a_frozen_summary_stays_as_it_was(cast: Cast, ana: Patient) -> None:
    cast.dora.call(discharge.close, ana.id, MET)
    before = final_of(cast.dora, ana)
    cast.clinic.clock.forward(days=1)
    for who in (ana, cast.dora):
        who.signs_in()
    ana.checks_in(pain_worst=9)
    assert final_of(cast.dora, ana) == before


def test_goals_visits_and_measures_are_asked_about(cast: Cast, ana: Patient) -> None:
    episode = cast.dora.call(row_of, ana.id)["id"]
    goal = cast.dora.call(add_goal, episode)
    kept, cancelled = cast.dora.call(plan, ana.id, 5), cast.paul.call(plan, ana.id, 9)
    cast.dora.call(plan, ana.id, -3, "held")
    every = MeasureSchedule(ScheduleKind.EVERY, 2)
    at_end = MeasureSchedule(ScheduleKind.DISCHARGE)
    regular = cast.paul.call(measure_assignments.assign, ana.id, "nprs-now", every)
    last = cast.paul.call(measure_assignments.assign, ana.id, "rmdq", at_end)
    asked = cast.dora.call(discharge.closing, ana.id)
    assert [each.id for each in asked.goals] == [goal]
    assert [each.id for each in asked.visits] == [kept, cancelled]
    assert [each.assignment.id for each in asked.measures] == [regular.id]
    with pytest.raises(Invalid) as refused:
        cast.dora.call(discharge.close, ana.id, MET)
    assert [each.field for each in refused.value.fields] == ["goals.A"]
    draft = replace(
        MET,
        goals={goal: GoalStatus.MET},
        cancel_visits=frozenset({cancelled, "not a visit"}),
        end_measures=frozenset({regular.id}),
    )
    cast.dora.call(discharge.close, ana.id, draft)
    final = final_of(cast.dora, ana)
    assert [(each.letter, each.status) for each in final.goals] == [("A", GoalStatus.MET)]
    assert final.visits_held == 1
    assert (ana.call(visit_status, kept), ana.call(visit_status, cancelled)) == ("planned", "cancelled")
    due = cast.paul.call(measure_assignments.assigned, ana.id)
    assert [(each.assignment.id, each.standing.due_since) for each in due] == [(last.id, cast.clinic.today)]
    told = {each.kind for each in ana.call(notices.mine).notices}
    assert {NoticeKind.COURSE_CLOSED, NoticeKind.VISIT_CANCELLED} <= told


def test_logging_for_oneself_goes_on_and_raises_nothing(cast: Cast, ana: Patient) -> None:
    cast.dora.call(discharge.close, ana.id, replace(MET, reason=CloseReason.COMFORTABLE))
    for _ in range(3):
        for exercise in ("bridge", "hamstring-stretch", "walk"):
            ana.logs(ana.line(exercise), pain_during=9)
        ana.checks_in(pain_worst=9)
        cast.clinic.clock.forward(days=1)
    found = ana.call(today.today)
    assert found.slots and found.streak.current == 3
    cast.clinic.clock.forward(days=20)
    cast.dora.signs_in()
    assert cast.dora.call(summary.summary, ana.id).attention == ()


def test_a_warning_sign_is_told_after_the_end_too(cast: Cast, ana: Patient) -> None:
    cast.dora.call(discharge.close, ana.id, MET)
    ana.checks_in(warning_signs=WarningAnswers("1", (("RF5", Answer.YES),)))
    assert [each.reason.value for each in cast.dora.call(summary.summary, ana.id).attention] == ["warning_sign_open"]


def test_the_patient_reads_where_she_is(cast: Cast, ana: Patient) -> None:
    cast.dora.call(discharge.close, ana.id, MET)
    found = ana.call(timeline.mine)
    assert dict(found.steps)[Step.DISCHARGE] is Standing.NOW and found.next[0].code is NextCode.CLOSED
    assert found.events[-1].happening is Happening.COURSE_CLOSED
    assert found.closed[0].note == MET.note and found.closed[0].closed_by == cast.dora.name


def test_each_part_of_the_final_summary_needs_its_share(cast: Cast, ana: Patient) -> None:
    cast.dora.call(discharge.close, ana.id, MET)
    whole = final_of(cast.dora, ana)
    ana.sharing_with(cast.paul, parts=frozenset({SharePart.JOURNEY}))
    bare = final_of(cast.paul, ana)
    assert bare.adherence is bare.streak is bare.pain is bare.function is None
    assert bare.versions == bare.measures == bare.measurements == bare.goals == () and bare.active_days == 0
    for part in (SharePart.PROGRAM, SharePart.PAIN, SharePart.MEASURES):
        seen = final_summary.visible(whole, ALL_PARTS - {part})
        assert seen != whole and final_summary.visible(whole, ALL_PARTS) == whole
        assert (seen.active_days > 0) is (part is not SharePart.PROGRAM)


def test_it_is_opened_again_within_thirty_days_with_a_reason(cast: Cast, ana: Patient) -> None:
    cast.dora.call(discharge.close, ana.id, MET)
    with pytest.raises(Conflict):
        cast.dora.call(discharge.close, ana.id, MET)
    cast.clinic.clock.forward(days=30)
    cast.dora.signs_in()
    with pytest.raises(Invalid):
        cast.dora.call(discharge.reopen, ana.id, " ")
    episode = cast.dora.call(discharge.reopen, ana.id, "The pain came back")
    row = cast.dora.call(row_of, ana.id)
    assert (row["id"], row["status"], row["closed_on"], row["final_summary"]) == (episode, "active", None, {})
    ana.signs_in()
    assert ana.call(timeline.mine).events[-1].text == "The pain came back"
    with pytest.raises(Conflict):
        cast.dora.call(discharge.reopen, ana.id, "Again")


def test_later_a_new_course_begins(cast: Cast, ana: Patient) -> None:
    closed = cast.dora.call(discharge.close, ana.id, MET)
    cast.clinic.clock.forward(days=31)
    for who in (cast.dora, ana):
        who.signs_in()
    assert cast.dora.call(discharge.closing, ana.id).reopen_until is None
    with pytest.raises(Conflict):
        cast.dora.call(discharge.reopen, ana.id, "The pain came back")
    begun = cast.dora.call(begin, ana.id)
    assert begun != closed and cast.dora.call(discharge.closing, ana.id).can_close
    found = ana.call(timeline.mine)
    assert found.closed[0].episode_id == closed and dict(found.steps)[Step.EXAM] is Standing.NOW


def test_without_a_course_there_is_nothing_to_close(cast: Cast) -> None:
    assert not cast.dora.call(discharge.closing, cast.ana.id).can_close
    for ask in (discharge.close, discharge.reopen):
        with pytest.raises(Conflict):
            cast.dora.call(ask, cast.ana.id, MET if ask is discharge.close else "Why")  # type: ignore[arg-type]


def test_another_reason_needs_words(cast: Cast, ana: Patient) -> None:
    with pytest.raises(Invalid):
        cast.dora.call(discharge.close, ana.id, ClosingDraft(CloseReason.OTHER, " "))


def test_only_clinicians_with_the_part_journey_close(cast: Cast, ana: Patient) -> None:
    ana.sharing_with(cast.paul, parts=ALL_PARTS - {SharePart.JOURNEY})
    for who, error in (
        (cast.ana, WrongRole),
        (cast.admin, WrongRole),
        (cast.strange_patient, WrongRole),
        (cast.paul, NotFound),
        (cast.strange_doctor, NotFound),
    ):
        for ask, given in ((discharge.closing, ()), (discharge.close, (MET,)), (discharge.reopen, ("Why",))):
            with pytest.raises(error):
                who.call(ask, ana.id, *given)  # type: ignore[arg-type]
