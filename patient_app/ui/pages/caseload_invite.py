"""Inviting a patient from the caseload: an email address, the care team, and the one-time code to hand over."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui


@dataclass(frozen=True, slots=True)
class ColleagueChoice:
    """A clinician of the clinic who may be in the care team."""

    id: str
    label: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class InvitedView:
    """A new invitation. The code is shown this once."""

    email: str = ""
    code: str = ""
    address: str = ""


TEAM = "team-"
"""What the fields of the care team begin with; the clinician's id follows."""


def invite_form(t: Translator, colleagues: Any, *, on_submit: Any, on_cancel: Any) -> rx.Component:
    """The form."""
    return rx.el.form(
        rx.el.h2(t("Invite a patient")),
        ui.field(t("Email"), "email", type="email", auto_complete="off", required=True, auto_focus=True),
        rx.el.fieldset(
            rx.el.legend(t("Care team"), class_name="hs-label"),
            rx.el.p(t("The patient is asked to share with them, and decides."), class_name="hs-hint"),
            rx.el.div(
                rx.foreach(colleagues, _colleague),
                class_name="hs-invite-team",
            ),
            class_name="hs-choice",
        ),
        rx.el.div(
            ui.button(t("Make an invitation"), kind="primary", type="submit"),
            ui.button(t("Cancel"), on_click=on_cancel),
            class_name="hs-row",
        ),
        on_submit=on_submit,
        class_name="hs-card hs-form hs-invite",
        aria_label=t("Invite a patient"),
    )


def invited(t: Translator, made: Any, *, on_close: Any) -> rx.Component:
    """The code and the link to hand over."""
    return ui.notice(
        rx.el.p(t("Hand this code over in person or by phone. It is shown once and works once, for 14 days.")),
        rx.el.p(made.code, class_name="hs-stat-value hs-input-code"),
        rx.el.p(t("Or this link, which has the code in it:")),
        rx.el.p(made.address, class_name="hs-input-code"),
        rx.el.div(ui.button(t("I have handed it over"), on_click=on_close), class_name="hs-row"),
        tone="done",
        title=made.email,
        role="status",
    )


def _colleague(choice: Any) -> rx.Component:
    return ui.tick(choice.label, f"{TEAM}{choice.id}", default_checked=choice.is_me, key=choice.id)
