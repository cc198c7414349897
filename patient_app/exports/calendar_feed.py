"""A patient's calendar as an address gives it (RFC 5545, RFC 7986): visits, and reminders of the exercises.

Calendars are often seen by others, at work and in the family: titles say 'Exercises' and with whom a visit is, and
nothing says why. Reminders are single events for some weeks, not a rule: the next reading has those of the program as
it is then, and what it no longer has goes from the calendar. The same state always gives the same bytes.
"""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, vDuration

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.calendar_feed import Feed, FeedVisit
from patient_app.domain.text import Translator
from patient_app.domain.visits import local_instant
from patient_app.exports.calendar_file import PRODUCT
from patient_app.exports.calendar_zone import time_zone

EXERCISE_MINUTES = 20
"""How long a reminder stands in the calendar; it does not mark the time as taken."""
ASK_EVERY = timedelta(hours=4)
"""How often a calendar program should read the address again."""


def feed_ics(t: Translator, feed: Feed, app_url: str = "") -> bytes:
    """The calendar, in the language of `t`. `app_url`: where the app is, for a link; empty when it is not known."""
    zone = ZoneInfo(feed.time_zone)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Homestretch")
    calendar.add("x-wr-calname", "Homestretch")
    calendar.add("x-wr-timezone", feed.time_zone)
    calendar.add("refresh-interval", ASK_EVERY, parameters={"VALUE": "DURATION"})
    calendar["x-published-ttl"] = vDuration(ASK_EVERY)
    events = [
        *(_visit(t, feed, each, zone) for each in feed.visits),
        *(_exercises(t, feed, day, zone, app_url) for day in feed.days),
    ]
    calendar.add_component(time_zone(feed.time_zone, feed.today))
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _visit(t: Translator, feed: Feed, each: FeedVisit, zone: ZoneInfo) -> Event:
    visit = each.visit
    event = Event()
    event.add("uid", f"{visit.id}@homestretch")
    event.add("dtstamp", each.changed_at.astimezone(UTC))
    event.add("last-modified", each.changed_at.astimezone(UTC))
    event.add("sequence", each.changes)
    event.add("dtstart", visit.planned_at.astimezone(zone))
    event.add("dtend", (visit.planned_at + timedelta(minutes=visit.minutes)).astimezone(zone))
    event.add("summary", t("Visit with {name}", name=visit.clinician.name))
    if visit.place:
        event.add("location", visit.place)
    event.add("description", t("Clinic: {phone}", phone=feed.clinic_phone))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if visit.status is VisitStatus.CANCELLED else "CONFIRMED")
    if visit.status is VisitStatus.PLANNED and feed.alarm_minutes is not None:
        event.add_component(_alarm(t("Visit with {name}", name=visit.clinician.name), feed.alarm_minutes))
    return event


def _exercises(t: Translator, feed: Feed, day: date, zone: ZoneInfo, app_url: str) -> Event:
    if feed.reminder is None:
        raise ValueError("days without a time")
    starts = local_instant(day, feed.reminder, feed.time_zone).astimezone(zone)
    event = Event()
    event.add("uid", f"{feed.id}-{day:%Y%m%d}@homestretch")
    event.add("dtstamp", feed.stamp.astimezone(UTC))
    event.add("sequence", 0)
    event.add("dtstart", starts)
    event.add("dtend", (starts.astimezone(UTC) + timedelta(minutes=EXERCISE_MINUTES)).astimezone(zone))
    event.add("summary", t("Exercises"))
    if app_url:
        event.add("url", f"{app_url}/today")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(t("Exercises"), 0))
    return event


def _alarm(words: str, minutes_before: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(minutes=-minutes_before))
    return alarm
