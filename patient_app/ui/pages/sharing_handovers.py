"""Handovers on the patient's sharing page: what a clinician asks, and the patient's yes or no."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui


def cards(t: Translator, found: Any, refusing: Any, agree: Any, ask: Any, say_no: Any) -> rx.Component:
    """One card each; nothing when nobody asks. `refusing`: the handover whose no is asked for once more."""
    return rx.cond(
        found.length() > 0,
        ui.section(
            t("A colleague for your clinician"),
            ui.stack(rx.foreach(found, lambda each: _card(t, each, refusing, agree, ask, say_no))),
        ),
    )


def _card(t: Translator, each: Any, refusing: Any, agree: Any, ask: Any, say_no: Any) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h3(each.title),
            rx.el.p(each.when, " ", each.before),
        ),
        rx.cond(each.note != "", rx.el.p("“", each.note, "”", class_name="hs-handover-note")),
        rx.el.div(
            rx.el.p(each.sees, class_name="hs-label"),
            rx.el.ul(
                rx.foreach(each.parts, lambda part: rx.el.li(ui.badge(part, "eye"))),
                class_name="hs-row",
            ),
        ),
        rx.cond(
            refusing == each.id,
            ui.stack(
                rx.el.p(each.after_no),
                rx.el.div(
                    ui.button(t("No, I do not want this"), kind="danger", on_click=say_no(each.id)),
                    ui.button(t("Leave it as it is"), on_click=ask("")),
                    class_name="hs-row",
                ),
                tight=True,
            ),
            rx.el.div(
                rx.cond(each.may_agree, ui.button(each.agree, kind="primary", on_click=agree(each.id))),
                ui.button(t("Say no"), on_click=ask(each.id), aria_label=rx.Var.create(f"{t('Say no')}: {each.title}")),
                class_name="hs-row",
            ),
        ),
        class_name="hs-card hs-handover-card",
        key=each.id,
    )
