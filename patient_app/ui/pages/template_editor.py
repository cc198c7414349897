"""The editor of a template: its texts, its lines, and exercises to add."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.program import regions, sides
from patient_app.ui import components as ui
from patient_app.ui.pages.line_fields import LineFields
from patient_app.ui.pages.template_editor_state import OPEN_SIDE, TemplateEditor


def editor(t: Translator) -> rx.Component:
    """A template, being changed or made."""
    return rx.el.section(
        rx.el.h2(
            rx.cond(TemplateEditor.id != "", t("Change the template"), t("New template")), id="editor", tab_index=-1
        ),
        _texts(t),
        _error(t, "lines"),
        rx.el.ol(rx.foreach(TemplateEditor.lines, lambda line, number: _line(t, line, number)), class_name="hs-lines"),
        _library(t),
        rx.el.div(
            rx.cond(TemplateEditor.problem != "", ui.notice(TemplateEditor.problem, tone="stop", role="alert")),
            ui.button(t("Save"), kind="primary", icon_name="check", on_click=TemplateEditor.save),
            ui.button(t("Cancel"), on_click=TemplateEditor.cancel),
            class_name="hs-row hs-template-foot",
        ),
        class_name="hs-stack",
        aria_labelledby="editor",
    )


def _texts(t: Translator) -> rx.Component:
    return rx.el.div(
        _text(t("Name"), "name", TemplateEditor.name, t("Leave out what belongs to one patient, such as a name.")),
        _text(t("What a therapist should know"), "about", TemplateEditor.about, None, multiline=True),
        rx.el.div(
            _choice(t("Region"), "region", TemplateEditor.region, regions(t)),
            _text(t("Weeks"), "weeks", TemplateEditor.weeks, None, input_mode="numeric"),
            _choice(t("Who uses it"), "scope", TemplateEditor.scope, {"own": t("Only me"), "clinic": t("My clinic")}),
            class_name="hs-template-row",
        ),
        _error(t, "scope"),
        class_name="hs-form",
        key=f"texts-{TemplateEditor.fresh}",
    )


def _text(label: str, field: str, value: Any, hint: str | None, **props: Any) -> rx.Component:
    return ui.field(
        label,
        f"template-{field}",
        hint=hint,
        error=rx.cond(TemplateEditor.errors.contains(field), TemplateEditor.errors[field], ""),
        default_value=value,
        on_change=lambda typed: TemplateEditor.write(field, TemplateEditor.fresh, typed),
        auto_complete="off",
        **props,
    )


def _choice(label: str, field: str, value: Any, options: dict[str, str]) -> rx.Component:
    return ui.field(
        label,
        f"template-{field}",
        options=tuple(options.items()),
        value=value,
        on_change=lambda chosen: TemplateEditor.choose(field, chosen),
    )


def _error(t: Translator, field: str) -> rx.Component:
    return rx.cond(
        TemplateEditor.errors.contains(field), ui.notice(TemplateEditor.errors[field], tone="care", role="alert")
    )


def _line(t: Translator, line: Any, number: Any) -> rx.Component:
    key, said = line.form.key, TemplateEditor.said[line.form.key]
    heading = f"line-{key}-name"
    fields = LineFields(t, line, said, TemplateEditor.edit, TemplateEditor.toggle_day, TemplateEditor.fresh)
    choices = {OPEN_SIDE: t("Affected side"), **{side.value: words for side, words in sides(t).items()}}
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.span(number + 1, class_name="hs-line-place-number", aria_hidden="true"),
                _figure(line.form.exercise_id),
                rx.el.div(
                    rx.el.h3(line.name, id=heading),
                    rx.el.p(
                        rx.cond(said.words, said.words, t("Some values need a change.")), class_name="hs-line-words"
                    ),
                    class_name="hs-grow",
                ),
                _place(t, line, number),
                class_name="hs-line-head",
            ),
            rx.el.div(*fields.dose(choices), class_name="hs-line-fields"),
            rx.el.div(*fields.plan(), fields.more(), class_name="hs-line-fields"),
            role="group",
            aria_labelledby=heading,
            class_name="hs-line",
        ),
        id=f"line-{key}",
        key=f"{key}-{TemplateEditor.fresh}",
    )


def _figure(exercise_id: Any) -> rx.Component:
    return rx.el.img(
        src=f"/figures/{exercise_id}.svg?still=true",
        alt="",
        loading="lazy",
        width="64",
        height="48",
        class_name="hs-library-figure",
    )


def _place(t: Translator, line: Any, number: Any) -> rx.Component:
    key, name = line.form.key, line.name
    last = TemplateEditor.lines.length() - 1
    return rx.el.div(
        ui.icon_button(
            "up", f"{t('Move up')}: {name}", on_click=TemplateEditor.move(key, -1), aria_disabled=number == 0
        ),
        ui.icon_button(
            "down", f"{t('Move down')}: {name}", on_click=TemplateEditor.move(key, 1), aria_disabled=number == last
        ),
        ui.icon_button("trash", f"{t('Take out')}: {name}", on_click=TemplateEditor.remove(key)),
        class_name="hs-line-place",
    )


def _library(t: Translator) -> rx.Component:
    return rx.el.div(
        ui.field(
            t("Add an exercise"),
            "template-exercise",
            type="search",
            placeholder=t("Name of the exercise"),
            on_change=TemplateEditor.search,
            auto_complete="off",
        ),
        rx.el.ul(
            rx.foreach(
                TemplateEditor.found,
                lambda found: rx.el.li(
                    _figure(found.id),
                    rx.el.div(
                        rx.el.p(found.name, class_name="hs-label"),
                        rx.el.p(found.dose, class_name="hs-hint"),
                        class_name="hs-grow",
                    ),
                    ui.icon_button(
                        "plus",
                        f"{t('Add')}: {found.name}",
                        on_click=TemplateEditor.add(found.id),
                        class_name="hs-library-add",
                    ),
                    key=found.id,
                ),
            ),
            class_name="hs-library-rows",
        ),
        class_name="hs-stack hs-stack-tight",
    )
