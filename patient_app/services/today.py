"""A day of the patient's program: what is due, what is logged, the streak and the week."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from patient_app.content.exercise_library import Exercise
from patient_app.domain.adherence import LineDay, WeekProgress, line_day, week_progress
from patient_app.domain.course import HoldLevel
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.program import Prescription
from patient_app.domain.slots import lines_in_force
from patient_app.domain.streak import Streak, streak
from patient_app.services import exercises, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.clinics import ClinicCard, card_of
from patient_app.services.reading import reads
from patient_app.store.queries import care
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class SlotView:
    """One prescription on one day. `due` and `done` are slots of the day; the week's are for flexible lines.

    `exercise` is `None` only when it has gone from the library (the log stays readable).
    """

    prescription: Prescription
    exercise: Exercise | None
    due: int
    done: int
    flexible: bool
    week_due: int
    week_done: int
    logs: tuple[ExerciseLog, ...]


@dataclass(frozen=True, slots=True)
class OpenHold:
    """A hold that is not cleared, with the text that the patient was shown."""

    id: str
    level: HoldLevel
    since: datetime
    since_on: dt.date
    text: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Today:
    """The patient's day. `has_program` tells 'nothing due' from 'no program yet'."""

    patient_id: str
    patient_name: str
    date: dt.date
    today: dt.date
    has_program: bool
    version: int | None
    next_version_on: dt.date | None
    hold: OpenHold | None
    streak: Streak
    week: WeekProgress
    slots: tuple[SlotView, ...]
    check_in: CheckIn | None
    clinic: ClinicCard


@reads
def today(actor: Actor, unit: Unit, day: dt.date | None = None) -> Today:
    """The patient's own day, today unless another one is asked for."""
    patient = policy.own_record(actor, unit)
    now = patients.today(unit, patient)
    return of_course(unit, patient, patients.course(unit, patient), day or now, now)


def of_course(unit: Unit, patient: Person, course: CourseIndex, day: dt.date, now: dt.date) -> Today:
    """The day of a course that is loaded already."""
    version = course.version_on(day)
    later = [v.effective_from for v in course.versions if v.effective_from > day]
    return Today(
        patient_id=patient.id,
        patient_name=patient.name,
        date=day,
        today=now,
        has_program=version is not None,
        version=version.version if version else None,
        next_version_on=min(later, default=None),
        hold=open_hold(unit, patient.id),
        streak=streak(course, now),
        week=week_progress(course, day),
        slots=slots(unit, patient, course, day),
        check_in=course.check_in_on(day),
        clinic=card_of(unit, patient.clinic_id),
    )


def slots(unit: Unit, patient: Person, course: CourseIndex, day: dt.date) -> tuple[SlotView, ...]:
    """What the program asks for on a day, in its order: due, flexible, or logged all the same."""
    lines = lines_in_force(course, day)
    known = exercises.catalogue(unit, patient.clinic_id, (line.exercise_id for line in lines))
    views = (_slot(line, line_day(course, line, day), known) for line in lines)
    return tuple(view for view in views if view.due or view.flexible or view.logs)


def open_hold(unit: Unit, patient_id: str) -> OpenHold | None:
    """The gravest hold that is not cleared."""
    row = care.open_hold(unit.session, patient_id)
    if row is None:
        return None
    return OpenHold(row.id, HoldLevel(row.level), row.started_at, row.started_on, row.text_shown, row.note)


def _slot(line: Prescription, found: LineDay, known: Mapping[str, Exercise]) -> SlotView:
    return SlotView(
        prescription=line,
        exercise=known.get(line.exercise_id),
        due=found.due,
        done=found.done,
        flexible=found.flexible,
        week_due=found.week_due,
        week_done=found.week_done,
        logs=found.logs,
    )
