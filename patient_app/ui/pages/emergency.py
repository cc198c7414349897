"""Emergency access for clinicians: open a record without a share, with a reason; and what is open now."""

from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import emergency as words
from patient_app.presenters.emergency import OpenRecord
from patient_app.services import emergency
from patient_app.services.emergency import NoRecord
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.live import live
from patient_app.ui.screen import Screen, handler

ROUTE = "/emergency"


class EmergencyScreen(Screen):
    """What a clinician has open, and the way to open a record."""

    loaded: bool = False
    is_therapist: bool = False
    lasts: str = ""
    records: list[OpenRecord] = []

    @handler
    async def load(self) -> None:
        """Show the page, where the clinic allows it."""
        me = await self._who()
        self.is_therapist = me.role is Role.PHYSICAL_THERAPIST
        live.watch(self._tab, [f"clinician:{me.id}"], EmergencyScreen.load)
        found = await self._call(emergency.desk)
        hours = self._t.n("{n} hour", "{n} hours", found.hours)
        self.lasts = self._t("The whole record opens for {hours}, for reading only.", hours=hours)
        self.records = [words.open_record(self._t, each, me.time_zone) for each in found.open]
        self.loaded = True

    @handler
    async def open(self, form: dict[str, str]) -> Any:
        """Open the record of the patient who was named, and go there."""
        made = await self._call(emergency.open_access, form.get("patient", ""), form.get("reason", ""))
        if made is None:
            raise NoRecord
        return rx.redirect(f"{routes.href(self._t, '/patients')}/{made.patient_id}")

    @handler
    async def end(self, access_id: str) -> None:
        """Close a record."""
        await self._call(emergency.end, access_id)


class EmergencyEntry(Screen):
    """Whether the clinic allows emergency access: then a quiet link leads there."""

    allowed: bool = False

    @handler
    async def load(self) -> None:
        """Ask the clinic's setting."""
        self.allowed = await self._call(emergency.is_allowed)


on_load = EmergencyScreen.load


def entry(t: Translator) -> rx.Component:
    """The quiet link at the end of the panel and the caseload; nothing where it is not allowed."""
    return rx.cond(
        EmergencyEntry.allowed,
        rx.el.p(ui.link(t("Emergency access"), routes.href(t, ROUTE), icon_name="lock", alone=True)),
    )


def page(t: Translator) -> rx.Component:
    """`/emergency`, with the navigation of the reader's role."""
    return rx.cond(
        EmergencyScreen.is_therapist,
        _page(t, Role.PHYSICAL_THERAPIST, "/caseload"),
        _page(t, Role.PHYSIATRIST, "/panel"),
    )


def _page(t: Translator, role: Role, active: str) -> rx.Component:
    return ui.page(
        t,
        t("Emergency access"),
        rx.cond(EmergencyScreen.problem != "", ui.notice(EmergencyScreen.problem, tone="care", role="alert")),
        rx.cond(EmergencyScreen.loaded, _content(t), ui.skeleton(t("Loading"))),
        role=role,
        active=active,
        width="form",
        lead=t("Only when you treat someone now and cannot ask them to share."),
    )


def _content(t: Translator) -> rx.Component:
    return ui.stack(
        rx.cond(
            EmergencyScreen.records.length() > 0,
            ui.section(
                t("Open now"),
                rx.el.ul(rx.foreach(EmergencyScreen.records, lambda one: _record(t, one)), class_name="hs-list"),
            ),
        ),
        ui.section(
            t("Open a record"),
            rx.el.form(
                ui.field(
                    t("The patient's email address or full name"),
                    "patient",
                    hint=t("Exactly as in the account. There is no list to search in."),
                    auto_complete="off",
                    spell_check=False,
                    required=True,
                    max_length=320,
                ),
                ui.field(
                    t("Why you need this record now"),
                    "reason",
                    hint=t("The patient reads this. Use at least 10 characters."),
                    multiline=True,
                    required=True,
                    min_length=emergency.SHORTEST_REASON,
                    max_length=emergency.LONGEST_REASON,
                ),
                ui.notice(
                    EmergencyScreen.lasts,
                    t("The patient is told at once: who, when and why. It stands in the clinic's audit log."),
                ),
                ui.button(t("Open the record"), kind="primary", type="submit", class_name="hs-self-start"),
                on_submit=EmergencyScreen.open,
                class_name="hs-card hs-stack",
            ),
        ),
    )


def _record(t: Translator, one: Any) -> rx.Component:
    address = rx.Var.create(f"{routes.href(t, '/patients')}/{one.patient_id}")
    return rx.el.li(
        rx.el.div(
            rx.el.p(ui.link(one.patient, address, alone=True)),
            rx.el.p(one.until, class_name="hs-muted"),
            class_name="hs-grow",
        ),
        ui.button(
            t("End now"),
            on_click=EmergencyScreen.end(one.id),
            aria_label=rx.Var.create(f"{t('End now')}: {one.patient}"),
        ),
        key=one.id,
    )
