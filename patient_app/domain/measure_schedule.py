"""When an assigned outcome measure is due: once, every so many weeks from a first date, and at discharge.

Times (our own, D in the facts): re-measuring every 2 weeks unless told otherwise; an answer up to 3 days early counts;
an answer later than 14 days after the discharge says nothing about it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from patient_app.domain.errors import Invalid

DEFAULT_WEEKS = 2
MOST_WEEKS = 26
EARLY = timedelta(days=3)
AFTER_DISCHARGE = timedelta(days=14)


class ScheduleKind(StrEnum):
    """How often: once, every so many weeks, or only at discharge."""

    ONCE = "once"
    EVERY = "every"
    DISCHARGE = "discharge"


@dataclass(frozen=True, slots=True)
class MeasureSchedule:
    """`weeks`: the interval of EVERY, 1-26; `None` otherwise. `at_discharge`: at discharge too.

    Raises `Invalid` for an interval out of range.
    """

    kind: ScheduleKind
    weeks: int | None = None
    at_discharge: bool = False

    def __post_init__(self) -> None:
        """Check the interval."""
        every = self.kind is ScheduleKind.EVERY
        if every != (self.weeks is not None) or (self.weeks is not None and not 1 <= self.weeks <= MOST_WEEKS):
            raise Invalid.field("weeks", "Choose every 1 to 26 weeks.")

    @property
    def asks_at_discharge(self) -> bool:
        """Is the measure wanted at discharge?"""
        return self.at_discharge or self.kind is ScheduleKind.DISCHARGE


@dataclass(frozen=True, slots=True)
class Assignment:
    """A measure that a patient is to fill in, from `starts_on` (the first due date) until before `ended_on`."""

    id: str
    measure_id: str
    schedule: MeasureSchedule
    starts_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class CourseEnd:
    """When the course of treatment was closed, or its discharge is planned for. `None`: not, or not yet."""

    closed_on: date | None = None
    planned_on: date | None = None

    @property
    def discharge_on(self) -> date | None:
        """The date of the discharge, as far as it is known."""
        return self.closed_on or self.planned_on


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time a measure is wanted: due on `due_on`, answered by any response from `opens_on` on.

    After `until` it is not asked for any more; `None`: as long as it takes.
    """

    due_on: date
    opens_on: date
    until: date | None = None

    def is_answered(self, answered_on: Collection[date], today: date) -> bool:
        """Is there a response up to today that counts for it?"""
        return any(self.opens_on <= day <= today for day in answered_on)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an assignment stands on a date.

    `due_since`: the first due date that nothing has answered, `None` when nothing is due; before today it is overdue.
    `last_due_on`: the newest such date. `next_due_on`: when it falls due next, after today.
    """

    due_since: date | None = None
    last_due_on: date | None = None
    next_due_on: date | None = None

    def is_overdue(self, today: date) -> bool:
        """Has it been waiting since before today?"""
        return self.due_since is not None and self.due_since < today


NOT_ENDED = CourseEnd()


def standing(
    assignment: Assignment, answered_on: Collection[date], today: date, end: CourseEnd = NOT_ENDED
) -> Standing:
    """Is the measure due today, since when, and when next? `answered_on`: the local dates of its responses."""
    if assignment.ended_on is not None and assignment.ended_on <= today:
        return Standing()
    found = [
        occasion
        for occasion in _occasions(assignment, _horizon(assignment, today), end)
        if not occasion.is_answered(answered_on, today) and not _is_past(occasion, today)
    ]
    due = sorted(occasion.due_on for occasion in found if occasion.due_on <= today)
    later = [
        occasion.due_on
        for occasion in found
        if occasion.due_on > today and (assignment.ended_on is None or occasion.due_on < assignment.ended_on)
    ]
    return Standing(due[0] if due else None, due[-1] if due else None, min(later, default=None))


def unanswered(
    assignment: Assignment,
    answered_on: Collection[date],
    first: date,
    last: date,
    end: CourseEnd = NOT_ENDED,
) -> tuple[Occasion, ...]:
    """The occasions that a phone must know of for the days from `first` (today) to `last`, by due date.

    On a later day one of them is due when `due_on` has come, `until` has not passed, and the phone has no response from
    `opens_on` on.
    """
    ended = assignment.ended_on
    if ended is not None and ended <= first:
        return ()
    found = (
        occasion
        for occasion in _occasions(assignment, last, end)
        if not occasion.is_answered(answered_on, first)
        and not _is_past(occasion, first)
        and (ended is None or occasion.due_on < ended)
    )
    return tuple(sorted(found, key=lambda occasion: (occasion.due_on, occasion.opens_on)))


def _is_past(occasion: Occasion, today: date) -> bool:
    return occasion.until is not None and occasion.until < today


def _horizon(assignment: Assignment, today: date) -> date:
    """Far enough to hold the next due date: the one after today may be answered early already."""
    return max(today, assignment.starts_on) + timedelta(weeks=2 * (assignment.schedule.weeks or 0))


def _occasions(assignment: Assignment, last: date, end: CourseEnd) -> Iterator[Occasion]:
    """Every occasion due up to `last`; a discharge that is planned for later too."""
    for due_on in _regular(assignment, last):
        if end.closed_on is not None and due_on > end.closed_on:
            break
        opens_on = due_on if due_on == assignment.starts_on else due_on - EARLY
        yield Occasion(due_on, opens_on, end.closed_on)
    discharge_on = end.discharge_on
    if discharge_on is not None and assignment.schedule.asks_at_discharge:
        yield Occasion(discharge_on, discharge_on - EARLY, discharge_on + AFTER_DISCHARGE)


def _regular(assignment: Assignment, last: date) -> Iterator[date]:
    kind, weeks = assignment.schedule.kind, assignment.schedule.weeks
    if kind is ScheduleKind.DISCHARGE:
        return
    due_on = assignment.starts_on
    while due_on <= last:
        yield due_on
        if weeks is None:
            return
        due_on += timedelta(weeks=weeks)
