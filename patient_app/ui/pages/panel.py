"""The physiatrist's panel: who needs a look, and why, in sentences; the patients without a reason below."""

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages import emergency, handover_form, marks
from patient_app.ui.pages.emergency import EmergencyEntry
from patient_app.ui.pages.panel_filters import filters
from patient_app.ui.pages.panel_state import PanelScreen
from patient_app.ui.pages.panel_table import good_news, keys, table
from patient_app.ui.routes import href

on_load = [PanelScreen.open, EmergencyEntry.load]


def page(t: Translator) -> rx.Component:
    """`/panel`."""
    return ui.page(
        t,
        t("Patients"),
        rx.cond(PanelScreen.problem != "", ui.notice(PanelScreen.problem, tone="care", role="alert")),
        handover_form.form(t),
        rx.cond(
            PanelScreen.loaded,
            rx.cond(PanelScreen.has_patients, _panel(t), _nobody_yet(t)),
            ui.skeleton(t("Loading your patients"), cards=5),
        ),
        emergency.entry(t),
        role=Role.PHYSIATRIST,
        active="/panel",
        lead=rx.cond(PanelScreen.summary != "", PanelScreen.summary, t("Who needs a look, and why")),
        actions=rx.cond(PanelScreen.has_patients, handover_form.opener(t)),
    )


def _panel(t: Translator) -> rx.Component:
    nobody = (PanelScreen.urgent.length() + PanelScreen.others.length()) == 0
    return keys(
        marks.dialog(t),
        filters(t),
        rx.el.p(PanelScreen.told, role="status", class_name="hs-panel-told"),
        rx.cond(
            nobody,
            ui.empty_state(
                t("No patient matches"),
                t("Take a filter away, or search for something else."),
                ui.button(t("Show everyone"), on_click=PanelScreen.clear),
                icon_name="search",
            ),
        ),
        rx.cond(PanelScreen.nobody_needs, _nobody_needs(t)),
        rx.cond(
            PanelScreen.urgent.length() > 0,
            ui.section(rx.cond(PanelScreen.by_need, t("Need a look"), t("Patients")), table(t, PanelScreen.urgent)),
        ),
        rx.cond(
            PanelScreen.others.length() > 0, ui.section(t("No reason now"), table(t, PanelScreen.others, calm=True))
        ),
        rx.cond(
            PanelScreen.more > 0,
            ui.button(
                rx.fragment(t("Show more"), rx.el.span(PanelScreen.more, class_name="hs-count")),
                on_click=PanelScreen.show_more,
                class_name="hs-self-start",
            ),
        ),
        rx.cond(PanelScreen.news.length() > 0, _good_news(t)),
        rx.cond((PanelScreen.aside.length() > 0) & ~PanelScreen.nobody_needs, _aside(t)),
    )


def _nobody_needs(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("Nobody needs a look now"),
        PanelScreen.aside_words,
        _show_aside(t),
        rx.cond(PanelScreen.shows_aside, marks.aside_list(t, PanelScreen.aside)),
        icon_name="check-circle",
    )


def _aside(t: Translator) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("Set aside by you")),
            rx.el.span(PanelScreen.aside_words, class_name="hs-muted hs-grow"),
            _show_aside(t),
            class_name="hs-row",
        ),
        rx.cond(PanelScreen.shows_aside, marks.aside_list(t, PanelScreen.aside)),
        class_name="hs-stack hs-stack-tight",
    )


def _show_aside(t: Translator) -> rx.Component:
    return ui.button(
        rx.cond(PanelScreen.shows_aside, t("Hide them"), t("Show them")),
        kind="quiet",
        on_click=PanelScreen.toggle_aside,
        custom_attrs={"aria-expanded": rx.cond(PanelScreen.shows_aside, "true", "false")},
    )


def _good_news(t: Translator) -> rx.Component:
    return ui.section(
        t("Good news"),
        good_news(t, PanelScreen.news),
        hint=t("Goals met, and changes of a size that patients usually notice."),
    )


def _nobody_yet(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("Nobody shares with you yet"),
        t("Give patients your code. They type it on their Care page, and choose what you see."),
        rx.cond(PanelScreen.code != "", rx.el.p(PanelScreen.code, class_name="hs-stat-value hs-input-code")),
        ui.link(t("Your code is also in Settings"), href(t, "/settings"), alone=True),
        icon_name="people",
    )
