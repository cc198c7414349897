"""Which slots a program plans: fixed slots by date, flexible ones by ISO week. Not what was done with them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from patient_app.domain.course_index import AnyCourse, CourseIndex, indexed
from patient_app.domain.program import FixedDays, Prescription, ProgramVersion, TimesPerWeek, Weekday
from patient_app.domain.rounding import round_half_up


@dataclass(frozen=True, slots=True)
class LineSlots:
    """What one line in force plans for one date.

    `due` counts fixed slots; it is 0 for a flexible line, on a day on hold and before the first sign-in.
    `room` is the most slots that work of this date can fill. `week_due` counts the flexible slots of the ISO week.
    """

    prescription: Prescription
    due: int
    room: int
    flexible: bool
    week_due: int = 0


@dataclass(frozen=True, slots=True)
class DaySlots:
    """What the program plans for one date, in program order."""

    date: date
    lines: tuple[LineSlots, ...]

    @property
    def due(self) -> int:
        """Fixed slots of the day."""
        return sum(line.due for line in self.lines)


def version_in_force(versions: Iterable[ProgramVersion], day: date) -> ProgramVersion | None:
    """The version in force on `day`: the one that started last; of two with the same start the higher number."""
    started = [version for version in versions if version.effective_from <= day]
    return max(started, key=lambda version: (version.effective_from, version.version), default=None)


def current_version(versions: Iterable[ProgramVersion]) -> ProgramVersion | None:
    """The newest published version, in force yet or not."""
    return max(versions, key=lambda version: version.version, default=None)


def lines_in_force(course: AnyCourse, day: date) -> tuple[Prescription, ...]:
    """The prescriptions of the version in force on `day`, in program order, on hold or not."""
    return tuple(indexed(course).lines_on(day).values())


def day_slots(course: AnyCourse, day: date) -> DaySlots:
    """What is planned for `day`; O(lines) with an index."""
    index = indexed(course)
    return DaySlots(day, tuple(line_slots(index, line, day) for line in index.lines_on(day).values()))


def line_slots(index: CourseIndex, line: Prescription, day: date) -> LineSlots:
    """What `line`, in force on `day`, plans for it.

    On the day a hold begins nothing is due, but work that was done has room (it counts, undone slots are dropped).
    """
    room = line.times_per_day if index.takes_work(day) else 0
    if isinstance(line.schedule, FixedDays):
        if Weekday.of(day) not in line.schedule.days:
            room = 0
        return LineSlots(line, due=0 if index.on_hold(day) else room, room=room, flexible=False)
    week_due = flexible_week_due(index, line.line_id, day - timedelta(days=day.weekday()))
    return LineSlots(line, due=0, room=room, flexible=True, week_due=week_due)


def flexible_week_due(index: CourseIndex, line_id: str, monday: date, held_from: date | None = None) -> int:
    """Flexible slots of a line in the ISO week from `monday`: min(round_half_up(n × k / 7), k) × times_per_day.

    k counts the days of the week with a version that has the line in force, not on hold, and not before the first
    sign-in. A new version that leaves n and times_per_day of the line alone does not cut its week. `held_from`: as if
    one more hold began on that date.
    """
    days_left: Counter[tuple[int, int]] = Counter()
    for offset in range(7):
        day = monday + timedelta(days=offset)
        line = index.lines_on(day).get(line_id)
        if line is None or not isinstance(line.schedule, TimesPerWeek):
            continue
        if index.has_signed_in_by(day) and not (index.on_hold(day) or (held_from and day >= held_from)):
            days_left[line.schedule.times_per_week, line.times_per_day] += 1
    return sum(
        min(int(round_half_up(Fraction(n * left, 7))), left) * times_per_day
        for (n, times_per_day), left in days_left.items()
    )


def flexible_week_most(index: CourseIndex, line_id: str, monday: date, held_from: date | None = None) -> int:
    """The most slots that a flexible line can have in the ISO week from `monday`, however a hold cuts it.

    That is its largest whole week among the days that take work. `held_from` as in `flexible_week_due`.
    """
    most = 0
    for offset in range(7):
        day = monday + timedelta(days=offset)
        line = index.lines_on(day).get(line_id)
        if line is None or not isinstance(line.schedule, TimesPerWeek):
            continue
        if index.takes_work(day) and not (held_from and day > held_from):
            most = max(most, min(line.schedule.times_per_week, 7) * line.times_per_day)
    return most


def flexible_lines_of_week(index: CourseIndex, monday: date) -> tuple[str, ...]:
    """Lines that are flexible on any day of the ISO week from `monday`, in the order in which they appear."""
    found: dict[str, None] = {}
    for offset in range(7):
        for line_id, line in index.lines_on(monday + timedelta(days=offset)).items():
            if line.is_flexible:
                found[line_id] = None
    return tuple(found)
