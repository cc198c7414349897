"""The chart of the summary: three rows on one time axis, what happened, and every figure in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from patient_app.content.locales import translator
from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.course import Hold
from patient_app.domain.days import days
from patient_app.domain.measures import Direction, measure_change
from patient_app.domain.pain import PainSeries
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.reports import ReportDecision
from patient_app.domain.visits import VisitDecision, VisitKind
from patient_app.presenters import summary_trend
from patient_app.presenters.charts import Figure
from patient_app.presenters.summary_trend import Chosen, TrendView
from patient_app.services.course_frame import CourseFrame, ReportMark, VisitMark
from tests.unit.domain.builders import a_check_in, a_course, day
from tests.unit.presenters.test_summary import COURSE, ROLAND_MORRIS, SUMMARY, TODAY

t = translator("en")
MIC = outcome_measures()["own-activities"].mic
FRAME = CourseFrame(
    order=None,
    held=(
        VisitMark(day(3), VisitKind.PHYSIATRIST, "Dora Lindqvist", VisitDecision.CONTINUE),
        VisitMark(day(5), VisitKind.TREATMENT, "Paul Okafor", None),
    ),
    next_visit=None,
    reports=(ReportMark("r1", 1, day(9), "Paul Okafor", ReportDecision.CHANGE, day(10)),),
    treatment_days=1,
)
FULL = replace(
    SUMMARY, measures=(ROLAND_MORRIS,), function=measure_change(5, 5, Direction.HIGHER_IS_BETTER, mdc=2, mic=2)
)


def shown(found: Any = FULL, frame: Any = FRAME, **chosen: Any) -> TrendView:
    return summary_trend.view(t, found, frame, Chosen(**chosen), MIC)


def drawn(found: Any = FULL, frame: Any = FRAME, **chosen: Any) -> Figure:
    return summary_trend.figure(t, found, frame, Chosen(**chosen), MIC)


def row(figure: Figure, axis: str) -> Any:
    return next(trace for trace in figure["data"] if trace["yaxis"] == axis)


def bands(figure: Figure) -> list[tuple[float, float]]:
    return [
        (round(shape["y0"], 1), round(shape["y1"], 1))
        for shape in figure["layout"]["shapes"]
        if shape["type"] == "rect" and shape["xref"] == "paper"
    ]


def test_the_three_pain_series_are_never_mixed() -> None:
    assert row(drawn(), "y")["y"][:9] == [6] * 6 + [4] * 3
    assert row(drawn(series=PainSeries.NOW), "y")["y"][:9] == [2] * 9
    assert shown(series=PainSeries.NOW).numbers[-1].pain == "2"
    assert shown(series=PainSeries.AVERAGE).sentences[0] == "Average pain in 24 hours: no values in this period."


def test_a_band_around_the_baseline_is_as_wide_as_the_change_that_patients_notice() -> None:
    # Pain 6: 30 % is 1.8. Own activities 5: 2 points. Roland-Morris 15: 30 % is 4.5.
    assert bands(drawn()) == [(4.2, 7.8), (3, 7), (10.5, 19.5)]
    assert bands(drawn(series=PainSeries.NOW)) == [(3, 7), (10.5, 19.5)]


def test_each_row_says_in_a_sentence_what_it_shows() -> None:
    noticed = "patients usually notice a change of"
    assert shown().sentences == (
        f"Worst pain in 24 hours: 6 at first, 4 last, between 4 and 6. Baseline 6; {noticed} 1.8.",
        f"Own activities: 5 at first, 5 last, between 5 and 5. Baseline 5; {noticed} 2.",
        f"Roland-Morris back questionnaire: 9, once in this period. Baseline 15; {noticed} 4.5.",
    )


def test_versions_visits_and_reports_stand_in_lanes_with_their_words() -> None:
    figure = drawn()
    lanes = [trace for trace in figure["data"] if trace["yaxis"] == "y4"]
    assert figure["layout"]["yaxis4"]["ticktext"] == ["Program", "Visits", "Reports"]
    assert [trace["text"] for trace in lanes] == [["v2"], ["visit", ""], ["no. 1"]]
    assert lanes[1]["customdata"] == ["Mar 5: Physiatrist visit: continue", "Mar 7: PT treatment"]
    assert shown().events == (
        "Mar 5: Physiatrist visit: continue; Mar 9: program version 2; "
        "Mar 11: Report 1: change the plan; 1 PT treatment"
    )
    # A line through all rows for each, but for the treatments.
    assert [shape["x0"] for shape in figure["layout"]["shapes"] if shape["type"] == "line"] == [
        day(7).isoformat(), day(3).isoformat(), day(9).isoformat()
    ]  # fmt: skip


def test_without_the_journey_no_visit_or_report_is_drawn() -> None:
    figure = drawn(frame=None)
    assert figure["layout"]["yaxis4"]["ticktext"] == ["Program"]
    assert shown(frame=None).events == "Mar 9: program version 2"


def test_flare_days_and_holds_are_shaded_with_a_key_in_words() -> None:
    flares = [a_check_in(day(at), flare=True) for at in (12, 13)]
    holds = [Hold(day(10), day(12))]
    course = a_course(*COURSE.versions, logs=COURSE.logs, check_ins=[*COURSE.check_ins, *flares], holds=holds)
    found = replace(FULL, days=days(course, day(1), TODAY, TODAY))
    shades = [shape for shape in drawn(found)["layout"]["shapes"] if shape["type"] == "rect" and shape["xref"] == "x"]
    assert [(shade["x0"], shade["x1"]) for shade in shades] == [
        (f"{day(9)}T12:00", f"{day(11)}T12:00"), (f"{day(11)}T12:00", f"{day(13)}T12:00")
    ]  # fmt: skip
    assert [item.text for item in shown(found).key] == [
        "Band: a change smaller than patients usually notice", "2 flare days", "2 days on hold"
    ]  # fmt: skip
    assert shown(found).numbers[1].events == "Flare day"


def test_two_recall_periods_or_versions_never_share_a_line() -> None:
    newer = replace(ROLAND_MORRIS, version="2", points=((day(4), 12.0),), change=None)
    both = replace(FULL, measures=(ROLAND_MORRIS, newer))
    first, second = shown(both).choices
    assert first.name == "Roland-Morris back questionnaire, version 1, about today"
    assert row(drawn(both, measure=first.key), "y3")["x"] == [day(0).isoformat(), day(10).isoformat()]
    assert row(drawn(both, measure=second.key), "y3")["x"] == [day(4).isoformat()]
    assert shown(both).chosen == first.key
    assert shown(both, measure="unknown").chosen == first.key


def test_the_table_has_every_figure_of_the_drawing() -> None:
    numbers = shown().numbers
    assert len(numbers) == len(FULL.days) and numbers[0].date == "Mon, Mar 16"
    twelfth = next(each for each in numbers if each.date == "Thu, Mar 12")
    assert (twelfth.pain, twelfth.score) == ("–", "9")
    ninth = next(each for each in numbers if each.date == "Mon, Mar 9")
    assert (ninth.pain, ninth.function, ninth.events) == ("4", "5", "program version 2")


@pytest.mark.parametrize("parts", [frozenset(), frozenset({SharePart.PROGRAM, SharePart.JOURNEY})])
def test_without_pain_and_measures_there_is_no_chart(parts: frozenset[SharePart]) -> None:
    found = replace(SUMMARY, parts=parts)
    assert drawn(found) == {"data": [], "layout": {}} and shown(found).sentences == ()


def test_measures_alone_have_a_chart_of_one_row() -> None:
    found = replace(FULL, parts=ALL_PARTS - {SharePart.PAIN, SharePart.PROGRAM}, versions=())
    assert [trace["yaxis"] for trace in drawn(found, frame=None)["data"]] == ["y"]


def test_marks_that_stand_close_have_no_words_beside_them() -> None:
    many = tuple(VisitMark(day(at), VisitKind.PHYSIATRIST, "", None) for at in range(1, 15))
    found = drawn(frame=replace(FRAME, held=many))
    words = next(trace["text"] for trace in found["data"] if trace["yaxis"] == "y4" and len(trace["x"]) == 14)
    assert words == ["visit", ""] * 7


def test_a_year_is_drawn_whole() -> None:
    found = replace(FULL, first=date(2025, 3, 17), days=days(COURSE, date(2025, 3, 17), TODAY, TODAY))
    assert len(row(drawn(found), "y")["x"]) == 365
