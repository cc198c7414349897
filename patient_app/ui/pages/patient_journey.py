"""The journey at the end of a patient's summary, for clinicians: timeline, entries, documents, the end."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages import journey_parts as parts
from patient_app.ui.pages.emergency_banner import IS_OPEN
from patient_app.ui.pages.journey_closed import closed_courses
from patient_app.ui.pages.journey_form import entry_form
from patient_app.ui.pages.journey_state import JourneyScreen
from patient_app.ui.pages.patient_answers import not_shared
from patient_app.ui.pages.patient_discharge import DischargeScreen, closing

on_load = [JourneyScreen.load, DischargeScreen.load]
"""What the page of the patient runs besides its own, at its start and whenever something changed."""


def section(t: Translator) -> rx.Component:
    """The section; the page of the patient shows it below the rest."""
    return rx.el.section(
        rx.el.h2(t("Journey")),
        rx.cond(
            JourneyScreen.loaded,
            rx.fragment(
                rx.cond(JourneyScreen.sees_journey, _shared(t), not_shared(t)),
                rx.cond(JourneyScreen.view.events.length() > 0, parts.timeline(t), _none(t)),
                rx.cond(
                    JourneyScreen.sees_journey,
                    rx.fragment(
                        rx.el.h3(t("Documents")),
                        rx.cond(
                            IS_OPEN,
                            parts.document_list(t, JourneyScreen.view.documents, may_remove=False),
                            rx.fragment(parts.all_documents(t), closing(t)),
                        ),
                    ),
                ),
            ),
            ui.skeleton_lines(t("Loading the journey")),
        ),
        id="journey",
        class_name="hs-stack hs-journey-section",
    )


def _shared(t: Translator) -> rx.Component:
    return rx.fragment(
        closed_courses(t, is_patient=False),
        rx.el.div(
            rx.el.ul(rx.foreach(JourneyScreen.view.next, _up), class_name="hs-journey-next"),
            parts.steps(t),
            class_name="hs-card hs-stack",
        ),
        parts.messages(DischargeScreen.open != ""),
        rx.cond(
            ~IS_OPEN,
            rx.cond(
                JourneyScreen.adding,
                entry_form(t, is_patient=False),
                ui.button(
                    t("Add to the journey"), icon_name="plus", class_name="hs-self-start", on_click=JourneyScreen.start
                ),
            ),
        ),
    )


def _up(up: Any) -> rx.Component:
    return rx.el.li(ui.icon(up.icon), rx.el.p(up.text, class_name="hs-grow"))


def _none(t: Translator) -> rx.Component:
    return rx.cond(
        JourneyScreen.sees_journey, rx.el.p(t("Nothing is written in this journey yet."), class_name="hs-muted")
    )
