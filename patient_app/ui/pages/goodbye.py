"""`/goodbye`: the account is deleted, and this phone holds nothing of it any more."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.routes import href


def page(t: Translator) -> rx.Component:
    """The page after deleting an account; it knows nobody, and anyone may open it."""
    return ui.page(
        t,
        t("Goodbye"),
        rx.el.div(
            ui.notice(
                t("What you entered is deleted, and this phone is cleared. You are signed out everywhere."),
                tone="done",
                title=t("Your account is deleted"),
                role="status",
            ),
            rx.el.p(
                t("Your clinic still has its own record of your treatment, as you read before. Call it with questions.")
            ),
            rx.el.p(t("Thank you for the days you were here. We wish you well.")),
            rx.el.p(
                t("You can come back at any time, also with the same email address. It is a new account then."),
                class_name="hs-muted",
            ),
            ui.link_button(t("To the first page"), href(t, "/")),
            class_name="hs-stack",
        ),
        width="form",
    )
