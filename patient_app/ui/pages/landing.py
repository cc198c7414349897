"""`/`: what Homestretch is, and the two ways in."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.routes import href


def page(t: Translator) -> rx.Component:
    """The first page, for anyone."""
    return ui.page(
        t,
        t("Your exercises, day by day"),
        rx.el.div(
            ui.link_button(t("Sign in"), href(t, "/sign-in"), kind="primary", large=True),
            ui.link_button(t("I have an invitation code"), href(t, "/join"), large=True),
            class_name="hs-row",
        ),
    )
