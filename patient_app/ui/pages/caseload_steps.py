"""Suggested steps on the caseload: the evidence in a sentence, and the two answers to it. Nothing is done by itself."""

from collections.abc import Callable
from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.routes import href

PutOff = Callable[[Any, Any], Any]
"""The event that puts a suggestion off, of a patient's id and the suggestion's key."""

TOLD = "caseload-told"
"""The id of the line that says what was just done."""


def steps_row(t: Translator, patient: Any, found: Any, columns: int, put_off: PutOff) -> rx.Component:
    """A patient's suggestions across these many columns, below the patient's own row; nothing when there are none."""
    return rx.cond(
        found.length() > 0,
        rx.el.tr(
            rx.el.td(
                rx.el.ul(rx.foreach(found, lambda step: _step(t, patient, step, put_off)), class_name="hs-suggested"),
                col_span=columns,
            ),
            class_name="hs-case-more",
        ),
    )


def _step(t: Translator, patient: Any, step: Any, put_off: PutOff) -> rx.Component:
    """Taking it leads to the builder with the change in the draft; a version is published there, or not."""
    about = f"{step.exercise}, {patient.name}"
    address = rx.Var.create(f"{href(t, '/patients')}/{patient.id}/program?step={step.line_id}")
    return rx.el.li(
        rx.el.p(
            ui.icon(step.icon, size="small"),
            rx.el.span(step.text, " ", rx.el.strong(step.step)),
            class_name=f"hs-reason hs-reason-{step.tone}",
        ),
        rx.el.div(
            ui.link_button(t("Take this step"), address, aria_label=_label(t("Take this step"), about)),
            ui.button(
                t("Not now"),
                kind="quiet",
                on_click=put_off(patient.id, step.key),
                aria_label=_label(t("Not now"), about),
            ),
            class_name="hs-suggested-answers",
        ),
        key=step.key,
    )


def _label(text: str, about: str) -> Any:
    """What a screen reader says: the button's words, and of whom."""
    return rx.Var.create(f"{text}: {about}")


def only_ready(t: Translator, count: Any, pressed: Any, on_click: Any) -> rx.Component:
    """Shows the patients with a suggestion alone, or everyone again."""
    return rx.cond(
        count > 0,
        ui.button(
            rx.fragment(t("Ready for a step"), rx.el.span(count, class_name="hs-count")),
            on_click=on_click,
            class_name="hs-caseload-ready",
            custom_attrs={"aria-pressed": pressed.to_string()},
        ),
    )


def told(text: Any) -> rx.Component:
    """What was just done; a screen reader hears it."""
    return rx.el.p(text, id=TOLD, role="status", tab_index=-1, class_name="hs-muted hs-caseload-told")
