"""One visit as an iCalendar file (RFC 5545), for the patient's own calendar."""

from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.text import Translator
from patient_app.domain.visit_book import Visit
from patient_app.presenters.visits import kind, mode

PRODUCT = "-//Homestretch//Visits//EN"


def visit_ics(t: Translator, visit: Visit, *, clinic_phone: str, made_at: datetime) -> bytes:
    """The visit in UTC, so that any calendar shows it in its own zone. It names no diagnosis.

    The id stays the same when the visit is moved: importing it again moves it there too. A cancelled one says so.
    """
    event = Event()
    event.add("uid", f"{visit.id}@homestretch")
    event.add("dtstamp", made_at)
    event.add("dtstart", visit.planned_at)
    event.add("dtend", visit.planned_at + timedelta(minutes=visit.minutes))
    event.add("summary", t("{what} with {who}", what=kind(t, visit.kind), who=visit.clinician.name))
    event.add("location", visit.place or mode(t, visit.mode))
    event.add("description", t("Clinic: {phone}", phone=clinic_phone))
    event.add("status", "CANCELLED" if visit.status is VisitStatus.CANCELLED else "CONFIRMED")
    # Calendars take the later of two files with one id.
    event.add("sequence", int(made_at.timestamp()) % 2**31)
    event.add("class", "PRIVATE")
    if visit.status is VisitStatus.PLANNED:
        event.add_component(_reminder(t))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _reminder(t: Translator) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", t("Visit tomorrow"))
    alarm.add("trigger", timedelta(days=-1))
    return alarm
