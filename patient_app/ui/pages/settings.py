"""A person's own settings: language, time zone, text size, password, sign-ins, sign-out."""

import asyncio
from dataclasses import dataclass

import reflex as rx

from patient_app.composition import door
from patient_app.content.locales import LANGUAGES
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import people
from patient_app.services import profile, sign_in
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.live import live
from patient_app.ui.pages.settings_data import OwnDataScreen, your_data
from patient_app.ui.pages.settings_delete import delete_account
from patient_app.ui.screen import Screen, handler
from patient_app.ui.state_guard import session_token


class SignOut(LocalComponent):
    """Ends the session at the server, takes from this device what is personal, then leaves."""

    library = client_module("account.jsx")
    tag = "SignOut"


class TextSize(LocalComponent):
    """The size of the text on this device."""

    library = client_module("account.jsx")
    tag = "TextSize"


class HomeScreen(LocalComponent):
    """How to put the app on the home screen, where the browser can."""

    library = client_module("home_screen.jsx")
    tag = "HomeScreen"


@dataclass(frozen=True, slots=True)
class SignInRow:
    """One place where the person is signed in."""

    device: str
    since: str
    is_this_one: bool


class SettingsScreen(Screen):
    """The account of whoever is signed in."""

    loaded: bool = False
    role: str = ""
    name: str = ""
    email: str = ""
    language: str = "en"
    time_zone: str = ""
    connect_code: str = ""
    sign_ins: list[SignInRow] = []
    done: str = ""

    @handler
    async def load(self) -> None:
        """Show the account."""
        self.done = ""
        # A page before this one may watch a record still: it would lead away when the account is deleted here.
        live.watch(self._tab, [])
        await self._fill()

    @handler
    async def save(self, form: dict[str, str]) -> rx.event.EventSpec | None:
        """Keep name, language and time zone."""
        await self._call(
            profile.update, form.get("name", ""), form.get("language", ""), form.get("time-zone", "").strip()
        )
        await self._fill()
        self.done = self._t("Saved.")
        here = routes.split_language(self.router.url.path)[1]
        return None if here == self.language else rx.redirect(routes.localized("/settings", self.language))

    @handler
    async def change_password(self, form: dict[str, str]) -> None:
        """Choose a new password."""
        await asyncio.to_thread(
            sign_in.change_password, door(), session_token(self), form.get("current", ""), form.get("new", "")
        )
        await self._fill()
        self.done = self._t("Your password is changed. Other devices were signed out.")

    @handler
    async def end_other_sign_ins(self) -> None:
        """Sign out everywhere but here."""
        await self._call(profile.end_other_sign_ins)
        await self._fill()
        self.done = self._t("Other devices were signed out.")

    async def _fill(self) -> None:
        t = self._t
        found = await self._call(profile.profile)
        self.role, self.name, self.email = found.role.value, found.name, found.email
        self.language, self.time_zone = found.language, found.time_zone
        code = found.connect_code or ""
        self.connect_code = "-".join(code[at : at + 5] for at in range(0, len(code), 5))
        self.sign_ins = [
            SignInRow(people.device(t, each.device), people.moment(t, each.since, found.time_zone), each.is_this_one)
            for each in found.sign_ins
        ]
        self.loaded = True


on_load = [SettingsScreen.load, OwnDataScreen.load]


def page(t: Translator) -> rx.Component:
    """`/settings`, with the navigation of the person's role."""
    return rx.match(
        SettingsScreen.role,
        *((role.value, _page(t, role)) for role in Role if role is not Role.PATIENT),
        _page(t, Role.PATIENT),
    )


def _page(t: Translator, role: Role) -> rx.Component:
    # The phone keeps only a patient's screens.
    home_screen = [HomeScreen.create(t=t)] if role is Role.PATIENT else []
    return ui.page(
        t,
        t("Settings"),
        rx.cond(SettingsScreen.problem != "", ui.notice(SettingsScreen.problem, tone="stop", role="alert")),
        rx.cond(SettingsScreen.done != "", ui.notice(SettingsScreen.done, tone="done", role="status")),
        # Stands without a connection too: a shared device must be signed out anywhere.
        ui.section(t("This device"), TextSize.create(t=t), *home_screen, SignOut.create(t=t)),
        rx.cond(SettingsScreen.loaded, _content(t, role), ui.skeleton(t("Loading"))),
        role=role,
        active="/settings",
        width="phone",
    )


def _content(t: Translator, role: Role) -> rx.Component:
    return ui.stack(
        rx.cond(
            SettingsScreen.connect_code != "",
            ui.section(
                t("Your code for patients"),
                rx.el.p(t("Patients type this code on their Care page to share their record with you.")),
                rx.el.p(SettingsScreen.connect_code, class_name="hs-stat-value hs-input-code"),
            ),
        ),
        ui.section(t("You"), _profile_form(t)),
        ui.section(t("Password"), _password_form(t)),
        ui.section(
            t("Where you are signed in"),
            rx.el.ul(rx.foreach(SettingsScreen.sign_ins, lambda row: _sign_in(t, row)), class_name="hs-list"),
            rx.cond(
                SettingsScreen.sign_ins.length() > 1,
                ui.button(t("Sign out other devices"), on_click=SettingsScreen.end_other_sign_ins),
            ),
        ),
        your_data(t),
        delete_account(t)
        if role is Role.PATIENT
        else rx.el.p(t("Your account is closed by an administrator of your clinic."), class_name="hs-muted"),
        rx.el.p(
            t("Homestretch is not for emergencies, and nobody watches it live. In an emergency, call 911."),
            class_name="hs-hint",
        ),
        ui.link(t("Privacy"), routes.href(t, "/privacy"), alone=True),
    )


def _profile_form(t: Translator) -> rx.Component:
    return rx.el.form(
        ui.field(t("Name"), "name", default_value=SettingsScreen.name, auto_complete="name"),
        ui.field(t("Email"), "email", default_value=SettingsScreen.email, read_only=True, auto_complete="email"),
        ui.field(t("Language"), "language", options=tuple(LANGUAGES.items()), default_value=SettingsScreen.language),
        ui.field(
            t("Time zone"),
            "time-zone",
            hint=t("A name such as America/New_York. Days that you logged stay as they are."),
            default_value=SettingsScreen.time_zone,
        ),
        ui.button(t("Save"), kind="primary", type="submit"),
        method="post",
        on_submit=SettingsScreen.save,
        key=SettingsScreen.email,
        class_name="hs-form",
    )


def _password_form(t: Translator) -> rx.Component:
    return rx.el.form(
        ui.field(t("Present password"), "current", type="password", auto_complete="current-password"),
        ui.field(
            t("New password"),
            "new",
            hint=t("15 characters or more. A few words in a row are easy to remember."),
            type="password",
            auto_complete="new-password",
        ),
        ui.button(t("Change password"), type="submit"),
        method="post",
        on_submit=SettingsScreen.change_password,
        reset_on_submit=True,
        class_name="hs-form",
    )


def _sign_in(t: Translator, row: rx.Var[SignInRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(row.device, class_name="hs-label"),
            rx.el.p(t("since"), " ", row.since, class_name="hs-muted hs-small"),
            class_name="hs-grow",
        ),
        rx.cond(row.is_this_one, ui.badge(t("this device"), "check", colour="pine")),
    )
