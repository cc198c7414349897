"""`/join`: a place for the invitation code."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.components.visitors import EnterCode, RegisterLink, not_watched
from patient_app.ui.routes import href


def page(t: Translator) -> rx.Component:
    """The page, for anyone."""
    return ui.page(
        t,
        t("Use your invitation"),
        EnterCode.create(t=t),
        ui.stack(
            rx.el.h2(t("No code yet?")),
            rx.el.p(t("Your physical therapist, your physiatrist or the clinic's office can give you one.")),
            RegisterLink.create(t=t),
            ui.link(t("I have an account already: sign in"), href(t, "/sign-in"), alone=True),
            tight=True,
        ),
        not_watched(t),
        width="form",
        lead=t("Your clinic gave you a code, or a link that ends with it."),
    )
