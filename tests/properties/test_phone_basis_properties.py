"""What must hold for every course: the basis and the weeks of a snapshot are all that the phone needs."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.domain.course import Course, Hold
from patient_app.domain.course_index import indexed
from patient_app.domain.milestones import ACTIVE_DAY_MILESTONES, milestones
from patient_app.domain.phone_basis import (
    Basis,
    WeekSlots,
    basis,
    planned_days,
    planned_weeks,
    prescriptions_named,
    versions_since,
    window,
)
from patient_app.domain.slots import day_slots, lines_in_force
from patient_app.domain.streak import Streak, active_days, days_that_broke, streak
from tests.properties.strategies import busy_courses, courses, dates

anything = courses() | busy_courses
many = settings(max_examples=80, deadline=None)
DAY = timedelta(days=1)
ahead = st.integers(0, 14).map(lambda days: timedelta(days=days))


def entries_of(course: Course, first: date, last: date) -> Course:
    """The course with the entries of these days only."""
    return replace(
        course,
        logs=tuple(log for log in course.logs if first <= log.local_date <= last),
        check_ins=tuple(check_in for check_in in course.check_ins if first <= check_in.local_date <= last),
    )


def counted_on(found: Basis, weeks: Course, first: date, today: date) -> Streak:
    """The streak from what came before and the entries of the weeks."""
    broke = (day for day in days_that_broke(weeks, today) if day >= first)
    edges = [first - DAY, *broke, today + DAY]
    kept = [active_days(weeks, after + DAY, before - DAY) for after, before in pairwise(edges)]
    kept[0] += found.run
    return Streak(current=kept[-1], longest=max(found.longest, *kept))


@many
@given(anything, dates, ahead)
def test_the_basis_and_the_entries_of_the_weeks_give_the_streak(course: Course, taken: date, later: timedelta) -> None:
    first, last = window(taken)
    weeks, today = entries_of(course, first, last), taken + later
    assert counted_on(basis(course, first), weeks, first, today) == streak(course, today)


@many
@given(anything, dates, ahead)
def test_the_basis_and_the_entries_of_the_weeks_give_the_milestones(
    course: Course, taken: date, later: timedelta
) -> None:
    first, last = window(taken)
    found, today = basis(course, first), taken + later
    worked = [day for day in indexed(entries_of(course, first, last)).work_days if day <= today]
    reached = {(each.kind, each.figure, each.reached_on) for each in milestones(course, today) if each.reached_on}
    before = {(each.kind, each.figure, each.reached_on) for each in found.milestones}
    assert before == {each for each in reached if each[2] < first}
    assert (found.full_week_on is not None) == any(kind == "full_week" for kind, _, _ in before)
    assert {each[1:] for each in reached - before if each[0] == "active_days"} == {
        (figure, worked[figure - found.active_days - 1])
        for figure in ACTIVE_DAY_MILESTONES
        if found.active_days < figure <= found.active_days + len(worked)
    }


@many
@given(anything, dates)
def test_the_basis_knows_nothing_of_the_weeks(course: Course, taken: date) -> None:
    first, _ = window(taken)
    assert basis(course, first) == basis(entries_of(course, date.min, first - DAY), first)


@many
@given(anything, dates, st.integers(0, 27))
def test_a_week_tells_what_a_hold_would_leave_of_it(course: Course, taken: date, offset: int) -> None:
    first, last = window(taken)
    begun = first + timedelta(days=offset)
    held = replace(course, holds=(*course.holds, Hold(begun)))
    for planned, cut in zip(planned_weeks(course, first, last), planned_weeks(held, first, last), strict=True):
        into = (begun - planned.monday).days
        for line, wanted in zip(planned.lines, cut.lines, strict=True):
            if into > 6:
                assert wanted.slots == line.slots
            else:
                assert wanted.slots == (line.held_from[into] if into >= 0 else WeekSlots(0, 0))


@many
@given(anything, dates)
def test_the_days_are_planned_as_the_slots_say_and_every_prescription_is_named(course: Course, taken: date) -> None:
    first, last = window(taken)
    named = {line.id for line in prescriptions_named(course, first, last)}
    days = planned_days(course, first, last)
    assert (days[0].date, days[-1].date, len(days)) == (first, last, 28)
    for day in days:
        slots = day_slots(course, day.date).lines
        assert [(line.prescription_id, line.due, line.room) for line in day.lines] == [
            (line.prescription.id, line.due, line.room) for line in slots
        ]
        assert {line.id for line in lines_in_force(course, day.date)} <= named
        assert day.version is None or day.version in {version.version for version in versions_since(course, first)}
    known = indexed(course).prescriptions
    assert {log.prescription_id for log in entries_of(course, first, last).logs} & set(known) <= named
