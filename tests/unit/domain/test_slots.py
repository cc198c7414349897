"""Which slots a program plans, by date and by week."""

from datetime import date

import pytest

from patient_app.domain.course import Course, Hold
from patient_app.domain.course_index import indexed
from patient_app.domain.program import Side
from patient_app.domain.slots import current_version, day_slots, flexible_week_due, lines_in_force, version_in_force
from tests.unit.domain.builders import MONDAY, a_course, a_prescription, a_version, day, on, weekly


def due_on(course: Course, offset: int) -> int:
    return day_slots(course, day(offset)).due


def week_due(course: Course, monday: date = MONDAY) -> int:
    return flexible_week_due(indexed(course), "walk", monday)


def test_a_version_is_in_force_until_the_day_before_the_next() -> None:
    first, second = a_version(starts=day(0), number=1), a_version(starts=day(10), number=2)
    assert version_in_force([second, first], day(-1)) is None
    assert version_in_force([second, first], day(9)) is first
    assert version_in_force([second, first], day(10)) is second
    course = a_course(second, first)
    assert [indexed(course).version_on(day(n)) for n in (-1, 9, 10)] == [None, first, second]


def test_of_two_versions_from_one_date_the_higher_number_rules() -> None:
    first, second = a_version(starts=day(5), number=1), a_version(starts=day(5), number=2)
    assert version_in_force([second, first], day(5)) is second
    assert indexed(a_course(second, first)).version_on(day(5)) is second


def test_the_current_version_is_the_newest_published() -> None:
    planned, newest = a_version(starts=day(20), number=2), a_version(starts=day(10), number=3)
    assert current_version([newest, planned]) is newest
    assert current_version([]) is None


def test_fixed_slots_fall_due_on_their_weekdays_as_often_as_prescribed() -> None:
    course = a_course(a_version(a_prescription(schedule=on("mon wed fri"), times_per_day=2)))
    assert [due_on(course, offset) for offset in range(7)] == [2, 0, 2, 0, 2, 0, 0]


def test_nothing_falls_due_before_the_first_sign_in() -> None:
    program = a_version(a_prescription())
    assert [due_on(a_course(program, first_sign_in=day(2)), offset) for offset in range(4)] == [0, 0, 1, 1]
    assert due_on(a_course(program, first_sign_in=None), 3) == 0


def test_nothing_falls_due_on_hold_and_the_day_it_is_cleared_is_a_day_of_exercise() -> None:
    course = a_course(a_version(a_prescription()), holds=[Hold(day(2), day(4))])
    assert [due_on(course, offset) for offset in range(6)] == [1, 1, 0, 0, 1, 1]


def test_an_open_hold_keeps_the_days_to_come_free() -> None:
    course = a_course(a_version(a_prescription()), holds=[Hold(day(2))])
    assert due_on(course, 400) == 0


def test_the_day_a_hold_begins_has_room_for_work_but_nothing_due() -> None:
    course = a_course(a_version(a_prescription(times_per_day=2)), holds=[Hold(day(2), day(4))])
    begins, later = day_slots(course, day(2)).lines[0], day_slots(course, day(3)).lines[0]
    assert (begins.due, begins.room) == (0, 2)
    assert (later.due, later.room) == (0, 0)


def test_a_hold_inside_a_hold_begins_nothing() -> None:
    course = a_course(a_version(a_prescription()), holds=[Hold(day(1), day(5)), Hold(day(3), day(4))])
    assert day_slots(course, day(3)).lines[0].room == 0


def test_lines_in_force_keep_the_order_of_the_program() -> None:
    bridge, walk = a_prescription("bridge"), a_prescription("walk", weekly(3))
    course = a_course(a_version(walk, bridge))
    assert lines_in_force(course, day(0)) == (walk, bridge)
    assert lines_in_force(course, day(-1)) == ()


@pytest.mark.parametrize(("times", "expected"), [(1, 1), (3, 3), (5, 5), (7, 7)])
def test_a_whole_week_has_as_many_flexible_slots_as_prescribed(times: int, expected: int) -> None:
    assert week_due(a_course(a_version(a_prescription("walk", weekly(times))))) == expected
    assert week_due(a_course(a_version(a_prescription("walk", weekly(times), times_per_day=3)))) == expected * 3


@pytest.mark.parametrize(
    ("times", "days_left", "expected"),
    [(3, 1, 0), (3, 2, 1), (3, 3, 1), (3, 4, 2), (3, 5, 2), (3, 6, 3), (7, 1, 1), (1, 3, 0), (1, 4, 1), (5, 2, 1)],
)
def test_a_cut_week_has_its_share_rounded_half_up(times: int, days_left: int, expected: int) -> None:
    program = a_version(a_prescription("walk", weekly(times)))
    cut_by_sign_in = a_course(program, first_sign_in=day(7 - days_left))
    cut_by_start = a_course(a_version(a_prescription("walk", weekly(times)), starts=day(7 - days_left)))
    cut_by_hold = a_course(program, holds=[Hold(day(days_left))])
    cut_by_end = a_course(program, a_version(starts=day(days_left), number=2))
    for course in (cut_by_sign_in, cut_by_start, cut_by_hold, cut_by_end):
        assert week_due(course) == expected


def test_a_cut_week_counts_each_time_of_the_day() -> None:
    program = a_version(a_prescription("walk", weekly(3), times_per_day=2))
    assert week_due(a_course(program, first_sign_in=day(5))) == 2


def test_a_new_version_that_leaves_a_flexible_line_alone_does_not_cut_its_week() -> None:
    versions = [
        a_version(a_prescription("walk", weekly(2), id=f"walk-{n}", reps=10 + n), starts=day(2 * n), number=n + 1)
        for n in range(4)
    ]
    assert week_due(a_course(*versions)) == 2


def test_a_new_frequency_takes_its_share_of_the_week_from_its_start() -> None:
    first = a_version(a_prescription("walk", weekly(3)))
    second = a_version(a_prescription("walk", weekly(5), id="walk-2"), starts=day(3), number=2)
    assert week_due(a_course(first, second)) == 1 + 3


def test_a_line_that_turns_from_fixed_to_flexible_counts_each_part_its_own_way() -> None:
    first = a_version(a_prescription("walk", on("mon wed fri")))
    second = a_version(a_prescription("walk", weekly(7), id="walk-2"), starts=day(3), number=2)
    course = a_course(first, second)
    assert sum(due_on(course, offset) for offset in range(7)) == 2
    assert week_due(course) == 4


def test_a_side_changes_nothing_in_the_number_of_slots() -> None:
    course = a_course(a_version(a_prescription(side=Side.ALTERNATING)))
    assert due_on(course, 0) == 1
