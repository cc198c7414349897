"""The care team on the sharing page: a card each, with what this person sees, changed and stopped in place."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.sharing_form import fields, preview_link
from patient_app.ui.pages.sharing_state import SharingScreen


def team(t: Translator) -> rx.Component:
    """The cards; how to begin when there is nobody."""
    return rx.cond(
        SharingScreen.members.length() > 0,
        ui.stack(rx.foreach(SharingScreen.members, lambda member: _card(t, member))),
        ui.empty_state(
            t("Nobody sees your record"),
            t("Share it with your care team below, so that they can help."),
            icon_name="lock",
        ),
    )


def _card(t: Translator, member: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(rx.el.h3(member.name), rx.el.p(member.role, class_name="hs-muted")),
        rx.cond(SharingScreen.changing == member.id, _change(t, member), _now(t, member)),
        class_name="hs-card",
        key=member.id,
    )


def _now(t: Translator, member: Any) -> rx.Component:
    sees = rx.fragment(
        rx.el.ul(
            rx.foreach(member.words, lambda part: rx.el.li(ui.badge(part, "eye"), key=part)),
            class_name="hs-row",
            aria_label=t("Sees"),
        ),
        rx.el.p(member.when, class_name="hs-muted"),
        preview_link(t, member.id, "", label=member.name),
        rx.cond(SharingScreen.stopping == member.share_id, _ask(t, member), _actions(t, member)),
    )
    nothing = rx.fragment(
        rx.el.p(ui.icon("lock", size="small"), t("Sees nothing"), class_name="hs-row"),
        ui.button(
            t("Share"),
            class_name="hs-self-start",
            on_click=SharingScreen.change(member.id),
            aria_label=_about(t("Share"), member),
        ),
    )
    return rx.cond(member.share_id != "", sees, nothing)


def _actions(t: Translator, member: Any) -> rx.Component:
    return rx.el.div(
        ui.button(
            t("Change"),
            icon_name="edit",
            on_click=SharingScreen.change(member.id),
            aria_label=_about(t("Change"), member),
        ),
        ui.button(
            t("Stop sharing"),
            on_click=SharingScreen.ask_to_stop(member.share_id),
            aria_label=_about(t("Stop sharing"), member),
        ),
        class_name="hs-row",
    )


def _ask(t: Translator, member: Any) -> rx.Component:
    return ui.stack(
        rx.el.p(t("They will see nothing from now on. Stop sharing?")),
        rx.el.div(
            ui.button(t("Stop sharing"), kind="danger", on_click=SharingScreen.stop(member.share_id)),
            ui.button(t("Keep sharing"), on_click=SharingScreen.ask_to_stop("")),
            class_name="hs-row",
        ),
        tight=True,
    )


def _change(t: Translator, member: Any) -> rx.Component:
    return rx.fragment(
        fields(t, "change"),
        preview_link(t, member.id, SharingScreen.parts, label=member.name),
        rx.el.div(
            ui.button(t("Save"), kind="primary", on_click=SharingScreen.save),
            ui.button(t("Cancel"), on_click=SharingScreen.change("")),
            class_name="hs-row",
        ),
    )


def _about(text: str, member: Any) -> Any:
    return rx.Var.create(f"{text}: {member.name}")
