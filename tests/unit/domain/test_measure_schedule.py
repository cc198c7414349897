"""When an assigned outcome measure is due, overdue, and due next."""

from datetime import date, timedelta

import pytest

from patient_app.domain.errors import Invalid
from patient_app.domain.measure_schedule import (
    Assignment,
    CourseEnd,
    MeasureSchedule,
    ScheduleKind,
    Standing,
    standing,
    unanswered,
)
from tests.unit.domain.builders import MONDAY, day


def an_assignment(
    kind: str = "every", weeks: int | None = 2, *, at_discharge: bool = False, ended: date | None = None
) -> Assignment:
    schedule = MeasureSchedule(ScheduleKind(kind), weeks if kind == "every" else None, at_discharge)
    return Assignment("a", "rmdq", schedule, MONDAY, ended)


def test_the_baseline_is_due_on_the_first_day_and_overdue_from_the_next() -> None:
    found = standing(an_assignment(), (), day(0))
    assert found == Standing(due_since=day(0), last_due_on=day(0), next_due_on=day(14))
    assert not found.is_overdue(day(0))
    assert standing(an_assignment(), (), day(1)).is_overdue(day(1))


def test_nothing_is_due_before_the_first_day() -> None:
    assert standing(an_assignment(), (), day(-1)) == Standing(next_due_on=day(0))


def test_every_two_weeks_is_counted_from_the_first_day_whenever_it_was_answered() -> None:
    answered = (day(5),)
    assert standing(an_assignment(), answered, day(13)) == Standing(next_due_on=day(14))
    assert standing(an_assignment(), answered, day(14)).due_since == day(14)


def test_an_answer_up_to_three_days_early_counts_and_one_of_four_days_does_not() -> None:
    assert standing(an_assignment(), (day(0), day(11)), day(14)) == Standing(next_due_on=day(28))
    assert standing(an_assignment(), (day(0), day(10)), day(14)).due_since == day(14)


def test_an_answer_before_the_baseline_does_not_count_for_it() -> None:
    assert standing(an_assignment(), (day(-1),), day(0)).due_since == day(0)


def test_what_was_let_go_by_is_due_since_the_first_time_and_one_answer_settles_it() -> None:
    found = standing(an_assignment(), (day(1),), day(30))
    assert found == Standing(due_since=day(14), last_due_on=day(28), next_due_on=day(42))
    assert standing(an_assignment(), (day(1), day(30)), day(30)) == Standing(next_due_on=day(42))


def test_an_answer_early_for_the_next_time_moves_the_next_due_date_on() -> None:
    assert standing(an_assignment(), (day(0), day(12)), day(12)).next_due_on == day(28)


def test_once_is_due_until_it_is_answered_and_then_never_again() -> None:
    assert standing(an_assignment("once"), (), day(90)).due_since == day(0)
    assert standing(an_assignment("once"), (day(4),), day(90)) == Standing()


def test_an_ended_assignment_asks_for_nothing() -> None:
    ended = an_assignment(ended=day(14))
    assert standing(ended, (), day(13)) == Standing(due_since=day(0), last_due_on=day(0))
    assert standing(ended, (), day(14)) == Standing()
    assert unanswered(ended, (), day(14), day(28)) == ()


def test_at_discharge_it_is_due_when_the_course_is_closed_or_its_discharge_planned() -> None:
    asked = an_assignment("discharge")
    assert standing(asked, (), day(60)) == Standing()
    assert standing(asked, (), day(60), CourseEnd(planned_on=day(62))) == Standing(next_due_on=day(62))
    assert standing(asked, (), day(62), CourseEnd(planned_on=day(62))).due_since == day(62)
    assert standing(asked, (), day(63), CourseEnd(closed_on=day(63), planned_on=day(70))).due_since == day(63)


def test_a_discharge_measure_may_be_early_and_is_let_go_after_two_weeks() -> None:
    asked, end = an_assignment("discharge"), CourseEnd(closed_on=day(60))
    assert standing(asked, (day(57),), day(60), end) == Standing()
    assert standing(asked, (day(56),), day(74), end).due_since == day(60)
    assert standing(asked, (day(56),), day(75), end) == Standing()


def test_a_closed_course_asks_for_nothing_but_the_discharge_measure() -> None:
    end = CourseEnd(closed_on=day(20))
    assert standing(an_assignment(), (), day(20), end).due_since == day(0)
    assert standing(an_assignment(), (), day(21), end) == Standing()
    both = an_assignment(at_discharge=True)
    assert standing(both, (day(14),), day(21), end) == Standing(due_since=day(20), last_due_on=day(20))


def test_the_phone_is_told_of_the_coming_days_as_well() -> None:
    due = unanswered(an_assignment(), (), day(1), day(15))
    assert [(each.opens_on, each.due_on, each.until) for each in due] == [
        (day(0), day(0), None),
        (day(11), day(14), None),
    ]
    assert [each.due_on for each in unanswered(an_assignment(), (day(1),), day(1), day(15))] == [day(14)]
    assert [each.due_on for each in unanswered(an_assignment(ended=day(10)), (), day(1), day(15))] == [day(0)]


@pytest.mark.parametrize(("kind", "weeks"), [("every", 0), ("every", 27), ("every", None), ("once", 2)])
def test_an_interval_out_of_range_is_refused(kind: str, weeks: int | None) -> None:
    with pytest.raises(Invalid, match="every 1 to 26 weeks"):
        MeasureSchedule(ScheduleKind(kind), weeks)


def test_a_fixed_interval_falls_on_the_same_weekday() -> None:
    found = unanswered(an_assignment("every", 3), (), day(0), day(0) + timedelta(weeks=52))
    assert {each.due_on.weekday() for each in found} == {MONDAY.weekday()}
