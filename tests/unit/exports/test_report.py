"""The printed report: what stands on it, that a draft says so on every page, and that no text is read as Typst."""

import json
import re
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
import typst

from patient_app.content.locales import translator
from patient_app.domain.reports import ReportDecision, ReportStatus
from patient_app.exports.report import report_data, report_pdf
from patient_app.exports.typesetting import template
from patient_app.services.clinics import ClinicCard
from patient_app.services.handouts import Paper
from patient_app.services.report_papers import ReportPaper
from patient_app.services.reports import Report
from tests.unit.presenters.test_reports import a_report, decided

NOW = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
print_it = partial(report_pdf, language="en", printed_at=NOW)


def a_paper(report: Report) -> ReportPaper:
    card = ClinicCard("Riverside Rehabilitation", "+1 555 0100", "911")
    return ReportPaper(report, card, Paper.LETTER, "en", "America/New_York")


def said(report: Report) -> str:
    """Every word of the compiled document."""
    data = report_data(translator("en"), a_paper(report), NOW)
    files: Any = {"main.typ": template("report.typ"), "data.json": json.dumps(data).encode()}
    found = typst.query(files, "par", field="body", ignore_system_fonts=True)
    return re.sub(r"\s+", " ", " ".join(re.findall(r'"text":\s*("(?:[^"\\]|\\.)*")', found)))


def test_a_pdf_is_tagged_titled_and_the_same_each_time() -> None:
    paper = a_paper(a_report(added=(decided(ReportDecision.CONTINUE, "Fine"),)))
    made = print_it(paper)
    assert made.startswith(b"%PDF-") and b"/StructTreeRoot" in made
    assert len(re.findall(rb"/Lang ?\(en\)", made)) == 1
    assert print_it(paper) == made
    assert report_pdf(paper, language="es", printed_at=NOW) != made
    assert report_pdf(paper, language="en", printed_at=NOW, paper=Paper.A4) != made


def test_signature_fingerprint_decision_and_addenda_stand_on_it() -> None:
    data = report_data(translator("en"), a_paper(a_report(added=(decided(ReportDecision.CHANGE, "Fewer"),))), NOW)
    assert data["draft"] == ""
    assert data["signature"][:2] == ["Paul Okafor", "PT, DPT"]  # type: ignore[index]
    assert data["seal"] == "ab" * 32
    [added] = data["added"]  # type: ignore[misc]
    assert (added["title"], added["text"]) == ("Dora Lindqvist decided: change the plan", "Fewer")  # type: ignore[has-type]


@pytest.mark.parametrize(("language", "word"), [("en", "DRAFT"), ("es", "BORRADOR")])
def test_a_draft_says_so_in_words_on_every_page(language: str, word: str) -> None:
    long = "A line that the therapist wrote.\n" * 160
    draft = a_report(status=ReportStatus.DRAFT, number=None, signed_at=None, assessment=long)
    data = report_data(translator(language), a_paper(draft), NOW)
    files: Any = {"main.typ": template("report.typ"), "data.json": json.dumps(data).encode()}
    pages: Any = typst.compile(files, format="svg", ignore_system_fonts=True)
    without: Any = typst.compile(
        {**files, "data.json": json.dumps({**data, "draft": ""}).encode()}, format="svg", ignore_system_fonts=True
    )
    assert word in str(data["draft"])
    assert len(pages) >= 3
    assert all(page != bare for page, bare in zip(pages, without, strict=True))


def test_a_changed_report_and_a_kept_copy_say_so() -> None:
    data = report_data(translator("en"), a_paper(a_report(is_unchanged=False, copy_until=NOW)), NOW)
    assert "not as it was signed" in str(data["changed"])
    assert "signed copy" in str(data["copy"])


def test_no_text_is_read_as_typst() -> None:
    wild = '#panic("x") $ * _ = @ref <label> \\ "quoted" // no comment'
    assert print_it(a_paper(a_report(assessment=wild, plan=wild))).startswith(b"%PDF-")
    assert "#panic" in said(a_report(assessment=wild))
