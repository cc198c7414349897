"""The administrator's people: invite, hand over the code, deactivate."""

from dataclasses import dataclass

import reflex as rx

from patient_app.domain.errors import Invalid
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import people
from patient_app.services import admin, invitations
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.pages import admin_tokens
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of the clinic."""

    id: str
    name: str
    email: str
    role: str
    state: str
    registered: str
    is_active: bool
    is_erased: bool


class PeopleScreen(Screen):
    """Everyone of the clinic."""

    loaded: bool = False
    people: list[PersonRow] = []
    code: str = ""
    code_for: str = ""
    join_address: str = ""
    done: str = ""

    @handler
    async def load(self) -> None:
        """Show everyone."""
        self.code = self.done = ""
        await self._fill()

    @handler
    async def invite(self, form: dict[str, str]) -> None:
        """Make an invitation and show its one-time code."""
        if form.get("role") not in list(Role):
            raise Invalid("Choose what the person does here.")
        team = [email for email in form.get("care-team", "").replace(",", " ").split() if email]
        made = await self._call(invitations.invite, Role(form["role"]), form.get("email", ""), team)
        self.code, self.code_for = made.code, made.email
        self.join_address = f"{self.router.url.origin}{routes.localized(f'/join/{made.code}', self._t.language)}"
        await self._fill()

    @handler
    async def set_active(self, person_id: str, active: bool) -> None:
        """Deactivate someone, or let them back in."""
        await self._call(admin.set_active, person_id, active)
        t = self._t
        self.done = t("The account is active again.") if active else t("The account is closed and signed out.")
        await self._fill()

    async def _fill(self) -> None:
        t, me = self._t, await self._who()
        self.people = [
            PersonRow(
                each.id,
                _name(t, each, me.time_zone),
                each.email,
                people.role(t, each.role),
                _state(t, each),
                _registered(t, each, me.time_zone),
                each.is_active,
                each.erased_at is not None,
            )
            for each in await self._call(admin.everyone)
        ]
        self.loaded = True


def _name(t: Translator, person: admin.PersonCard, time_zone: str) -> str:
    if person.erased_at is None:
        return person.name
    return people.former_patient(t, person.name, person.erased_at, time_zone)


def _state(t: Translator, person: admin.PersonCard) -> str:
    if person.erased_at is not None:
        return t("Account deleted")
    if not person.is_active:
        return t("Deactivated")
    return t("Active") if person.has_account else t("Invited")


def _registered(t: Translator, person: admin.PersonCard, time_zone: str) -> str:
    if person.registered_at is None:
        return ""
    day = people.moment(t, person.registered_at, time_zone)
    return t("Made the account without an invitation: {when}", when=day)


on_load = [PeopleScreen.load, admin_tokens.on_load]


def page(t: Translator) -> rx.Component:
    """`/admin/people`."""
    return ui.page(
        t,
        t("People"),
        rx.cond(PeopleScreen.problem != "", ui.notice(PeopleScreen.problem, tone="stop", role="alert")),
        rx.cond(PeopleScreen.done != "", ui.notice(PeopleScreen.done, tone="done", role="status")),
        rx.cond(PeopleScreen.code != "", _code(t)),
        ui.section(t("Invite someone"), _form(t)),
        ui.section(t("Everyone"), rx.cond(PeopleScreen.loaded, _table(t), ui.skeleton(t("Loading")))),
        admin_tokens.section(t),
        role=Role.ADMINISTRATOR,
        active="/admin/people",
    )


def _code(t: Translator) -> rx.Component:
    return ui.notice(
        rx.el.p(t("Hand this code over in person or by phone. It is shown once and works once, for 14 days.")),
        rx.el.p(PeopleScreen.code, class_name="hs-stat-value hs-input-code"),
        rx.el.p(PeopleScreen.join_address, class_name="hs-input-code"),
        tone="done",
        title=PeopleScreen.code_for,
        role="status",
    )


def _form(t: Translator) -> rx.Component:
    roles = (Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST, Role.ADMINISTRATOR)
    return rx.el.form(
        ui.field(t("Email"), "email", type="email", auto_complete="off", required=True),
        ui.field(t("What they do here"), "role", options=[(role.value, people.role(t, role)) for role in roles]),
        ui.field(
            t("Care team of a patient"),
            "care-team",
            hint=t("Email addresses of the physiatrist and the PT. The patient is asked to share with them."),
            auto_complete="off",
        ),
        ui.button(t("Make an invitation"), kind="primary", type="submit"),
        method="post",
        on_submit=PeopleScreen.invite,
        reset_on_submit=True,
        class_name="hs-card hs-form",
    )


def _table(t: Translator) -> rx.Component:
    headings = (t("Name"), t("Email"), t("Role"), t("State"), t("Account"))
    return ui.data_table(
        t("Everyone of the clinic"),
        headings,
        rx.foreach(
            PeopleScreen.people,
            lambda person: ui.table_row(
                headings,
                person.name,
                person.email,
                person.role,
                rx.fragment(
                    person.state,
                    rx.cond(person.registered != "", rx.el.p(person.registered, class_name="hs-muted hs-small")),
                ),
                rx.cond(
                    person.is_erased,
                    rx.el.span(t("Cannot be brought back"), class_name="hs-muted"),
                    _switch(t, person),
                ),
            ),
        ),
    )


def _switch(t: Translator, person: rx.Var[PersonRow]) -> rx.Component:
    return rx.cond(
        person.is_active,
        ui.button(
            t("Deactivate"),
            on_click=PeopleScreen.set_active(person.id, False),
            aria_label=t("Deactivate") + " " + person.name.to(str),
        ),
        ui.button(
            t("Let back in"),
            on_click=PeopleScreen.set_active(person.id, True),
            aria_label=t("Let back in") + " " + person.name.to(str),
        ),
    )
