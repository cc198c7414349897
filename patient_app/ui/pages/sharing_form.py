"""Sharing with someone: who, by a code or from the clinic; which parts; until when."""

from typing import Any

import reflex as rx

from patient_app.domain.people import SharePart
from patient_app.domain.text import Translator
from patient_app.presenters import people
from patient_app.presenters.care_team import OWN
from patient_app.ui import components as ui
from patient_app.ui.pages.sharing_state import SharingScreen
from patient_app.ui.pages.to_hash import ToHash
from patient_app.ui.routes import href


def form(t: Translator) -> rx.Component:
    """The form for someone new. While a card is open for a change, it waits."""
    return rx.cond(
        SharingScreen.changing != "",
        rx.el.p(t("Save or cancel the change above first."), class_name="hs-muted"),
        _form(t),
    )


def _form(t: Translator) -> rx.Component:
    return ui.card(
        ui.field(
            t("A code that a clinician gave you"),
            "share-code",
            # What is typed stands in the field alone: a value from here would come late and take letters away.
            default_value="",
            key=SharingScreen.form.to_string(),
            on_change=SharingScreen.write_code,
            auto_complete="off",
            spell_check=False,
        ),
        ToHash.create(name="code", field="share-code"),
        rx.cond(
            SharingScreen.others.length() > 0,
            rx.el.fieldset(
                rx.el.legend(t("Or a clinician of your clinic"), class_name="hs-label"),
                rx.el.div(rx.foreach(SharingScreen.others, _choice), class_name="hs-stack hs-stack-tight"),
                class_name="hs-choice",
            ),
        ),
        fields(t, "share"),
        preview_link(t, rx.cond(SharingScreen.code == "", SharingScreen.chosen, ""), SharingScreen.parts),
        ui.button(t("Share"), kind="primary", block=True, on_click=SharingScreen.share),
    )


def fields(t: Translator, name: str) -> rx.Component:
    """Which parts, and until when. `name` begins the ids."""
    return rx.fragment(
        rx.el.fieldset(
            rx.el.legend(t("What they may see"), class_name="hs-label"),
            rx.el.div(
                *(
                    ui.tick(
                        people.part(t, part),
                        f"{name}-part-{part.value}",
                        checked=SharingScreen.parts.contains(part.value),
                        on_change=lambda _value, part=part: SharingScreen.toggle_part(part.value),
                    )
                    for part in SharePart
                ),
                class_name="hs-stack hs-stack-tight",
            ),
            class_name="hs-choice",
        ),
        rx.el.div(
            rx.el.label(t("Until when"), html_for=f"{name}-end"),
            rx.el.select(
                rx.foreach(SharingScreen.ends, lambda end: rx.el.option(end.text, value=end.value, key=end.value)),
                id=f"{name}-end",
                value=SharingScreen.end,
                on_change=SharingScreen.choose_end,
                class_name="hs-input",
            ),
            class_name="hs-field",
        ),
        rx.cond(
            SharingScreen.end == OWN,
            ui.field(
                t("The last day"),
                f"{name}-last-day",
                hint=t("They see your record until this day ends where you are."),
                type="date",
                min=SharingScreen.today,
                default_value=SharingScreen.own_end,
                key=SharingScreen.form.to_string(),
                on_change=SharingScreen.write_end,
            ),
        ),
        rx.el.p(
            t("If a warning sign puts your program on hold, everyone you share with is told."), class_name="hs-hint"
        ),
    )


def preview_link(t: Translator, clinician_id: Any, parts: Any, *, label: Any = "") -> rx.Component:
    """To the summary as this clinician sees it: with the parts that are shared now, or with those of the form."""
    base = href(t, "/sharing/preview")
    if isinstance(parts, str):
        address, text, is_shown = rx.Var.create(f"{base}?who={clinician_id}"), t("See what they see"), True
    else:
        address = rx.Var.create(f"{base}?who={clinician_id}&parts={parts.join(',')}")
        text, is_shown = t("Preview what they will see"), parts.length() > 0
    name = {} if isinstance(label, str) else {"aria_label": rx.Var.create(f"{text}: {label}")}
    return rx.cond(is_shown, ui.link(text, address, icon_name="eye", alone=True, **name))


def _choice(choice: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="clinician",
            checked=SharingScreen.chosen == choice.value,
            on_change=lambda _value: SharingScreen.choose(choice.value),
        ),
        rx.el.span(choice.text),
        class_name="hs-tick",
        key=choice.value,
    )
