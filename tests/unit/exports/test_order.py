"""The order on paper: all that was signed, and words that are never read as Typst."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from patient_app.content.locales import translator
from patient_app.domain.goals import GoalCategory
from patient_app.domain.orders import Diagnosis, OrderContent, OrderGoal, OrderState
from patient_app.domain.program import Side
from patient_app.exports.order import order_data, order_pdf
from patient_app.services.clinics import ClinicCard
from patient_app.services.handouts import Paper
from patient_app.services.measures import shipped
from patient_app.services.order_paper import OrderPaper
from patient_app.services.orders import OrderView

NOW = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
CONTENT = OrderContent(
    problem="Low back pain",
    diagnoses=(Diagnosis("M54.16", "Radiculopathy, lumbar region", Side.RIGHT),),
    onset_or_surgery_on=date(2026, 1, 12),
    reason="Leg pain",
    precaution_codes=("fall_risk",),
    precautions=("Fall risk: fell in January", "No throwing"),
    no_known_precautions=False,
    contraindicated=("traction", "Shouting"),
    evaluate_and_treat=True,
    instructions="Two lines\nof instructions",
    frequency_per_week=2,
    weeks=6,
    goals=(OrderGoal("A", GoalCategory.FUNCTION, "Walk", "rmdq", 12.0, 6.5, None, date(2026, 5, 1)),),
    pt_centre_id=None,
    pt_centre="Mill Street",
    program_recommended="Lumbar stenosis",
    warning_signs_asked_on=date(2026, 3, 14),
    next_visit_on=None,
)


def a_paper(**values: Any) -> OrderPaper:
    order = OrderView(
        id="o",
        number=3,
        patient_id="p",
        patient_name="María Núñez",
        physiatrist_id="d",
        physiatrist="Dr. Okafor",
        content=replace(CONTENT, **values.pop("content", {})),
        signed_on=date(2026, 3, 16),
        expires_on=date(2026, 5, 4),
        content_hash="ab" * 32,
        state=values.pop("state", OrderState.WAITING),
    )
    return OrderPaper(order, ClinicCard("Riverside", "+1 555 0100", "911"), Paper.LETTER, shipped())


def lines(paper: OrderPaper, language: str = "en") -> dict[str, list[str]]:
    found: Any = order_data(translator(language), paper)["lines"]
    return {line["name"]: line["texts"] for line in found}


def test_everything_that_was_signed_stands_on_the_paper() -> None:
    assert lines(a_paper()) == {
        "problem": ["Low back pain"],
        "diagnoses": ["M54.16 Radiculopathy, lumbar region, right side"],
        "onset_or_surgery_on": ["Mon, Jan 12, 2026"],
        "reason": ["Leg pain"],
        "precautions": ["Fall risk: fell in January", "No throwing"],
        "contraindicated": ["Traction", "Shouting"],
        "instructions": ["Evaluate and treat", "Two lines\nof instructions"],
        "frequency_per_week": ["2 times a week for 6 weeks"],
        "goals": ["A. Function: Walk (Roland-Morris back questionnaire, from 12 to 6.5, by Fri, May 1, 2026)"],
        "pt_centre_id": ["Mill Street"],
        "program_recommended": ["Lumbar stenosis"],
        "warning_signs_asked_on": ["Sat, Mar 14, 2026"],
    }


def test_coded_words_are_in_the_readers_language_and_free_ones_as_written() -> None:
    said = lines(a_paper(), "es")
    assert said["precautions"] == ["Riesgo de caídas: fell in January", "No throwing"]
    assert said["contraindicated"] == ["Tracción", "Shouting"]


def test_none_known_is_said() -> None:
    nothing = {"precautions": (), "precaution_codes": (), "no_known_precautions": True}
    assert lines(a_paper(content=nothing))["precautions"] == ["None known"]


def test_a_cancelled_order_says_so() -> None:
    assert order_data(translator("en"), a_paper(state=OrderState.CANCELLED))["cancelled"] == "This order was cancelled."
    assert order_data(translator("en"), a_paper())["cancelled"] == ""


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_pdf_is_tagged_and_always_the_same(language: str) -> None:
    found = order_pdf(a_paper(), language=language, printed_at=NOW, paper=None)
    assert found.startswith(b"%PDF-") and b"pdfuaid" in found
    assert found == order_pdf(a_paper(), language=language, printed_at=NOW, paper=None)


def test_words_are_never_read_as_typst() -> None:
    odd = {"reason": "#panic() *bold* $x$ \\ ] [", "diagnoses": (Diagnosis("R42", "#{1}", Side.NONE),)}
    assert order_pdf(a_paper(content=odd), language="en", printed_at=NOW, paper=Paper.A4).startswith(b"%PDF-")


def test_a_name_in_another_script_is_printed() -> None:
    assert order_pdf(a_paper(content={"reason": "痛み בכאב"}), language="en", printed_at=NOW, paper=None).startswith(
        b"%PDF-"
    )
