"""`/sign-in`: email and password, or a new password with a reset code from the clinic."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.components.visitors import SignIn, landings, not_watched
from patient_app.ui.routes import href


def page(t: Translator) -> rx.Component:
    """The page, for anyone."""
    return ui.page(
        t,
        t("Sign in"),
        SignIn.create(t=t, landings=landings()),
        ui.link(t("I have an invitation code"), href(t, "/join"), alone=True),
        not_watched(t),
        width="form",
    )
