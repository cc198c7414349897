"""The audit log, newest first. It says who did what to whose record, never what stands in it."""

from dataclasses import dataclass

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import access, audit, people
from patient_app.services import admin
from patient_app.ui import components as ui
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event in words."""

    id: str
    at: str
    who: str
    what: str
    patient: str


class AuditScreen(Screen):
    """The audit log of the clinic."""

    loaded: bool = False
    has_more: bool = False
    events: list[EventRow] = []

    @handler
    async def load(self) -> None:
        """The newest events."""
        self.events = []
        await self._add(None)

    @handler
    async def more(self) -> None:
        """Older events below those that are shown."""
        await self._add(self.events[-1].id if self.events else None)

    async def _add(self, before: str | None) -> None:
        t, actor = self._t, await self._who()
        found = await self._call(admin.audit_log, before)
        self.events = [
            *self.events,
            *(
                EventRow(
                    line.id,
                    people.moment(t, line.at, actor.time_zone),
                    access.through(t, line.who or t("Nobody signed in"), line.through),
                    audit.event(t, line.action),
                    line.patient,
                )
                for line in found
            ),
        ]
        self.has_more = len(found) == admin.PAGE
        self.loaded = True


on_load = AuditScreen.load


def page(t: Translator) -> rx.Component:
    """`/admin/audit`."""
    headings = (t("When"), t("Who"), t("What"), t("Patient"))
    return ui.page(
        t,
        t("Audit log"),
        rx.cond(AuditScreen.problem != "", ui.notice(AuditScreen.problem, tone="stop", role="alert")),
        rx.cond(
            AuditScreen.loaded,
            ui.data_table(
                t("Events, newest first"),
                headings,
                rx.foreach(
                    AuditScreen.events,
                    lambda event: ui.table_row(headings, event.at, event.who, event.what, event.patient),
                ),
            ),
            ui.skeleton(t("Loading")),
        ),
        rx.cond(AuditScreen.has_more, ui.button(t("Show older events"), on_click=AuditScreen.more)),
        role=Role.ADMINISTRATOR,
        active="/admin/audit",
    )
