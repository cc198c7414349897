"""What kind of day each date was, with its slots, pain and function. One named state a day; colours are elsewhere."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patient_app.domain.adherence import day_totals
from patient_app.domain.course_index import AnyCourse, CourseIndex, indexed
from patient_app.domain.dates import days_between
from patient_app.domain.entries import CheckIn
from patient_app.domain.rounding import mean
from patient_app.domain.work import DayTotals


class DayClass(StrEnum):
    """A day is the first of these that fits, in this order."""

    BEFORE = "before"
    HOLD = "hold"
    COMPLETE = "complete"
    FLARE = "flare"
    PENDING = "pending"
    PARTIAL = "partial"
    NOT_DONE = "not_done"
    NO_REPORT = "no_report"
    EXTRA = "extra"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Day:
    """One date of a course.

    `slots_due` counts as adherence does: fixed slots (today and later only the done ones) and the flexible slots
    that this date filled. `slots_planned` has the fixed slots of today and later as well. `completion` is the mean
    over the due slots, 0-1, `None` when nothing was due. Pain is NPRS 0-10 of the day's last check-in; `function`
    is the mean of its activity ratings, 0-10, higher is better, not rounded.
    """

    date: date
    day_class: DayClass
    slots_due: int
    slots_done: int
    completion: float | None
    pain_now: int | None
    pain_worst: int | None
    pain_average: int | None
    function: float | None
    flare: bool
    slots_planned: int
    not_done: int
    extra: int


def days(course: AnyCourse, first: date, last: date, today: date) -> tuple[Day, ...]:
    """Every date from `first` to `last`, both included; O(days × lines) with an index."""
    index = indexed(course)
    return tuple(_day(index, day, today) for day in days_between(first, last))


def function_of(check_in: CheckIn | None) -> float | None:
    """The mean of a check-in's activity ratings, 0-10, higher is better."""
    ratings = mean([rating.rating for rating in check_in.activity_ratings]) if check_in else None
    return None if ratings is None else float(ratings)


def _day(index: CourseIndex, day: date, today: date) -> Day:
    totals = day_totals(index, day)
    check_in = index.check_in_on(day)
    due = (totals.planned if day < today else totals.done) + totals.flexible_done
    return Day(
        date=day,
        day_class=_day_class(index, day, today, totals),
        slots_due=due,
        slots_done=totals.done + totals.flexible_done,
        completion=float((totals.completion + totals.flexible_completion) / due) if due else None,
        pain_now=check_in.pain_now if check_in else None,
        pain_worst=check_in.pain_worst if check_in else None,
        pain_average=check_in.pain_average if check_in else None,
        function=function_of(check_in),
        flare=day in index.flare_days,
        slots_planned=totals.planned + totals.flexible_done,
        not_done=totals.not_done if day < today else 0,
        extra=totals.extra,
    )


def _day_class(index: CourseIndex, day: date, today: date, totals: DayTotals) -> DayClass:
    if not index.has_signed_in_by(day) or index.version_on(day) is None:
        return DayClass.BEFORE
    if index.on_hold(day):
        return DayClass.HOLD
    if totals.done == totals.planned if totals.planned else totals.flexible_done:
        return DayClass.COMPLETE
    if day in index.flare_days:
        return DayClass.FLARE
    if day >= today:
        return DayClass.PENDING
    if totals.done or totals.flexible_done:
        return DayClass.PARTIAL
    if totals.not_done or totals.flexible_reports:
        return DayClass.NOT_DONE
    if totals.planned:
        return DayClass.NO_REPORT
    return DayClass.EXTRA if index.logged_lines.get(day) else DayClass.REST
