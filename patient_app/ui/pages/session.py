"""The guided session. The screen itself is a local component (client/session.jsx): it works without this state."""

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.components import page as page_shell
from patient_app.ui.live import Live
from patient_app.ui.pages.today import TodayScreen


class SessionPlayer(LocalComponent):
    """Plays the day's exercises one at a time, from what is on the phone."""

    library = client_module("session.jsx")
    tag = "Session"

    revision: rx.Var[int]


on_load = TodayScreen.watch


def page(t: Translator) -> rx.Component:
    """`/session`."""
    player = SessionPlayer.create(t=t, revision=Live.beat)
    return page_shell(t, t("Session"), player, role=Role.PATIENT, active="/session", heading="own", live=False)
