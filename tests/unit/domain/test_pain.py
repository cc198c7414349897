"""Pain: change as three facts, the prescriber's rule, red twice in a row."""

from datetime import date

import pytest

from patient_app.domain.entries import ExerciseLog
from patient_app.domain.pain import (
    PainChange,
    PainSeries,
    judge_pain,
    log_colour,
    pain_change,
    pain_series,
    red_twice_in_a_row,
    resting_pain,
)
from patient_app.domain.program import PainRule
from tests.unit.domain.builders import MONDAY, a_check_in, a_course, a_log, a_prescription, a_version, day, not_done

RULE = PainRule(green_max=3, amber_max=5)
BRIDGE = a_prescription(pain_rule=RULE)
PROGRAM = a_version(BRIDGE)


def change(*values: float | None, baseline: float | None = None, mdc: float | None = None) -> PainChange:
    return pain_change([(day(n), value) for n, value in enumerate(values)], baseline, mdc=mdc)


def test_change_is_the_mean_of_the_last_3_against_the_mean_of_the_first_3() -> None:
    found = change(7, 8, 6, 5, 4, 3, 5)
    assert (found.baseline, found.latest, found.change) == (7, 4, -3)
    assert (found.beyond_mic, found.direction, found.beyond_mdc) == (True, "better", None)


def test_the_clinicians_baseline_comes_first() -> None:
    assert change(7, 7, 7, 7, baseline=5).change == 2
    assert change(6, baseline=8).change == -2


def test_values_are_taken_by_date_and_missing_ones_left_out() -> None:
    series: list[tuple[date, float | None]] = [(day(6), 1), (day(0), 7), (day(3), None), (day(1), 7), (day(2), 7)]
    assert pain_change(series).latest == 5


def test_too_few_values_give_no_change() -> None:
    assert change() == PainChange(None, None, None, None, None, None)
    assert change(6, 4) == PainChange(5, 5, None, None, None, None)
    assert change(6, 5, 4).change is None


@pytest.mark.parametrize(
    ("before", "after", "noticed"),
    [(8, 6, True), (8, 6.1, False), (5, 3.5, True), (5, 3.6, False), (3, 2.1, True), (5, 6.5, True), (0, 1.9, False),
     (0, 2, True), (6.7, 4.69, True), (6.7, 4.71, False)],
)  # fmt: skip
def test_the_mic_is_2_points_or_30_percent_either_way(before: float, after: float, noticed: bool) -> None:
    assert change(after, after, after, baseline=before).beyond_mic is noticed


def test_change_the_other_way_is_worse_and_none_is_the_same() -> None:
    assert change(3, 3, 3, 5, 5, 5).direction == "worse"
    assert change(3, 3, 3, 3).direction == "same"


def test_an_mdc_is_judged_when_one_is_given() -> None:
    assert change(6, 6, 6, 5, 5, 5, mdc=1.0).beyond_mdc is True
    assert change(6, 6, 6, 5, 5, 5, mdc=1.1).beyond_mdc is False


def test_three_series_are_never_mixed() -> None:
    course = a_course(check_ins=[a_check_in(day(1), pain_now=2, pain_worst=7), a_check_in(day(0), pain_now=3)])
    assert pain_series(course) == ((day(1), 7),)
    assert pain_series(course, PainSeries.NOW) == ((day(0), 3), (day(1), 2))
    assert pain_series(course, PainSeries.AVERAGE) == ()


@pytest.mark.parametrize(
    ("during", "resting", "colour"),
    [
        (3, None, "green"),
        (4, None, "amber"),
        (5, None, "amber"),
        (6, None, "red"),
        (6, 3, "red"),
        (6, 6, "green"),
        (4, 6, "green"),
        (8, 6, "amber"),
        (9, 6, "red"),
        (5, 4, "amber"),
        (6, 4, "amber"),
        (7, 4, "red"),
    ],
)
def test_the_rule_compares_with_constant_pain(during: int, resting: int | None, colour: str) -> None:
    assert judge_pain(RULE, during, resting) == colour


def test_without_a_rule_or_a_value_pain_is_not_coloured() -> None:
    assert judge_pain(None, 9) is None
    assert judge_pain(RULE, None, 5) is None


def test_resting_pain_is_the_latest_of_that_date_before_the_log() -> None:
    log = a_log(BRIDGE, MONDAY, 12, pain_during=6)
    check_ins = [
        a_check_in(day(-1), 20, pain_now=9),
        a_check_in(MONDAY, 7, pain_now=2),
        a_check_in(MONDAY, 11, pain_now=6),
        a_check_in(MONDAY, 11, pain_worst=8),
        a_check_in(MONDAY, 13, pain_now=1),
    ]
    course = a_course(PROGRAM, logs=[log], check_ins=check_ins)
    assert resting_pain(course, log) == 6
    assert log_colour(course, log) == "green"
    assert resting_pain(a_course(PROGRAM), log) is None
    assert log_colour(a_course(PROGRAM), log) == "red"


def red_run(*pains: int | None) -> tuple[ExerciseLog, ...]:
    logs = [a_log(BRIDGE, day(n), pain_during=pain) for n, pain in enumerate(pains)]
    return red_twice_in_a_row(a_course(PROGRAM, logs=logs), BRIDGE.id)


def test_red_twice_in_a_row_flags_the_prescription() -> None:
    assert [log.pain_during for log in red_run(2, 7, 8)] == [7, 8]
    assert red_run(7, 8, 2) == ()
    assert red_run(7, 2, 8) == ()
    assert red_run(8) == ()
    assert len(red_run(7, None, 8)) == 2


def test_red_pain_of_another_prescription_does_not_count() -> None:
    squat = a_prescription("squat", pain_rule=RULE)
    course = a_course(
        a_version(BRIDGE, squat), logs=[a_log(BRIDGE, day(0), pain_during=9), a_log(squat, day(1), pain_during=9)]
    )
    assert red_twice_in_a_row(course, BRIDGE.id) == red_twice_in_a_row(course, "unknown") == ()


def test_a_log_that_cannot_be_judged_has_no_colour() -> None:
    course = a_course(PROGRAM)
    assert log_colour(course, a_log("unknown", MONDAY, pain_during=9)) is None
    assert log_colour(course, not_done(BRIDGE, MONDAY, pain_during=9)) is None
