"""Which days a summary is about: since the last visit, the last weeks, since the start, or any from-to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patient_app.domain.dates import range_ending


class PeriodKind(StrEnum):
    """How a period was chosen; the value stands in the address of the page."""

    VISIT = "visit"
    WEEK = "7"
    FOUR_WEEKS = "28"
    TWELVE_WEEKS = "84"
    START = "start"
    OWN = "own"


DEFAULT = PeriodKind.FOUR_WEEKS
"""Where there is no visit to count from."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for: a kind, or own days (`first`, `last`), of which either may be left open."""

    kind: PeriodKind = PeriodKind.VISIT
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included."""

    kind: PeriodKind
    first: date
    last: date


def period(asked: Asked, today: date, last_visit: date | None, started_on: date | None) -> Period:
    """The days asked for. Without a visit, or a start, to count from: the last 28 days.

    The day of the visit is the first of the days since it. Own days without an end run to today, without a
    beginning they are 28. Whether they are in order is for the summary to say.
    """
    if asked.kind is PeriodKind.VISIT and last_visit is not None:
        return Period(asked.kind, min(last_visit, today), today)
    if asked.kind is PeriodKind.START and started_on is not None:
        return Period(asked.kind, min(started_on, today), today)
    if asked.kind is PeriodKind.OWN:
        last = asked.last or today
        return Period(asked.kind, asked.first or range_ending(last, _days(DEFAULT))[0], last)
    kind = DEFAULT if asked.kind in (PeriodKind.VISIT, PeriodKind.START) else asked.kind
    return Period(kind, *range_ending(today, _days(kind)))


def _days(kind: PeriodKind) -> int:
    return int(kind.value)
