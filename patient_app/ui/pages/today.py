"""The patient's day. The screen itself is a local component (client/today.jsx): it works without this state."""

import reflex as rx

from patient_app.domain.errors import DomainError
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.components import page as page_shell
from patient_app.ui.live import Live, live
from patient_app.ui.screen import Screen, handler


class TodayBoard(LocalComponent):
    """The day's program, read from and written to the HTTP API. `revision` goes up when the server knows more."""

    library = client_module("today.jsx")
    tag = "Today"

    revision: rx.Var[int]


class TodayScreen(Screen):
    """Watches the patient's own record, so that a program published now shows without a reload."""

    def _leave(self, error: DomainError) -> None:
        """Stay: the local component learns from the API whether somebody is signed in, and keeps what was entered."""

    @handler
    async def watch(self) -> None:
        """Tell this tab of every change of the patient's record, and of the clinic's numbers."""
        actor = await self._who()
        live.watch(self._tab, [f"patient:{actor.id}", f"clinic:{actor.clinic_id}"])
        (await self.get_state(Live)).connected(self.router.session.session_id)


on_load = TodayScreen.watch


def page(t: Translator) -> rx.Component:
    """`/today`."""
    board = TodayBoard.create(t=t, revision=Live.beat)
    return page_shell(t, t("Today"), board, role=Role.PATIENT, active="/today", heading="own", live=False)
