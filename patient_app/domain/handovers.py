"""A clinician hands a patient over to a colleague: when it opens, and what it is worth now. Values in, values out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

OBJECTION_DAYS = 30
"""So many days after a handover for good has opened, the patient can say no to it. Later it is a share like others."""


class HandoverKind(StrEnum):
    """For a time, or for good: then the giver's own share ends on the day that the colleague's opens."""

    SUBSTITUTE = "substitute"
    FOR_GOOD = "for_good"


class HandoverStatus(StrEnum):
    """What a handover is worth now."""

    ANNOUNCED = "announced"
    OPEN = "open"
    ENDED = "ended"
    OBJECTED = "objected"
    WITHDRAWN = "withdrawn"

    @property
    def is_live(self) -> bool:
        """Announced or open."""
        return self in (HandoverStatus.ANNOUNCED, HandoverStatus.OPEN)


@dataclass(frozen=True, slots=True)
class Terms:
    """The dates of a handover. `ends_on` is the last local date of the patient on which it is open."""

    kind: HandoverKind
    opens_at: datetime
    ends_on: date | None = None
    objected_at: datetime | None = None
    withdrawn_at: datetime | None = None


def status(terms: Terms, now: datetime, today: date) -> HandoverStatus:
    """`today` is the patient's local date."""
    if terms.objected_at is not None:
        return HandoverStatus.OBJECTED
    if terms.withdrawn_at is not None:
        return HandoverStatus.WITHDRAWN
    if terms.ends_on is not None and today > terms.ends_on:
        return HandoverStatus.ENDED
    return HandoverStatus.OPEN if terms.opens_at <= now else HandoverStatus.ANNOUNCED


def may_object(terms: Terms, now: datetime, today: date) -> bool:
    """Before it opens, and after: a substitution at any time, a handover for good for 30 days."""
    found = status(terms, now, today)
    if found is HandoverStatus.OPEN and terms.kind is HandoverKind.FOR_GOOD:
        return now < terms.opens_at + timedelta(days=OBJECTION_DAYS)
    return found.is_live


def opening(now: datetime, notice_days: int, time_zone: str, starts_on: date | None = None) -> datetime:
    """When it opens without a word of the patient: after the clinic's notice, or when the chosen day begins there."""
    earliest = now + timedelta(days=notice_days)
    if starts_on is None:
        return earliest
    return max(earliest, datetime.combine(starts_on, time(), ZoneInfo(time_zone)).astimezone(now.tzinfo))


def until_of(ends_on: date | None, source_until: date | None) -> date | None:
    """The last day of the colleague's share: never later than that of the share it comes from."""
    return min((day for day in (ends_on, source_until) if day is not None), default=None)
