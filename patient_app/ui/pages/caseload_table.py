"""The table of the caseload: a line for each patient, those in need of a look first. On a phone each line is a card."""

from dataclasses import dataclass, replace
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from patient_app.domain.people import SharePart
from patient_app.domain.reports import ReportDecision
from patient_app.domain.text import Translator
from patient_app.presenters.attention import Names
from patient_app.presenters.panel import PanelRowView, row, search_text
from patient_app.presenters.program import starts
from patient_app.presenters.progression import StepView, step_view
from patient_app.presenters.report_words import soon, to_do
from patient_app.services.panel import PanelRow
from patient_app.ui import components as ui
from patient_app.ui.pages.caseload_steps import PutOff, steps_row
from patient_app.ui.pages.panel_table import reason, row_attributes
from patient_app.ui.routes import href


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One patient: the panel's line, the program that is newest, and the steps that are suggested."""

    patient: PanelRowView
    program: str
    since: str
    can_change: bool
    search_text: str
    steps: tuple[StepView, ...] = ()
    report: str = ""
    """What there is to do about a progress report, before it is overdue."""
    decided: str = ""
    """What a physiatrist decided on the last one, until it is done."""


def case_row(t: Translator, found: PanelRow, name: Names, time_zone: str) -> CaseRow:
    """A patient's line; `time_zone` is the reader's."""
    return CaseRow(
        patient=row(t, found, name, time_zone),
        program=t("Version {n}", n=found.version) if found.version else "",
        since=starts(t, found.version_since, found.today) if found.version_since else "",
        can_change=SharePart.PROGRAM in found.parts,
        search_text=search_text(t, found, name),
        steps=tuple(step_view(t, one.key, one.found, one.step, name, found.today) for one in found.suggestions),
        report=soon(t, found.report_clock) if found.report_clock else "",
        decided=to_do(t, found.report_answer) if found.report_answer and is_open(found) else "",
    )


def is_open(found: PanelRow) -> bool:
    """Is there something left to do about the decision? A change is done when a later version is published."""
    answer = found.report_answer
    if answer is None or answer.decision not in (ReportDecision.CHANGE, ReportDecision.DISCHARGE):
        return False
    if answer.decision is ReportDecision.DISCHARGE:
        return found.episode_status == "active"
    return found.version_published is None or found.version_published <= answer.at


def without(case: CaseRow, key: str) -> CaseRow:
    """The line without one suggestion."""
    return replace(case, steps=tuple(step for step in case.steps if step.key != key))


def table(t: Translator, rows: Any, put_off: PutOff) -> rx.Component:
    """The patients."""
    headings = [t("Patient"), t("Why now"), t("Program"), t("Two weeks"), t("Adherence"), t("Last entry")]

    def line(case: Any) -> rx.Component:
        one = case.patient
        cells = [_reasons(t, case), _program(t, case), _strip(t, one), _adherence(t, one), one.last_entry]
        return rx.fragment(
            ui.table_row(
                headings,
                _patient(t, one),
                *cells,
                rows=rx.cond(case.steps.length() > 0, 2, 1),
                class_name="hs-case",
                custom_attrs=row_attributes(one),
            ),
            steps_row(t, one, case.steps, len(cells), put_off),
            key=one.id,
        )

    return rx.el.div(
        ui.data_table(t("Your patients, those who need a look first"), headings, rx.foreach(rows, line)),
        class_name="hs-caseload",
    )


def _patient(t: Translator, one: Any) -> rx.Component:
    return rx.el.div(
        router_link(one.name, to=_address(t, one), class_name="hs-link", custom_attrs={"data-row": "true"}),
        rx.cond(one.problem != "", rx.el.span(one.problem, class_name="hs-hint")),
        rx.cond(one.handed_over != "", rx.el.span(one.handed_over, class_name="hs-hint hs-panel-from")),
        class_name="hs-panel-patient",
    )


def _reasons(t: Translator, case: Any) -> rx.Component:
    """Why to look, and what there is to do about reports, with the way there."""
    one = case.patient
    nothing = (one.reasons.length() == 0) & (case.report == "") & (case.decided == "")
    return rx.fragment(
        rx.cond(
            one.reasons.length() > 0,
            rx.el.ul(rx.foreach(one.reasons, lambda each: reason(t, each)), class_name="hs-reasons"),
        ),
        rx.foreach(
            [case.decided, case.report],
            lambda words: rx.cond(
                words != "",
                router_link(
                    ui.icon("clipboard", size="small"),
                    words,
                    to=f"{_address(t, one)}/reports",
                    class_name="hs-link hs-report-due",
                ),
            ),
        ),
        rx.cond(nothing, rx.el.span(t("No reason now"), class_name="hs-muted")),
    )


def _program(t: Translator, case: Any) -> rx.Component:
    """The version and since when, leading to the builder; or why there is none to show."""
    address = f"{_address(t, case.patient)}/program"
    label = rx.cond(case.program != "", case.program, t("Make a program"))
    return rx.cond(
        case.can_change,
        router_link(
            rx.el.span(f"{t('Program')}: {case.patient.name}, ", class_name="hs-hidden"),
            rx.el.span(label, class_name="hs-link"),
            rx.cond(case.since != "", rx.el.span(" ", case.since, class_name="hs-hint")),
            to=address,
            class_name="hs-caseload-program",
        ),
        rx.el.span(t("Not shared with you"), class_name="hs-muted"),
    )


def _strip(t: Translator, one: Any) -> rx.Component:
    return rx.cond(one.strip.length() > 0, ui.day_strip(one.strip, one.strip_words), rx.el.span("–"))


def _adherence(t: Translator, one: Any) -> rx.Component:
    return rx.el.span(
        rx.el.span(rx.el.span(t("7 days"), class_name="hs-hint"), rx.el.span(one.adherence_7d)),
        rx.el.span(rx.el.span(t("28 days"), class_name="hs-hint"), rx.el.span(one.adherence_28d)),
        class_name="hs-panel-adherence",
    )


def _address(t: Translator, one: Any) -> Any:
    return rx.Var.create(f"{href(t, '/patients')}/{one.id}")
