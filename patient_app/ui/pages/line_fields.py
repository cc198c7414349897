"""The fields of one line of a program or a template, for any screen that has `edit` and `toggle_day`.

Fields keep what is typed in the browser (`default_value`), so that an answer of the server never overwrites it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.program import loads, weekdays
from patient_app.presenters.program_form import ANY_DAYS, MINUTES, REPS, SET_DAYS
from patient_app.ui import components as ui


@dataclass(frozen=True, slots=True)
class LineFields:
    """The fields of a line. `line.form` is how they begin, `said` what is said of them now.

    `edit(key, field, fresh, value)` and `toggle_day(key, day)` are event handlers, `fresh` the state's counter.
    """

    t: Translator
    line: Any
    said: Any
    edit: Any
    toggle_day: Any
    fresh: Any

    def dose(self, sides: Mapping[str, str]) -> list[Any]:
        """Side, sets, repetitions and hold or minutes, load."""
        t, said = self.t, self.said
        return [
            rx.cond(self.line.asks_side, self._choice("side", t("Side"), sides)),
            self._number("sets", t("Sets")),
            rx.cond(
                said.measure == MINUTES,
                self._number("minutes", t("Minutes")),
                rx.fragment(self._number("reps", t("Reps")), self._number("hold", t("Hold (s)"))),
            ),
            self._load(),
            rx.cond(said.load == "mass", self._text("weight", t("Weight"), placeholder="5 lb", width="small")),
        ]

    def plan(self) -> list[Any]:
        """How often, on which days."""
        t = self.t
        return [
            self._number("times_per_day", t("Times a day")),
            self._choice("schedule", t("Days"), {ANY_DAYS: t("Any days"), SET_DAYS: t("Set days")}),
            rx.cond(self.said.schedule == SET_DAYS, self._weekdays(), self._number("times_per_week", t("Days a week"))),
        ]

    def more(self) -> rx.Component:
        """What is set less often."""
        t = self.t
        return ui.details(
            t("More"),
            rx.el.div(
                self._choice("measure", t("Counted in"), {REPS: t("Repetitions"), MINUTES: t("Minutes")}),
                self._number("rest", t("Rest (s)")),
                self._number("intensity", t("Effort 0-10")),
                self._text("tempo", t("Tempo"), width="small"),
                self._text("range_limit", t("Range limit")),
                class_name="hs-line-fields",
            ),
            rx.el.fieldset(
                rx.el.legend(t("Pain limits, 0 to 10"), class_name="hs-label"),
                rx.el.div(
                    self._number("pain_green", t("Green up to")),
                    self._number("pain_amber", t("Amber up to")),
                    rx.el.p(
                        t("Above amber the patient is told to stop. Empty: pain is noted only."), class_name="hs-hint"
                    ),
                    class_name="hs-line-fields",
                ),
            ),
            rx.el.div(
                self._text("precautions", t("Precautions"), multiline=True),
                self._text("note", t("Note to the patient"), multiline=True),
                class_name="hs-line-texts",
            ),
        )

    def _load(self) -> rx.Component:
        """The load, with what an older program says when it is none of ours."""
        known, load = loads(self.t), self.line.form.load
        other = ~rx.Var.create(list(known)).contains(load)
        return self._choice("load", self.t("Load"), known, rx.cond(other, rx.el.option(load, value=load)))

    def _weekdays(self) -> rx.Component:
        key = self.line.form.key
        return rx.el.fieldset(
            rx.el.legend(self.t("Which days"), class_name="hs-label"),
            rx.el.div(
                *(
                    rx.el.button(
                        name,
                        type="button",
                        on_click=self.toggle_day(key, day.value),
                        aria_pressed=self.said.days.contains(day.value),
                        class_name="hs-chip",
                    )
                    for day, name in weekdays(self.t).items()
                ),
                class_name="hs-weekdays",
            ),
            self._error("days"),
            class_name="hs-field",
        )

    def _number(self, field: str, label: str) -> rx.Component:
        return self._text(field, label, width="number", input_mode="decimal")

    def _text(
        self, field: str, label: str, *, width: str = "text", multiline: bool = False, **props: Any
    ) -> rx.Component:
        control = rx.el.textarea if multiline else rx.el.input
        entry = control(
            default_value=getattr(self.line.form, field),
            **self._wiring(field),
            **({} if multiline else {"auto_complete": "off"}),
            **props,
        )
        return self._cell(field, label, entry, width)

    def _choice(self, field: str, label: str, options: Mapping[str, str], *extra: rx.Component) -> rx.Component:
        entry = rx.el.select(
            *(rx.el.option(text, value=value) for value, text in options.items()),
            *extra,
            default_value=getattr(self.line.form, field),
            **self._wiring(field),
        )
        return self._cell(field, label, entry, "choice")

    def _wiring(self, field: str) -> dict[str, Any]:
        key = self.line.form.key
        return {
            "id": f"{field}-{key}",
            "class_name": "hs-input",
            "on_change": lambda value: self.edit(key, field, self.fresh, value),
            "aria_invalid": self.said.errors.contains(field),
            "aria_describedby": f"{field}-{key}-error",
        }

    def _cell(self, field: str, label: str, entry: rx.Component, width: str) -> rx.Component:
        return rx.el.div(
            rx.el.label(label, html_for=f"{field}-{self.line.form.key}"),
            entry,
            self._error(field),
            class_name=f"hs-field hs-line-{width}",
        )

    def _error(self, field: str) -> rx.Component:
        errors = self.said.errors
        return rx.el.div(
            rx.cond(
                errors.contains(field),
                rx.el.span(ui.icon("alert", size="small"), rx.el.span(errors[field]), class_name="hs-error"),
            ),
            id=f"{field}-{self.line.form.key}-error",
            role="alert",
        )
