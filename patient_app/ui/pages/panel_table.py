"""The table of the panel: a line of sentences for each patient. On a phone each line is a card."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from patient_app.domain.text import Translator
from patient_app.presenters.panel import PanelRowView
from patient_app.ui import components as ui
from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.pages.marks import reason
from patient_app.ui.routes import href

Rows = rx.Var[list[PanelRowView]]


class ListKeys(ClientComponent):
    """Arrow keys, Enter and `/` for the links with `data-row` inside it."""

    library = client_module("list_keys.jsx")
    tag = "ListKeys"


def keys(*children: Any) -> rx.Component:
    """The parts of the panel, with the keys that move through its rows."""
    return ListKeys.create(*children, class_name="hs-stack hs-stack-wide")


def table(t: Translator, rows: Rows, *, calm: bool = False) -> rx.Component:
    """Patients, one a row; `calm` rows have no reasons to show."""
    headings = [
        t("Patient"),
        *([] if calm else [t("Why now")]),
        t("Two weeks"),
        t("Worst pain"),
        t("Adherence"),
        t("Last entry"),
    ]
    caption = t("Patients without a reason now") if calm else t("Patients who need a look")

    def line(row: Any) -> rx.Component:
        why = [] if calm else [reasons(t, row)]
        cells = [*why, _strip(t, row), _pain(t, row), _adherence(t, row), _dates(t, row)]
        return ui.table_row(
            headings,
            _patient(t, row),
            *cells,
            key=row.id,
            class_name=rx.cond(row.fresh, "hs-panel-fresh", ""),
            custom_attrs=row_attributes(row),
        )

    return rx.el.div(
        ui.data_table(caption, headings, rx.foreach(rows, line)),
        class_name="hs-panel hs-panel-calm" if calm else "hs-panel",
    )


def row_attributes(row: Any) -> dict[str, Any]:
    """Whose row it is, for the keys and the marks."""
    return {"data-patient": row.id, "data-name": row.name}


def reasons(t: Translator, row: Any) -> rx.Component:
    """Why now, a line each; or that there is no reason."""
    return rx.cond(
        row.reasons.length() > 0,
        rx.el.ul(rx.foreach(row.reasons, lambda one: reason(t, one)), class_name="hs-reasons"),
        rx.el.span(t("No reason now"), class_name="hs-muted"),
    )


def good_news(t: Translator, rows: Rows) -> rx.Component:
    """What went well, by patient."""
    return rx.el.ul(
        rx.foreach(
            rows,
            lambda row: rx.el.li(
                ui.icon("flag", size="small"),
                rx.el.span(
                    ui.link(row.name, _summary_of(t, row)),
                    ". ",
                    row.good_news,
                ),
                key=row.id,
            ),
        ),
        class_name="hs-panel-news",
    )


def _summary_of(t: Translator, row: Any) -> Any:
    return rx.Var.create(f"{href(t, '/patients')}/{row.id}")


def _patient(t: Translator, row: Any) -> rx.Component:
    return rx.el.div(
        router_link(row.name, to=_summary_of(t, row), class_name="hs-link", custom_attrs={"data-row": "true"}),
        rx.cond(row.problem != "", rx.el.span(row.problem, class_name="hs-hint")),
        rx.cond(
            row.handed_over != "",
            rx.el.span(ui.icon("share", size="small"), row.handed_over, class_name="hs-hint hs-panel-from"),
        ),
        rx.cond(row.fresh, rx.el.span(t("New just now"), class_name="hs-badge hs-tone-sky hs-self-start")),
        class_name="hs-panel-patient",
    )


def _strip(t: Translator, row: Any) -> rx.Component:
    return rx.cond(
        row.strip.length() > 0,
        rx.el.span(
            ui.day_strip(row.strip, row.strip_words),
            rx.el.span(row.streak, class_name="hs-hint"),
            class_name="hs-panel-days",
        ),
        _not_shared(t),
    )


def _pain(t: Translator, row: Any) -> rx.Component:
    return rx.cond(
        row.pain != "",
        rx.el.span(
            ui.sparkline(row.spark, row.pain_words),
            rx.el.span(row.pain, class_name="hs-panel-figure"),
            class_name="hs-panel-pain",
        ),
        rx.el.span("–", class_name="hs-muted"),
    )


def _adherence(t: Translator, row: Any) -> rx.Component:
    return rx.el.span(
        rx.el.span(rx.el.span(t("7 days"), class_name="hs-hint"), rx.el.span(row.adherence_7d)),
        rx.el.span(rx.el.span(t("28 days"), class_name="hs-hint"), rx.el.span(row.adherence_28d)),
        rx.cond(row.before != "", rx.el.span(rx.el.span(row.before, class_name="hs-hint"))),
        class_name="hs-panel-adherence",
    )


def _dates(t: Translator, row: Any) -> rx.Component:
    return rx.el.span(
        rx.el.span(row.last_entry),
        rx.cond(
            row.next_visit != "",
            rx.el.span(t("Visit"), " ", row.next_visit, class_name="hs-hint"),
        ),
        rx.cond(row.last_report != "", rx.el.span(row.last_report, class_name="hs-hint")),
        class_name="hs-panel-dates",
    )


def _not_shared(t: Translator) -> rx.Component:
    return rx.el.span(t("Not shared with you"), class_name="hs-muted")
