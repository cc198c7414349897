"""A patient's calendar addresses: made, listed, closed, and read by calendar programs, which have no session.

Whoever has an address reads it: so it gives times and names only, is kept as a hash, and can be closed at any time.
"""

import re
from datetime import time, timedelta

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.calendar_feed import ALARMS, LOOK_BACK, MOST_FEEDS, Feed, FeedAddress, FeedVisit
from patient_app.domain.course import Course
from patient_app.domain.course_index import indexed
from patient_app.domain.dates import local_date
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.domain.reminder_days import reminder_days
from patient_app.domain.visit_book import Visit
from patient_app.services import audit, policy, secrets, sessions, visits
from patient_app.services.actor import Actor, Visitor
from patient_app.services.reading import reads
from patient_app.store.queries import audits, care, courses, feeds, people
from patient_app.store.tables import CalendarFeed, Person
from patient_app.store.unit import Unit

_TOUCH_EVERY = timedelta(minutes=15)
"""When an address was last read is noted at most this often, so that reading stays reading."""
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_CHANGES = ("visit.moved", "visit.cancelled")


@reads
def mine(actor: Actor, unit: Unit) -> tuple[FeedAddress, ...]:
    """The patient's own open addresses, newest first."""
    patient = policy.own_record(actor, unit)
    return tuple(_address(row) for row in feeds.open_feeds(unit.session, patient.id))


def make(actor: Actor, unit: Unit, reminder_time: str | None = None, alarm_minutes: int | None = None) -> FeedAddress:
    """A new address, for the patient alone. Its token is given back this once. Raises `Invalid`, `Conflict`."""
    patient = policy.own_record(actor, unit)
    if reminder_time is not None and not _CLOCK.fullmatch(reminder_time):
        raise Invalid.field("reminder_time", "Give a time of day, such as 08:30.")
    if alarm_minutes is not None and alarm_minutes not in ALARMS:
        raise Invalid.field("alarm_minutes", "Choose 30, 60, 120 or 1440 minutes.")
    people.lock(unit.session, patient.id)
    if len(feeds.open_feeds(unit.session, patient.id)) >= MOST_FEEDS:
        raise Conflict("You have 10 calendar addresses already. Close one before you make another.")
    token = secrets.new_token()
    row = CalendarFeed(
        person_id=patient.id,
        token_hash=secrets.digest(token),
        alarm_minutes=alarm_minutes,
        reminder_time=reminder_time,
        made_at=unit.now,
    )
    unit.session.add(row)
    audit.record(actor, unit, "calendar_feed.made", patient_id=patient.id, kind="calendar_feed", id=row.id)
    unit.changed.add(f"patient:{patient.id}")
    return _address(row, token)


def close(actor: Actor, unit: Unit, feed_id: str) -> None:
    """Close an address of one's own for good. One that is closed already stays so. Raises `NotFound`."""
    patient = policy.own_record(actor, unit)
    row = unit.session.get(CalendarFeed, feed_id)
    if row is None or row.person_id != patient.id:
        raise NotFound
    if row.revoked_at is None:
        row.revoked_at = unit.now
        unit.session.add(row)
        audit.record(actor, unit, "calendar_feed.closed", patient_id=patient.id, kind="calendar_feed", id=row.id)
        unit.changed.add(f"patient:{patient.id}")


@reads
def read(visitor: Visitor, unit: Unit, token: str) -> Feed:
    """What an address gives now. Raises `NotFound` when it is closed, unknown, or its patient's account is closed."""
    found = feeds.with_token(unit.session, secrets.digest(token))
    if found is None:
        raise NotFound
    row, patient = found
    if patient.deactivated_at is not None or patient.erased_at is not None or patient.role != Role.PATIENT:
        raise NotFound
    if row.last_read_at is None or unit.now - row.last_read_at > _TOUCH_EVERY:
        unit.must_write()
        row.last_read_at = unit.now
        unit.session.add(row)
    return _feed(unit, row, patient)


def _feed(unit: Unit, row: CalendarFeed, patient: Person) -> Feed:
    zone = courses.latest_time_zone(unit.session, patient.id) or patient.time_zone
    # Without entries: only what is planned is asked for.
    course = indexed(
        Course(
            versions=courses.versions(unit.session, patient.id),
            holds=tuple(courses.hold_value(hold) for hold in courses.holds(unit.session, patient.id)),
            first_sign_in=patient.first_sign_in_on,
        )
    )
    today = local_date(unit.now, zone)
    reminder = time.fromisoformat(row.reminder_time) if row.reminder_time else None
    book = visits.mine(sessions.actor(patient, ""), unit)
    return Feed(
        id=row.id,
        language=patient.language,
        time_zone=zone,
        today=today,
        clinic_phone=book.clinic_phone,
        visits=_visits(unit, patient, book.visits),
        days=reminder_days(course, today) if reminder else (),
        reminder=reminder,
        alarm_minutes=row.alarm_minutes,
        stamp=max([row.made_at, *(version.published_at for version in course.versions)]),
    )


def _visits(unit: Unit, patient: Person, of_book: tuple[Visit, ...]) -> tuple[FeedVisit, ...]:
    """Planned and held ones, and those that were cancelled not long ago: a calendar must hear of it to drop them."""
    changed = audits.changes(unit.session, patient.id, "visit", _CHANGES)
    made = {row.id: row.created_at for row in care.visits(unit.session, patient.id)}
    oldest = unit.now - LOOK_BACK
    found = []
    for visit in of_book:
        count, last = changed.get(visit.id, (0, made.get(visit.id) or visit.planned_at))
        is_shown = visit.status in (VisitStatus.PLANNED, VisitStatus.HELD) and visit.planned_at >= oldest
        is_dropped = visit.status is VisitStatus.CANCELLED and max(last, visit.planned_at) >= oldest
        if is_shown or is_dropped:
            found.append(FeedVisit(visit, count, last))
    return tuple(found)


def _address(row: CalendarFeed, token: str = "") -> FeedAddress:
    return FeedAddress(row.id, row.reminder_time, row.alarm_minutes, row.made_at, row.last_read_at, token)
