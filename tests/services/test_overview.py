"""The overview: which period for whom, what a share opens, goals with their history, an exercise in detail."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.periods import Asked, PeriodKind
from patient_app.services import access_log, episodes, goals, line_detail, overview, printed_summary
from patient_app.services.goals import GoalDraft
from patient_app.services.overview import Overview
from patient_app.store.tables import MeasureResponse, Order, Person, ProgressReport, Visit
from patient_app.store.types import new_id
from patient_app.store.unit import Unit
from tests.builders import Cast, Clock, Someone, a_line


def seen_by(who: Someone, cast: Cast, asked: Asked | None = None) -> Overview:
    return who.call(overview.overview, cast.ana.id, asked)


def store(cast: Cast, *rows: Any) -> None:
    """Rows as other parts of the product leave them."""

    def add(operator: Any, unit: Unit) -> None:
        unit.session.add_all(rows)

    cast.clinic.door.operate(add)


def a_visit(cast: Cast, by: Someone, on: date, kind: str = "physiatrist", **fields: Any) -> Visit:
    at = datetime(on.year, on.month, on.day, 15, 0, tzinfo=UTC)
    values = {"id": new_id(), "patient_id": cast.ana.id, "clinician_id": by.id, "planned_at": at, "status": "held"}
    return Visit(**{**values, "kind": kind, **fields})


def an_episode(cast: Cast, started: date | None = None) -> str:
    """A course of treatment of Ana's: its id."""

    def begin(operator: Any, unit: Unit) -> str:
        patient = unit.session.get(Person, cast.ana.id)
        assert patient is not None
        episode = episodes.begin(unit, patient, "Low back pain", "low_back")
        episode.started_on = started or cast.clinic.today
        unit.session.add(episode)
        return episode.id

    return cast.clinic.door.operate(begin)


def goals_of(cast: Cast, *texts: str) -> list[str]:
    """Goals of Ana's course: their ids."""

    def add(actor: Any, unit: Unit) -> list[str]:
        episode = episodes.active(unit, cast.ana.id)
        assert episode is not None
        drafts = [GoalDraft(GoalCategory.FUNCTION, text, target=10) for text in texts]
        return [row.id for row in goals.add(actor, unit, episode, drafts)]

    return cast.dora.call(add)


def test_it_begins_with_the_last_visit_that_its_reader_counts_from(cast: Cast) -> None:
    days_ago = cast.clinic.days_ago
    store(
        cast,
        a_visit(cast, cast.dora, days_ago(20)),
        a_visit(cast, cast.strange_doctor, days_ago(12)),
        a_visit(cast, cast.paul, days_ago(3), "treatment"),
        a_visit(cast, cast.paul, days_ago(1), "treatment", status="missed"),
        a_visit(cast, cast.strange_pt, days_ago(2), "treatment"),
    )
    for who, first in ((cast.dora, days_ago(12)), (cast.paul, days_ago(3)), (cast.ana, days_ago(12))):
        found = seen_by(who, cast)
        assert (found.period.kind, found.period.first, found.period.last) == (
            PeriodKind.VISIT, first, cast.clinic.today
        )  # fmt: skip
        assert (found.summary.first, found.summary.last) == (first, cast.clinic.today)


def test_a_visit_held_today_is_the_one_being_prepared(cast: Cast) -> None:
    store(cast, a_visit(cast, cast.dora, cast.clinic.days_ago(14)), a_visit(cast, cast.dora, cast.clinic.today))
    assert seen_by(cast.dora, cast).last_visit == cast.clinic.days_ago(14)


def test_without_a_visit_it_is_four_weeks(cast: Cast) -> None:
    found = seen_by(cast.dora, cast)
    assert (found.period.kind, found.last_visit) == (PeriodKind.FOUR_WEEKS, None)
    assert len(found.summary.days) == 28


def test_without_the_journey_neither_visits_nor_reports_are_seen(cast: Cast) -> None:
    store(cast, a_visit(cast, cast.strange_doctor, cast.clinic.days_ago(5)))
    cast.ana.sharing_with(cast.strange_doctor, parts=ALL_PARTS - {SharePart.JOURNEY})
    found = seen_by(cast.strange_doctor, cast)
    assert (found.course, found.last_visit, found.period.kind) == (None, None, PeriodKind.FOUR_WEEKS)


def test_without_the_measures_no_goal_is_seen(cast: Cast) -> None:
    an_episode(cast)
    goals_of(cast, "Walk to the shop")
    assert [told.goal.letter for told in seen_by(cast.dora, cast).goals] == ["A"]
    cast.ana.sharing_with(cast.strange_doctor, parts=ALL_PARTS - {SharePart.MEASURES})
    assert seen_by(cast.strange_doctor, cast).goals == ()


def test_since_the_start_is_since_the_first_program_of_this_course(cast: Cast, clock: Clock) -> None:
    begun = cast.clinic.today
    clock.forward(days=10)
    cast.dora.signs_in()
    assert seen_by(cast.dora, cast, Asked(PeriodKind.START)).period.first == begun
    an_episode(cast, begun + timedelta(days=4))
    assert seen_by(cast.dora, cast, Asked(PeriodKind.START)).period.first == begun + timedelta(days=4)
    cast.ana.signs_in()
    cast.ana.with_program(a_line("bird-dog"), by=cast.paul)
    assert seen_by(cast.dora, cast, Asked(PeriodKind.START)).period.first == cast.clinic.today


def test_days_in_the_wrong_order_are_refused(cast: Cast) -> None:
    wrong = Asked(PeriodKind.OWN, cast.clinic.today, cast.clinic.days_ago(1))
    with pytest.raises(Invalid):
        seen_by(cast.dora, cast, wrong)


def test_the_frame_has_order_visits_and_signed_reports_of_this_course(cast: Cast) -> None:
    episode, today = an_episode(cast, cast.clinic.days_ago(30)), cast.clinic.today
    now = cast.clinic.clock.now
    report = {"patient_id": cast.ana.id, "author_id": cast.paul.id, "period_from": today, "period_to": today}
    store(
        cast,
        Order(
            id=new_id(), episode_id=episode, patient_id=cast.ana.id, physiatrist_id=cast.dora.id, weeks=8,
            frequency_per_week=2, reason="", diagnoses=[{"code": "M54.5", "text": "Low back pain"}], signed_at=now,
            expires_on=today + timedelta(days=60),
        ),
        a_visit(cast, cast.paul, cast.clinic.days_ago(9), "evaluation"),
        a_visit(cast, cast.paul, cast.clinic.days_ago(40), "treatment"),
        a_visit(cast, cast.dora, today + timedelta(days=7), status="planned"),
        ProgressReport(id=new_id(), episode_id=episode, number=1, signed_at=now, **report),
        ProgressReport(id=new_id(), episode_id=episode, **report),
    )  # fmt: skip
    course = seen_by(cast.dora, cast).course
    assert course is not None and course.order is not None
    content = course.order.content
    assert ([(each.code, each.text) for each in content.diagnoses], content.weeks) == ([("M54.5", "Low back pain")], 8)
    assert course.next_visit is not None and course.next_visit.on == today + timedelta(days=7)
    assert [visit.clinician for visit in course.held] == ["Paul Okafor", "Paul Okafor"]
    assert course.treatment_days == 1
    assert [(mark.number, mark.decision, mark.author) for mark in course.reports] == [(1, None, "Paul Okafor")]


def test_a_measure_counts_from_the_first_score_of_this_course(cast: Cast) -> None:
    def scored(days_ago: int, score: float) -> MeasureResponse:
        on = cast.clinic.days_ago(days_ago)
        at = datetime(on.year, on.month, on.day, 15, 0, tzinfo=UTC)
        return MeasureResponse(
            id=new_id(), patient_id=cast.ana.id, measure_id="rmdq", measure_version="1", local_date=on,
            edited_at=at, first_edited_at=at, received_at=at, time_zone="America/New_York", answers={}, score=score,
        )  # fmt: skip

    store(cast, scored(200, 20), scored(30, 12), scored(2, 8))
    [trend] = seen_by(cast.dora, cast).summary.measures
    assert trend.change is not None and trend.change.change == -12
    an_episode(cast, cast.clinic.days_ago(60))
    [trend] = seen_by(cast.dora, cast).summary.measures
    assert trend.change is not None and trend.change.change == -4
    assert len(trend.points) == 3 and trend.baseline == (cast.clinic.days_ago(30), 12)


def test_what_became_of_a_goal_is_kept_with_who_said_so(cast: Cast) -> None:
    an_episode(cast)
    first, _ = goals_of(cast, "Walk to the shop", "Lift the box")
    cast.paul.call(goals.set_status, first, GoalStatus.MET, value=12, note="Easily")
    cast.dora.call(goals.set_status, first, GoalStatus.ACTIVE)
    told, other = seen_by(cast.dora, cast).goals
    assert (told.goal.status, told.goal.met_on, other.said) == (GoalStatus.ACTIVE, None, ())
    assert [(said.status, said.value, said.note, said.by) for said in told.said] == [
        (GoalStatus.ACTIVE, None, None, "Dora Lindqvist"),
        (GoalStatus.MET, 12, "Easily", "Paul Okafor"),
    ]
    said = [entry.who for entry in cast.ana.call(access_log.access_log) if entry.action == "goal.changed"]
    assert said == ["Dora Lindqvist", "Paul Okafor"]


def test_a_goals_value_and_note_must_be_such_that_they_can_be_kept(cast: Cast) -> None:
    an_episode(cast)
    (goal,) = goals_of(cast, "Walk to the shop")
    for wrong in ({"value": float("nan")}, {"value": float("inf")}, {"note": "x" * 301}):
        with pytest.raises(Invalid):
            cast.paul.call(goals.set_status, goal, GoalStatus.MET, **wrong)
    with pytest.raises(WrongRole):
        cast.ana.call(goals.set_status, goal, GoalStatus.MET)
    with pytest.raises(NotFound):
        cast.strange_pt.call(goals.set_status, goal, GoalStatus.MET)


def test_an_exercise_in_detail_has_its_weeks_reasons_and_doses(cast: Cast) -> None:
    line = cast.ana.line("bridge")
    cast.ana.logs(line, pain_during=3, effort=5)
    today = cast.clinic.today
    found = cast.dora.call(line_detail.line_detail, cast.ana.id, line.line_id, today, today)
    assert (found.weeks[0].adherence.slots_done, found.history.pain_last) == (1, 3)
    assert [dose.version for dose in found.doses] == [1] and found.exercise is not None
    for who in (cast.strange_pt, cast.strange_patient):
        with pytest.raises(NotFound):
            who.call(line_detail.line_detail, cast.ana.id, line.line_id, today, today)
    with pytest.raises(NotFound):
        cast.dora.call(line_detail.line_detail, cast.ana.id, new_id(), today, today)
    with pytest.raises(Invalid):
        cast.dora.call(line_detail.line_detail, cast.ana.id, line.line_id, date.min, today)


def test_a_share_without_the_program_opens_no_exercise(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_doctor, parts=ALL_PARTS - {SharePart.PROGRAM})
    line, today = cast.ana.line("bridge"), cast.clinic.today
    with pytest.raises(NotFound):
        cast.strange_doctor.call(line_detail.line_detail, cast.ana.id, line.line_id, today, today)


def test_the_patient_sees_who_printed_the_summary(cast: Cast) -> None:
    found = cast.dora.call(printed_summary.printed_summary, cast.ana.id)
    assert (found.made_by, found.clinic.name) == ("Dora Lindqvist", "Riverside Rehabilitation")
    cast.ana.call(printed_summary.printed_summary, cast.ana.id)
    printed = [each for each in cast.ana.call(access_log.access_log) if each.action == "summary.downloaded"]
    assert [each.who for each in printed] == ["Dora Lindqvist"]
