"""A record that is read through emergency access says so on each of its pages, and can be closed there."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import emergency as words
from patient_app.services import emergency
from patient_app.ui import components as ui
from patient_app.ui.live import live
from patient_app.ui.screen import Screen, handler

MOMENT = 0.2
"""Seconds after the end at which an open screen asks again, so that it does not ask before."""


class EmergencyBanner(Screen):
    """The access through which the record of the address is read; empty without one."""

    access: str = ""
    words: str = ""

    @handler
    async def load(self) -> None:
        """Ask whether there is one, and ask again when the access or the share closes by itself."""
        asked, me = self._path_part("patients"), await self._who()
        found = await self._call(emergency.through, asked)
        self.access = found.id if found else ""
        self.words = words.banner(self._t, found, me.time_zone) if found else ""
        ends = await self._call(emergency.closes_at, asked)
        live.tell_after(self._tab, (ends - datetime.now(UTC)).total_seconds() + MOMENT if ends else None)

    @handler
    async def end(self) -> None:
        """Close the record: the page then says that it is not shared."""
        await self._call(emergency.end, self.access)
        self.access = self.words = ""


IS_OPEN: Any = EmergencyBanner.access != ""
"""Is the record read through emergency access? Then nothing on the page offers to change it."""


def banner(t: Translator) -> rx.Component:
    """The lines; nothing without emergency access."""
    return rx.cond(
        IS_OPEN,
        ui.notice(
            rx.el.p(EmergencyBanner.words),
            rx.el.p(t("You can read everything and change nothing. The log marks what you look at.")),
            ui.button(t("End now"), on_click=EmergencyBanner.end, class_name="hs-self-start"),
            tone="care",
        ),
    )


def record_tabs(t: Translator, role: Role, patient_id: Any, active: str) -> rx.Component:
    """The screens of the patient; those that only change something are left out in an emergency."""
    return rx.cond(
        IS_OPEN,
        ui.patient_tabs(t, role, patient_id, active, reading=True),
        ui.patient_tabs(t, role, patient_id, active),
    )
