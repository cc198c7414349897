"""Which day an entry counts for, which dates are taken, and weeks. The local date decides; no clock is read here."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from patient_app.domain.errors import Invalid

ENTRY_WINDOW = timedelta(days=7)
CLOCK_TOLERANCE = timedelta(hours=24)
FIRST_ZONE_OF_A_DAY = timezone(timedelta(hours=14))
"""A date begins first at UTC+14 (Kiritimati)."""

TOO_OLD = "This entry is for a day more than 7 days before you made it, so it was not saved."
NOT_BEGUN = "This entry is for a day that has not begun yet. Check the date on your phone."
UNKNOWN_TIME_ZONE = "This time zone is not known."


def iso_week(day: date) -> tuple[date, date]:
    """Monday and Sunday of the ISO week of `day`."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def days_between(first: date, last: date) -> Iterator[date]:
    """Every date from `first` to `last`, both included; nothing when `last` is before `first`."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(ordinal)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def range_ending(today: date, days: int) -> tuple[date, date]:
    """A range of so many days that ends with today."""
    return today - timedelta(days=days - 1), today


def is_time_zone(name: str) -> bool:
    """Is this the name of an IANA time zone?"""
    try:
        _zone(name)
    except Invalid:
        return False
    return True


def local_date(instant: datetime, time_zone: str) -> date:
    """The calendar date of an instant in an IANA time zone. An instant without offset is UTC.

    Raises `Invalid` for a time zone that does not exist.
    """
    return _date_in(instant, time_zone)


def patient_today(now: datetime, latest_entry_time_zone: str | None, profile_time_zone: str) -> date:
    """Today for a patient: the local date in the zone of the latest entry, else of the profile."""
    return _date_in(now, latest_entry_time_zone or profile_time_zone)


def entry_date_problem(local_date: date, first_edited_on: date, now: datetime) -> str | None:
    """Why an entry for `local_date` is refused, as an English sentence (translation key), or `None`.

    `first_edited_on` is the local date of the entry's first `edited_at`: 7 days before it are allowed, however late
    the entry arrives. A date is refused while it has not begun anywhere on earth (UTC+14).
    """
    if local_date > _with_offset(now).astimezone(FIRST_ZONE_OF_A_DAY).date():
        return NOT_BEGUN
    if first_edited_on - local_date > ENTRY_WINDOW:
        return TOO_OLD
    return None


def is_late(local_date: date, received_at: datetime, time_zone: str) -> bool:
    """Was an entry for `local_date` received on a later local date than its own?"""
    return _date_in(received_at, time_zone) > local_date


def clamp_edited_at(edited_at: datetime, now: datetime) -> tuple[datetime, bool]:
    """`edited_at`, or the time of receipt and `True` when the phone's clock is more than 24 h ahead of the server."""
    edited_at, now = _with_offset(edited_at), _with_offset(now)
    return (now, True) if edited_at - now > CLOCK_TOLERANCE else (edited_at, False)


def _date_in(instant: datetime, time_zone: str) -> date:
    return _with_offset(instant).astimezone(_zone(time_zone)).date()


def _with_offset(instant: datetime) -> datetime:
    return instant if instant.tzinfo is not None else instant.replace(tzinfo=UTC)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid.field("time_zone", UNKNOWN_TIME_ZONE) from error
