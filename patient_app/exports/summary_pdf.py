"""A summary as a PDF of one to two pages: the view that the screen shows, with the chart as a drawing and in words."""

from dataclasses import asdict
from typing import Any

from patient_app.content.body_sites import body_sites
from patient_app.content.locales import translator
from patient_app.content.outcome_measures import outcome_measures
from patient_app.content.warning_sign_lists import warning_texts
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.domain.text import Translator
from patient_app.exports.chart_svg import chart_svg
from patient_app.exports.typesetting import PAPERS, compiled
from patient_app.presenters import overview as words
from patient_app.presenters import summary_trend
from patient_app.presenters.attention import Names
from patient_app.presenters.overview import OverviewView
from patient_app.presenters.people import moment, part
from patient_app.presenters.summary_trend import AS_IT_OPENS
from patient_app.services.handouts import Paper
from patient_app.services.printed_summary import PrintedSummary
from patient_app.services.summary import Summary

CHART_HEIGHT = 0.72
"""The drawing's height on paper, as a part of that on the screen."""


def summary_pdf(found: PrintedSummary, *, language: str, paper: Paper | None = None) -> bytes:
    """The PDF in a language ('en', 'es'), on the clinic's paper unless another is asked for. Run it in a thread."""
    return compiled("summary.typ", summary_data(translator(language), found, paper), found.made_at)


def summary_data(t: Translator, found: PrintedSummary, paper: Paper | None = None) -> dict[str, object]:
    """Everything that the template shows, as JSON values. `view` is the screen's."""
    summary, clinic = found.overview.summary, found.clinic
    view = overview_view(t, found)
    figures = asdict(view)
    # Squares have no place on paper: the weeks say the same in figures.
    del figures["summary"]["weeks"]
    nobody = warning_texts().nobody_watches.text(t.language).format(emergency_number=clinic.emergency_number)
    made = {"name": found.made_by, "date": moment(t, found.made_at, found.time_zone)}
    return {
        "language": t.language,
        "paper": PAPERS[paper or found.paper],
        "title": t("Summary of {name}", name=summary.patient_name),
        "clinic": {"name": clinic.name, "phone": clinic.phone},
        "view": figures,
        "chart": _chart(t, found, view),
        "made": t("Made by {name}, {date}.", **made),
        "source": t("Exercises, pain and activities: self-reported by the patient. Measurements: taken in clinic."),
        "emergency": nobody,
        "hidden": _hidden(t, summary.parts),
        "words": _words(t),
    }


def overview_view(t: Translator, found: PrintedSummary) -> OverviewView:
    """What the screen shows of this overview as it opens."""
    summary = found.overview.summary
    mic = outcome_measures()["own-activities"].mic
    return words.view(t, found.overview, _names(t, summary), AS_IT_OPENS, mic)


def _chart(t: Translator, found: PrintedSummary, view: OverviewView) -> dict[str, str] | None:
    mic = outcome_measures()["own-activities"].mic
    figure = summary_trend.figure(t, found.overview.summary, found.overview.course, AS_IT_OPENS, mic)
    if not figure["data"]:
        return None
    height = round(float(view.trend.height.removesuffix("rem")) * 16 * CHART_HEIGHT)
    said = " ".join((*view.trend.sentences, view.trend.events))
    return {"svg": chart_svg(figure, height), "alt": said}


def _names(t: Translator, summary: Summary) -> Names:
    def name(id: str) -> str:
        known = summary.known.named(id) if summary.known else None
        found = summary.exercises.get(id) or known or body_sites().get(id)
        return found.name(t.language) if found else id

    return name


def _hidden(t: Translator, parts: frozenset[SharePart]) -> str:
    left_out = [part(t, each) for each in SharePart if each in ALL_PARTS - parts]
    return t("Not shared with the reader: {parts}.", parts="; ".join(left_out)) if left_out else ""


def _words(t: Translator) -> dict[str, Any]:
    return {
        "heading": t("Patient summary"),
        "why": t("Why to look"),
        "done": t("Done?"),
        "done_unit": t("adherence, self-reported"),
        "hurting": t("Hurting?"),
        "pain_unit": t("worst pain, last 3 values"),
        "functioning": t("Functioning?"),
        "function_unit": t("activities, last 3 values"),
        "changed": t("What changed?"),
        "not_shared": t("Not shared"),
        "over_time": t("Over time"),
        "in_period": t("In this period:"),
        "weeks": t("Done, not done, no report"),
        "week_headings": [t("Week of"), t("Adherence"), t("Done"), t("Not done"), t("No report"), t("Extra")],
        "exercises": t("Exercises"),
        "exercise_headings": [
            t("Exercise"), t("Dose"), t("Done"), t("Not done"), t("Pain during"), t("Effort")
        ],
        "measures": t("Measures"),
        "measure_headings": [t("Measure"), t("Scale"), t("First"), t("Last"), t("Change")],
        "measurements": t("Measurements"),
        "measurement_headings": [
            t("What was measured"), t("Side"), t("Normal"), t("First"), t("Last"), t("Change")
        ],
        "goals": t("Goals"),
        "goal_headings": [t("Goal"), t("What"), t("Baseline"), t("Target"), t("Last found"), t("Due"), t("Status")],
        "course": t("Course"),
        "versions": t("Program versions"),
        "page": t("Page {n} of {total}"),
    }  # fmt: skip
