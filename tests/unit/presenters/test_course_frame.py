"""The course around a summary in words."""

from dataclasses import replace
from datetime import date

from patient_app.content.locales import translator
from patient_app.domain.orders import Diagnosis, OrderContent
from patient_app.domain.reports import ReportDecision
from patient_app.domain.visits import VisitDecision, VisitKind
from patient_app.presenters import course_frame
from patient_app.services.course_frame import CourseFrame, ReportMark, VisitMark
from patient_app.services.orders import OrderView

TODAY = date(2026, 11, 25)
ORDER = OrderView(
    id="o1",
    number=1,
    patient_id="p1",
    patient_name="Ana Reyes",
    physiatrist_id="d1",
    physiatrist="Dora Lindqvist",
    content=OrderContent(
        problem="Low back pain",
        diagnoses=(Diagnosis("M54.59", "Other low back pain"),),
        onset_or_surgery_on=None,
        reason="",
        precaution_codes=(),
        precautions=(),
        no_known_precautions=True,
        contraindicated=(),
        evaluate_and_treat=True,
        instructions=None,
        frequency_per_week=2,
        weeks=8,
        goals=(),
        pt_centre_id=None,
        pt_centre=None,
        program_recommended=None,
        warning_signs_asked_on=None,
        next_visit_on=None,
    ),
    signed_on=date(2026, 10, 16),
    expires_on=date(2026, 12, 31),
    content_hash=None,
    state=None,
    ends_on=date(2026, 12, 31),
)
HELD = VisitMark(date(2026, 11, 11), VisitKind.PHYSIATRIST, "Dora Lindqvist", VisitDecision.REFER_ON)
NEXT = VisitMark(date(2026, 12, 2), VisitKind.TREATMENT, "Paul Okafor", None)
REPORTS = (
    ReportMark("r1", 1, date(2026, 10, 20), "Paul Okafor", ReportDecision.SEE_PATIENT, date(2026, 10, 21)),
    ReportMark("r2", 2, date(2026, 11, 20), "Paul Okafor", None, None),
)
FRAME = CourseFrame(ORDER, (HELD,), NEXT, REPORTS, 7)


def told(frame: CourseFrame, language: str = "en") -> dict[str, str]:
    return {fact.name: fact.text for fact in course_frame.facts(translator(language), frame, TODAY)}


def test_diagnosis_order_visits_and_reports_are_told_in_a_line_each() -> None:
    assert told(FRAME) == {
        "Diagnosis": "M54.59 Other low back pain",
        "Order": "8 weeks, 2 times a week, signed Oct 16, ends Dec 31",
        "Last visit": "Wed, Nov 11, Physiatrist visit: refer on, Dora Lindqvist; 7 treatment days so far",
        "Next visit": "Wed, Dec 2, PT treatment, Paul Okafor",
        "Report 2": "waits for a decision; signed Fri, Nov 20, Paul Okafor",
        "Report 1": "see the patient; signed Tue, Oct 20, Paul Okafor",
    }


def test_a_course_that_has_only_begun_says_so() -> None:
    assert told(CourseFrame(None, (), None, (), 0)) == {
        "Order": "none",
        "Last visit": "none so far",
        "Next visit": "none planned",
        "Reports": "none so far",
    }


def test_an_order_that_is_over_says_since_when() -> None:
    over = replace(
        FRAME, order=replace(ORDER, ends_on=date(2026, 11, 20), content=replace(ORDER.content, frequency_per_week=1))
    )
    assert told(over)["Order"] == "8 weeks, 1 time a week, signed Oct 16, ended Nov 20"


def test_every_kind_and_decision_has_words_in_both_languages() -> None:
    for language in ("en", "es"):
        t = translator(language)
        assert all(course_frame.kind(t, kind) for kind in VisitKind)
        assert all(course_frame.visit_decision(t, decision) for decision in VisitDecision)
