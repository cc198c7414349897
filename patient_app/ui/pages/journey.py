"""The patient's journey: what comes next, where one is, what happened, documents. A diary of the course."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.pages import journey_parts as parts
from patient_app.ui.pages.intake import invitation
from patient_app.ui.pages.journey_closed import closed_courses
from patient_app.ui.pages.journey_form import entry_form
from patient_app.ui.pages.journey_state import JourneyScreen

on_load = JourneyScreen.load


def page(t: Translator) -> rx.Component:
    """`/journey`."""
    return ui.page(
        t,
        t("Your journey"),
        ui.care_tabs(t, "/journey"),
        rx.cond(JourneyScreen.loaded & JourneyScreen.is_own, _content(t), ui.skeleton(t("Loading your journey"))),
        role=Role.PATIENT,
        active="/journey",
    )


def _content(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.cond(JourneyScreen.intake_due, invitation(t)),
        _next(t),
        closed_courses(t, is_patient=True),
        parts.messages(),
        rx.cond(
            JourneyScreen.adding,
            entry_form(t, is_patient=True),
            ui.button(
                t("Add to your journey"), kind="primary", icon_name="plus", block=True, on_click=JourneyScreen.start
            ),
        ),
        ui.section(
            t("What happened"),
            rx.cond(
                JourneyScreen.view.events.length() > 0,
                parts.timeline(t),
                ui.empty_state(
                    t("Nothing is written here yet"),
                    t("Begin with when it started. What your care team adds shows here too."),
                    icon_name="note",
                ),
            ),
        ),
        ui.section(
            t("Documents"),
            parts.all_documents(t),
            hint=t("Reports, letters and pictures. Those you share your journey with can see them."),
        ),
        class_name="hs-stack hs-stack-wide",
    )


def _next(t: Translator) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("What comes next")),
        rx.el.ul(rx.foreach(JourneyScreen.view.next, lambda up: _up(t, up)), class_name="hs-journey-next"),
        parts.steps(t),
        class_name="hs-card hs-stack",
    )


def _up(t: Translator, up: Any) -> rx.Component:
    base = routes.href(t, "/").rstrip("/")
    return rx.el.li(
        ui.icon(up.icon),
        rx.el.div(
            rx.el.p(up.text),
            rx.cond(
                up.route != "",
                router_link(up.link, to=rx.Var.create(f"{base}{up.route}"), class_name="hs-link hs-link-alone"),
            ),
            class_name="hs-grow",
        ),
    )
