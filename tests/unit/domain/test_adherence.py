"""How logs fill slots, and what share of the slots was done."""

from datetime import date
from typing import Any

import pytest

from patient_app.domain.adherence import Adherence, Band, adherence, band, line_day, week_progress
from patient_app.domain.course import Course, Hold
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.program import Prescription, Side
from tests.unit.domain.builders import (
    MONDAY,
    a_course,
    a_log,
    a_prescription,
    a_version,
    day,
    logs_on,
    not_done,
    on,
    weekly,
)

LATER = day(60)


def over(course: Course, first: int, last: int, today: date = LATER) -> Adherence:
    return adherence(course, day(first), day(last), today)


def test_9_of_14_is_64_point_3() -> None:
    bridge = a_prescription()
    found = over(a_course(a_version(bridge), logs=logs_on(bridge, range(9))), 0, 13)
    assert (found.exercise, found.slots_done, found.slots_due) == (64.3, 9, 14)


def test_16_logs_on_14_slots_are_all_of_it_and_2_extra() -> None:
    bridge = a_prescription()
    logs = logs_on(bridge, range(14)) + logs_on(bridge, [3, 5], hour=18)
    found = over(a_course(a_version(bridge), logs=logs), 0, 13)
    assert (found.exercise, found.dose, found.extra) == (100.0, 100.0, 2)


def test_0_of_14_is_0_and_nothing_due_is_none() -> None:
    course = a_course(a_version(a_prescription()))
    assert over(course, 0, 13) == Adherence(0.0, 0.0, 0.0, 14, 0, 0, 14, 0)
    assert over(course, -14, -1) == Adherence(None, None, None, 0, 0, 0, 0, 0)
    assert over(Course(), 0, 13) == Adherence(None, None, None, 0, 0, 0, 0, 0)


def test_work_on_days_with_nothing_due_is_extra_and_adherence_stays_none() -> None:
    bridge = a_prescription(schedule=on("mon"))
    found = over(a_course(a_version(bridge), logs=logs_on(bridge, [1, 2, 3])), 1, 3)
    assert (found.exercise, found.extra) == (None, 3)


def test_the_four_slots_of_the_dose_example() -> None:
    lines = [
        a_prescription("a"),
        a_prescription("b"),
        a_prescription("c", reps=15),
        a_prescription("d", sets=1, reps=1, hold_seconds=60),
    ]
    logs = [
        a_log(lines[0], MONDAY),
        a_log(lines[1], MONDAY, sets_done=2, reps_done=10),
        a_log(lines[2], MONDAY, sets_done=2, reps_done=15),
    ]
    found = over(a_course(a_version(*lines), logs=logs), 0, 0)
    assert (found.dose, found.exercise) == (58.3, 75.0)


def test_one_slot_done_in_two_goes_is_whole_and_nothing_extra() -> None:
    bridge = a_prescription()
    logs = [a_log(bridge, MONDAY, 8, sets_done=1), a_log(bridge, MONDAY, 18, sets_done=2)]
    found = over(a_course(a_version(bridge), logs=logs), 0, 0)
    assert (found.exercise, found.dose, found.extra) == (100.0, 100.0, 0)


@pytest.mark.parametrize(
    ("dose", "log", "completion"),
    [
        ({"sets": 3, "reps": 10}, {}, 1.0),
        ({"sets": 3, "reps": 10}, {"sets_done": 2}, 2 / 3),
        ({"sets": 3, "reps": 10}, {"reps_done": 5}, 0.5),
        ({"sets": 3, "reps": 10}, {"sets_done": 2, "reps_done": 5}, 1 / 3),
        ({"sets": 2, "reps": 5, "hold_seconds": 30}, {"hold_seconds": 15}, 0.5),
        ({"sets": 2, "reps": 5, "hold_seconds": 30}, {"sets_done": 1, "hold_seconds": 15}, 0.25),
        ({"sets": 1, "reps": None, "hold_seconds": 60}, {"hold_seconds": 45}, 0.75),
        ({"sets": 1, "reps": None, "duration_minutes": 20}, {"duration_minutes": 5}, 0.25),
        ({"sets": 2, "reps": None, "duration_minutes": 0.3}, {"sets_done": 1, "duration_minutes": 0.3}, 0.5),
        ({"sets": 3, "reps": 10}, {"hold_seconds": 5}, 1.0),
        ({"sets": 3, "reps": None}, {"sets_done": 1, "reps_done": 10}, 1 / 3),
        ({"sets": 3, "reps": 10}, {"sets_done": 2, "not_done_reason": NotDoneReason.PAIN}, 2 / 3),
    ],
)
def test_work_is_measured_against_the_dose(dose: dict[str, Any], log: dict[str, Any], completion: float) -> None:
    line = a_prescription(**dose)
    found = line_day(a_course(a_version(line), logs=[a_log(line, MONDAY, **log)]), line, MONDAY)
    assert float(found.completion) == pytest.approx(completion)
    assert (found.done, found.not_done) == (1, 0)


@pytest.mark.parametrize("fields", [{"sets_done": 0}, {"reps_done": 0}, {"sets_done": 3, "reps_done": 0}])
def test_a_log_of_nothing_fills_nothing(fields: dict[str, Any]) -> None:
    bridge = a_prescription()
    found = over(a_course(a_version(bridge), logs=[a_log(bridge, MONDAY, **fields)]), 0, 0)
    assert (found.slots_done, found.not_done, found.no_report) == (0, 0, 1)


def test_no_sets_with_a_reason_is_a_not_done_report() -> None:
    bridge = a_prescription()
    report = a_log(bridge, MONDAY, sets_done=0, not_done_reason=NotDoneReason.PAIN)
    found = over(a_course(a_version(bridge), logs=[report]), 0, 0)
    assert (found.slots_done, found.not_done, found.no_report) == (0, 1, 0)


def test_a_slot_takes_work_until_it_is_whole_and_the_rest_goes_into_the_next() -> None:
    bridge = a_prescription(times_per_day=2)
    logs = [a_log(bridge, MONDAY, 8, sets_done=4)]
    found = line_day(a_course(a_version(bridge), logs=logs), bridge, MONDAY)
    assert [float(c) for c in found.completions] == pytest.approx([1, 1 / 3])
    assert found.extra == 0


def test_what_is_left_when_all_slots_are_full_is_extra_rounded_down() -> None:
    bridge = a_prescription()
    logs = [a_log(bridge, MONDAY, 8), a_log(bridge, MONDAY, 12, sets_done=5)]
    assert line_day(a_course(a_version(bridge), logs=logs), bridge, MONDAY).extra == 1


def test_work_on_two_sides_is_counted_per_side_and_a_slot_is_their_mean() -> None:
    raise_ = a_prescription("raise", side=Side.BOTH, times_per_day=2)

    def completions(*logs: dict[str, Any]) -> list[float]:
        entries = [a_log(raise_, MONDAY, 8 + n, **log) for n, log in enumerate(logs)]
        return [float(c) for c in line_day(a_course(a_version(raise_), logs=entries), raise_, MONDAY).completions]

    assert completions({"side": Side.LEFT}) == [0.5]
    assert completions({"side": Side.LEFT}, {"side": Side.RIGHT}) == [1]
    assert completions({}) == [1]
    assert completions({"side": Side.BOTH}) == [1]
    assert completions({"side": Side.ALTERNATING}, {"side": Side.LEFT}) == [1, 0.5]
    assert completions({"side": Side.LEFT}, {"side": Side.LEFT}) == [0.5, 0.5]
    assert completions({"side": Side.LEFT, "sets_done": 1}, {"side": Side.RIGHT}) == pytest.approx([2 / 3])


def test_too_much_on_one_side_is_half_a_slot_of_extra() -> None:
    raise_ = a_prescription("raise", side=Side.ALTERNATING)
    logs = [a_log(raise_, MONDAY), a_log(raise_, MONDAY, 9, side=Side.LEFT), a_log(raise_, MONDAY, 10, side=Side.LEFT)]
    assert line_day(a_course(a_version(raise_), logs=logs[:2]), raise_, MONDAY).extra == 0
    assert line_day(a_course(a_version(raise_), logs=logs), raise_, MONDAY).extra == 1


def test_done_work_fills_before_not_done_reports() -> None:
    bridge = a_prescription(times_per_day=2)
    logs = [not_done(bridge, MONDAY), not_done(bridge, MONDAY), a_log(bridge, MONDAY, 20)]
    found = over(a_course(a_version(bridge), logs=logs), 0, 1)
    assert (found.slots_done, found.not_done, found.no_report) == (1, 1, 2)
    assert (found.exercise, found.reported) == (25.0, 50.0)


def test_todays_slots_that_are_not_done_are_not_yet_due_and_done_ones_count() -> None:
    bridge, squat = a_prescription("bridge"), a_prescription("squat")
    logs = [*logs_on(bridge, [0, 1]), not_done(squat, day(1))]
    found = over(a_course(a_version(bridge, squat), logs=logs), 0, 1, today=day(1))
    assert (found.slots_due, found.slots_done, found.not_done, found.exercise) == (3, 2, 0, 66.7)
    assert over(a_course(a_version(bridge)), 0, 0, today=MONDAY).exercise is None


def test_undone_slots_are_dropped_on_the_day_a_hold_begins() -> None:
    bridge, squat = a_prescription("bridge"), a_prescription("squat")
    logs = [a_log(bridge, day(1)), not_done(squat, day(1)), a_log(bridge, day(2))]
    course = a_course(a_version(bridge, squat), logs=logs, holds=[Hold(day(1), day(3))])
    found = over(course, 1, 2)
    assert (found.slots_due, found.slots_done, found.not_done, found.extra) == (1, 1, 0, 1)


def test_work_before_the_first_sign_in_is_extra() -> None:
    bridge = a_prescription()
    found = over(a_course(a_version(bridge), logs=logs_on(bridge, [0, 1]), first_sign_in=day(1)), 0, 1)
    assert (found.slots_due, found.slots_done, found.extra) == (1, 1, 1)


def test_work_of_an_unknown_prescription_or_of_a_line_no_longer_in_force_is_extra() -> None:
    bridge, squat = a_prescription("bridge"), a_prescription("squat")
    logs = [a_log("nobody knows it", day(0)), a_log(squat, day(1)), not_done(squat, day(1))]
    found = over(a_course(a_version(squat, starts=day(-7)), a_version(bridge, number=2), logs=logs), 0, 1)
    assert (found.slots_due, found.slots_done, found.extra, found.not_done) == (2, 0, 2, 0)


def test_redosing_at_noon_does_not_change_the_morning() -> None:
    old, new = a_prescription(sets=2, id="old"), a_prescription(sets=4, id="new")
    versions = a_version(old, starts=day(-7)), a_version(new, starts=MONDAY, number=2)
    morning = line_day(a_course(*versions, logs=[a_log(old, MONDAY, sets_done=2)]), new, MONDAY)
    evening = line_day(a_course(*versions, logs=[a_log(new, MONDAY, sets_done=2)]), new, MONDAY)
    assert (float(morning.completion), float(evening.completion)) == (1.0, 0.5)


def test_the_slots_of_the_day_are_those_of_the_version_in_force() -> None:
    old, new = a_prescription(times_per_day=1, id="old"), a_prescription(times_per_day=3, id="new")
    course = a_course(
        a_version(old, starts=day(-7)), a_version(new, starts=MONDAY, number=2), logs=[a_log(old, MONDAY)]
    )
    found = line_day(course, "bridge", MONDAY)
    assert (found.done, found.due) == (1, 3)


@pytest.mark.parametrize(
    ("value", "expected"), [(100.0, "high"), (80.0, "high"), (79.9, "middle"), (50.0, "middle"), (49.9, "low")]
)
def test_bands(value: float, expected: str) -> None:
    assert band(value) == Band(expected)
    assert band(None) is None


# Flexible lines


def walk(times: int = 3, **dose: Any) -> Prescription:
    return a_prescription("walk", weekly(times), **dose)


def test_a_flexible_line_falls_due_when_the_week_is_over() -> None:
    line = walk()
    course = a_course(a_version(line), logs=logs_on(line, [1]))
    on_sunday, on_monday = over(course, 0, 6, today=day(6)), over(course, 0, 6, today=day(7))
    assert (on_sunday.slots_due, on_sunday.slots_done, on_sunday.exercise) == (1, 1, 100.0)
    assert (on_monday.slots_due, on_monday.slots_done, on_monday.exercise) == (3, 1, 33.3)


def test_a_range_takes_the_weeks_whose_sunday_it_contains() -> None:
    line = walk()
    course = a_course(a_version(line), logs=logs_on(line, [0, 1, 7, 8, 9]))
    assert over(course, 6, 6).slots_done == 2
    assert over(course, 6, 12).slots_due == 3
    assert over(course, 0, 5).slots_due == 0
    assert over(course, 0, 13).slots_due == 6


def test_a_range_takes_the_current_week_when_it_contains_today() -> None:
    line = walk()
    course = a_course(a_version(line), logs=logs_on(line, [0, 1]))
    found = over(course, 2, 2, today=day(2))
    assert (found.slots_due, found.slots_done) == (2, 2)


def test_a_flexible_line_fills_at_most_times_per_day_slots_a_date() -> None:
    line = walk(times_per_day=1)
    logs = [a_log(line, MONDAY, hour) for hour in (8, 12, 16)]
    found = over(a_course(a_version(line), logs=logs), 0, 6)
    assert (found.slots_due, found.slots_done, found.extra) == (3, 1, 2)


def test_a_flexible_line_fills_at_most_its_due_slots_in_a_week() -> None:
    line = walk()
    found = over(a_course(a_version(line), logs=logs_on(line, range(5))), 0, 6)
    assert (found.exercise, found.slots_due, found.extra) == (100.0, 3, 2)


def test_a_short_walk_does_not_push_out_a_whole_one() -> None:
    line = walk(1, reps=None, duration_minutes=20.0)
    short, whole = a_log(line, day(0), duration_minutes=2.0), a_log(line, day(4))
    found = over(a_course(a_version(line), logs=[short, whole]), 0, 6)
    assert (found.exercise, found.dose, found.extra) == (100.0, 100.0, 0)


def test_not_done_reports_of_a_flexible_line_count_against_what_the_week_has_left() -> None:
    line = walk()
    logs = [*logs_on(line, [0, 1]), not_done(line, day(2)), not_done(line, day(3))]
    found = over(a_course(a_version(line), logs=logs), 0, 6)
    assert (found.slots_done, found.not_done, found.no_report) == (2, 1, 0)


def test_several_reports_on_one_date_do_not_answer_for_the_week() -> None:
    line = walk()
    found = over(a_course(a_version(line), logs=[not_done(line, MONDAY)] * 3), 0, 6)
    assert (found.not_done, found.no_report) == (1, 2)


def test_a_new_note_in_midweek_does_not_turn_done_work_into_extra() -> None:
    old, new = walk(id="old"), walk(id="new", note="Slowly")
    course = a_course(a_version(old), a_version(new, starts=day(3), number=2), logs=logs_on(old, [0, 1, 2]))
    found = over(course, 0, 6)
    assert (found.slots_due, found.slots_done, found.extra) == (3, 3, 0)


def test_a_slot_done_on_the_day_a_hold_begins_counts_in_the_cut_week() -> None:
    line = walk()
    course = a_course(a_version(line), logs=logs_on(line, [0]), holds=[Hold(day(0), day(20))])
    found = over(course, 0, 6)
    assert (found.slots_due, found.slots_done, found.extra) == (1, 1, 0)


def test_a_flexible_line_on_a_date_can_take_what_the_week_has_left() -> None:
    line = walk(2, times_per_day=2)
    course = a_course(a_version(line), logs=logs_on(line, [0]) + logs_on(line, [0], hour=12) + logs_on(line, [1]))
    tuesday, sunday = line_day(course, line, day(1)), line_day(course, line, day(6))
    assert (tuesday.due, tuesday.done, tuesday.week_due, tuesday.week_done) == (2, 1, 4, 3)
    assert (sunday.due, sunday.done, sunday.flexible) == (1, 0, True)


# The week ring


def test_the_week_ring_has_the_slots_of_the_whole_week() -> None:
    bridge, line = a_prescription(schedule=on("mon wed fri")), walk(2)
    logs = [*logs_on(bridge, [0, 1]), *logs_on(line, [0, 1, 2])]
    found = week_progress(a_course(a_version(bridge, line), logs=logs), day(2))
    assert (found.done, found.due) == (3, 5)


def test_the_week_ring_leaves_out_days_on_hold_and_those_before_the_first_sign_in() -> None:
    course = a_course(a_version(a_prescription()), holds=[Hold(day(4))], first_sign_in=day(1))
    assert week_progress(course, day(2)).due == 3
    assert week_progress(Course(), day(2)).due == 0
