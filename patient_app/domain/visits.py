"""Visits: what they are for, how they are held, how they end, and when those of a series are."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from patient_app.domain.attention_facts import VisitStatus

WEEKS_BETWEEN = (1, 26)
"""Smallest and largest interval of a series."""
LONGEST_SERIES = 60
MINUTES = (5, 240)
RECORDED_AFTERWARDS = timedelta(days=31)
"""A visit that was not planned may be recorded up to so long after it."""
AHEAD = timedelta(days=2 * 366)
"""Nothing is planned further ahead."""
WORKING_DAYS = 5
LOOK_AHEAD_DAYS = 28


class VisitKind(StrEnum):
    """What a visit is for."""

    PHYSIATRIST = "physiatrist"
    EVALUATION = "evaluation"
    TREATMENT = "treatment"

    @property
    def is_at_pt_centre(self) -> bool:
        """Is it the PT's matter? Only the others end with a decision on the course."""
        return self is not VisitKind.PHYSIATRIST


class VisitMode(StrEnum):
    """How it is held."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"


class VisitDecision(StrEnum):
    """How a visit ends."""

    CONTINUE = "continue"
    CHANGE = "change"
    DISCHARGE = "discharge"
    REFER_ON = "refer_on"


class Scope(StrEnum):
    """Which visits of a series a change is for."""

    ONE = "one"
    LATER = "later"


class RequestKind(StrEnum):
    """What a patient writes about a visit: to move it, to cancel it, or a question to bring up."""

    MOVE = "move"
    CANCEL = "cancel"
    QUESTION = "question"


class RequestStatus(StrEnum):
    """What became of it. A question is accepted when its visit was held; what became idle is withdrawn."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PartOfDay(StrEnum):
    """When on a day would suit."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


def local_instant(day: date, clock: time, time_zone: str) -> datetime:
    """The instant (UTC) of a local time on a date.

    A time that the clocks skip on that day is as much later as they skip; of one that comes twice it is the first.
    """
    return datetime.combine(day, clock, ZoneInfo(time_zone)).astimezone(UTC)


def series_dates(starts_on: date, every_weeks: int, count: int | None = None, until: date | None = None) -> list[date]:
    """The dates of a series: `count` of them, or up to `until` (included); never more than the longest series."""
    wanted = LONGEST_SERIES if count is None else min(count, LONGEST_SERIES)
    dates = (starts_on + timedelta(weeks=every_weeks * number) for number in range(wanted))
    return [day for day in dates if until is None or day <= until]


def shifted(planned_at: datetime, days: int, clock: time, time_zone: str) -> datetime:
    """A visit moved by so many local days, to another local time."""
    return local_instant(planned_at.astimezone(ZoneInfo(time_zone)).date() + timedelta(days=days), clock, time_zone)


def overlaps(at: datetime, minutes: int, other_at: datetime, other_minutes: int) -> bool:
    """Do two visits share any time?"""
    return at < other_at + timedelta(minutes=other_minutes) and other_at < at + timedelta(minutes=minutes)


def may_be_marked(status: VisitStatus, planned_at: datetime, now: datetime) -> bool:
    """May a visit be marked held or missed? Not before it began, and not when it was cancelled."""
    return status is VisitStatus.PLANNED and planned_at <= now


def free_time_after(
    missed_at: datetime, minutes: int, taken: Iterable[tuple[datetime, int]], now: datetime, time_zone: str
) -> datetime:
    """When a missed visit can be planned anew: at the same local time, on the same weekday of the next two weeks, else
    on the next free working day. With nothing free in four weeks it is the same weekday of next week.
    """
    local = missed_at.astimezone(ZoneInfo(time_zone))
    today = now.astimezone(ZoneInfo(time_zone)).date()
    to_weekday = (local.weekday() - today.weekday()) % 7 or 7
    same_weekday = [today + timedelta(days=to_weekday + week) for week in (0, 7)]
    next_days = (today + timedelta(days=ahead) for ahead in range(1, LOOK_AHEAD_DAYS + 1))
    candidates = [*same_weekday, *(day for day in next_days if day.weekday() < WORKING_DAYS)]
    busy = list(taken)
    instants = [local_instant(day, local.time(), time_zone) for day in candidates]
    free = (at for at in instants if not any(overlaps(at, minutes, *each) for each in busy))
    return next(free, instants[0])
