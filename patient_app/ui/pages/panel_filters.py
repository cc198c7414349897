"""The panel's search, filters, order and saved views."""

from typing import Any

import reflex as rx

from patient_app.domain.panel_view import ReasonGroup, Sort
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.pages.marks import keys_button
from patient_app.ui.pages.panel_state import PanelScreen


class PanelAddress(ClientComponent):
    """Keeps the query of the address in step with the view."""

    library = client_module("panel_address.jsx")
    tag = "PanelAddress"

    query: rx.Var[str]


def filters(t: Translator) -> rx.Component:
    """Search and filters in two rows, and the views to go back to."""
    view = PanelScreen.view
    return rx.el.div(
        PanelAddress.create(query=PanelScreen.address),
        rx.el.div(
            _search(t),
            ui.button(
                t("Filters"),
                on_click=PanelScreen.toggle_filters,
                class_name="hs-panel-phone",
                custom_attrs={"aria-expanded": rx.cond(PanelScreen.shows_filters, "true", "false")},
            ),
            _select(t("Why"), "panel-why", view.group, "why", _groups(t)),
            rx.cond(
                PanelScreen.colleagues.length() > 0,
                rx.el.div(
                    rx.el.label(t("Colleague"), html_for="panel-with"),
                    rx.el.select(
                        rx.el.option(t("Everyone"), value=""),
                        rx.foreach(PanelScreen.colleagues, lambda each: rx.el.option(each.label, value=each.id)),
                        id="panel-with",
                        value=view.colleague,
                        on_change=lambda value: PanelScreen.filter("with", value),
                        class_name="hs-input",
                    ),
                    class_name="hs-panel-choice",
                ),
            ),
            _select(t("Order"), "panel-sort", view.sort, "sort", _orders(t)),
            class_name="hs-panel-search",
        ),
        rx.el.div(
            _toggle(t("Visit within 7 days"), view.visit_soon, "visit", "7"),
            _toggle(t("Report waits"), view.report_waits, "report", "waits"),
            _toggle(t("Handed over to me"), view.handed_over, "from", "colleague"),
            rx.cond(
                PanelScreen.is_narrowed,
                ui.button(t("Show everyone"), kind="quiet", icon_name="close", on_click=PanelScreen.clear),
            ),
            keys_button(t),
            _views(t),
            class_name="hs-panel-toggles",
        ),
        class_name=rx.cond(
            PanelScreen.shows_filters, "hs-stack hs-stack-tight", "hs-stack hs-stack-tight hs-panel-folded"
        ),
    )


def _search(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.label(t("Search"), html_for="panel-search"),
        rx.el.input(
            id="panel-search",
            type="search",
            placeholder=t("Name, problem or reason"),
            # Not `value`: a fast typist would be overtaken by the answers from the server.
            default_value=PanelScreen.view.query,
            on_change=PanelScreen.search.debounce(60),
            auto_complete="off",
            class_name="hs-input",
            custom_attrs={"aria-keyshortcuts": "/"},
            key=PanelScreen.opened.to_string(),
        ),
        class_name="hs-panel-choice hs-grow",
    )


def _select(label: str, id: str, value: Any, term: str, options: list[tuple[str, str]]) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=id),
        rx.el.select(
            *(rx.el.option(text, value=key) for key, text in options),
            id=id,
            value=value,
            on_change=lambda chosen: PanelScreen.filter(term, chosen),
            class_name="hs-input",
        ),
        class_name="hs-panel-choice",
    )


def _toggle(label: str, pressed: Any, term: str, value: str) -> rx.Component:
    return rx.el.button(
        rx.cond(pressed, ui.icon("check", size="small")),
        label,
        type="button",
        on_click=PanelScreen.filter(term, rx.cond(pressed, "", value)),
        aria_pressed=rx.cond(pressed, "true", "false"),
        class_name="hs-segment hs-panel-toggle",
    )


def _views(t: Translator) -> rx.Component:
    return rx.fragment(
        rx.cond(
            PanelScreen.views.length() > 0,
            rx.el.div(
                rx.foreach(PanelScreen.views, _open_view),
                role="group",
                aria_label=t("Saved views"),
                class_name="hs-panel-toggles",
            ),
        ),
        ui.details(
            t("Views"),
            rx.el.div(
                rx.el.ul(rx.foreach(PanelScreen.views, lambda each: _view(t, each)), class_name="hs-panel-views"),
                rx.el.form(
                    ui.field(
                        t("Save what is chosen now as"),
                        "view-name",
                        hint=t("The same name replaces that view."),
                        max_length=60,
                        required=True,
                        auto_complete="off",
                    ),
                    ui.button(t("Save the view"), type="submit", class_name="hs-self-start"),
                    on_submit=PanelScreen.save_view,
                    reset_on_submit=True,
                    class_name="hs-stack hs-stack-tight",
                ),
                class_name="hs-stack",
            ),
        ),
    )


def _open_view(each: Any) -> rx.Component:
    return rx.el.button(
        rx.cond(each.is_open, ui.icon("check", size="small")),
        each.name,
        type="button",
        on_click=PanelScreen.open_view(each.id),
        aria_pressed=rx.cond(each.is_open, "true", "false"),
        class_name="hs-segment hs-panel-toggle",
        key=each.id,
    )


def _view(t: Translator, each: Any) -> rx.Component:
    def label(words: str) -> Any:
        return rx.Var.create(f"{words}: {each.name}")

    return rx.el.li(
        rx.el.span(
            each.name,
            rx.cond(each.opens_first, rx.el.span(" · ", t("opens first"), class_name="hs-muted")),
            class_name="hs-grow",
        ),
        ui.button(
            rx.cond(each.opens_first, t("Do not open first"), t("Open first")),
            kind="quiet",
            on_click=PanelScreen.open_first(each.id),
            aria_label=rx.cond(each.opens_first, label(t("Do not open first")), label(t("Open first"))),
        ),
        ui.button(t("Rename"), kind="quiet", on_click=PanelScreen.ask_name(each.id), aria_label=label(t("Rename"))),
        ui.button(t("Delete"), kind="quiet", on_click=PanelScreen.delete_view(each.id), aria_label=label(t("Delete"))),
        rx.cond(
            PanelScreen.renaming == each.id,
            rx.el.form(
                ui.field(t("New name"), "new-name", default_value=each.name, max_length=60, required=True),
                ui.button(t("Save the name"), type="submit", class_name="hs-self-start"),
                on_submit=PanelScreen.rename_view,
                class_name="hs-stack hs-stack-tight hs-panel-rename",
            ),
        ),
        key=each.id,
    )


def _groups(t: Translator) -> list[tuple[str, str]]:
    words = {
        ReasonGroup.WARNING: t("Warning sign"),
        ReasonGroup.PAIN: t("Pain"),
        ReasonGroup.ADHERENCE: t("Silent or low adherence"),
        ReasonGroup.REPORTS: t("Reports and visits"),
        ReasonGroup.MEASURES: t("Measures"),
    }
    return [("", t("Any reason")), *((group.value, text) for group, text in words.items())]


def _orders(t: Translator) -> list[tuple[str, str]]:
    words = {
        Sort.NEED: t("Need for a look"),
        Sort.NAME: t("Name"),
        Sort.ADHERENCE: t("Lowest adherence"),
        Sort.LAST_ENTRY: t("Longest without an entry"),
        Sort.NEXT_VISIT: t("Next visit"),
    }
    return [(sort.value, text) for sort, text in words.items()]
