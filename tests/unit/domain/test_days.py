"""A day is the first of ten states that fits."""

from datetime import UTC, datetime

import pytest

from patient_app.domain.course import Course, Hold
from patient_app.domain.days import Day, DayClass, days
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

BRIDGE = a_prescription("bridge")
SQUAT = a_prescription("squat")
WALK = a_prescription("walk", weekly(3))
PROGRAM = a_version(BRIDGE, SQUAT)


def one(course: Course, offset: int, today: int = 30) -> Day:
    (found,) = days(course, day(offset), day(offset), day(today))
    return found


def class_of(course: Course, offset: int = 0, today: int = 30) -> str:
    return one(course, offset, today).day_class


def test_before_the_first_sign_in_or_program() -> None:
    assert class_of(a_course(PROGRAM), -1) == "before"
    assert class_of(a_course(PROGRAM, first_sign_in=day(-5)), -1) == "before"
    assert class_of(a_course(PROGRAM, first_sign_in=day(5)), 4) == "before"
    assert class_of(a_course(PROGRAM, first_sign_in=None), 4) == "before"
    assert class_of(a_course(), 4) == "before"


def test_a_hold_comes_before_work_and_flare() -> None:
    course = a_course(PROGRAM, logs=logs_on(BRIDGE, [1, 2]), check_ins=[a_flare(day(2))], holds=[Hold(day(1), day(4))])
    assert [class_of(course, offset) for offset in (1, 2, 3)] == ["hold"] * 3
    assert class_of(course, 4) == "no_report"


def test_complete_needs_all_fixed_slots_of_every_line() -> None:
    both = [a_log(BRIDGE, MONDAY), a_log(SQUAT, MONDAY, sets_done=1)]
    assert class_of(a_course(PROGRAM, logs=both)) == "complete"
    assert class_of(a_course(PROGRAM, logs=both[:1])) == "partial"
    assert class_of(a_course(PROGRAM, logs=both, check_ins=[a_flare(MONDAY)])) == "complete"
    assert class_of(a_course(PROGRAM, logs=both), today=0) == "complete"


def test_a_flexible_slot_filled_completes_a_day_without_fixed_slots() -> None:
    assert class_of(a_course(a_version(WALK), logs=[a_log(WALK, MONDAY)])) == "complete"
    assert class_of(a_course(a_version(WALK, BRIDGE), logs=[a_log(WALK, MONDAY)])) == "partial"
    assert class_of(a_course(a_version(WALK, BRIDGE), logs=[a_log(BRIDGE, MONDAY)])) == "complete"


def test_a_flexible_line_beyond_its_week_is_extra() -> None:
    course = a_course(a_version(WALK), logs=logs_on(WALK, range(4)))
    assert [class_of(course, offset) for offset in range(5)] == ["complete"] * 3 + ["extra", "rest"]


def test_flare_comes_before_pending_and_partial() -> None:
    course = a_course(PROGRAM, logs=[a_log(BRIDGE, MONDAY)], check_ins=[a_flare(MONDAY)])
    assert class_of(course) == "flare"
    assert class_of(course, today=0) == "flare"


def test_today_is_pending_until_it_is_complete() -> None:
    assert class_of(a_course(PROGRAM, logs=[a_log(BRIDGE, MONDAY)]), today=0) == "pending"
    assert class_of(a_course(PROGRAM, logs=[not_done(BRIDGE, MONDAY)]), today=0) == "pending"
    assert class_of(a_course(a_version(WALK)), today=0) == "pending"
    assert class_of(a_course(PROGRAM), 3, today=0) == "pending"


def test_not_done_needs_a_report_and_no_report_has_none() -> None:
    assert class_of(a_course(PROGRAM, logs=[not_done(BRIDGE, MONDAY)])) == "not_done"
    assert class_of(a_course(a_version(WALK), logs=[not_done(WALK, MONDAY)])) == "not_done"
    assert class_of(a_course(PROGRAM)) == "no_report"
    assert class_of(a_course(PROGRAM, check_ins=[a_check_in(MONDAY)])) == "no_report"


def test_extra_and_rest_have_nothing_due() -> None:
    monday_only = a_prescription(schedule=on("mon"))
    course = a_course(a_version(monday_only), logs=logs_on(monday_only, [1]))
    assert class_of(course, 1) == "extra"
    assert class_of(course, 2) == "rest"


def test_slots_of_a_day_count_as_adherence_does() -> None:
    course = a_course(a_version(BRIDGE, SQUAT, WALK), logs=[a_log(BRIDGE, MONDAY, sets_done=1), a_log(WALK, MONDAY)])
    past, now = one(course, 0), one(course, 0, today=0)
    assert (past.slots_due, past.slots_done, past.slots_planned) == (3, 2, 3)
    assert past.completion == pytest.approx((1 / 3 + 1) / 3)
    assert (now.slots_due, now.slots_done, now.slots_planned) == (2, 2, 3)


def test_a_day_with_nothing_due_has_no_completion() -> None:
    assert one(a_course(a_version(WALK)), 0).completion is None


def test_the_last_check_in_edited_is_the_days() -> None:
    morning = a_check_in(MONDAY, 8, pain_now=7, pain_worst=8, ratings=[1])
    evening = a_check_in(MONDAY, 20, pain_now=3, pain_average=4, ratings=[5, 6, 6])
    found = one(a_course(PROGRAM, check_ins=[evening, morning]), 0)
    assert (found.pain_now, found.pain_worst, found.pain_average) == (3, None, 4)
    assert found.function == pytest.approx(17 / 3)


def test_a_correction_made_later_wins_over_a_later_recording() -> None:
    corrected = a_check_in(MONDAY, 8, pain_worst=2, edited_at=datetime(2026, 3, 3, tzinfo=UTC))
    evening = a_check_in(MONDAY, 20, pain_worst=9)
    assert one(a_course(PROGRAM, check_ins=[evening, corrected]), 0).pain_worst == 2


def test_it_is_a_flare_day_if_any_check_in_says_so() -> None:
    found = one(a_course(PROGRAM, check_ins=[a_flare(MONDAY), a_check_in(MONDAY, 22)]), 0)
    assert (found.flare, found.day_class) == (True, DayClass.FLARE)


def test_every_date_of_the_range_has_its_day() -> None:
    found = days(a_course(PROGRAM), day(-3), day(3), day(0))
    assert [one.date for one in found] == [day(offset) for offset in range(-3, 4)]
    assert days(a_course(PROGRAM), day(3), day(2), day(0)) == ()
