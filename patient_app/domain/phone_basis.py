"""What a phone without a network needs to count by itself: the slots of four weeks, and what came about before them.

The phone adds logs, check-ins and a hold of its own to this. It decides no schedule.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from patient_app.domain.course_index import AnyCourse, CourseIndex, indexed
from patient_app.domain.dates import ENTRY_WINDOW, days_between, iso_week
from patient_app.domain.milestones import Milestone, MilestoneKind, milestones
from patient_app.domain.program import Prescription, ProgramVersion
from patient_app.domain.slots import flexible_lines_of_week, flexible_week_due, flexible_week_most, line_slots
from patient_app.domain.streak import active_days, streak_before

AHEAD = timedelta(days=14)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """What one line in force plans for a date; `due` and `room` as in `LineSlots`."""

    prescription_id: str
    due: int
    room: int


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One date. `hold`: it is on hold, the day a hold begins included."""

    date: date
    version: int | None
    hold: bool
    lines: tuple[PlannedLine, ...]


@dataclass(frozen=True, slots=True)
class WeekSlots:
    """Slots of a flexible line in an ISO week: `cut` are due, and work on a day a hold begins adds up to `most`."""

    cut: int
    most: int


@dataclass(frozen=True, slots=True)
class PlannedLineWeek:
    """A flexible line in an ISO week. `held_from`: the same if a hold began on its Monday, Tuesday ... Sunday."""

    line_id: str
    slots: WeekSlots
    held_from: tuple[WeekSlots, ...]


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """The flexible lines of one ISO week."""

    monday: date
    lines: tuple[PlannedLineWeek, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What came about before a date.

    `run`: days with work strictly after the last day that broke; `longest`: the longest run, this one included.
    `full_week_on`: when the first full week was reached.
    """

    run: int
    longest: int
    active_days: int
    milestones: tuple[Milestone, ...]
    full_week_on: date | None


def window(today: date) -> tuple[date, date]:
    """Monday of the week of the oldest day that may still be logged, and the Sunday two weeks ahead."""
    return iso_week(today - ENTRY_WINDOW)[0], iso_week(today + AHEAD)[1]


def planned_days(course: AnyCourse, first: date, last: date) -> tuple[PlannedDay, ...]:
    """Every date from `first` to `last`, both included."""
    index = indexed(course)
    return tuple(_planned_day(index, day) for day in days_between(first, last))


def planned_weeks(course: AnyCourse, first: date, last: date) -> tuple[PlannedWeek, ...]:
    """Every ISO week that begins from `first` to `last`."""
    index = indexed(course)
    return tuple(
        PlannedWeek(day, tuple(_line_week(index, line_id, day) for line_id in flexible_lines_of_week(index, day)))
        for day in days_between(first, last)
        if day.weekday() == 0
    )


def basis(course: AnyCourse, monday: date) -> Basis:
    """What came about before a Monday; O(days × lines) with an index."""
    index, day_before = indexed(course), monday - _DAY
    before = streak_before(index, monday)
    reached = tuple(found for found in milestones(index, day_before) if found.reached_on is not None)
    full_weeks = (found.reached_on for found in reached if found.kind is MilestoneKind.FULL_WEEK)
    return Basis(
        run=before.current,
        longest=before.longest,
        active_days=active_days(index, date.min, day_before),
        milestones=reached,
        full_week_on=next(full_weeks, None),
    )


def versions_since(course: AnyCourse, first: date) -> tuple[ProgramVersion, ...]:
    """The version in force on `first`, and every one that starts later."""
    index = indexed(course)
    in_force = index.version_on(first)
    return tuple(version for version in index.versions if version is in_force or version.effective_from > first)


def prescriptions_named(course: AnyCourse, first: date, last: date) -> tuple[Prescription, ...]:
    """Those of the versions since `first`, and those that a log from `first` to `last` names, in force or not."""
    index = indexed(course)
    found = {line.id: line for version in versions_since(index, first) for line in version.prescriptions}
    for log in index.course.logs:
        line = index.prescriptions.get(log.prescription_id)
        if line is not None and first <= log.local_date <= last:
            found.setdefault(line.id, line)
    return tuple(found.values())


def _planned_day(index: CourseIndex, day: date) -> PlannedDay:
    version = index.version_on(day)
    slots = (line_slots(index, line, day) for line in index.lines_on(day).values())
    return PlannedDay(
        date=day,
        version=version.version if version else None,
        hold=index.on_hold(day),
        lines=tuple(PlannedLine(found.prescription.id, found.due, found.room) for found in slots),
    )


def _line_week(index: CourseIndex, line_id: str, monday: date) -> PlannedLineWeek:
    return PlannedLineWeek(
        line_id=line_id,
        slots=_week_slots(index, line_id, monday, None),
        held_from=tuple(_week_slots(index, line_id, monday, day) for day in days_between(*iso_week(monday))),
    )


def _week_slots(index: CourseIndex, line_id: str, monday: date, held_from: date | None) -> WeekSlots:
    return WeekSlots(
        cut=flexible_week_due(index, line_id, monday, held_from),
        most=flexible_week_most(index, line_id, monday, held_from),
    )
