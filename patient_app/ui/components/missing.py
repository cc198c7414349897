"""The page for an address that leads nowhere, in the language of the address."""

import reflex as rx

from patient_app.content.locales import translator
from patient_app.domain.text import Translator
from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.components.actions import link_button
from patient_app.ui.components.shell import page
from patient_app.ui.routes import href


class ByAddress(ClientComponent):
    """Shows its first child at an English address, its second at a Spanish one."""

    library = client_module("address.jsx")
    tag = "ByAddress"


class Lost(ClientComponent):
    """A week of day squares of which one has slipped off the line."""

    library = client_module("hero.jsx")
    tag = "Lost"


def missing_page() -> rx.Component:
    """The page, built in both languages; the browser shows the one of its address."""
    return ByAddress.create(_missing(translator("en")), _missing(translator("es")))


def _missing(t: Translator) -> rx.Component:
    return page(
        t,
        t("This page is not here"),
        Lost.create(),
        rx.el.p(
            t("The address may be old, or a letter may be wrong. Nothing that you saved is lost."), class_name="hs-lead"
        ),
        rx.el.div(
            link_button(t("Go to the start"), href(t, "/"), kind="primary", icon_name="home"),
            link_button(t("Sign in"), href(t, "/sign-in")),
            class_name="hs-row",
        ),
    )
