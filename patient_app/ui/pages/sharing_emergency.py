"""Emergency access on the patient's sharing page: who, why, until when, and the way to close it."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.sharing_state import SharingScreen


def open_now(t: Translator) -> rx.Component:
    """A card for each access that is open; nothing when there is none."""
    return rx.cond(
        SharingScreen.emergencies.length() > 0,
        ui.section(
            t("Emergency access"),
            ui.stack(rx.foreach(SharingScreen.emergencies, lambda access: _card(t, access))),
        ),
    )


def past(t: Translator) -> rx.Component:
    """What was opened in the last 30 days and is closed again."""
    return rx.cond(
        SharingScreen.past_emergencies.length() > 0,
        ui.details(
            t("Emergency access in the last 30 days"),
            rx.el.ul(
                rx.foreach(
                    SharingScreen.past_emergencies,
                    lambda access: rx.el.li(
                        rx.el.div(
                            rx.el.p(access.title, class_name="hs-label"),
                            rx.el.p(t("Why"), ": “", access.reason, "”"),
                            rx.el.p(access.when, class_name="hs-muted hs-small"),
                            class_name="hs-grow",
                        ),
                        key=access.id,
                    ),
                ),
                class_name="hs-list",
            ),
        ),
    )


def _card(t: Translator, access: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h3(access.title),
        rx.el.p(t("Why"), ": “", access.reason, "”"),
        rx.el.p(access.when),
        rx.el.p(t("They can read everything and change nothing."), class_name="hs-muted"),
        ui.button(
            t("Close now"),
            kind="danger",
            class_name="hs-self-start",
            on_click=SharingScreen.close_emergency(access.id),
        ),
        class_name="hs-card",
        key=access.id,
    )
