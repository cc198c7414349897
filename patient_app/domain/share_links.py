"""A link to a read-only summary for someone without an account: what it may hold, and whether it is open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from patient_app.domain.dates import range_ending
from patient_app.domain.errors import FieldError, Invalid
from patient_app.domain.people import SharePart

MOST_TRIES = 5
"""Wrong passcodes of a link's whole life; the last of them closes it for good."""
LONGEST_LABEL = 80
"""SMART Health Cards and Links STU 1: `label` is no longer."""
LONGEST_PERIOD = 366
MOST_OPENINGS = 100
DEFAULT_PERIOD = 28
DEFAULT_LASTS = 30
LONGEST_NAME = 100
"""Of whoever opens a link, as they give it."""


class LinkState(StrEnum):
    """Is a link open, and if not, why."""

    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"
    EXPIRED = "expired"
    USED_UP = "used_up"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class NewLink:
    """What the patient chooses. The last `days` days, which follow the data, or fixed days from `first` to `last`.
    `until`: the last local date that it can be opened; `openings`: how often at most, `None` for any number."""

    label: str
    parts: frozenset[SharePart]
    until: date
    days: int | None = None
    first: date | None = None
    last: date | None = None
    openings: int | None = None


def check(wanted: NewLink, today: date, most_days: int) -> None:
    """Raise `Invalid` with each field that cannot be taken. `most_days`: so long a link of this clinic may be open."""
    if problems := tuple(_problems(wanted, today, most_days)):
        message = problems[0].message if len(problems) == 1 else "This link cannot be made like this."
        raise Invalid(message, problems)


def _problems(wanted: NewLink, today: date, most_days: int) -> Iterator[FieldError]:
    if not wanted.label.strip():
        yield FieldError("label", "Write for whom the link is, such as Dr. Lee.")
    elif len(wanted.label.strip()) > LONGEST_LABEL:
        yield FieldError("label", "Use at most 80 characters.")
    if not wanted.parts:
        yield FieldError("parts", "Choose at least one part to share.")
    if wanted.until < today:
        yield FieldError("until", "Choose today or a later day.")
    elif wanted.until > today + timedelta(days=most_days):
        yield FieldError("until", "Choose an earlier day: your clinic does not let links stay open for so long.")
    if wanted.openings is not None and not 1 <= wanted.openings <= MOST_OPENINGS:
        yield FieldError("openings", "Choose 1 to 100 openings, or any number.")
    yield from _period_problems(wanted, today)


def _period_problems(wanted: NewLink, today: date) -> Iterator[FieldError]:
    if wanted.days is not None:
        if wanted.first is not None or wanted.last is not None:
            yield FieldError("days", "Choose the last days, or from which day to which: one of the two.")
        elif not 1 <= wanted.days <= LONGEST_PERIOD:
            yield FieldError("days", "Choose 1 to 366 days.")
    elif wanted.first is None or wanted.last is None:
        yield FieldError("first", "Choose the last days, or from which day to which: one of the two.")
    elif wanted.first > wanted.last:
        yield FieldError("first", "The first day must not be after the last day.")
    elif wanted.last > today:
        yield FieldError("last", "The last day must not be after today.")
    elif (wanted.last - wanted.first).days >= LONGEST_PERIOD:
        yield FieldError("first", "Choose 1 to 366 days.")


def period(days: int | None, first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """From which day to which a link shows: days that follow the data end with today."""
    if days is not None or first is None or last is None:
        return range_ending(today, days or DEFAULT_PERIOD)
    return first, last


def end_of(until: date, time_zone: str) -> datetime:
    """The instant at which a day ends in a time zone."""
    return datetime.combine(until + timedelta(days=1), time(), ZoneInfo(time_zone))


def state(
    *,
    now: datetime,
    expires_at: datetime,
    revoked: bool,
    locked: bool,
    openings_left: int | None,
    allowed: bool,
) -> LinkState:
    """Why a link is not open, what lasts first; `allowed`: the clinic lets links be."""
    if revoked:
        return LinkState.CLOSED
    if locked:
        return LinkState.LOCKED
    if now >= expires_at:
        return LinkState.EXPIRED
    if not allowed:
        return LinkState.OFF
    return LinkState.USED_UP if openings_left == 0 else LinkState.OPEN
