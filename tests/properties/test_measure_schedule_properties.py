"""What must hold of every schedule of an outcome measure, whatever was answered and when."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.domain.measure_schedule import (
    Assignment,
    CourseEnd,
    MeasureSchedule,
    ScheduleKind,
    standing,
    unanswered,
)
from tests.properties.strategies import FIRST

many = settings(max_examples=150, deadline=None)
days = st.integers(-10, 120).map(lambda offset: FIRST + timedelta(days=offset))
maybe_days = st.none() | days
ends = st.builds(CourseEnd, maybe_days, maybe_days)
answers = st.lists(days, max_size=6)


@st.composite
def schedules(draw: st.DrawFn) -> MeasureSchedule:
    kind = draw(st.sampled_from(list(ScheduleKind)))
    weeks = draw(st.integers(1, 26)) if kind is ScheduleKind.EVERY else None
    return MeasureSchedule(kind, weeks, draw(st.booleans()))


assignments = st.builds(Assignment, st.just("a"), st.just("rmdq"), schedules(), days, maybe_days)


@many
@given(assignments, answers, days, ends)
def test_an_answer_today_settles_all_that_is_due(
    assignment: Assignment, answered: list[date], today: date, end: CourseEnd
) -> None:
    before = standing(assignment, answered, today, end)
    after = standing(assignment, [*answered, today], today, end)
    assert after.due_since is None
    assert before.next_due_on is None or after.next_due_on is None or after.next_due_on >= before.next_due_on


@many
@given(assignments, answers, days, ends)
def test_due_dates_lie_on_their_side_of_today_and_inside_the_assignment(
    assignment: Assignment, answered: list[date], today: date, end: CourseEnd
) -> None:
    found = standing(assignment, answered, today, end)
    if found.due_since is not None:
        assert found.last_due_on is not None
        assert found.due_since <= found.last_due_on <= today
        assert assignment.ended_on is None or today < assignment.ended_on
    if found.next_due_on is not None:
        assert found.next_due_on > today
        assert assignment.ended_on is None or found.next_due_on < assignment.ended_on


@many
@given(assignments, answers, days, ends)
def test_answers_in_the_future_change_nothing_of_today(
    assignment: Assignment, answered: list[date], today: date, end: CourseEnd
) -> None:
    past = [day for day in answered if day <= today]
    assert standing(assignment, answered, today, end) == standing(assignment, past, today, end)


@many
@given(assignments, answers, days, st.integers(0, 14), ends)
def test_a_phone_that_was_told_today_says_the_same_on_every_later_day(
    assignment: Assignment, answered: list[date], today: date, later: int, end: CourseEnd
) -> None:
    """The phone's own rule over what it was told (measure.js has the same) agrees with the server's."""
    past = [day for day in answered if day <= today]
    told = unanswered(assignment, past, today, today + timedelta(days=14), end)
    day = today + timedelta(days=later)
    if assignment.ended_on is not None and assignment.ended_on <= day:
        return
    due = [each.due_on for each in told if each.due_on <= day and (each.until is None or day <= each.until)]
    assert min(due, default=None) == standing(assignment, past, day, end).due_since


@many
@given(st.integers(1, 26), st.integers(0, 400))
def test_one_who_answers_on_each_due_date_is_never_overdue(weeks: int, offset: int) -> None:
    schedule = MeasureSchedule(ScheduleKind.EVERY, weeks)
    assignment = Assignment("a", "rmdq", schedule, FIRST)
    today = FIRST + timedelta(days=offset)
    answered = [FIRST + timedelta(weeks=weeks * n) for n in range(offset // (7 * weeks) + 1)]
    found = standing(assignment, answered, today)
    assert found.due_since is None
    assert found.next_due_on == FIRST + timedelta(weeks=weeks * (offset // (7 * weeks) + 1))
