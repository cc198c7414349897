"""Where someone is in the course of treatment, and what comes next."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.course import HoldLevel
from patient_app.domain.journey import Precision, Recommendation
from patient_app.domain.journey_steps import (
    MOST_NEXT,
    JourneyFacts,
    NextCode,
    NextUp,
    OrderFact,
    PlannedVisit,
    Standing,
    Step,
    WaitingReport,
    steps,
    what_next,
)
from patient_app.domain.timeline import Dated, Happening, in_order
from patient_app.domain.visits import VisitKind

TODAY = date(2026, 3, 16)
SIGNED = OrderFact("Dr. N", date(2026, 3, 10), centre="Mill")
TAKEN = replace(SIGNED, taken_by="Paul", next_visit_on=date(2026, 4, 20))


def a_visit(in_days: int, who: str = "Dr. N", kind: VisitKind = VisitKind.PHYSIATRIST) -> PlannedVisit:
    day = TODAY + timedelta(days=in_days)
    return PlannedVisit(kind, who, datetime.combine(day, time(15, 0), UTC), day)


def now(facts: JourneyFacts) -> Step:
    return next(step for step, stands in steps(facts) if stands is Standing.NOW)


def codes(facts: JourneyFacts) -> list[NextCode]:
    return [each.code for each in what_next(facts)]


NOTHING = JourneyFacts(TODAY)
EXAMINED = JourneyFacts(TODAY, has_onset=True, has_physiatrist=True, exam_on=date(2026, 3, 9))
EXERCISING = replace(EXAMINED, order=TAKEN, has_evaluation=True, program_from=date(2026, 3, 12))

EXAMPLES = [
    (NOTHING, Step.ONSET, [NextCode.FIND_PHYSIATRIST]),
    (replace(NOTHING, has_onset=True), Step.PRIMARY_CARE, [NextCode.FIND_PHYSIATRIST]),
    (replace(NOTHING, has_primary_care=True), Step.REFERRAL, [NextCode.FIND_PHYSIATRIST]),
    (replace(NOTHING, has_physiatrist=True), Step.EXAM, [NextCode.EXAM_TO_COME]),
    (replace(NOTHING, has_physiatrist=True, visits=(a_visit(3),)), Step.EXAM, [NextCode.VISIT]),
    (EXAMINED, Step.EXAM, [NextCode.ORDER_TO_COME]),
    (replace(EXAMINED, recommendation=Recommendation.PHYSICAL_THERAPY), Step.ORDER, [NextCode.ORDER_TO_COME]),
    (replace(EXAMINED, recommendation=Recommendation.FURTHER_TESTS), Step.EXAM, [NextCode.FURTHER_TESTS]),
    (replace(EXAMINED, recommendation=Recommendation.OTHER_SPECIALIST), Step.EXAM, [NextCode.OTHER_SPECIALIST]),
    (replace(EXAMINED, recommendation=Recommendation.NOT_PHYSICAL_THERAPY), Step.EXAM, [NextCode.NOT_PHYSICAL_THERAPY]),
    (replace(EXAMINED, order=SIGNED), Step.ORDER, [NextCode.ORDER_WAITS]),
    (replace(EXAMINED, order=replace(SIGNED, declined=True)), Step.ORDER, [NextCode.ORDER_DECLINED]),
    (replace(EXAMINED, order=TAKEN), Step.EVALUATION, [NextCode.EVALUATION_TO_PLAN]),
    (
        replace(EXAMINED, order=TAKEN, visits=(a_visit(1, "Paul", VisitKind.EVALUATION),)),
        Step.EVALUATION,
        [NextCode.VISIT],
    ),
    (replace(EXAMINED, order=TAKEN, has_evaluation=True), Step.EVALUATION, [NextCode.PROGRAM_TO_COME]),
    (
        replace(EXERCISING, program_from=date(2026, 3, 17)),
        Step.EVALUATION,
        [NextCode.PROGRAM_STARTS, NextCode.VISIT_TO_PLAN],
    ),
    (EXERCISING, Step.EXERCISE, [NextCode.EXERCISE, NextCode.VISIT_TO_PLAN]),
    (replace(EXERCISING, visits=(a_visit(9),)), Step.EXERCISE, [NextCode.VISIT, NextCode.EXERCISE]),
    (
        replace(EXERCISING, measure_due=True, report_due=True),
        Step.EXERCISE,
        [NextCode.EXERCISE, NextCode.MEASURE, NextCode.REPORT_DUE],
    ),
    (
        replace(EXERCISING, report_due=True, waiting_report=WaitingReport("Paul", "Dr. N"), visits=(a_visit(9),)),
        Step.EXERCISE,
        [NextCode.VISIT, NextCode.EXERCISE, NextCode.REPORT_WAITS],
    ),
    (replace(EXERCISING, hold=HoldLevel.URGENT, visits=(a_visit(9),)), Step.EXERCISE, [NextCode.HOLD, NextCode.VISIT]),
    (replace(EXERCISING, closed_on=TODAY, report_due=True), Step.DISCHARGE, [NextCode.CLOSED]),
]


@pytest.mark.parametrize(("facts", "step", "following"), EXAMPLES)
def test_examples(facts: JourneyFacts, step: Step, following: list[NextCode]) -> None:
    assert (now(facts), codes(facts)) == (step, following)


def test_the_next_visit_says_who_and_when() -> None:
    visits = (a_visit(2, "Paul", VisitKind.TREATMENT), a_visit(5, "Paul", VisitKind.TREATMENT), a_visit(9))
    found = what_next(replace(EXERCISING, visits=visits))
    assert found[:2] == (
        NextUp(NextCode.VISIT, who="Paul", on=date(2026, 3, 18), visit=visits[0]),
        NextUp(NextCode.VISIT, who="Dr. N", on=date(2026, 3, 25), visit=visits[2]),
    )


def test_reports_and_visits_go_on_beside_the_exercises() -> None:
    stands = dict(steps(replace(EXERCISING, reports=2)))
    assert stands[Step.REPORTS] is Standing.DONE and stands[Step.VISITS] is Standing.NEXT
    assert stands[Step.REFERRAL] is Standing.DONE and stands[Step.DISCHARGE] is Standing.NEXT


facts_of_any_kind = st.builds(
    JourneyFacts,
    today=st.just(TODAY),
    has_onset=st.booleans(),
    has_primary_care=st.booleans(),
    has_referral=st.booleans(),
    has_physiatrist=st.booleans(),
    exam_on=st.none() | st.just(date(2026, 3, 9)),
    recommendation=st.none() | st.sampled_from(Recommendation),
    order=st.sampled_from([None, SIGNED, TAKEN, replace(SIGNED, declined=True)]),
    has_evaluation=st.booleans(),
    program_from=st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 1)),
    reports=st.integers(0, 3),
    report_due=st.booleans(),
    waiting_report=st.none() | st.just(WaitingReport("Paul", None)),
    visits_held=st.integers(0, 3),
    visits=st.lists(st.builds(a_visit, st.integers(0, 30), st.sampled_from(["Paul", "Dr. N"])), max_size=3).map(tuple),
    hold=st.none() | st.sampled_from(HoldLevel),
    measure_due=st.booleans(),
    closed_on=st.none() | st.just(TODAY),
)


@given(facts_of_any_kind)
def test_there_is_always_one_place_and_something_that_comes_next(facts: JourneyFacts) -> None:
    stands = steps(facts)
    assert [step for step, _ in stands] == list(Step)
    assert [standing for _, standing in stands].count(Standing.NOW) == 1
    assert 1 <= len(what_next(facts)) <= MOST_NEXT
    assert len(set(what_next(facts))) == len(what_next(facts))


def test_what_is_known_to_the_month_stands_before_the_days_of_that_month() -> None:
    day = Dated("a", Happening.ENTRY, date(2026, 3, 1), Precision.DAY)
    month = Dated("b", Happening.ENTRY, date(2026, 3, 1), Precision.MONTH)
    year = Dated("c", Happening.ENTRY, date(2026, 1, 1), Precision.YEAR)
    met = Dated("0", Happening.GOAL_MET, date(2026, 3, 1), Precision.DAY)
    assert in_order([met, day, month, year]) == (year, month, day, met)
