"""One exercise of the program being built: its dose in fields, in words as the patient reads it, and its place.

Fields keep what is typed in the browser (`default_value`), so that an answer of the server never overwrites it.
"""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.program import loads, sides, weekdays
from patient_app.presenters.program_form import ANY_DAYS, MINUTES, REPS, SET_DAYS
from patient_app.ui import components as ui
from patient_app.ui.pages.program_beside import line_history, line_ladder, line_safety, line_step
from patient_app.ui.pages.program_state import ProgramScreen


def line_card(t: Translator, line: Any, number: Any) -> rx.Component:
    """A line of the program."""
    key, said = line.form.key, ProgramScreen.said[line.form.key]
    heading = f"line-{key}-name"
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
            rx.el.div(*_dose(t, line, said), *_plan(t, line, said), _more(t, line, said), class_name="hs-line-fields"),
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


def _dose(t: Translator, line: Any, said: Any) -> list[Any]:
    side = _choice(line, said, "side", t("Side"), {"": t("Choose"), **{s.value: w for s, w in sides(t).items()}})
    timed = said.measure == MINUTES
    return [
        rx.cond(line.asks_side, side),
        _number(line, said, "sets", t("Sets")),
        rx.cond(
            timed,
            _number(line, said, "minutes", t("Minutes")),
            rx.fragment(_number(line, said, "reps", t("Reps")), _number(line, said, "hold", t("Hold (s)"))),
        ),
        _load(t, line, said),
        rx.cond(said.load == "mass", _text(line, said, "weight", t("Weight"), placeholder="5 lb", width="small")),
    ]


def _load(t: Translator, line: Any, said: Any) -> rx.Component:
    """The load, with what an older program says when it is none of ours."""
    known = loads(t)
    other = ~rx.Var.create(list(known)).contains(line.form.load)
    extra = rx.cond(other, rx.el.option(line.form.load, value=line.form.load))
    return _choice(line, said, "load", t("Load"), known, extra)


def _plan(t: Translator, line: Any, said: Any) -> list[Any]:
    kinds = {ANY_DAYS: t("Any days"), SET_DAYS: t("Set days")}
    return [
        _number(line, said, "times_per_day", t("Times a day")),
        _choice(line, said, "schedule", t("Days"), kinds),
        rx.cond(
            said.schedule == SET_DAYS,
            _weekdays(t, line, said),
            _number(line, said, "times_per_week", t("Days a week")),
        ),
    ]


def _weekdays(t: Translator, line: Any, said: Any) -> rx.Component:
    key = line.form.key
    return rx.el.fieldset(
        rx.el.legend(t("Which days"), class_name="hs-label"),
        rx.el.div(
            *(
                rx.el.button(
                    name,
                    type="button",
                    on_click=ProgramScreen.toggle_day(key, day.value),
                    aria_pressed=said.days.contains(day.value),
                    class_name="hs-chip",
                )
                for day, name in weekdays(t).items()
            ),
            class_name="hs-weekdays",
        ),
        _error(said, key, "days"),
        class_name="hs-field",
    )


def _more(t: Translator, line: Any, said: Any) -> rx.Component:
    measures = {REPS: t("Repetitions"), MINUTES: t("Minutes")}
    return ui.details(
        t("More"),
        rx.el.div(
            _choice(line, said, "measure", t("Counted in"), measures),
            _number(line, said, "rest", t("Rest (s)")),
            _number(line, said, "intensity", t("Effort 0-10")),
            _text(line, said, "tempo", t("Tempo"), width="small"),
            _text(line, said, "range_limit", t("Range limit")),
            class_name="hs-line-fields",
        ),
        rx.el.fieldset(
            rx.el.legend(t("Pain limits, 0 to 10"), class_name="hs-label"),
            rx.el.div(
                _number(line, said, "pain_green", t("Green up to")),
                _number(line, said, "pain_amber", t("Amber up to")),
                rx.el.p(t("Above amber the patient is told to stop. Empty: pain is noted only."), class_name="hs-hint"),
                class_name="hs-line-fields",
            ),
        ),
        rx.el.div(
            _text(line, said, "precautions", t("Precautions"), multiline=True),
            _text(line, said, "note", t("Note to the patient"), multiline=True),
            class_name="hs-line-texts",
        ),
    )


def _number(line: Any, said: Any, field: str, label: str) -> rx.Component:
    return _text(line, said, field, label, width="number", input_mode="decimal")


def _text(
    line: Any, said: Any, field: str, label: str, *, width: str = "text", multiline: bool = False, **props: Any
) -> rx.Component:
    """A field that keeps what is typed; each key goes to the draft."""
    key = line.form.key
    control = rx.el.textarea if multiline else rx.el.input
    entry = control(
        default_value=getattr(line.form, field),
        on_change=lambda value: ProgramScreen.edit(key, field, ProgramScreen.fresh, value),
        **_wiring(said, key, field),
        **({} if multiline else {"auto_complete": "off"}),
        **props,
    )
    return _cell(said, key, field, label, entry, width)


def _choice(
    line: Any, said: Any, field: str, label: str, options: Mapping[str, str], extra: Any = None
) -> rx.Component:
    key = line.form.key
    entry = rx.el.select(
        *(rx.el.option(text, value=value) for value, text in options.items()),
        *([extra] if extra is not None else []),
        default_value=getattr(line.form, field),
        on_change=lambda value: ProgramScreen.edit(key, field, ProgramScreen.fresh, value),
        **_wiring(said, key, field),
    )
    return _cell(said, key, field, label, entry, "choice")


def _wiring(said: Any, key: Any, field: str) -> dict[str, Any]:
    return {
        "id": f"{field}-{key}",
        "class_name": "hs-input",
        "aria_invalid": said.errors.contains(field),
        "aria_describedby": f"{field}-{key}-error",
    }


def _cell(said: Any, key: Any, field: str, label: str, entry: rx.Component, width: str) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=f"{field}-{key}"),
        entry,
        _error(said, key, field),
        class_name=f"hs-field hs-line-{width}",
    )


def _error(said: Any, key: Any, field: str) -> rx.Component:
    return rx.el.div(
        rx.cond(
            said.errors.contains(field),
            rx.el.span(ui.icon("alert", size="small"), rx.el.span(said.errors[field]), class_name="hs-error"),
        ),
        id=f"{field}-{key}-error",
        role="alert",
    )
