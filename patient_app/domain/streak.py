"""The streak that forgives: days with work logged since the program was last let slip.

Derived from the entries. `Kept` is what the days before a Monday came to, so that years need not be read again; it is
made by the same rule, and made anew when an entry before that Monday changes.
"""

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


@dataclass(frozen=True, slots=True)
class Kept:
    """How the streak stood when `monday` began: days with work since the last day that broke, and the longest run."""

    monday: date
    run: int
    longest: int


def streak(course: AnyCourse, today: date) -> Streak:
    """The streak on `today`, which counts and never breaks; O(days × lines) with an index."""
    return _kept(indexed(course), today, today + timedelta(days=1))


def streak_before(course: AnyCourse, day: date) -> Streak:
    """The streak as it stood when `day` began: the day before is over, and may have broken it."""
    return _kept(indexed(course), day, day)


def kept_before(course: AnyCourse, monday: date, known: Kept | None = None) -> Kept:
    """How the streak stood when `monday` began. With `known`, the course need hold no entries from before it."""
    found = _kept(indexed(course), monday, monday, known)
    return Kept(monday, found.current, found.longest)


def streak_from(known: Kept, course: AnyCourse, today: date) -> Streak:
    """`streak` of a course whose entries before `known.monday` may be missing."""
    return _kept(indexed(course), today, today + timedelta(days=1), known)


def days_that_broke(course: AnyCourse, today: date, first: date = date.min) -> tuple[date, ...]:
    """The past dates from `first` on that broke the streak, ascending.

    A date breaks when fewer than half of its fixed slots are done, unless it is a hold or flare day. A Sunday breaks
    when fewer than half of the week's flexible slots are done, unless the week holds a hold or flare day.
    """
    index = indexed(course)
    yesterday = today - timedelta(days=1)
    return tuple(day for day in days_that_matter(index, first, yesterday, yesterday) if _breaks(index, day))


def active_days(course: AnyCourse, first: date, last: date) -> int:
    """Dates from `first` to `last`, both included, with work logged (a not-done report is no work)."""
    work_days = indexed(course).work_days
    return bisect_right(work_days, last) - bisect_left(work_days, first)


def _kept(index: CourseIndex, today: date, end: date, known: Kept | None = None) -> Streak:
    first = known.monday if known else date.min
    before = first - timedelta(days=1) if known else date.min
    edges = [before, *days_that_broke(index, today, first), end]
    runs = [_work_days_between(index, after, until) for after, until in pairwise(edges)]
    if known is not None:
        runs[0] += known.run
    return Streak(current=runs[-1], longest=max(runs + ([known.longest] if known else [])))


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
