"""What a patient's calendar address gives: visits, and reminders of the exercises. Times and names, no health data."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from patient_app.domain.visit_book import Visit

ALARMS = (30, 60, 120, 24 * 60)
"""Minutes before a visit that an alarm may be set for."""
LOOK_BACK = timedelta(days=30)
"""So long a visit that is over, or was cancelled, stays in the calendar: long enough for one that asks once a week."""
MOST_FEEDS = 10
"""Addresses that one patient may have open at a time: a phone, a laptop, a family calendar."""


@dataclass(frozen=True, slots=True)
class FeedVisit:
    """A visit, how often it was changed since it was planned, and when last."""

    visit: Visit
    changes: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """One address's calendar. `time_zone`: the patient's; `stamp`: when what it says of the exercises last changed.

    `reminder` is the local time of the reminders, `None` for no reminders (`days` is empty then).
    """

    id: str
    language: str
    time_zone: str
    today: date
    clinic_phone: str
    visits: tuple[FeedVisit, ...]
    days: tuple[date, ...]
    reminder: time | None
    alarm_minutes: int | None
    stamp: datetime


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """An open address. `token` is known only when it is made. `reminder_time`: HH:MM."""

    id: str
    reminder_time: str | None
    alarm_minutes: int | None
    made_at: datetime
    last_read_at: datetime | None
    token: str = ""
