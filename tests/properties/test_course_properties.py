"""What must hold for every course: adherence, streak and days under more logs, holds, flares, order and time zones."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.domain.adherence import adherence, line_day, week_progress
from patient_app.domain.course import Course, Hold
from patient_app.domain.course_index import indexed
from patient_app.domain.days import DayClass, days
from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.program import ProgramVersion
from patient_app.domain.slots import version_in_force
from patient_app.domain.streak import active_days, days_that_broke, streak
from tests.properties.strategies import FIRST, SPAN, busy_courses, check_ins, courses, dates, holds, logs

anything = courses() | busy_courses
T = TypeVar("T")
many = settings(max_examples=80, deadline=None)


@many
@given(anything, dates, dates, dates)
def test_adherence_lies_between_0_and_100_and_its_counts_add_up(
    course: Course, first: date, last: date, today: date
) -> None:
    found = adherence(course, first, last, today)
    for figure in (found.exercise, found.dose, found.reported):
        assert (figure is None) == (found.slots_due == 0)
        assert figure is None or 0 <= figure <= 100
    assert found.slots_due == found.slots_done + found.not_done + found.no_report
    assert min(found.slots_done, found.not_done, found.no_report, found.extra) >= 0
    if found.exercise is not None and found.dose is not None and found.reported is not None:
        assert found.dose <= found.exercise <= found.reported


@many
@given(busy_courses, logs(7), dates, dates, dates)
def test_one_more_log_never_lowers_adherence(
    course: Course, log: ExerciseLog, first: date, last: date, today: date
) -> None:
    before = adherence(course, first, last, today)
    after = adherence(replace(course, logs=(*course.logs, log)), first, last, today)
    assert after.slots_done >= before.slots_done
    assert before.exercise is None or (after.exercise is not None and after.exercise >= before.exercise)
    assert before.reported is None or (after.reported is not None and after.reported >= before.reported)
    assert after.extra >= before.extra


@many
@given(busy_courses, logs(7), dates, dates)
def test_one_more_log_never_lowers_the_dose_of_days_that_are_over(
    course: Course, log: ExerciseLog, first: date, last: date
) -> None:
    course = replace(course, holds=())
    today = FIRST + timedelta(days=SPAN + 8)
    before = adherence(course, first, last, today).dose
    after = adherence(replace(course, logs=(*course.logs, log)), first, last, today).dose
    assert before is None or (after is not None and after >= before)


@many
@given(busy_courses, logs(7), dates)
def test_one_more_log_never_shortens_a_streak(course: Course, log: ExerciseLog, today: date) -> None:
    before, after = streak(course, today), streak(replace(course, logs=(*course.logs, log)), today)
    assert after.current >= before.current
    assert after.longest >= before.longest


@many
@given(busy_courses, holds(), dates)
def test_a_hold_never_shortens_a_streak(course: Course, hold: Hold, today: date) -> None:
    before, after = streak(course, today), streak(replace(course, holds=(*course.holds, hold)), today)
    assert after.current >= before.current
    assert after.longest >= before.longest


@many
@given(busy_courses, check_ins(), dates)
def test_a_flare_never_shortens_a_streak(course: Course, check_in: CheckIn, today: date) -> None:
    flare = replace(check_in, flare=True)
    before, after = streak(course, today), streak(replace(course, check_ins=(*course.check_ins, flare)), today)
    assert after.current >= before.current
    assert after.longest >= before.longest


@many
@given(anything, st.randoms(use_true_random=False), dates)
def test_the_order_of_arrival_does_not_matter(course: Course, random: Random, today: date) -> None:
    def shuffled(values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(values, len(values)))

    other = Course(
        shuffled(course.versions),
        shuffled(course.logs),
        shuffled(course.check_ins),
        shuffled(course.holds),
        course.first_sign_in,
    )
    assert everything(other, today) == everything(course, today)


@many
@given(anything, st.sampled_from(["Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu"]), dates)
def test_a_move_to_another_time_zone_changes_no_day(course: Course, zone: str, today: date) -> None:
    moved = replace(
        course,
        logs=tuple(replace(log, time_zone=zone) for log in course.logs),
        check_ins=tuple(replace(check_in, time_zone=zone) for check_in in course.check_ins),
    )
    assert everything(moved, today) == everything(course, today)


@many
@given(anything, dates)
def test_the_states_of_days_mean_what_they_say(course: Course, today: date) -> None:
    found = days(course, FIRST - timedelta(days=5), FIRST + timedelta(days=SPAN), today)
    for day in found:
        assert 0 <= day.slots_done <= day.slots_due <= day.slots_planned
        assert (day.completion is None) == (day.slots_due == 0)
        assert day.completion is None or 0 <= day.completion <= 1
        match day.day_class:
            case DayClass.COMPLETE:
                assert 0 < day.slots_done == day.slots_due
            case DayClass.FLARE:
                assert day.flare
            case DayClass.PENDING:
                assert day.date >= today
            case DayClass.PARTIAL:
                assert 0 < day.slots_done < day.slots_due
            case DayClass.NOT_DONE | DayClass.NO_REPORT:
                assert day.slots_done == 0
            case DayClass.EXTRA | DayClass.REST:
                assert day.slots_due == day.slots_done == 0
        if day.day_class in (DayClass.PARTIAL, DayClass.NOT_DONE, DayClass.NO_REPORT, DayClass.EXTRA, DayClass.REST):
            assert day.date < today
            assert not day.flare


@many
@given(anything, dates)
def test_days_and_adherence_of_whole_weeks_agree(course: Course, today: date) -> None:
    first, last = FIRST - timedelta(days=7), FIRST + timedelta(days=SPAN)
    found, total = days(course, first, last, today), adherence(course, first, last, today)
    assert sum(day.slots_done for day in found) == total.slots_done
    assert sum(day.slots_due for day in found) <= total.slots_due
    assert sum(day.extra for day in found) == total.extra


@many
@given(anything, dates)
def test_the_week_ring_never_has_more_done_than_due(course: Course, today: date) -> None:
    ring = week_progress(course, today)
    assert 0 <= ring.done <= ring.due


@many
@given(anything, dates)
def test_a_streak_counts_days_with_work(course: Course, today: date) -> None:
    found = streak(course, today)
    assert 0 <= found.current <= found.longest <= active_days(course, date.min, today)
    assert all(day < today for day in days_that_broke(course, today))


@many
@given(anything, dates)
def test_no_work_is_lost_between_slots_and_extra(course: Course, day: date) -> None:
    index = indexed(course)
    for line_id in {*index.lines_on(day), *index.logged_lines.get(day, ())}:
        found = line_day(index, line_id, day)
        work = index.logs_on(line_id, day).work.slots
        assert found.completion + found.extra <= work < found.completion + found.extra + 1
        assert all(0 < completion <= 1 for completion in found.completions)
        assert found.done == len(found.completions) <= max(found.due, found.done)
        assert found.done + found.not_done <= max(found.due, found.week_due)


@many
@given(anything, dates)
def test_a_new_version_changes_no_earlier_week(course: Course, today: date) -> None:
    number = max((version.version for version in course.versions), default=0) + 1
    new = ProgramVersion(number, today, (), datetime(2026, 3, 1, tzinfo=UTC), "pt")
    changed = replace(course, versions=(*course.versions, new))
    last = today - timedelta(days=today.weekday() + 1)
    assert days(changed, FIRST, last, today) == days(course, FIRST, last, today)


@many
@given(anything, dates)
def test_the_index_finds_the_version_that_the_rule_names(course: Course, day: date) -> None:
    assert indexed(course).version_on(day) == version_in_force(course.versions, day)


def everything(course: Course, today: date) -> object:
    first, last = FIRST - timedelta(days=5), FIRST + timedelta(days=SPAN)
    return (
        adherence(course, first, last, today),
        days(course, first, last, today),
        streak(course, today),
        week_progress(course, today),
    )
