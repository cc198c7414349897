"""Dates of FHIR: what span of time a text means, and how a search compares spans (FHIR R4, 3.1.1.4.5 and 3.1.1.5.6).

A day is the patient's local day. So a text without an offset ('2026-03-16') is compared with the local time that
stands in a resource, and only two texts that both name an offset are compared as instants.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

_DATE = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d\d)(-(?P<day>\d\d)"
    r"(T(?P<hour>\d\d):(?P<minute>\d\d)(:(?P<second>\d\d)(\.\d{1,9})?)?(?P<offset>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
FIRST_YEAR, LAST_YEAR = 1800, 2199
_BEGINNING, _END = datetime(1, 1, 3), datetime(9999, 12, 29)


class Prefix(StrEnum):
    """How a search compares: the resource's span with the one that is given."""

    EQ = "eq"
    NE = "ne"
    GT = "gt"
    LT = "lt"
    GE = "ge"
    LE = "le"
    SA = "sa"
    EB = "eb"


class NotADate(ValueError):
    """This text is no date of FHIR."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` up to, not including, `high`, in local time; `ahead_of_utc` when the text names its offset."""

    low: datetime
    high: datetime
    ahead_of_utc: timedelta | None = None

    def until(self, last: "Span") -> "Span":
        """From the beginning of this span to the end of another one."""
        return Span(self.low, max(self.high, last.high), self.ahead_of_utc if last.ahead_of_utc is not None else None)

    def in_utc(self) -> "Span":
        """The same span on the clock of UTC; open ends stay where they are. Only for one that names its offset."""
        ahead = self.ahead_of_utc or timedelta()
        low = self.low if self.low == _BEGINNING else self.low - ahead
        return Span(low, self.high if self.high == _END else self.high - ahead, timedelta())


@dataclass(frozen=True, slots=True)
class DateTest:
    """What a search asks of a date: 'ge2026-03-01'."""

    prefix: Prefix
    span: Span

    def matches(self, found: Span) -> bool:
        """Does a resource with this span fit?"""
        asked = self.span
        if asked.ahead_of_utc is not None and found.ahead_of_utc is not None:
            asked, found = asked.in_utc(), found.in_utc()
        within = asked.low <= found.low and found.high <= asked.high
        return {
            Prefix.EQ: within,
            Prefix.NE: not within,
            Prefix.GT: found.high > asked.high,
            Prefix.LT: found.low < asked.low,
            Prefix.GE: found.high > asked.high or within,
            Prefix.LE: found.low < asked.low or within,
            Prefix.SA: found.low >= asked.high,
            Prefix.EB: found.high <= asked.low,
        }[self.prefix]


def date_test(text: str) -> DateTest:
    """A date of a search with its prefix ('eq' without one). Raises `NotADate`."""
    head = text[:2]
    if head.isalpha():
        if head not in list(Prefix):
            raise NotADate(text)
        return DateTest(Prefix(head), span(text[2:]))
    return DateTest(Prefix.EQ, span(text))


def span(text: str) -> Span:
    """What a date, month, year or instant of FHIR means. Raises `NotADate`.

    An offset's plus sign that came as a space (the address was not encoded) is taken as meant.
    """
    found = _DATE.fullmatch(text.replace(" ", "+"))
    if found is None or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        raise NotADate(text)
    try:
        return _span(found)
    except ValueError as error:
        raise NotADate(text) from error


def period(start: str | None, end: str | None) -> Span:
    """A FHIR Period; an end that is not given is open. Raises `NotADate`."""
    first, last = span(start) if start else None, span(end) if end else None
    if first and last:
        return first.until(last)
    if first:
        return Span(first.low, _END, first.ahead_of_utc)
    return Span(_BEGINNING, last.high, last.ahead_of_utc) if last else Span(_BEGINNING, _END)


def _span(found: re.Match[str]) -> Span:
    year, month, day = int(found["year"]), found["month"], found["day"]
    if month is None:
        return _days(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return _days(date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1]))
    on = date(year, int(month), int(day))
    if found["hour"] is None:
        return _days(on, on)
    second = found["second"]
    # A leap second is the last second of its minute here.
    low = datetime.combine(on, time(int(found["hour"]), int(found["minute"]), min(int(second or 0), 59)))
    if second is not None and int(second) > 60:
        raise ValueError(second)
    return Span(low, low + timedelta(seconds=1 if second else 60), _offset(found["offset"]))


def _days(first: date, last: date) -> Span:
    return Span(datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(days=1))


def _offset(text: str | None) -> timedelta | None:
    if text is None:
        return None
    if text == "Z":
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        raise ValueError(text)
    return (-1 if text[0] == "-" else 1) * timedelta(hours=hours, minutes=minutes)
