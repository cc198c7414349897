"""One change of a program, in words: the same beside a draft and in a colleague's version."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui


def change(t: Translator, change: Any) -> rx.Component:
    """A line of a list of changes."""
    return rx.el.li(
        rx.match(
            change.kind,
            ("added", ui.badge(t("Added"), "plus", colour="pine")),
            ("removed", ui.badge(t("Taken out"), "minus", colour="amber")),
            ("order", ui.badge(t("Moved"), "down", colour="sky")),
            ui.badge(t("Changed"), "edit", colour="sky"),
        ),
        rx.el.span(
            rx.el.span(change.name, class_name="hs-label"),
            rx.cond(change.before != "", rx.el.span(": ", change.before, " → ", change.after)),
            rx.cond((change.before == "") & (change.after != ""), rx.el.span(": ", change.after)),
        ),
    )
