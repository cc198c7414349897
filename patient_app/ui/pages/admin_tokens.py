"""Tokens of other systems on `/admin/people`: let a system read as a clinician, see which do, close one."""

from dataclasses import dataclass

import reflex as rx

from patient_app.domain.errors import Invalid
from patient_app.domain.text import Translator
from patient_app.presenters import people
from patient_app.presenters.system_tokens import TokenRow, row
from patient_app.services import system_tokens
from patient_app.services.system_tokens import LONGEST_NAME, MOST_DAYS
from patient_app.ui import components as ui
from patient_app.ui.screen import Screen, handler

USUAL_DAYS = "90"


@dataclass(frozen=True, slots=True)
class ReadsAs:
    """A clinician to choose."""

    id: str
    label: str


class SystemTokensScreen(Screen):
    """The tokens of the clinic, and a new one."""

    loaded: bool = False
    tokens: list[TokenRow] = []
    clinicians: list[ReadsAs] = []
    secret: str = ""
    secret_for: str = ""
    done: str = ""
    closing: str = ""
    made_times: int = 0

    @handler
    async def load(self) -> None:
        """Show the tokens; a secret that was shown before is gone."""
        self.secret = self.done = self.closing = ""
        await self._fill()

    @handler
    async def make(self, form: dict[str, str]) -> None:
        """Make a token and show its secret, this once."""
        self.secret = self.done = ""
        days = form.get("token-days", "").strip()
        if not days.isascii() or not days.isdigit() or len(days) > 4:
            raise Invalid.field("days", "Give a number of days from 1 to 366.")
        made = await self._call(
            system_tokens.make, form.get("token-clinician", ""), form.get("token-system", ""), int(days)
        )
        self.secret = made.secret
        self.secret_for = self._t("{system} reads as {name}", system=made.card.name, name=made.card.clinician.name)
        self.made_times += 1
        await self._fill()

    @handler
    async def hide(self) -> None:
        """The secret has been copied."""
        self.secret = ""

    @handler
    async def ask_to_close(self, token_id: str) -> None:
        """Ask once more before a token is closed."""
        self.closing = token_id

    @handler
    async def close(self, token_id: str) -> None:
        """Close a token at once."""
        await self._call(system_tokens.close, token_id)
        self.closing = self.secret = ""
        self.done = self._t("The token is closed. That system reads nothing from now on.")
        await self._fill()

    async def _fill(self) -> None:
        t, me = self._t, await self._who()
        self.tokens = [row(t, card, me.time_zone) for card in await self._call(system_tokens.tokens)]
        self.clinicians = [
            ReadsAs(each.id, f"{each.name}, {people.role(t, each.role)}")
            for each in await self._call(system_tokens.clinicians)
        ]
        self.loaded = True


on_load = SystemTokensScreen.load


def section(t: Translator) -> rx.Component:
    """Other systems: the form, the new secret, and the tokens."""
    return ui.section(
        t("Other systems"),
        rx.el.p(
            t(
                "A token lets another system, such as a hospital's record, read at /fhir/r4 as one clinician: only the "
                "patients who share with that clinician, and only what they share. Patients see that it looked."
            ),
            class_name="hs-muted",
        ),
        rx.cond(SystemTokensScreen.problem != "", ui.notice(SystemTokensScreen.problem, tone="stop", role="alert")),
        rx.cond(SystemTokensScreen.done != "", ui.notice(SystemTokensScreen.done, tone="done", role="status")),
        rx.cond(SystemTokensScreen.secret != "", _secret(t)),
        rx.cond(SystemTokensScreen.loaded, ui.stack(_form(t), _list(t)), ui.skeleton(t("Loading"))),
    )


def _secret(t: Translator) -> rx.Component:
    return ui.notice(
        rx.el.p(t("Copy this token into the other system now. It is shown once, and cannot be shown again.")),
        rx.el.p(SystemTokensScreen.secret, class_name="hs-input-code hs-secret", id="new-token"),
        ui.button(t("I have copied it"), on_click=SystemTokensScreen.hide),
        tone="done",
        title=SystemTokensScreen.secret_for,
        role="status",
    )


def _form(t: Translator) -> rx.Component:
    return rx.el.form(
        rx.el.div(
            rx.el.label(t("Reads as"), html_for="token-clinician"),
            rx.el.select(
                rx.foreach(
                    SystemTokensScreen.clinicians, lambda each: rx.el.option(each.label, value=each.id, key=each.id)
                ),
                id="token-clinician",
                name="token-clinician",
                class_name="hs-input",
                required=True,
            ),
            class_name="hs-field",
        ),
        ui.field(
            t("Name of the system"),
            "token-system",
            hint=t("Patients read it in the list of who looked."),
            auto_complete="off",
            max_length=LONGEST_NAME,
            required=True,
        ),
        ui.field(
            t("Days until it ends"),
            "token-days",
            hint=t("At most 366."),
            type="number",
            min=1,
            max=MOST_DAYS,
            default_value=USUAL_DAYS,
            input_mode="numeric",
            required=True,
        ),
        ui.button(t("Make a token"), kind="primary", type="submit"),
        method="post",
        on_submit=SystemTokensScreen.make,
        key=SystemTokensScreen.made_times.to_string(),
        class_name="hs-card hs-form",
    )


def _list(t: Translator) -> rx.Component:
    headings = (t("System"), t("Reads as"), t("Last used"), t("Ends"), t("State"), t("Change it"))
    return rx.cond(
        SystemTokensScreen.tokens.length() > 0,
        ui.data_table(
            t("Tokens of other systems"),
            headings,
            rx.foreach(SystemTokensScreen.tokens, lambda token: _row(t, headings, token)),
        ),
        ui.empty_state(t("No other system reads here"), t("Make a token to let one in."), icon_name="lock"),
    )


def _row(t: Translator, headings: tuple[str, ...], token: rx.Var[TokenRow]) -> rx.Component:
    return ui.table_row(
        headings,
        token.name,
        token.clinician,
        token.last_used,
        token.ends,
        token.state,
        rx.cond(token.is_open, _close(t, token)),
        key=token.id,
    )


def _close(t: Translator, token: rx.Var[TokenRow]) -> rx.Component:
    name = token.name.to(str)
    return rx.cond(
        SystemTokensScreen.closing == token.id,
        rx.el.div(
            ui.button(
                t("Close it now"),
                kind="danger",
                on_click=SystemTokensScreen.close(token.id),
                aria_label=t("Close it now") + ": " + name,
            ),
            ui.button(t("Keep the token"), kind="quiet", on_click=SystemTokensScreen.ask_to_close("")),
            class_name="hs-row",
        ),
        ui.button(
            t("Close"),
            on_click=SystemTokensScreen.ask_to_close(token.id),
            aria_label=t("Close") + ": " + name,
        ),
    )
