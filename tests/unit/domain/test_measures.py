"""Scores and their change. Items of licensed measures are numbers only; examples from facts.md section 1."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.entries import MeasureResponse
from patient_app.domain.measures import (
    Direction,
    Missing,
    Scoring,
    ScoringRule,
    measure_change,
    mic_size,
    score,
    trend_lines,
)
from patient_app.domain.rounding import round_half_up
from tests.unit.domain.builders import day, instant


def rule(scoring: Scoring, missing: Missing, items: int, low: float, high: float, least: int = 1) -> ScoringRule:
    return ScoringRule(scoring, missing, tuple(f"i{n}" for n in range(items)), low, high, least)


def answers(*values: float | None) -> dict[str, float | None]:
    return {f"i{n}": value for n, value in enumerate(values)}


THREE_MEAN = rule(Scoring.MEAN, Missing.NO_SCORE, 3, 0, 10)
TEN_PERCENT = rule(Scoring.PERCENT, Missing.MEAN_OF_RATED, 10, 0, 5)
ELEVEN = rule(Scoring.PERCENT, Missing.MEAN_OF_RATED, 11, 1, 5, least=10)
TICKS = rule(Scoring.COUNT, Missing.BLANK_IS_ZERO, 24, 0, 1)
TWENTY_SUM = rule(Scoring.SUM, Missing.NO_SCORE, 20, 0, 4)
TEN_SUM = rule(Scoring.SUM, Missing.IMPUTE_MEAN, 10, 0, 5, least=9)
OWN = ScoringRule(Scoring.MEAN, Missing.MEAN_OF_RATED, (), 0, 10)
ONE_VALUE = rule(Scoring.VALUE, Missing.NO_SCORE, 1, 0, 10)


@pytest.mark.parametrize(
    ("rule", "values", "shown"),
    [
        (THREE_MEAN, (5, 6, 7), 6.0),
        (THREE_MEAN, (4, 5, 5), 4.67),
        (THREE_MEAN, (5, None, 7), None),
        (TEN_PERCENT, (1,) * 10, 20.0),
        (TEN_PERCENT, (2, 2, 2, 2, 2, 2, 2, 1, 1, None), 35.56),
        (ELEVEN, (3,) * 11, 50.0),
        (ELEVEN, (3, 3, 3, 3, 3, 3, 2, 2, 2, 2, None), 40.0),
        (ELEVEN, (3,) * 9, None),
        (TICKS, (1,) * 7, 7.0),
        (TICKS, (), 0.0),
        (TWENTY_SUM, (4,) * 20, 80.0),
        (TWENTY_SUM, (4,) * 19, None),
        (TEN_SUM, (2,) * 9, 20.0),
        (TEN_SUM, (2,) * 8, None),
        (ONE_VALUE, (7,), 7.0),
        (ONE_VALUE, (), None),
    ],
)
def test_scores(rule: ScoringRule, values: tuple[float | None, ...], shown: float | None) -> None:
    found = score(rule, answers(*values))
    assert (None if found is None else round_half_up(found, 2)) == shown


def test_own_activities_are_the_mean_of_those_that_were_rated() -> None:
    assert score(OWN, {"garden": 4, "stairs": 6, "lift": None}) == 5
    assert score(OWN, {}) is None


def test_an_answer_outside_the_range_or_of_an_unknown_item_does_not_count() -> None:
    assert score(THREE_MEAN, answers(5, 6, 11)) is None
    assert score(THREE_MEAN, {**answers(5, 6, 7), "other": 1}) == 6


def test_one_missing_item_gives_one_percentage_both_ways() -> None:
    values = answers(3, 2, 4, 1, 0, 5, 2, 2, 3)
    summed, percent = score(TEN_SUM, values), score(TEN_PERCENT, values)
    assert summed is not None
    assert percent == pytest.approx(summed * 2)


def test_change_is_three_facts_and_a_direction() -> None:
    found = measure_change(14, 9, Direction.HIGHER_IS_WORSE, mdc=5, mic=5, mic_percent=30)
    assert (found.change, found.beyond_mdc, found.beyond_mic, found.turn) == (-5, True, True, "better")
    assert found.is_improvement


def test_30_percent_of_a_low_baseline_is_a_size_that_patients_notice() -> None:
    found = measure_change(10, 7, Direction.HIGHER_IS_WORSE, mdc=5, mic=5, mic_percent=30)
    assert (found.beyond_mdc, found.beyond_mic) == (False, True)
    assert not found.is_improvement


def test_nothing_is_claimed_between_mic_and_mdc() -> None:
    found = measure_change(60, 45, Direction.HIGHER_IS_WORSE, mdc=17.1, mic=13.4)
    assert (found.beyond_mdc, found.beyond_mic, found.is_improvement) == (False, True, False)


def test_where_nothing_is_published_nothing_is_known() -> None:
    found = measure_change(4, 6, Direction.HIGHER_IS_BETTER)
    assert (found.beyond_mdc, found.beyond_mic, found.turn) == (None, None, "better")


def test_higher_can_be_better_or_worse() -> None:
    assert measure_change(4, 6, Direction.HIGHER_IS_WORSE).turn == "worse"
    assert measure_change(6, 4, Direction.HIGHER_IS_BETTER).turn == "worse"
    assert measure_change(6, 6, Direction.HIGHER_IS_BETTER).turn == "same"


def test_a_baseline_of_0_is_judged_by_points_alone() -> None:
    assert measure_change(0, 1, Direction.HIGHER_IS_WORSE, mic=2, mic_percent=30).beyond_mic is False
    assert measure_change(0, 1, Direction.HIGHER_IS_WORSE, mic_percent=30).beyond_mic is None


def a_response(
    on: date, value: float | None, version: str = "1", recall: str = "today", hour: int = 9
) -> MeasureResponse:
    return MeasureResponse(f"{on}-{hour}", "rmdq", version, on, instant(on, hour), (), value, recall)


def test_two_versions_or_recall_periods_never_share_a_line() -> None:
    lines = trend_lines(
        [a_response(day(1), 5), a_response(day(0), 9), a_response(day(2), 4, "2"), a_response(day(3), 3, recall="week")]
    )
    assert [(line.version, line.recall, line.points) for line in lines] == [
        ("1", "today", ((day(0), 9), (day(1), 5))),
        ("1", "week", ((day(3), 3),)),
        ("2", "today", ((day(2), 4),)),
    ]


def test_of_two_responses_on_one_date_the_last_edited_counts() -> None:
    (line,) = trend_lines([a_response(day(0), 5, hour=12), a_response(day(0), 9), a_response(day(1), None)])
    assert line.points == ((day(0), 5),)


@given(st.integers(0, 100), st.integers(1, 20), st.one_of(st.none(), st.integers(1, 60)), st.integers(-100, 100))
def test_the_band_is_as_wide_as_the_change_that_patients_notice(
    baseline: int, points: int, percent: int | None, change: int
) -> None:
    size = mic_size(baseline, points, percent)
    assert size is not None
    found = measure_change(baseline, baseline + change, Direction.HIGHER_IS_WORSE, mic=points, mic_percent=percent)
    assert found.beyond_mic == (abs(change) >= size)


def test_without_a_published_change_there_is_no_band() -> None:
    assert mic_size(5, None, None) is None
    assert mic_size(0, None, 30) is None
    assert mic_size(0, 2, 30) == 2
