"""A progress report as a PDF: tagged, with the signature, the fingerprint and what was added. The words are the
screen's (`presenters/reports.py`)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from patient_app.content.locales import translator
from patient_app.domain.text import Translator
from patient_app.exports.typesetting import PAPERS, compiled
from patient_app.presenters.change import Fact
from patient_app.presenters.people import moment
from patient_app.presenters.reports import MeasuredView, ReportView, view
from patient_app.services.handouts import Paper
from patient_app.services.report_papers import ReportPaper


def report_pdf(found: ReportPaper, *, language: str, printed_at: datetime, paper: Paper | None = None) -> bytes:
    """The PDF in a language ('en', 'es'), on another paper than the clinic's when one is given."""
    data = report_data(translator(language), found, printed_at, paper)
    return compiled("report.typ", data, printed_at)


def report_data(
    t: Translator, found: ReportPaper, printed_at: datetime, paper: Paper | None = None
) -> dict[str, object]:
    """Everything that the template shows, as JSON values."""
    shown = view(t, found.report, found.time_zone, paper=True)
    return {
        "language": t.language,
        "paper": PAPERS[paper or found.paper],
        "title": f"{shown.title}, {shown.patient}",
        "heading": shown.title,
        "clinic": {"name": found.clinic.name, "phone": found.clinic.phone},
        "patient": shown.patient,
        "problem": shown.problem,
        "period": shown.period,
        "treatment": shown.treatment,
        "state": shown.state,
        "draft": t("DRAFT, not signed") if shown.is_draft else "",
        "changed": ""
        if shown.is_unchanged
        else t("This report is not as it was signed. Do not rely on it, and tell the administrator."),
        "copy": shown.copy,
        "not_shared": shown.not_shared,
        "words": [
            {"heading": t("Assessment"), "text": shown.assessment},
            {"heading": t("Plan"), "text": shown.plan},
        ],
        "goals": [asdict(goal) for goal in shown.figures.goals],
        "figures": _figures(t, shown),
        "measures": [
            [each.name, each.scale, each.first, each.last or "–", _lines(each.facts)] for each in shown.figures.measures
        ],
        "measured": [_measured(each) for each in shown.figures.measured],
        "versions": [asdict(each) for each in shown.figures.versions],
        "signature": list(shown.signature),
        "seal": shown.seal,
        "added": [asdict(each) for each in shown.added],
        "labels": {
            "goals": t("Goals"),
            "figures": t("Figures from the record"),
            "measures": t("Measures"),
            "measures_head": [t("Measure"), t("Scale"), t("First"), t("Last"), t("Change")],
            "measured": t("Motion, strength and tests"),
            "measured_head": [t("What was measured"), t("Baseline"), t("Before"), t("Now"), t("Change")],
            "program": t("Program"),
            "signature": t("Signature"),
            "seal": t("Fingerprint (SHA-256)"),
            "added": t("Since it was signed"),
            "none": t("Not written yet"),
            "printed": t("Printed {when}", when=moment(t, printed_at, found.time_zone, with_year=True)),
            "page": t("Page {n} of {total}"),
        },
    }


def _figures(t: Translator, shown: ReportView) -> list[dict[str, object]]:
    """The three answers: done, pain, function; only what the author saw."""
    found: list[dict[str, object]] = []
    figures = shown.figures
    if figures.sees_program:
        lines = [line for line in (figures.counts, figures.dose, figures.reasons) if line]
        found.append(
            {
                "name": t("Program done"),
                "value": figures.adherence,
                "unit": t("adherence, self-reported"),
                "lines": lines,
            }
        )
    if figures.sees_pain:
        for name, value, facts in (
            (t("Worst pain"), figures.pain, figures.pain_facts),
            (t("Own activities"), figures.function, figures.function_facts),
        ):
            lines = [each.text for each in facts]
            found.append({"name": name, "value": value, "unit": t("last 3 values"), "lines": lines})
    return found


def _measured(row: MeasuredView) -> list[str]:
    change = ", ".join(filter(None, (row.change.text, row.change.word))) or "–"
    return [row.name, row.baseline, row.last, row.now, change]


def _lines(facts: Sequence[Fact]) -> str:
    return "\n".join(each.text for each in facts)
