"""What every service needs of a patient: today's date there, and the course of the treatment."""

from datetime import date

from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.dates import patient_today
from patient_app.store.queries import courses
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


def today(unit: Unit, patient: Person) -> date:
    """The patient's local date now: in the zone of the latest entry, else of the profile."""
    return patient_today(unit.now, courses.latest_time_zone(unit.session, patient.id), patient.time_zone)


def course(unit: Unit, patient: Person) -> CourseIndex:
    """The patient's whole course, arranged for the rules."""
    return indexed(courses.course(unit.session, patient))
