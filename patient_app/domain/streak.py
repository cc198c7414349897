"""The streak that forgives: days with work logged since the program was last let slip. Derived, never stored."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from patient_app.domain.adherence import day_totals, days_that_matter, line_week
from patient_app.domain.course_index import AnyCourse, CourseIndex, indexed
from patient_app.domain.dates import days_between, iso_week
from patient_app.domain.slots import flexible_lines_of_week


@dataclass(frozen=True, slots=True)
class Streak:
    """Days with work logged: since the last day that broke, and at most between two such days."""

    current: int
    longest: int


def streak(course: AnyCourse, today: date) -> Streak:
    """The streak on `today`, which counts and never breaks; O(days × lines) with an index."""
    return _kept(indexed(course), today, today + timedelta(days=1))


def streak_before(course: AnyCourse, day: date) -> Streak:
    """The streak as it stood when `day` began: the day before is over, and may have broken it."""
    return _kept(indexed(course), day, day)


def days_that_broke(course: AnyCourse, today: date) -> tuple[date, ...]:
    """The past dates that broke the streak, ascending.

    A date breaks when fewer than half of its fixed slots are done, unless it is a hold or flare day. A Sunday breaks
    when fewer than half of the week's flexible slots are done, unless the week holds a hold or flare day.
    """
    index = indexed(course)
    yesterday = today - timedelta(days=1)
    return tuple(day for day in days_that_matter(index, date.min, yesterday, yesterday) if _breaks(index, day))


def active_days(course: AnyCourse, first: date, last: date) -> int:
    """Dates from `first` to `last`, both included, with work logged (a not-done report is no work)."""
    work_days = indexed(course).work_days
    return bisect_right(work_days, last) - bisect_left(work_days, first)


def _kept(index: CourseIndex, today: date, end: date) -> Streak:
    edges = [date.min, *days_that_broke(index, today), end]
    kept = [_work_days_between(index, after, before) for after, before in pairwise(edges)]
    return Streak(current=kept[-1], longest=max(kept))


def _work_days_between(index: CourseIndex, after: date, before: date) -> int:
    return bisect_left(index.work_days, before) - bisect_right(index.work_days, after)


def _breaks(index: CourseIndex, day: date) -> bool:
    return _fixed_day_breaks(index, day) or (day.weekday() == 6 and _flexible_week_breaks(index, day))


def _fixed_day_breaks(index: CourseIndex, day: date) -> bool:
    if index.on_hold(day) or day in index.flare_days:
        return False
    totals = day_totals(index, day)
    return 2 * totals.done < totals.planned


def _flexible_week_breaks(index: CourseIndex, sunday: date) -> bool:
    monday, _ = iso_week(sunday)
    if any(index.on_hold(day) or day in index.flare_days for day in days_between(monday, sunday)):
        return False
    weeks = [line_week(index, line_id, monday) for line_id in flexible_lines_of_week(index, monday)]
    return 2 * sum(week.done for week in weeks) < sum(week.due for week in weeks)
