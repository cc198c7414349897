"""The PT's caseload: who needs a look and why, which program each has, and inviting a patient."""

from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import panel as words
from patient_app.presenters import people
from patient_app.presenters.attention import AsideView, set_aside
from patient_app.services import invitations, panel, profile, progression
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages import emergency, handover_form, marks
from patient_app.ui.pages.caseload_invite import TEAM, ColleagueChoice, InvitedView, invite_form, invited
from patient_app.ui.pages.caseload_orders import WaitingOrders, new_orders
from patient_app.ui.pages.caseload_steps import TOLD, only_ready, told
from patient_app.ui.pages.caseload_table import CaseRow, case_row, table, without
from patient_app.ui.pages.emergency import EmergencyEntry
from patient_app.ui.pages.panel_table import keys
from patient_app.ui.routes import href
from patient_app.ui.screen import handler


class CaseloadScreen(WaitingOrders):
    """The patients who share with this PT, by need for a look."""

    loaded: bool = False
    summary: str = ""
    query: str = ""
    code: str = ""
    has_patients: bool = False
    rows: list[CaseRow] = []
    only_ready: bool = False
    ready: int = 0
    """Patients with a suggested step."""
    told: str = ""
    inviting: bool = False
    colleagues: list[ColleagueChoice] = []
    made: InvitedView = InvitedView()
    aside: list[AsideView] = []
    _all: tuple[CaseRow, ...] = ()

    @handler
    async def open(self) -> None:
        """The page is opened: no code of an earlier invitation is left on it."""
        self.made, self.inviting, self.told = InvitedView(), False, ""
        self.declining = self.order_told = ""
        await self._fill()

    @handler
    async def load(self) -> None:
        """Something changed: show everyone as they are now."""
        await self._fill()

    @handler
    async def search(self, query: str) -> None:
        """Only the patients who match what was typed."""
        self.query = query[:80]
        self._show()

    @handler
    async def toggle_ready(self) -> None:
        """Only the patients with a suggested step, or everyone again."""
        self.only_ready = not self.only_ready
        self._show()

    @handler
    async def put_off(self, patient_id: str, key: str) -> Any:
        """Not now: the suggestion stays away until there are new sessions."""
        await self._call(progression.dismiss, patient_id, key)
        self._all = tuple(without(case, key) if case.patient.id == patient_id else case for case in self._all)
        self.told = self._t("Not now. It comes back when new sessions say the same.")
        self._show()
        return rx.set_focus(TOLD)

    @handler
    async def start_inviting(self) -> None:
        """Open the form, with everyone who may be in the care team."""
        me = await self._who()
        t = self._t
        self.colleagues = [
            ColleagueChoice(each.id, f"{each.name}, {people.role(t, each.role)}", each.id == me.id)
            for each in await self._call(invitations.colleagues)
        ]
        self.inviting, self.made = True, InvitedView()

    @handler
    async def stop_inviting(self) -> None:
        """Close the form, or the code."""
        self.inviting, self.made = False, InvitedView()

    @handler
    async def invite(self, form: dict[str, str]) -> None:
        """Make the invitation and show its one-time code."""
        chosen = {name.removeprefix(TEAM) for name, value in form.items() if name.startswith(TEAM) and value}
        team = [each.email for each in await self._call(invitations.colleagues) if each.id in chosen]
        made = await self._call(invitations.invite, Role.PATIENT, form.get("email", ""), team)
        path = routes.localized(f"/join/{made.code}", self._t.language)
        self.made = InvitedView(made.email, made.code, f"{self.router.url.origin}{path}")
        self.inviting = False

    async def _fill(self) -> None:
        t, me = self._t, await self._who()
        shown = await self._call(panel.panel)
        found = shown.patients
        live.watch(
            self._tab, [f"clinician:{me.id}", *(f"patient:{one.id}" for one in found)], refresh=CaseloadScreen.load
        )
        await self._read_orders()
        name = names(t, shown.exercises, shown.known)
        self._all = tuple(case_row(t, one, name, me.time_zone) for one in found)
        self.aside = [view for one in found for view in set_aside(t, one.set_aside, one.today, name, one.name, one.id)]
        self.has_patients = bool(self._all)
        self.summary = words.summary(t, len(found), sum(bool(one.attention) for one in found)) if found else ""
        if not self._all:
            code = (await self._call(profile.profile)).connect_code or ""
            self.code = "-".join(code[at : at + 5] for at in range(0, len(code), 5))
        self._show()
        self.loaded = True

    def _show(self) -> None:
        self.ready = sum(bool(case.steps) for case in self._all)
        self.only_ready = self.only_ready and self.ready > 0
        self.rows = [
            case
            for case in self._all
            if (case.steps or not self.only_ready)
            and words.matches(" ".join([case.search_text, *(step.text.casefold() for step in case.steps)]), self.query)
        ]


on_load = [CaseloadScreen.open, EmergencyEntry.load]


def page(t: Translator) -> rx.Component:
    """`/caseload`."""
    return ui.page(
        t,
        t("Caseload"),
        rx.cond(CaseloadScreen.problem != "", ui.notice(CaseloadScreen.problem, tone="care", role="alert")),
        rx.cond(
            CaseloadScreen.inviting,
            invite_form(
                t,
                CaseloadScreen.colleagues,
                on_submit=CaseloadScreen.invite,
                on_cancel=CaseloadScreen.stop_inviting,
            ),
        ),
        new_orders(t),
        handover_form.form(t),
        rx.cond(CaseloadScreen.made.code != "", invited(t, CaseloadScreen.made, on_close=CaseloadScreen.stop_inviting)),
        rx.cond(
            CaseloadScreen.loaded,
            rx.cond(CaseloadScreen.has_patients, _caseload(t), _nobody_yet(t)),
            ui.skeleton(t("Loading your patients"), cards=5),
        ),
        emergency.entry(t),
        role=Role.PHYSICAL_THERAPIST,
        active="/caseload",
        lead=rx.cond(CaseloadScreen.summary != "", CaseloadScreen.summary, t("Who needs a look, and why")),
        actions=rx.fragment(
            rx.cond(CaseloadScreen.has_patients, handover_form.opener(t)),
            ui.button(t("Invite a patient"), icon_name="plus", on_click=CaseloadScreen.start_inviting),
        ),
    )


def _caseload(t: Translator) -> rx.Component:
    return keys(
        rx.el.div(
            rx.el.label(t("Search"), html_for="caseload-search", class_name="hs-hidden"),
            ui.icon("search", size="small"),
            rx.el.input(
                id="caseload-search",
                type="search",
                placeholder=t("Name, problem or reason"),
                default_value=CaseloadScreen.query,
                on_change=CaseloadScreen.search,
                auto_complete="off",
                class_name="hs-input",
                custom_attrs={"aria-keyshortcuts": "/"},
            ),
            only_ready(t, CaseloadScreen.ready, CaseloadScreen.only_ready, CaseloadScreen.toggle_ready),
            marks.keys_button(t),
            class_name="hs-panel-search",
        ),
        marks.dialog(t),
        told(CaseloadScreen.told),
        rx.cond(
            CaseloadScreen.rows.length() == 0,
            rx.el.p(t("No patient matches this search."), class_name="hs-muted", role="status"),
            table(t, CaseloadScreen.rows, CaseloadScreen.put_off),
        ),
        rx.cond(
            CaseloadScreen.aside.length() > 0,
            ui.details(t("Set aside by you"), marks.aside_list(t, CaseloadScreen.aside)),
        ),
    )


def _nobody_yet(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("Nobody shares with you yet"),
        t("Invite a patient, or give patients your code. They type it on their Care page, and choose what you see."),
        rx.cond(CaseloadScreen.code != "", rx.el.p(CaseloadScreen.code, class_name="hs-stat-value hs-input-code")),
        ui.link(t("Your code is also in Settings"), href(t, "/settings"), alone=True),
        icon_name="people",
    )
