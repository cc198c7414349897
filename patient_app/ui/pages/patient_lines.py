"""The exercises of the period; each opens to its weeks, pain and effort, reasons, doses and reports."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.patient_answers import not_shared
from patient_app.ui.pages.patient_trends import weeks_table

View = Any
"""A view of the presenters as a state var."""


def exercises(t: Translator, state: Any) -> rx.Component:
    """Each exercise of the period: dose, done, not done, pain and effort."""
    view = state.view.summary
    headings = [t("Exercise"), t("Dose"), t("Done"), t("Not done"), t("Pain during"), t("Effort")]
    table = ui.data_table(
        t("Exercises in this period"),
        headings,
        rx.foreach(view.lines, lambda row: _rows(t, headings, row, state)),
        numeric=(2, 3),
    )
    none = rx.el.p(t("No program yet."), class_name="hs-muted")
    return ui.section(
        t("Exercises"),
        rx.cond(view.sees_program, rx.cond(view.lines.length() > 0, table, none), not_shared(t)),
        hint=t("Pain 0 to 10 and effort 0 to 10: the mean of the period, self-reported."),
    )


def _rows(t: Translator, headings: list[str], row: View, state: Any) -> rx.Component:
    is_open = state.line.id == row.id
    name = rx.el.button(
        ui.icon("chevron-right", size="small"),
        row.exercise,
        type="button",
        on_click=state.open_line(row.id),
        aria_expanded=rx.cond(is_open, "true", "false"),
        class_name="hs-line-open",
    )
    return rx.fragment(
        ui.table_row(
            headings, name, row.dose, row.done, row.not_done, row.pain, row.effort, numeric=(2, 3), key=row.id
        ),
        rx.cond(is_open, opened(len(headings), _detail(t, state.line))),
    )


def opened(columns: int, content: rx.Component) -> rx.Component:
    """The row below an open one, as wide as the table."""
    return rx.el.tr(rx.el.td(content, col_span=columns), class_name="hs-line-detail")


def _detail(t: Translator, line: View) -> rx.Component:
    return rx.el.div(
        rx.el.p(line.figures),
        rx.cond(line.reasons != "", rx.el.p(line.reasons)),
        rx.el.div(
            rx.el.div(
                rx.el.h3(t("By week")),
                weeks_table(t, t("This exercise by week"), line.weeks),
            ),
            rx.el.div(
                rx.el.h3(t("Pain and effort")),
                _spark(line.pain, line.pain_words),
                rx.el.div(_spark(line.effort, line.effort_words), class_name="hs-spark-pine"),
                rx.el.h3(t("Doses")),
                rx.el.ul(rx.foreach(line.doses, lambda words: rx.el.li(words, key=words)), class_name="hs-line-doses"),
            ),
            class_name="hs-line-columns",
        ),
        rx.cond(line.reports.length() > 0, ui.details(t("Last reports"), _reports(t, line))),
        class_name="hs-stack hs-stack-tight",
    )


def _spark(path: Any, words: Any) -> rx.Component:
    return rx.el.p(ui.sparkline(path, words), rx.el.span(words), class_name="hs-row")


def _reports(t: Translator, line: View) -> rx.Component:
    headings = [t("Date"), t("Done"), t("Pain during"), t("Effort"), t("Note")]
    return rx.fragment(
        ui.data_table(
            t("Last reports of this exercise"),
            headings,
            rx.foreach(
                line.reports,
                lambda row: ui.table_row(headings, row.day, row.done, row.pain, row.effort, row.note, key=row.id),
            ),
        ),
        rx.cond(line.more != "", rx.el.p(line.more, class_name="hs-muted")),
    )
