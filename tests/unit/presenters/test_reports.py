"""A report in words: the summary's own words for its figures, and what has changed since a draft was filled."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given

from patient_app.content.locales import translator
from patient_app.domain.adherence import Adherence
from patient_app.domain.attention_facts import ReportAnswer
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.measurements import Found, MeasurementChange, What
from patient_app.domain.measures import Direction, measure_change
from patient_app.domain.pain import pain_change
from patient_app.domain.people import SharePart
from patient_app.domain.program import Side
from patient_app.domain.report_clock import ClockState
from patient_app.domain.report_data import (
    MeasureCard,
    MeasuredThing,
    ReportData,
    ReportGoal,
    ReportMeasure,
    ReportMeasurement,
    Signature,
    Taken,
    narrowed,
)
from patient_app.domain.reports import EntryKind, GoalWord, ReportDecision, ReportKind, ReportStatus
from patient_app.presenters import report_words as words
from patient_app.presenters.report_changes import differences
from patient_app.presenters.reports import view
from patient_app.services.report_json import from_json, to_json
from patient_app.services.reports import Added, GoalSaid, Report
from tests.properties.strategies import versions

TODAY = date(2026, 3, 31)
AT = datetime(2026, 3, 31, 20, 45, tzinfo=UTC)
T = translator("en")

DATA = ReportData(
    patient_name="Ana Reyes",
    problem="Low back pain",
    parts=tuple(SharePart),
    first=date(2026, 3, 2),
    last=date(2026, 3, 30),
    treated=7,
    treated_limit=10,
    days=29,
    days_limit=30,
    adherence=Adherence(64.3, 60.0, 90.0, 14, 9, 2, 3, 0),
    not_done_reasons=((NotDoneReason.PAIN, 2),),
    pain=pain_change([(date(2026, 3, day), value) for day, value in ((2, 7), (3, 6), (4, 6), (29, 4), (30, 3))]),
    measures=(
        ReportMeasure(
            MeasureCard("rmdq", "1", "today", {"en": "Roland-Morris", "es": "Roland-Morris"}, 0, 24, 5, 5),
            ((date(2026, 3, 2), 15.0), (date(2026, 3, 30), 9.0)),
            (date(2026, 3, 2), 15.0),
            measure_change(15, 9, Direction.HIGHER_IS_WORSE, mdc=5, mic=5),
        ),
    ),
    measurements=(
        ReportMeasurement(
            "mmt:hip:abduction",
            MeasuredThing(
                What("mmt", "hip", "abduction"), {"en": "Hip", "es": "Cadera"}, {"en": "abduction", "es": "abducción"}
            ),
            Side.LEFT,
            Taken(date(2026, 3, 2), Found(grade="3+")),
            Taken(date(2026, 3, 16), Found(grade="4-")),
            Taken(date(2026, 3, 30), Found(grade="4+")),
            MeasurementChange(1),
        ),
    ),
    goals=(
        ReportGoal(
            "g",
            "A",
            GoalCategory.PAIN,
            "Worst pain 3 or less",
            7.0,
            3.0,
            None,
            date(2026, 4, 10),
            GoalStatus.ACTIVE,
            None,
            4.0,
            False,
        ),
    ),
    signature=Signature("Paul Okafor", "PT, DPT", "", "Riverside Rehabilitation"),
)


def a_report(**values: Any) -> Report:
    given: dict[str, Any] = {
        "id": "r",
        "patient_id": "p",
        "episode_id": "e",
        "number": 2,
        "kind": ReportKind.PROGRESS,
        "status": ReportStatus.SIGNED,
        "author_id": "paul",
        "data": DATA,
        "assessment": "Moves with less guarding.",
        "plan": "Step-ups.",
        "goals": {"A": GoalSaid(GoalWord.CHANGED, "4", "2", "Nights too")},
        "signed_at": AT,
        "signed_on": TODAY,
        "content_hash": "ab" * 32,
        "is_unchanged": True,
        "to_id": "dora",
        "added": (),
        "revision": "1",
        "updated_at": AT,
        "today": TODAY,
        "time_zone": "America/New_York",
        "language": "en",
    }
    return Report(**{**given, **values})


def decided(decision: ReportDecision, text: str = "", *, for_patient: bool = False) -> Added:
    return Added(EntryKind.DECISION, "dora", "Dora Lindqvist", AT, text, decision, for_patient)


def test_the_figures_are_said_as_the_summary_says_them() -> None:
    found = view(T, a_report(), "America/New_York").figures
    assert (found.adherence, found.dose) == ("64.3%", "60.0% of the full dose")
    assert found.counts == "9 of 14 planned exercises done, 2 not done, 3 no report."
    assert found.reasons == "Why not: pain 2"
    assert [each.text for each in found.pain_facts] == [
        "Down 2, better: from 6.3 to 4.3",
        "Measurement error: none published",
        "A size that patients usually notice",
    ]
    [measure] = found.measures
    assert (measure.first, measure.last) == ("15 on Mar 2", "9 on Mar 30")
    assert [each.text for each in measure.facts][1:] == [
        "Larger than the usual measurement error",
        "A size that patients usually notice",
    ]


def test_strength_is_shown_as_grades_on_its_side_and_never_averaged() -> None:
    [row] = view(T, a_report(), "America/New_York").figures.measured
    assert (row.name, row.baseline, row.last, row.now) == (
        "Hip abduction, manual, 0 to 5, left",
        "3+ on Mar 2",
        "4- on Mar 16",
        "4+ on Mar 30",
    )
    assert (row.change.text, row.change.word) == ("", "stronger")


def test_a_goal_with_its_figures_and_the_pts_word() -> None:
    [goal] = view(T, a_report(), "America/New_York").figures.goals
    assert (goal.status, goal.note) == ("Changed", "Nights too")
    assert goal.figures == "From 7, target 3, now 4, new target 2, due Apr 10"


def test_on_paper_every_date_names_its_year() -> None:
    shown = view(T, a_report(added=(decided(ReportDecision.CONTINUE),)), "America/New_York", paper=True)
    assert shown.period == "Mon, Mar 2, 2026 to Mon, Mar 30, 2026"
    assert shown.signature[-1].startswith("Signed Tue, Mar 31, 2026, 4:45")
    assert "2026" in shown.added[0].when
    assert shown.figures.measures[0].first == "15 on Mar 2, 2026"


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (a_report(status=ReportStatus.DRAFT, number=None, signed_at=None), "Draft"),
        (a_report(), "Signed, waits for a decision"),
        (a_report(added=(decided(ReportDecision.CONTINUE), decided(ReportDecision.SEE_PATIENT))), "see the patient"),
    ],
)
def test_where_a_report_stands(report: Report, expected: str) -> None:
    assert expected in view(T, report, "UTC").state


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("decision", list(ReportDecision))
def test_the_patient_reads_what_the_doctor_decided(language: str, decision: ReportDecision) -> None:
    t = translator(language)
    said = words.decision_for_patient(t, a_report(added=(decided(decision),)), TODAY)
    assert said.endswith(".")
    assert "{" not in said
    assert words.decision_for_patient(t, a_report(), TODAY) == ""


def test_the_continue_decision_as_a_sentence() -> None:
    report = a_report(added=(decided(ReportDecision.CONTINUE),))
    sentence = "Your doctor read the report of Mon, Mar 30 and decided: continue."
    assert words.decision_for_patient(T, report, TODAY) == sentence


def test_what_is_not_shared_is_said() -> None:
    data = narrowed(DATA, frozenset({SharePart.JOURNEY, SharePart.PROGRAM}))
    shown = view(T, a_report(data=data), "UTC")
    assert "Pain, function and check-ins" in shown.not_shared
    assert (shown.figures.sees_pain, shown.figures.pain, shown.figures.goals) == (False, "", ())


def test_filling_again_says_what_would_change() -> None:
    assert differences(T, DATA, DATA, TODAY) == ()
    after = replace(DATA, last=TODAY, days=30, adherence=Adherence(66.7, 60.0, 90.0, 15, 10, 2, 3, 0))
    found = differences(T, DATA, after, TODAY)
    assert [each.what for each in found] == ["Period", "Treatment days", "Adherence"]
    assert "64.3%" in found[2].before
    assert "66.7%" in found[2].now


def test_the_caseload_is_told_before_it_is_overdue() -> None:
    clock = ClockState(date(2026, 3, 2), 9, 10, 18, 30, date(2026, 4, 1), is_due=False, is_soon=True)
    assert words.soon(T, clock) == "Report due soon: day 9 of 10, 18 of 30 days"
    assert words.soon(T, replace(clock, is_soon=False)) == ""
    assert words.soon(T, replace(clock, is_due=True)) == ""
    answer = ReportAnswer("r", 2, ReportDecision.CHANGE, AT)
    assert words.to_do(T, answer) == "Report 2, decided: change the plan"


def test_a_report_is_kept_and_read_as_the_same_value() -> None:
    assert from_json(to_json(DATA)) == DATA


@given(versions())
def test_any_program_is_kept_and_read_as_the_same_value(program: Any) -> None:
    data = replace(DATA, versions=program)
    assert from_json(to_json(data)) == data
    assert to_json(from_json(to_json(data))) == to_json(data)
