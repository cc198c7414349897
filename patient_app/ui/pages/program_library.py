"""The exercise library beside the program: search as one types, filters, and 'Add'."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.program import purposes, regions
from patient_app.ui import components as ui
from patient_app.ui.pages.program_search import LibraryScreen
from patient_app.ui.pages.program_state import ProgramScreen


def library(t: Translator) -> rx.Component:
    """The library, one row an exercise."""
    return rx.el.section(
        rx.el.h2(t("Exercise library"), id="library"),
        _search(t),
        rx.el.div(
            _filter(
                t("Region"),
                "library-region",
                {"": t("All regions"), **regions(t)},
                value=LibraryScreen.region,
                on_change=LibraryScreen.choose_region,
            ),
            _filter(
                t("Purpose"),
                "library-purpose",
                {"": t("All purposes"), **purposes(t)},
                value=LibraryScreen.purpose,
                on_change=LibraryScreen.choose_purpose,
            ),
            class_name="hs-library-filters",
        ),
        rx.el.p(
            rx.cond(
                LibraryScreen.found.length() == 0,
                t("No exercise matches. Try fewer words."),
                f"{LibraryScreen.found.length()} {t('exercises')}",
            ),
            class_name="hs-hint",
            role="status",
        ),
        rx.el.ul(rx.foreach(LibraryScreen.found, lambda id: _row(t, id)), class_name="hs-library-rows"),
        class_name="hs-library",
        aria_labelledby="library",
    )


def _search(t: Translator) -> rx.Component:
    return rx.el.form(
        rx.el.div(
            rx.el.label(t("Search"), html_for="library-search"),
            rx.el.input(
                id="library-search",
                name="library-search",
                type="search",
                placeholder=t("Name, region or purpose"),
                auto_complete="off",
                on_change=LibraryScreen.search,
                class_name="hs-input",
                aria_describedby="library-search-hint",
                custom_attrs={"aria-keyshortcuts": "/"},
            ),
            rx.el.p(
                t("/ to search, Enter adds the first one."),
                id="library-search-hint",
                class_name="hs-hint hs-panel-keys",
            ),
            class_name="hs-field",
        ),
        on_submit=ProgramScreen.add_first,
        reset_on_submit=True,
        role="search",
    )


def _filter(label: str, id: str, options: dict[str, str], **props: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=id, class_name="hs-hidden"),
        rx.el.select(
            *(rx.el.option(text, value=value) for value, text in options.items()),
            id=id,
            class_name="hs-input",
            **props,
        ),
        class_name="hs-field",
    )


def _row(t: Translator, id: Any) -> rx.Component:
    row = LibraryScreen.library[id]
    return rx.el.li(
        rx.el.img(
            src=f"/figures/{id}.svg?still=true",
            alt="",
            loading="lazy",
            width="64",
            height="48",
            class_name="hs-library-figure",
        ),
        rx.el.div(
            rx.el.p(row.name, class_name="hs-label"),
            rx.el.p(row.about, class_name="hs-hint"),
            rx.el.p(row.dose, class_name="hs-hint"),
            rx.cond(ProgramScreen.used.contains(id), ui.badge(t("In the program"), "check", colour="pine")),
            class_name="hs-grow",
        ),
        ui.icon_button("plus", f"{t('Add')}: {row.name}", on_click=ProgramScreen.add(id), class_name="hs-library-add"),
        key=id,
    )
