"""What the phone needs for 14 days without a network, in one answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from patient_app.content.warning_sign_lists import WarningQuestion, WarningTexts, question_version, warning_texts
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.dates import days_between
from patient_app.domain.program import ProgramVersion
from patient_app.services import holds, patients, policy, today
from patient_app.services.activities import Activity
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.services.today import SlotView, Today
from patient_app.store.queries import care
from patient_app.store.unit import Unit

DAYS_AHEAD = 14
DAYS_BACK = 7
ASK_WARNING_SIGNS_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day: its slots, with the logs so far."""

    date: date
    slots: tuple[SlotView, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The week back (days that may still be logged) and two weeks ahead.

    `questions_due`: the warning-sign questions were not asked in the last week.
    """

    today: Today
    versions: tuple[ProgramVersion, ...]
    days: tuple[PlannedDay, ...]
    activities: tuple[Activity, ...]
    question_version: str
    questions: tuple[WarningQuestion, ...]
    questions_due: bool
    texts: WarningTexts
    server_time: datetime


@reads
def snapshot(actor: Actor, unit: Unit) -> Snapshot:
    """The patient's own snapshot."""
    patient = policy.own_record(actor, unit)
    now = patients.today(unit, patient)
    course = patients.course(unit, patient)
    first, last = now - timedelta(days=DAYS_BACK), now + timedelta(days=DAYS_AHEAD)
    return Snapshot(
        today=today.of_course(unit, patient, course, now, now),
        versions=tuple(v for v in course.versions if _matters(v, course.versions, first)),
        days=tuple(PlannedDay(day, today.slots(course, day)) for day in days_between(first, last)),
        activities=tuple(
            Activity(row.id, row.name, row.baseline, row.until)
            for row in care.activities(unit.session, patient.id, now)
        ),
        question_version=question_version(),
        questions=holds.questions(unit, patient.id),
        questions_due=_questions_due(course, now),
        texts=warning_texts(),
        server_time=unit.now,
    )


def _matters(version: ProgramVersion, versions: tuple[ProgramVersion, ...], first: date) -> bool:
    """In force at any time since `first`: no later version had begun by then."""
    begun_later = [
        v
        for v in versions
        if v.effective_from <= first and (v.effective_from, v.version) > (version.effective_from, version.version)
    ]
    return not begun_later


def _questions_due(course: CourseIndex, now: date) -> bool:
    asked = [each.local_date for each in course.course.check_ins if each.warning_signs is not None]
    return not asked or now - max(asked) >= ASK_WARNING_SIGNS_EVERY
