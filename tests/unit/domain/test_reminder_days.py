"""On which days a calendar reminds of the exercises."""

from datetime import UTC, date, datetime, timedelta

import pytest

from patient_app.domain.course import Course, Hold
from patient_app.domain.course_index import indexed
from patient_app.domain.program import FixedDays, Prescription, ProgramVersion, Schedule, Side, TimesPerWeek, Weekday
from patient_app.domain.reminder_days import reminder_days, spread

MONDAY = date(2026, 3, 16)


def version(number: int, since: date, *schedules: Schedule) -> ProgramVersion:
    lines = tuple(
        Prescription(f"{number}-{at}", f"line-{at}", "bridge", Side.NONE, 3, 1, schedule)
        for at, schedule in enumerate(schedules)
    )
    return ProgramVersion(number, since, lines, datetime(2026, 3, 1, tzinfo=UTC), "paul")


def fixed(days: str) -> FixedDays:
    return FixedDays(frozenset(Weekday(day) for day in days.split()))


def days(*versions: ProgramVersion, holds: tuple[Hold, ...] = (), first_sign_in: date | None = MONDAY) -> list[int]:
    course = indexed(Course(versions=versions, holds=holds, first_sign_in=first_sign_in))
    return [(day - MONDAY).days for day in reminder_days(course, MONDAY, 14)]


def test_days_with_something_due_and_no_others() -> None:
    assert days(version(1, MONDAY, fixed("mon thu"), fixed("thu sat"))) == [0, 3, 5, 7, 10, 12]


def test_a_new_version_counts_from_its_first_day() -> None:
    later = version(2, MONDAY + timedelta(days=7), fixed("fri"))
    assert days(version(1, MONDAY, fixed("mon")), later) == [0, 11]


def test_exercises_of_any_days_are_spread_over_the_week() -> None:
    assert days(version(1, MONDAY, TimesPerWeek(3))) == [0, 2, 4, 7, 9, 11]


@pytest.mark.parametrize(
    ("times", "names"),
    [
        (0, ""),
        (1, "mon"),
        (2, "mon thu"),
        (3, "mon wed fri"),
        (5, "mon tue wed fri sat"),
        (7, "mon tue wed thu fri sat sun"),
    ],
)
def test_so_many_days_evenly_apart(times: int, names: str) -> None:
    assert spread(times) == {Weekday(name) for name in names.split()}


def test_nothing_while_on_hold_before_the_first_sign_in_and_without_a_program() -> None:
    every = version(1, MONDAY, fixed("mon"))
    assert days(every, holds=(Hold(MONDAY - timedelta(days=1)),)) == []
    assert days(every, holds=(Hold(MONDAY - timedelta(days=1), MONDAY + timedelta(days=3)),)) == [7]
    assert days(every, first_sign_in=None) == []
    assert days(version(1, MONDAY + timedelta(days=8), fixed("mon"))) == []
    assert days() == []
