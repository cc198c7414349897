"""Tabs between the screens of one thing: they are links, and only to screens that exist."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui import routes


def tabs(label: str, entries: Sequence[tuple[str, Any, bool]]) -> rx.Component:
    """`entries`: words, address, and whether it is the one that is open."""
    return rx.el.nav(
        rx.el.ul(*(rx.el.li(_tab(*entry)) for entry in entries)),
        aria_label=label,
        class_name="hs-tabs",
    )


def care_tabs(t: Translator, active: str) -> rx.Component:
    """The patient's care: journey, visits, reports, sharing."""
    known = [
        (t("Journey"), "/journey"),
        (t("Visits"), "/visits"),
        (t("Reports"), "/reports"),
        (t("Sharing"), "/sharing"),
    ]
    shown = [(words, routes.href(t, route), route == active) for words, route in known if routes.exists(route)]
    return tabs(t("Your care"), shown)


CHANGING = ("/patients/[id]/program", "/patients/[id]/measurements", "/patients/[id]/order")
"""The screens of a patient that are for changing something."""


def patient_tabs(t: Translator, role: Role, patient_id: Any, active: str, *, reading: bool = False) -> rx.Component:
    """The screens of one patient that a clinician of this role may open; `reading`: without those that are for
    changing. `active` is an English route."""
    known = [
        (t("Summary"), "/patients/[id]"),
        (t("Program"), "/patients/[id]/program"),
        (t("Measurements"), "/patients/[id]/measurements"),
        (t("Order"), "/patients/[id]/order"),
        (t("Reports"), "/patients/[id]/reports"),
        (t("Visits"), "/patients/[id]/visits"),
    ]
    base = routes.href(t, "/patients")
    shown = [
        (words, rx.Var.create(f"{base}/{patient_id}{route.removeprefix('/patients/[id]')}"), route == active)
        for words, route in known
        if routes.opens(route, role) and not (reading and route in CHANGING)
    ]
    return tabs(t("This patient"), shown)


def _tab(words: str, address: Any, is_open: bool) -> rx.Component:
    current = {"aria_current": "page"} if is_open else {}
    return router_link(words, to=address, class_name="hs-tab", **current)
