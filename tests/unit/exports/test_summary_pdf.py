"""The printed summary: PDF/UA-1, what stands on it, what is not shared does not, and words are never read as Typst."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import typst

from patient_app.content.locales import translator
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.periods import Period, PeriodKind
from patient_app.exports.summary_pdf import summary_data, summary_pdf
from patient_app.exports.typesetting import template
from patient_app.services.clinics import ClinicCard
from patient_app.services.goal_history import GoalTold
from patient_app.services.goals import Goal
from patient_app.services.handouts import Paper
from patient_app.services.overview import Overview
from patient_app.services.printed_summary import PrintedSummary
from tests.unit.exports.pdf import inflated
from tests.unit.presenters.test_summary import HOLD, SUMMARY
from tests.unit.presenters.test_summary_trend import FRAME, FULL

NOW = datetime(2026, 3, 16, 15, 0, 0, 123456, tzinfo=UTC)
AT = NOW.replace(microsecond=0)
GOAL = Goal(
    "g1", "A", GoalCategory.FUNCTION, "Walk to the shop", None, 2, 8, None, date(2026, 4, 1), GoalStatus.ACTIVE, None,
    None,
)  # fmt: skip


def a_summary(**values: Any) -> PrintedSummary:
    overview = Overview(
        summary=replace(FULL, **values),
        period=Period(PeriodKind.VISIT, SUMMARY.first, SUMMARY.last),
        last_visit=SUMMARY.first,
        since=SUMMARY.first,
        goals=(GoalTold(GOAL, ()),),
        course=FRAME,
    )
    clinic = ClinicCard("Riverside Rehabilitation", "+1 555 0100", "911")
    return PrintedSummary(overview, clinic, Paper.LETTER, "Dora Lindqvist", NOW, "America/New_York")


def only(*parts: SharePart) -> PrintedSummary:
    """What the services give to a reader with these parts alone."""
    found = a_summary(
        parts=frozenset(parts), adherence=None, streak=None, weeks=(), lines=(), versions=(), measures=(), function=None
    )
    return replace(found, overview=replace(found.overview, goals=(), course=None))


def said(found: PrintedSummary, language: str = "en") -> str:
    """Every word of the compiled document, in the order of its content tree."""
    data = json.dumps(summary_data(translator(language), found)).encode()
    files: Any = {"main.typ": template("summary.typ"), "data.json": data}
    words = []
    for kind in ("par", "heading", "table"):
        tree = typst.query(files, kind, ignore_system_fonts=True)
        words += re.findall(r'"text":\s*"((?:[^"\\]|\\.)*)"', tree)
    return " ".join(json.loads(f'"{word}"') for word in words)


def strict(found: PrintedSummary, language: str = "en", paper: Paper | None = None) -> bytes:
    """Compiled with Typst's own check of PDF/UA-1 and no way around it."""
    data = json.dumps(summary_data(translator(language), found, paper)).encode()
    files: Any = {"main.typ": template("summary.typ"), "data.json": data}
    made: bytes = typst.compile(
        files, ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=NOW.replace(microsecond=0)
    )
    return made


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "found",
    [a_summary(), only(), only(SharePart.PAIN), a_summary(days=FULL.days[:1])],
    ids=["all", "none", "pain", "day"],
)
def test_it_meets_pdf_ua_1(found: PrintedSummary, language: str) -> None:
    made = inflated(strict(found, language))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/MarkInfo" in made and re.search(rb"/Marked ?true", made)
    assert b"/StructTreeRoot" in made and re.search(rb"/DisplayDocTitle ?true", made)
    assert re.search(rb"/Lang ?\(" + language.encode(), made)
    # Headings, tables with headers, and a text for each picture.
    for tag in (b"/H1", b"/H2"):
        assert re.search(rb"/S ?" + tag + rb"\b", made)
    assert len(re.findall(rb"/S ?/Figure\b", made)) == len(re.findall(rb"/S ?/Figure ?/P ?\d+ 0 R ?/Alt\b", made))


def test_tables_and_the_chart_are_tagged() -> None:
    made = inflated(strict(a_summary()))
    assert re.search(rb"/S ?/Table\b", made) and re.search(rb"/S ?/TH\b", made)
    assert len(re.findall(rb"/S ?/Figure\b", made)) == 1


def test_the_same_values_make_the_same_bytes() -> None:
    found = a_summary()
    assert summary_pdf(found, language="en") == summary_pdf(found, language="en") == strict(found)
    assert summary_pdf(found, language="es") != summary_pdf(found, language="en")


def test_it_takes_one_to_two_pages() -> None:
    for found in (a_summary(), only(SharePart.PAIN)):
        assert len(re.findall(rb"/Type ?/Page\b(?!s)", inflated(summary_pdf(found, language="en")))) <= 2


def test_the_head_says_whose_when_from_whom_and_that_nobody_watches() -> None:
    shown = summary_data(translator("en"), a_summary())
    assert shown["title"] == "Summary of Ana Reyes"
    assert shown["made"] == "Made by Dora Lindqvist, Mon, Mar 16, 11:00 AM.".replace(" AM", "\u202fAM")
    assert "self-reported" in str(shown["source"])
    assert "not for emergencies" in str(shown["emergency"]) and "911" in str(shown["emergency"])
    words = said(a_summary())
    for text in ("Ana Reyes", "Riverside Rehabilitation", "Since the last visit: Tue, Mar 3 to Mon, Mar 16, 14 days"):
        assert text in words


def test_the_answers_the_chart_in_words_and_the_tables_stand_on_it() -> None:
    words = said(a_summary())
    for text in (
        "61.5%",
        "8 of 13 planned exercises done, 1 not done, 4 no report.",
        "Why not: pain 1",
        "Down 2, better",
    ):
        assert text in words
    for text in ("Worst pain in 24 hours: 6 at first", "Walk to the shop", "2 of 7", "Report 1"):
        assert text in words
    chart: Any = summary_data(translator("en"), a_summary())["chart"]
    assert chart["alt"].startswith("Worst pain in 24 hours: 6 at first, 4 last")


def test_what_is_not_shared_is_not_on_it() -> None:
    found = only(SharePart.PAIN)
    words = said(found)
    assert "Not shared with the reader:" in str(summary_data(translator("en"), found)["hidden"])
    for text in ("Walk to the shop", "Report 1", "Roland-Morris", "planned exercises", "Version 2"):
        assert text not in words
    assert "Down 2, better" in words
    assert "Down 2, better" not in said(only(SharePart.JOURNEY))
    assert summary_data(translator("en"), a_summary())["hidden"] == ""
    assert FULL.parts == ALL_PARTS


def test_an_open_hold_stands_above_all() -> None:
    found = a_summary(hold=HOLD)
    assert "On hold: warning sign, told to call the clinic the same day" in said(found)
    assert strict(found).startswith(b"%PDF-")


def test_the_paper_is_the_clinics_unless_another_is_asked_for() -> None:
    assert summary_data(translator("en"), a_summary())["paper"] == "us-letter"
    made = inflated(summary_pdf(a_summary(), language="en", paper=Paper.A4))
    assert re.search(rb"/MediaBox ?\[0 0 595", made) and not re.search(rb"/MediaBox ?\[0 0 612", made)


@pytest.mark.parametrize("text", ['#panic("x") *b* _i_ $x$ @r <l> // c', "= H\n- l", '"]) } \\ #{ panic() }'])
def test_names_and_notes_are_printed_as_they_were_written(text: str) -> None:
    found = a_summary(patient_name=text, problem=text)
    goal = replace(GOAL, description=text)
    found = replace(found, overview=replace(found.overview, goals=(GoalTold(goal, ()),)))
    assert strict(found).startswith(b"%PDF-")
    assert "#panic" not in text or '#panic("x")' in said(found)


def test_names_in_other_scripts_print() -> None:
    assert summary_pdf(a_summary(patient_name="李小龍 العربية 😀"), language="en").startswith(b"%PDF-")
