"""Assigned outcome measures: who may, when they are due, and what reaches the panel and the phone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from patient_app.domain.attention_facts import ReasonCode
from patient_app.domain.entries import MeasureResponse
from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.measure_schedule import Assignment, MeasureSchedule, ScheduleKind
from patient_app.domain.people import SharePart
from patient_app.services import access_log, entries, measure_assignments, panel, snapshot
from patient_app.services.measure_assignments import AssignedMeasure
from patient_app.store.database import Database
from patient_app.store.tables import Episode
from tests.builders import NEW_YORK, Cast, Patient, Someone

EVERY_TWO_WEEKS = MeasureSchedule(ScheduleKind.EVERY, 2)
ONCE = MeasureSchedule(ScheduleKind.ONCE)


def assigns(
    clinician: Someone, patient: Patient, measure: str = "rmdq", schedule: MeasureSchedule = EVERY_TWO_WEEKS
) -> Assignment:
    return clinician.call(measure_assignments.assign, patient.id, measure, schedule)


def fills_in(patient: Patient, measure: str = "rmdq", on: date | None = None, **answers: float) -> None:
    day = on or patient.clinic.today
    noon = datetime(day.year, day.month, day.day, 16, 0, tzinfo=UTC)
    response = MeasureResponse(str(uuid4()), measure, "1", day, noon, tuple(answers.items()), None, "")
    patient.call(entries.put_measure_response, response, NEW_YORK)


def assigned(cast: Cast) -> tuple[AssignedMeasure, ...]:
    return cast.paul.call(measure_assignments.assigned, cast.ana.id)


def reasons(cast: Cast, reader: Someone) -> dict[str, Any]:
    reader.signs_in()
    (row,) = reader.call(panel.panel).patients
    return {each.reason: each for each in row.attention}


def test_an_assigned_measure_is_due_at_once_and_every_two_weeks(cast: Cast) -> None:
    assigns(cast.paul, cast.ana)
    (one,) = assigned(cast)
    today = cast.clinic.today
    assert (one.measure.id, one.assigned_by) == ("rmdq", "Paul Okafor")
    assert (one.standing.due_since, one.standing.next_due_on) == (today, today + timedelta(weeks=2))
    fills_in(cast.ana)
    assert assigned(cast)[0].standing.due_since is None


def test_what_is_due_stands_on_the_panel_until_it_is_filled_in(cast: Cast) -> None:
    assigns(cast.dora, cast.ana)
    found = reasons(cast, cast.dora)[ReasonCode.MEASURE_DUE]
    assert (found.figure, found.subject, found.since) == (1, "rmdq", cast.clinic.today)
    fills_in(cast.ana)
    assert ReasonCode.MEASURE_DUE not in reasons(cast, cast.dora)
    cast.clinic.clock.forward(days=14)
    cast.ana.signs_in()
    assert ReasonCode.MEASURE_DUE in reasons(cast, cast.dora)


def test_the_phone_knows_what_is_due_now_and_in_the_next_days(cast: Cast) -> None:
    assigns(cast.paul, cast.ana)
    told = cast.ana.call(snapshot.snapshot)
    (due,) = told.measures_due
    today = cast.clinic.today
    assert [each.due_on for each in due.occasions] == [today, today + timedelta(weeks=2)]
    fills_in(cast.ana)
    told = cast.ana.call(snapshot.snapshot)
    (due,) = told.measures_due
    assert [each.due_on for each in due.occasions] == [today + timedelta(weeks=2)]
    assert [each.measure_id for each in told.answered_today] == ["rmdq"]


def test_the_phone_does_not_ask_for_a_measure_whose_wording_is_licensed(cast: Cast) -> None:
    assigns(cast.paul, cast.ana, "odi")
    assert cast.ana.call(snapshot.snapshot).measures_due == ()
    assert ReasonCode.MEASURE_DUE in reasons(cast, cast.dora)


def test_the_same_measure_is_not_assigned_twice(cast: Cast) -> None:
    first = assigns(cast.paul, cast.ana)
    with pytest.raises(Conflict):
        assigns(cast.dora, cast.ana, schedule=ONCE)
    cast.dora.call(measure_assignments.end, first.id)
    assigns(cast.dora, cast.ana, schedule=ONCE)
    assert [each.assignment.schedule for each in assigned(cast)] == [ONCE]


def test_own_activities_are_named_before_they_are_asked_about(cast: Cast) -> None:
    with pytest.raises(Invalid, match="Name 3 to 5 activities"):
        assigns(cast.paul, cast.ana, "own-activities")
    cast.ana.with_activity("Work in the garden", 4)
    assigns(cast.paul, cast.ana, "own-activities")
    fills_in(cast.ana, "own-activities", **{each.id: 6.0 for each in cast.ana.activities})
    assert assigned(cast)[0].standing.due_since is None


def test_an_ended_assignment_asks_for_nothing_and_ends_once(cast: Cast) -> None:
    found = assigns(cast.paul, cast.ana)
    cast.paul.call(measure_assignments.end, found.id)
    cast.paul.call(measure_assignments.end, found.id)
    assert assigned(cast) == ()
    assert cast.ana.call(snapshot.snapshot).measures_due == ()
    looks = [each.action for each in cast.ana.call(access_log.access_log)]
    assert looks.count("measure.ended") == 1


def test_a_measure_that_is_not_there_and_a_day_that_has_passed_are_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match="no such questionnaire"):
        assigns(cast.paul, cast.ana, "start-back")
    for day in (cast.clinic.days_ago(1), cast.clinic.today + timedelta(days=400)):
        with pytest.raises(Invalid, match="today or a later day"):
            cast.paul.call(measure_assignments.assign, cast.ana.id, "rmdq", ONCE, day)


def test_a_closed_course_asks_only_for_the_measure_at_discharge(cast: Cast, database: Database) -> None:
    day = cast.clinic.today

    def begin(session: Any) -> None:
        session.add(Episode(id="course", patient_id=cast.ana.id, problem="Back pain", region="back", started_on=day))

    def close(session: Any) -> None:
        episode = session.get(Episode, "course")
        episode.status, episode.closed_on = "finished", day + timedelta(days=20)
        session.add(episode)

    database.write(begin).result()
    assigns(cast.paul, cast.ana)
    assigns(cast.paul, cast.ana, "pgic", MeasureSchedule(ScheduleKind.DISCHARGE))
    assert {each.measure.id for each in cast.ana.call(snapshot.snapshot).measures_due} == {"rmdq"}
    database.write(close).result()
    cast.clinic.clock.forward(days=21)
    cast.ana.signs_in()
    assert {each.measure.id for each in cast.ana.call(snapshot.snapshot).measures_due} == {"pgic"}
    found = reasons(cast, cast.dora)[ReasonCode.MEASURE_DUE]
    assert (found.subject, found.since) == ("pgic", day + timedelta(days=20))


def test_only_clinicians_with_the_measures_part_assign_and_end(cast: Cast) -> None:
    found = assigns(cast.paul, cast.ana)
    for stranger in (cast.strange_pt, cast.strange_doctor):
        with pytest.raises(NotFound):
            assigns(stranger, cast.ana, "pgic", ONCE)
        with pytest.raises(NotFound):
            stranger.call(measure_assignments.end, found.id)
        with pytest.raises(NotFound):
            stranger.call(measure_assignments.assigned, cast.ana.id)
    for other in (cast.ana, cast.strange_patient, cast.admin):
        with pytest.raises(WrongRole):
            assigns(other, cast.ana, "pgic", ONCE)
        with pytest.raises(WrongRole):
            other.call(measure_assignments.end, found.id)
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.PROGRAM, SharePart.PAIN}))
    with pytest.raises(NotFound):
        assigns(cast.strange_pt, cast.ana, "pgic", ONCE)
    with pytest.raises(NotFound):
        cast.paul.call(measure_assignments.end, "not-there")
