"""The patient's intake. The screen itself is a local component (client/intake.jsx)."""

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.live import Live
from patient_app.ui.pages.check_in import sites
from patient_app.ui.pages.today import TodayScreen
from patient_app.ui.routes import href


class IntakeBoard(LocalComponent):
    """The questions, one a screen, saved through the HTTP API. `sites`: the groups of the body map."""

    library = client_module("intake.jsx")
    tag = "Intake"

    revision: rx.Var[int]
    sites: rx.Var[list[dict[str, object]]]


on_load = TodayScreen.watch


def page(t: Translator) -> rx.Component:
    """`/intake`."""
    board = IntakeBoard.create(t=t, revision=Live.beat, sites=sites(t.language))
    return ui.page(t, t("About my problem"), board, role=Role.PATIENT, active="/intake", live=False)


def invitation(t: Translator) -> rx.Component:
    """A card for the Care pages that asks for the intake. Shown while `intake.is_due`."""
    return ui.card(
        rx.el.h2(t("Tell about your problem")),
        rx.el.p(
            t(
                "A few questions before treatment: where it hurts, how it began, what matters to you. Most are one "
                "tap. Your care team reads it before you meet."
            )
        ),
        ui.link_button(t("Start the questions"), href(t, "/intake"), kind="primary", icon_name="clipboard", block=True),
    )
