"""The records below the four answers: measures, measurements, and the program's versions."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.patient_answers import facts, not_shared

View = Any
"""A `SummaryView` as a state var."""


def measures(t: Translator, view: View) -> rx.Component:
    """Outcome measures with the change as three facts."""
    headings = [t("Measure"), t("Scale"), t("First"), t("Last"), t("Change")]
    table = ui.data_table(
        t("Outcome measures"),
        headings,
        rx.foreach(
            view.measures,
            lambda row: ui.table_row(headings, row.name, row.scale, row.first, row.last, facts(row.facts)),
        ),
    )
    none = rx.el.p(t("No measure was taken yet."), class_name="hs-muted")
    return ui.section(
        t("Measures"),
        rx.cond(view.sees_measures, rx.cond(view.measures.length() > 0, table, none), not_shared(t)),
    )


def measurements(t: Translator, view: View) -> rx.Component:
    """Range of motion, strength and timed tests: first, last and the change between them."""
    headings = [t("What was measured"), t("Side"), t("Normal"), t("First"), t("Last"), t("Change")]
    table = ui.data_table(
        t("Measurements"),
        headings,
        rx.foreach(
            view.measurements,
            lambda row: ui.table_row(
                headings, row.name, row.side, row.normal, row.first, row.last, _change(row.change), key=row.key
            ),
        ),
    )
    none = rx.el.p(t("Nothing was measured in clinic yet."), class_name="hs-muted")
    return ui.section(
        t("Measurements"),
        rx.cond(view.sees_measures, rx.cond(view.measurements.length() > 0, table, none), not_shared(t)),
        hint=t("Taken in clinic. Change counts from the first value of this course."),
    )


def _change(change: Any) -> rx.Component:
    return rx.cond(
        change.word != "",
        rx.el.span(
            ui.icon(change.icon, size="small"),
            rx.cond(change.text != "", f"{change.text}, {change.word}", change.word),
            class_name="hs-row",
        ),
        rx.fragment(),
    )


def versions(t: Translator, view: View) -> rx.Component:
    """Every version of the program, newest first, with what changed."""
    return ui.section(
        t("Program versions"),
        rx.cond(
            view.sees_program,
            rx.cond(
                view.versions.length() > 0,
                rx.el.ol(rx.foreach(view.versions, _version), class_name="hs-versions"),
                rx.el.p(t("No program yet."), class_name="hs-muted"),
            ),
            not_shared(t),
        ),
    )


def _version(version: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p(rx.el.strong(version.title), ", ", version.since),
        rx.cond(version.note != "", rx.el.p(version.note)),
        rx.el.ul(rx.foreach(version.changes, lambda text: rx.el.li(text)), class_name="hs-muted"),
        key=version.title,
    )
