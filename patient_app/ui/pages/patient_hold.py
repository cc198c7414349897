"""Holds on the summary: what is open, and the question that is asked before one is started or cleared."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui

View = Any
"""A `SummaryView` as a state var."""


def start_button(t: Translator, ask: Any) -> rx.Component:
    """Opens the question."""
    return ui.button(t("Put on hold"), kind="quiet", icon_name="pause", on_click=ask("hold"))


def notice(t: Translator, view: View, ask: Any, may_clear: Any = True) -> rx.Component:
    """The open hold, with the way to clear it for those who may."""
    return rx.cond(
        view.hold.id != "",
        rx.el.div(
            ui.icon("pause"),
            rx.el.div(
                rx.el.p(view.hold.title, ", ", view.hold.since, class_name="hs-notice-title"),
                rx.el.p(view.hold.text),
                class_name="hs-grow",
            ),
            rx.cond(may_clear, ui.button(t("Clear the hold"), on_click=ask("clear"))),
            class_name="hs-notice hs-notice-stop hs-summary-hold",
        ),
    )


def question(t: Translator, asking: rx.Var[str], ask: Any, start: Any, clear: Any) -> rx.Component:
    """The note that both need, and one more look before it happens."""
    return rx.match(
        asking,
        (
            "hold",
            _form(
                t,
                t("Put the program on hold?"),
                t("The patient sees this at once, with your note. No exercises are due until the hold is cleared."),
                t("Note to the patient and the care team"),
                t("Put on hold"),
                start,
                ask,
            ),
        ),
        (
            "clear",
            _form(
                t,
                t("Clear the hold?"),
                t("The program goes on. Say what you found, for the record."),
                t("Note for the record"),
                t("Clear the hold"),
                clear,
                ask,
            ),
        ),
        rx.fragment(),
    )


def _form(t: Translator, title: str, text: str, label: str, act: str, submit: Any, ask: Any) -> rx.Component:
    return rx.el.form(
        rx.el.h2(title),
        rx.el.p(text),
        ui.field(label, "note", multiline=True, required=True, auto_focus=True, max_length=500),
        rx.el.div(
            ui.button(act, kind="primary", type="submit"),
            ui.button(t("Leave it as it is"), on_click=ask("")),
            class_name="hs-row",
        ),
        on_submit=submit,
        class_name="hs-card hs-summary-question",
    )
