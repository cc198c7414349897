"""What every service needs of a patient: today's date there, and the course of treatment, whole or its last part."""

from datetime import date
from hashlib import sha256

from patient_app.domain.course import Course
from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.dates import iso_week, patient_today
from patient_app.domain.recent import Checkpoint, RecentCourse, checkpoint, has_all_it_needs
from patient_app.domain.settings import DEFAULT_SETTINGS
from patient_app.domain.streak import Kept
from patient_app.store.queries import care, changes, courses, standings
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


def today(unit: Unit, patient: Person) -> date:
    """The patient's local date now: in the zone of the latest entry, else of the profile."""
    return patient_today(unit.now, courses.latest_time_zone(unit.session, patient.id), patient.time_zone)


def course(unit: Unit, patient: Person) -> CourseIndex:
    """The patient's whole course, arranged for the rules."""
    return indexed(courses.course(unit.session, patient))


def recent_course(unit: Unit, patient: Person, first: date, last: date) -> RecentCourse:
    """The course as far as the rules on a period need it: its entries from `first` on, and what was left behind.

    The whole course when nothing is kept of the days before, or the period ends among them.
    """
    session = unit.session
    past = changes.of_patient(session, patient.id, patient.clinic_id).past
    row = standings.checkpoint(session, patient.id)
    if row is None or row.past != past or last < row.monday:
        return RecentCourse(course(unit, patient))
    versions = courses.versions(session, patient.id)
    holds = tuple(courses.hold_value(hold) for hold in courses.holds(session, patient.id))
    without_entries = Course(versions=versions, holds=holds, first_sign_in=patient.first_sign_in_on)
    if row.basis != basis(without_entries, row.monday, began(unit, patient.id)):
        return RecentCourse(course(unit, patient))
    data = row.data
    known = Checkpoint(Kept(row.monday, data["run"], data["longest"]), tuple(data["logs"]), tuple(data["check_ins"]))
    start = min(row.monday, iso_week(first)[0])
    found = indexed(
        Course(
            versions=versions,
            logs=courses.logs(session, patient.id, start, also=known.log_ids),
            check_ins=courses.check_ins(session, patient.id, start, also=known.check_in_ids),
            holds=holds,
            first_sign_in=patient.first_sign_in_on,
        )
    )
    if not has_all_it_needs(found, row.monday):
        return RecentCourse(course(unit, patient))
    return RecentCourse(found, start, known)


def began(unit: Unit, patient_id: str) -> date:
    """When the course of treatment began from which changes are judged; the earliest date when there is none."""
    episode = care.active_episode(unit.session, patient_id)
    return episode.started_on if episode else date.min


def leave_behind(recent: RecentCourse, monday: date, since: date) -> tuple[Checkpoint, str]:
    """What the days before `monday` leave behind, and what that rests on besides the entries."""
    return checkpoint(recent, monday, since), basis(recent.index.course, monday, since)


def basis(course: Course, monday: date, since: date) -> str:
    """What a checkpoint rests on besides the entries, as one word: another word, and it counts no more."""
    holds = sorted(
        (hold.started_on, min(hold.cleared_on or monday, monday)) for hold in course.holds if hold.started_on < monday
    )
    versions = sorted((each.version, each.effective_from) for each in course.versions if each.effective_from < monday)
    named = (monday, since, course.first_sign_in, holds, versions, DEFAULT_SETTINGS.pain_high)
    return sha256(repr(named).encode()).hexdigest()
