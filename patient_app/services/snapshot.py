"""What the phone needs for 14 days without a network, in one answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patient_app.content.exercise_library import Exercise
from patient_app.content.warning_sign_lists import WarningQuestion, WarningTexts, question_version, warning_texts
from patient_app.domain import phone_basis
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.entries import CheckIn, ExerciseLog, MeasureResponse
from patient_app.domain.phone_basis import Basis, PlannedDay, PlannedWeek
from patient_app.domain.program import Prescription, ProgramVersion
from patient_app.services import exercises, holds, measure_assignments, measures, patients, policy, today
from patient_app.services.activities import Activity
from patient_app.services.actor import Actor
from patient_app.services.clinics import ClinicCard, card_of
from patient_app.services.measure_assignments import DueMeasure
from patient_app.services.reading import reads
from patient_app.services.today import OpenHold
from patient_app.store.queries import care
from patient_app.store.unit import Unit

ASK_WARNING_SIGNS_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SafetyQuestions:
    """The warning-sign questions. `due`: they were not asked in the last week. `known_history`: the codes of the
    history questions that were answered yes or not sure; they hold nothing again.
    """

    version: str
    questions: tuple[WarningQuestion, ...]
    due: bool
    known_history: tuple[str, ...]
    texts: WarningTexts


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The plan of four weeks, what was entered for them, and what came about before.

    `may_clear_from`: when the patient may clear the open hold; `None` while a clinician can. An exercise is `None`
    only when it has gone from the library. `answered_today`: the patient's own responses of today, to be corrected.
    """

    patient_id: str
    patient_name: str
    today: date
    version: int | None
    next_version_on: date | None
    versions: tuple[ProgramVersion, ...]
    prescriptions: tuple[tuple[Prescription, Exercise | None], ...]
    days: tuple[PlannedDay, ...]
    weeks: tuple[PlannedWeek, ...]
    logs: tuple[ExerciseLog, ...]
    check_ins: tuple[CheckIn, ...]
    hold: OpenHold | None
    may_clear_from: datetime | None
    basis: Basis
    activities: tuple[Activity, ...]
    measures_due: tuple[DueMeasure, ...]
    answered_today: tuple[MeasureResponse, ...]
    safety: SafetyQuestions
    clinic: ClinicCard
    server_time: datetime


@reads
def snapshot(actor: Actor, unit: Unit) -> Snapshot:
    """The patient's own snapshot."""
    patient = policy.own_record(actor, unit)
    now = patients.today(unit, patient)
    course = patients.course(unit, patient)
    first, last = phone_basis.window(now)
    version = course.version_on(now)
    versions = phone_basis.versions_since(course, first)
    hold = today.open_hold(unit, patient.id)
    lines = phone_basis.prescriptions_named(course, first, last)
    known = exercises.catalogue(unit, patient.clinic_id, (line.exercise_id for line in lines))
    return Snapshot(
        patient_id=patient.id,
        patient_name=patient.name,
        today=now,
        version=version.version if version else None,
        next_version_on=min((each.effective_from for each in versions if each.effective_from > now), default=None),
        versions=versions,
        prescriptions=tuple((line, known.get(line.exercise_id)) for line in lines),
        days=phone_basis.planned_days(course, first, last),
        weeks=phone_basis.planned_weeks(course, first, last),
        logs=_logs(course, first, last),
        check_ins=_check_ins(course, first, last),
        hold=hold,
        may_clear_from=holds.may_clear_from(unit, patient.id, hold.since) if hold else None,
        basis=phone_basis.basis(course, first),
        activities=tuple(
            Activity(row.id, row.name, row.baseline, row.until)
            for row in care.activities(unit.session, patient.id, now)
        ),
        measures_due=measure_assignments.for_phone(unit, patient, now),
        answered_today=measures.own_responses(unit, patient.id, now),
        safety=_safety(unit, patient.id, course, now),
        clinic=card_of(unit, patient.clinic_id),
        server_time=unit.now,
    )


def _logs(course: CourseIndex, first: date, last: date) -> tuple[ExerciseLog, ...]:
    found = (log for log in course.course.logs if first <= log.local_date <= last)
    return tuple(sorted(found, key=lambda log: (log.local_date, log.performed_at, log.id)))


def _check_ins(course: CourseIndex, first: date, last: date) -> tuple[CheckIn, ...]:
    found = (check_in for check_in in course.course.check_ins if first <= check_in.local_date <= last)
    return tuple(sorted(found, key=lambda check_in: (check_in.local_date, check_in.recorded_at, check_in.id)))


def _safety(unit: Unit, patient_id: str, course: CourseIndex, now: date) -> SafetyQuestions:
    questions = holds.questions(unit, patient_id)
    answered = holds.signs_answered(course.course.check_ins)
    asked = [each.local_date for each in course.course.check_ins if each.warning_signs is not None]
    return SafetyQuestions(
        version=question_version(),
        questions=questions,
        due=not asked or now - max(asked) >= ASK_WARNING_SIGNS_EVERY,
        known_history=tuple(each.code for each in questions if each.is_history and each.code in answered),
        texts=warning_texts(),
    )
