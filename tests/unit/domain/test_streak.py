"""The streak follows the prescription, not the calendar, and forgives."""

import pytest

from patient_app.domain.course import Course, Hold
from patient_app.domain.streak import Streak, active_days, days_that_broke, streak
from tests.unit.domain.builders import (
    MONDAY,
    a_check_in,
    a_course,
    a_flare,
    a_log,
    a_prescription,
    a_version,
    day,
    logs_on,
    not_done,
    on,
    weekly,
)

MWF = a_prescription(schedule=on("mon wed fri"))
DAILY = a_prescription("daily")
WALK = a_prescription("walk", weekly(3))
TWO_WEEKS = (0, 2, 4, 7, 9, 11)


def missed_monday(**more: object) -> Course:
    return a_course(a_version(MWF), logs=logs_on(MWF, [*TWO_WEEKS, 16, 18]), **more)  # type: ignore[arg-type]


def test_a_missed_monday_starts_anew_and_keeps_the_longest() -> None:
    assert streak(missed_monday(), day(19)) == Streak(current=2, longest=6)


def test_a_flare_on_that_monday_keeps_the_streak() -> None:
    assert streak(missed_monday(check_ins=[a_flare(day(14))]), day(19)) == Streak(current=8, longest=8)


def test_a_hold_does_not_break_the_streak() -> None:
    assert streak(missed_monday(holds=[Hold(day(13), day(15))]), day(19)) == Streak(current=8, longest=8)


def test_a_late_entry_repairs_the_streak() -> None:
    course = a_course(a_version(MWF), logs=logs_on(MWF, [*TWO_WEEKS, 14, 16, 18]))
    assert streak(course, day(19)) == Streak(current=9, longest=9)


def test_rest_days_break_nothing() -> None:
    course = a_course(a_version(MWF), logs=logs_on(MWF, TWO_WEEKS))
    assert streak(course, day(13)) == Streak(current=6, longest=6)


def test_today_counts_and_never_breaks() -> None:
    course = a_course(a_version(DAILY), logs=logs_on(DAILY, [0, 1, 2]))
    assert streak(course, day(2)).current == 3
    assert streak(course, day(3)).current == 3
    assert streak(course, day(4)) == Streak(current=0, longest=3)


def test_half_of_the_fixed_slots_keeps_the_day_and_less_breaks_it() -> None:
    four = [a_prescription(name) for name in "abcd"]
    half = a_course(a_version(*four), logs=[a_log(line, MONDAY) for line in four[:2]])
    less = a_course(a_version(*four), logs=[a_log(line, MONDAY) for line in four[:1]])
    assert days_that_broke(half, day(1)) == ()
    assert days_that_broke(less, day(1)) == (MONDAY,)


def test_work_on_a_day_that_breaks_counts_for_neither_streak() -> None:
    lines = [a_prescription(name) for name in "abc"]
    logs = [a_log(line, day(offset)) for offset in (0, 2) for line in lines] + [a_log(lines[0], day(1))]
    assert streak(a_course(a_version(*lines), logs=logs), day(3)) == Streak(current=1, longest=1)


def test_not_done_reports_are_no_work() -> None:
    course = a_course(a_version(MWF), logs=[*logs_on(MWF, [0]), not_done(MWF, day(1))])
    assert streak(course, day(1)).current == 1
    assert active_days(course, day(0), day(1)) == 1


def test_extra_work_and_work_on_hold_count_as_days_with_work() -> None:
    course = a_course(
        a_version(MWF), logs=[*logs_on(MWF, [0, 1, 3]), a_log("unknown", day(5))], holds=[Hold(day(2), day(4))]
    )
    assert streak(course, day(4)).current == 3
    assert active_days(course, day(0), day(6)) == 4


def test_a_flexible_week_breaks_on_its_sunday_when_under_half_is_done() -> None:
    course = a_course(a_version(WALK), logs=logs_on(WALK, [0, 7, 8]))
    assert days_that_broke(course, day(6)) == ()
    assert days_that_broke(course, day(7)) == (day(6),)
    assert streak(course, day(8)) == Streak(current=2, longest=2)


def test_half_of_a_flexible_week_keeps_it() -> None:
    twice = a_prescription("walk", weekly(2))
    assert days_that_broke(a_course(a_version(twice), logs=logs_on(twice, [0])), day(7)) == ()


@pytest.mark.parametrize("offset", [0, 3, 6])
def test_a_flare_or_hold_day_keeps_its_flexible_week(offset: int) -> None:
    flare = a_course(a_version(WALK), check_ins=[a_flare(day(offset))])
    hold = a_course(a_version(WALK), holds=[Hold(day(offset), day(offset))])
    assert days_that_broke(flare, day(7)) == days_that_broke(hold, day(7)) == ()
    assert days_that_broke(a_course(a_version(WALK), check_ins=[a_check_in(day(offset))]), day(7)) == (day(6),)


def test_nothing_breaks_before_the_first_sign_in() -> None:
    assert days_that_broke(a_course(a_version(DAILY, WALK), first_sign_in=day(7)), day(7)) == ()
    assert days_that_broke(a_course(a_version(DAILY, WALK), first_sign_in=None), day(30)) == ()


def test_an_empty_course_has_no_streak() -> None:
    assert streak(Course(), MONDAY) == Streak(current=0, longest=0)


def test_the_streak_of_an_earlier_day_knows_nothing_of_later_work() -> None:
    course = a_course(a_version(DAILY), logs=logs_on(DAILY, range(5)))
    assert streak(course, day(2)) == Streak(current=3, longest=3)
