"""The physiatrist's order above the program: what was asked for, and the precautions, always in sight."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.order_cards import said
from patient_app.ui.pages.program_state import ProgramScreen


def order(t: Translator) -> rx.Component:
    """The newest order, or why there is none to see."""
    card = ProgramScreen.order
    return rx.match(
        card.state,
        ("shown", _shown(t, card)),
        (
            "hidden",
            ui.notice(
                t("The order and its precautions are not shared with you. Ask the patient, or the physiatrist."),
                tone="care",
            ),
        ),
        rx.el.p(t("No order is on file, so no precautions are known here."), class_name="hs-muted"),
    )


def _shown(t: Translator, card: Any) -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(card.title, class_name="hs-h3"),
            rx.el.p(rx.foreach(card.about, lambda text, at: rx.el.span(rx.cond(at > 0, " · ", ""), text))),
            ui.details(t("Read the order"), said(t, card.said)),
            class_name="hs-grow",
        ),
        rx.el.div(
            rx.el.h3(t("Precautions"), class_name="hs-label"),
            rx.cond(
                card.precautions.length() > 0,
                rx.el.ul(
                    rx.foreach(
                        card.precautions,
                        lambda text: rx.el.li(ui.icon("alert", size="small"), rx.el.span(text), key=text),
                    ),
                    class_name="hs-order-list",
                ),
                rx.el.p(rx.cond(card.none_known, t("None known"), t("None written")), class_name="hs-muted"),
            ),
        ),
        rx.cond(
            card.goals.length() > 0,
            rx.el.div(
                rx.el.h3(t("Goals"), class_name="hs-label"),
                rx.el.ul(
                    rx.foreach(
                        card.goals, lambda text: rx.el.li(ui.icon("flag", size="small"), rx.el.span(text), key=text)
                    ),
                    class_name="hs-order-list",
                ),
            ),
        ),
        class_name="hs-order",
        aria_label=t("Order"),
    )
