"""Outcome measures that a patient is to fill in: a clinician assigns them with a schedule, and ends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from patient_app.content.outcome_measures import OutcomeMeasure
from patient_app.domain.attention_facts import MeasureDue
from patient_app.domain.dates import local_date
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.measure_schedule import (
    Assignment,
    CourseEnd,
    MeasureSchedule,
    Occasion,
    ScheduleKind,
    Standing,
    standing,
    unanswered,
)
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, measures, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import care, people
from patient_app.store.queries import measures as rows
from patient_app.store.tables import Episode, Person
from patient_app.store.tables import MeasureAssignment as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

LATEST_START = timedelta(days=366)
AHEAD = timedelta(days=14)
"""How long a phone goes without a network."""


@dataclass(frozen=True, slots=True)
class AssignedMeasure:
    """One assignment, and how it stands on the patient's today."""

    assignment: Assignment
    measure: OutcomeMeasure
    assigned_by: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class DueMeasure:
    """A measure that the patient is to fill in now or in the next days, with its occasions that nothing answers yet."""

    measure: OutcomeMeasure
    occasions: tuple[Occasion, ...]


@reads
def assigned(actor: Actor, unit: Unit, patient_id: str) -> tuple[AssignedMeasure, ...]:
    """The assignments that go on, oldest first. Needs the `measures` part."""
    patient = policy.open_record(actor, unit, patient_id, SharePart.MEASURES)
    return open_assignments(unit, patient, patients.today(unit, patient))


def assign(
    actor: Actor,
    unit: Unit,
    patient_id: str,
    measure_id: str,
    schedule: MeasureSchedule,
    starts_on: date | None = None,
) -> Assignment:
    """Assign a measure from the patient's today, or a later day, on. A PT or physiatrist with the `measures` part.

    Raises `Conflict` when it is assigned already, `Invalid` for a measure or a date that cannot be used.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.MEASURES)
    today = patients.today(unit, patient)
    measure = measures.known_measures(unit, patient.clinic_id).current.get(measure_id)
    if measure is None:
        raise Invalid.field("measure_id", "There is no such questionnaire.")
    starts_on = starts_on or today
    if not today <= starts_on <= today + LATEST_START:
        raise Invalid.field("starts_on", "Choose the patient's today or a later day, within a year.")
    people.lock(unit.session, patient.id)
    if any(each.assignment.measure_id == measure_id for each in open_assignments(unit, patient, today)):
        raise Conflict("This questionnaire is assigned already. End that one first.")
    named = len(care.activities(unit.session, patient.id, today))
    if measure.has_own_items and named < (measure.min_items or 1):
        raise Invalid.field("measure_id", "Name 3 to 5 activities with the patient first.")
    row = Row(
        id=new_id(),
        patient_id=patient.id,
        episode_id=care.active_episode_id(unit.session, patient.id),
        measure_id=measure_id,
        schedule=schedule_json(schedule),
        starts_on=starts_on,
        assigned_by=actor.id,
        assigned_at=unit.now,
    )
    unit.session.add(row)
    _announce(actor, unit, "measure.assigned", row)
    return _value(row)


def end(actor: Actor, unit: Unit, assignment_id: str) -> None:
    """End an assignment from the patient's today on; what was answered stays. Ended before: nothing changes."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, assignment_id)
    if row is None:
        raise NotFound
    patient = policy.open_record(actor, unit, row.patient_id, SharePart.MEASURES)
    if row.ended_on is not None:
        return
    row.ended_on, row.ended_by = patients.today(unit, patient), actor.id
    unit.session.add(row)
    _announce(actor, unit, "measure.ended", row)


def due(unit: Unit, patient: Person, episode: Episode | None) -> tuple[MeasureDue, ...]:
    """What is due on the patient's today in this course of treatment, for the attention rules."""
    found = _open_rows(unit, patient, episode)
    if not found:
        return ()
    current = measures.known_measures(unit, patient.clinic_id).current
    return tuple(
        MeasureDue(assignment.measure_id, stands.due_since, stands.last_due_on)
        for assignment, stands in _standings(unit, patient, found, patients.today(unit, patient), episode)
        if stands.due_since is not None and assignment.measure_id in current
    )


def for_phone(unit: Unit, patient: Person, today: date) -> tuple[DueMeasure, ...]:
    """What the patient fills in: due today, in the next 14 days, or answered today (so that it can be corrected).

    Measures of which a clinician enters the score are not asked here.
    """
    episode = care.active_episode(unit.session, patient.id)
    found = _open_rows(unit, patient, episode)
    if not found:
        return ()
    known = measures.known_measures(unit, patient.clinic_id)
    answered_on = rows.answered_on(unit.session, patient.id)
    end = _course_end(unit, patient, episode)
    asked = []
    for assignment in map(_value, found):
        measure = known.current.get(assignment.measure_id)
        if measure is None or measure.is_score_only:
            continue
        days = answered_on.get(measure.id, [])
        occasions = unanswered(assignment, days, today, today + AHEAD, end)
        if occasions or today in days:
            asked.append(DueMeasure(measure, occasions))
    return tuple(sorted(asked, key=_first_due))


def open_assignments(unit: Unit, patient: Person, today: date) -> tuple[AssignedMeasure, ...]:
    """The assignments that go on, of measures that are still known."""
    episode = care.active_episode(unit.session, patient.id)
    found = _open_rows(unit, patient, episode)
    if not found:
        return ()
    known = measures.known_measures(unit, patient.clinic_id)
    names = people.by_ids(unit.session, sorted({row.assigned_by for row in found}))
    return tuple(
        AssignedMeasure(assignment, measure, names[row.assigned_by].name if row.assigned_by in names else "", stands)
        for row, (assignment, stands) in zip(found, _standings(unit, patient, found, today, episode), strict=True)
        if (measure := known.named(row.measure_id)) is not None
    )


def schedule_json(schedule: MeasureSchedule) -> dict[str, Any]:
    """A schedule as it is stored."""
    weeks = {"weeks": schedule.weeks} if schedule.weeks is not None else {}
    return {"kind": schedule.kind.value, **weeks, **({"at_discharge": True} if schedule.at_discharge else {})}


def _first_due(due: DueMeasure) -> tuple[date, str]:
    return due.occasions[0].due_on if due.occasions else date.max, due.measure.id


def _open_rows(unit: Unit, patient: Person, episode: Episode | None) -> list[Row]:
    found = rows.assignments(unit.session, patient.id, episode.id if episode else None)
    return [row for row in found if row.ended_on is None]


def _standings(
    unit: Unit, patient: Person, found: Sequence[Row], today: date, episode: Episode | None
) -> list[tuple[Assignment, Standing]]:
    """How each row stands, in their order."""
    answered_on = rows.answered_on(unit.session, patient.id)
    end = _course_end(unit, patient, episode)
    return [
        (assignment, standing(assignment, answered_on.get(assignment.measure_id, ()), today, end))
        for assignment in map(_value, found)
    ]


def _course_end(unit: Unit, patient: Person, episode: Episode | None) -> CourseEnd:
    """When the course of treatment was closed, or a visit or a report decided on discharge."""
    if episode is None:
        return CourseEnd()
    decided = [
        local_date(at, patient.time_zone)
        for at in (
            *(visit.planned_at for visit in care.visit_facts(unit.session, patient.id, "discharge")),
            *(report.acknowledged_at for report in care.report_facts(unit.session, patient.id, "discharge")),
        )
        if at is not None
    ]
    planned = min((day for day in decided if day >= episode.started_on), default=None)
    return CourseEnd(episode.closed_on, planned)


def _value(row: Row) -> Assignment:
    data = row.schedule
    schedule = MeasureSchedule(ScheduleKind(data["kind"]), data.get("weeks"), bool(data.get("at_discharge")))
    return Assignment(row.id, row.measure_id, schedule, row.starts_on, row.ended_on)


def _announce(actor: Actor, unit: Unit, action: str, row: Row) -> None:
    audit.record(
        actor,
        unit,
        action,
        patient_id=row.patient_id,
        kind="measure_assignment",
        id=row.id,
        measure=row.measure_id,
        schedule=row.schedule["kind"],
    )
    unit.changed.add(f"patient:{row.patient_id}")
