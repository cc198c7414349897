"""`/offline`: what the phone shows for a page that it cannot get. The service worker gives it for the address that was
asked for; its scripts are taken out when the front end is built (`serving/worker.py`), so it must not need any."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.routes import href


def page(t: Translator) -> rx.Component:
    """The page, for anyone. The worker shows the part for a patient when a patient's day is on this phone."""
    return ui.page(
        t,
        t("No connection"),
        rx.el.div(
            rx.el.p(t("Sign in needs a connection."), class_name="hs-offline-for-visitor"),
            rx.el.p(t("This page needs a connection. Your day is on this phone."), class_name="hs-offline-for-patient"),
            rx.el.p(t("Nothing you saved is lost. Try again when you are online.")),
            # A form without fields asks for the same address again, with no script.
            rx.el.form(ui.button(t("Try again"), kind="primary", type="submit"), method="get"),
            rx.el.div(
                ui.link_button(t("Go to today"), href(t, "/today"), icon_name="today"),
                class_name="hs-offline-for-patient",
            ),
            class_name="hs-stack hs-offline-visitor",
        ),
    )
