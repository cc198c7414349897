"""`/register`: an account without an invitation, where the clinic allows it."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.components.visitors import Register, not_watched
from patient_app.ui.routes import href


def page(t: Translator) -> rx.Component:
    """The page, for anyone."""
    return ui.page(
        t,
        t("Make an account"),
        Register.create(t=t),
        ui.stack(
            ui.link(t("I have an invitation code"), href(t, "/join"), alone=True),
            ui.link(t("I have an account already: sign in"), href(t, "/sign-in"), alone=True),
            tight=True,
        ),
        not_watched(t),
        width="form",
    )
