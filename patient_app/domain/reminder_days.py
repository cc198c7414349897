"""On which days a calendar reminds of the exercises: those on which the program has something due."""

from datetime import date, timedelta

from patient_app.domain.course_index import CourseIndex
from patient_app.domain.program import FixedDays, Prescription, TimesPerWeek, Weekday

AHEAD_DAYS = 28
"""So many days from today on are in the calendar; it is read anew long before they are over."""
WEEK = 7


def reminder_days(course: CourseIndex, today: date, days: int = AHEAD_DAYS) -> tuple[date, ...]:
    """The days from today on with something due, by the version in force on each. None while the program is on hold."""
    coming = (today + timedelta(days=ahead) for ahead in range(days))
    return tuple(day for day in coming if _has_something_due(course, day))


def spread(times_per_week: int) -> frozenset[Weekday]:
    """Days of the week to be reminded on of what is due on any so many of them, evenly apart, Monday first."""
    times = min(max(times_per_week, 0), WEEK)
    return frozenset(tuple(Weekday)[number * WEEK // times] for number in range(times))


def _has_something_due(course: CourseIndex, day: date) -> bool:
    if not course.has_signed_in_by(day) or course.on_hold(day):
        return False
    return any(Weekday.of(day) in _weekdays(line) for line in course.lines_on(day).values())


def _weekdays(line: Prescription) -> frozenset[Weekday]:
    match line.schedule:
        case FixedDays(days):
            return days
        case TimesPerWeek(times_per_week):
            return spread(times_per_week)
