"""One exercise of the program being built: its dose in fields, in words as the patient reads it, and its place."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.program import sides
from patient_app.ui import components as ui
from patient_app.ui.pages.line_fields import LineFields
from patient_app.ui.pages.program_beside import line_history, line_ladder, line_safety, line_step
from patient_app.ui.pages.program_state import ProgramScreen


def line_card(t: Translator, line: Any, number: Any) -> rx.Component:
    """A line of the program."""
    key, said = line.form.key, ProgramScreen.said[line.form.key]
    heading = f"line-{key}-name"
    fields = LineFields(t, line, said, ProgramScreen.edit, ProgramScreen.toggle_day, ProgramScreen.fresh)
    choices = {"": t("Choose"), **{side.value: words for side, words in sides(t).items()}}
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                _handle(t, line, number),
                _figure(line, said),
                rx.el.div(
                    rx.el.div(rx.el.h3(line.name, id=heading), _mark(t, said), class_name="hs-line-title"),
                    rx.el.p(
                        rx.cond(said.words, said.words, t("Some values need a change.")), class_name="hs-line-words"
                    ),
                    rx.cond(said.before, rx.el.p(t("Before:"), " ", said.before, class_name="hs-hint")),
                    class_name="hs-grow",
                ),
                _place(t, line, number),
                class_name="hs-line-head",
            ),
            rx.el.div(*fields.dose(choices), *fields.plan(), fields.more(), class_name="hs-line-fields"),
            line_step(t, line),
            line_safety(t, line),
            rx.el.div(line_history(t, line), line_ladder(t, line), class_name="hs-line-foot"),
            role="group",
            aria_labelledby=heading,
            class_name="hs-line",
        ),
        id=f"line-{key}",
        key=f"{key}-{ProgramScreen.fresh}",
        custom_attrs={"data-sort": key},
    )


def _handle(t: Translator, line: Any, number: Any) -> rx.Component:
    """The line's number, by which it is dragged; with the arrows it goes up and down."""
    return rx.el.button(
        rx.el.span(number + 1, class_name="hs-line-place-number"),
        ui.icon("grip", size="small"),
        type="button",
        class_name="hs-line-handle",
        aria_label=rx.Var.create(f"{t('Move')}: {line.name}, {t('place')} {number + 1}"),
        title=t("Drag, or use the arrow keys"),
        custom_attrs={"data-handle": "true"},
    )


def _figure(line: Any, said: Any) -> rx.Component:
    """The exercise's figure, at work on the side that is prescribed."""
    one_sided = (said.side == "left") | (said.side == "right")
    address = f"/figures/{line.form.exercise_id}.svg?still=true"
    source = rx.cond(one_sided, f"{address}&side={said.side}", address)
    return rx.el.img(src=source, alt="", loading="lazy", width="96", height="72", class_name="hs-figure")


def _mark(t: Translator, said: Any) -> rx.Component:
    return rx.fragment(
        rx.match(
            said.mark,
            ("new", ui.badge(t("New"), "plus", colour="pine")),
            ("changed", ui.badge(t("Changed"), "edit", colour="sky")),
            ("twice", ui.badge(t("Check: both of you changed it"), "alert", colour="amber")),
            rx.fragment(),
        ),
        rx.cond(said.doubled, ui.badge(t("In the program more than once"), "copy", colour="amber")),
    )


def _place(t: Translator, line: Any, number: Any) -> rx.Component:
    key, name = line.form.key, line.name
    return rx.el.div(
        ui.icon_button(
            "up", f"{t('Move up')}: {name}", on_click=ProgramScreen.move(key, -1), aria_disabled=number == 0
        ),
        ui.icon_button(
            "down",
            f"{t('Move down')}: {name}",
            on_click=ProgramScreen.move(key, 1),
            aria_disabled=number == ProgramScreen.lines.length() - 1,
        ),
        ui.icon_button("trash", f"{t('Take out')}: {name}", on_click=ProgramScreen.remove(key)),
        class_name="hs-line-place",
    )
