"""Milestones: derived from the entries, by date, never taken back by a rest day."""

from patient_app.domain.course import Course
from patient_app.domain.milestones import MilestoneKind, milestones
from tests.unit.domain.builders import a_course, a_prescription, a_version, day, logs_on, not_done, on, weekly

DAILY = a_prescription()


def reached(course: Course, today: int) -> list[tuple[str, int, int | None]]:
    return [
        (one.kind.value, one.figure, (one.reached_on - day(0)).days if one.reached_on else None)
        for one in milestones(course, day(today))
    ]


def test_the_first_milestone_is_the_first_active_day() -> None:
    assert reached(a_course(a_version(DAILY), logs=logs_on(DAILY, [2])), 3) == [
        ("active_days", 1, 2),
        ("active_days", 10, None),
    ]


def test_nothing_logged_leaves_only_the_next_one() -> None:
    assert reached(a_course(a_version(DAILY)), 3) == [("active_days", 1, None)]


def test_the_first_full_week_is_reached_on_its_last_active_day() -> None:
    line = a_prescription(schedule=on("mon wed fri"))
    course = a_course(a_version(line), logs=logs_on(line, [0, 2, 7, 9, 11]))
    assert ("full_week", 1, 11) in reached(course, 13)


def test_a_week_that_is_not_over_is_full_when_all_of_it_is_done() -> None:
    line = a_prescription(schedule=weekly(2))
    course = a_course(a_version(line), logs=logs_on(line, [0, 1]))
    assert ("full_week", 1, 1) in reached(course, 1)


def test_saying_that_nothing_was_done_is_no_active_day() -> None:
    course = a_course(a_version(DAILY), logs=[not_done(DAILY, day(0))])
    assert reached(course, 1) == [("active_days", 1, None)]


def test_active_days_count_over_breaks() -> None:
    course = a_course(a_version(DAILY), logs=logs_on(DAILY, range(0, 40, 4)))
    tenth = next(one for one in milestones(course, day(40)) if one.figure == 10)
    assert (tenth.kind, tenth.reached_on) == (MilestoneKind.ACTIVE_DAYS, day(36))
