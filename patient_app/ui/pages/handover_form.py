"""Handing patients over to a colleague: on the panel and on the caseload. A form that opens above the patients."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import reflex as rx

from patient_app.domain.errors import Invalid
from patient_app.domain.handovers import HandoverKind
from patient_app.domain.text import Translator
from patient_app.presenters import handovers as words
from patient_app.presenters.dates import day_words
from patient_app.presenters.handovers import GivenRow
from patient_app.services import handovers
from patient_app.ui import components as ui
from patient_app.ui.screen import Screen, handler

PATIENT = "handover-patient-"
"""What the fields of the patients begin with; the id follows."""


@dataclass(frozen=True, slots=True)
class NamedChoice:
    """Somebody to choose."""

    id: str = ""
    name: str = ""


class HandoverScreen(Screen):
    """The form, and what was handed over."""

    is_open: bool = False
    patients: list[NamedChoice] = []
    colleagues: list[NamedChoice] = []
    given: list[GivenRow] = []
    first_day: str = ""
    first_words: str = ""
    kind: str = HandoverKind.SUBSTITUTE.value
    some: bool = False
    done: str = ""

    @handler
    async def start(self) -> None:
        """Open the form with what there is to hand over."""
        self.kind, self.some, self.done = HandoverKind.SUBSTITUTE.value, False, ""
        await self._fill()
        self.is_open = True

    @handler
    async def stop(self) -> None:
        """Close it."""
        self.is_open = False

    @handler
    async def choose_kind(self, kind: str) -> None:
        """For a time, or for good."""
        self.kind = HandoverKind.FOR_GOOD.value if kind == HandoverKind.FOR_GOOD else HandoverKind.SUBSTITUTE.value

    @handler
    async def choose_some(self, which: str) -> None:
        """All patients, or some."""
        self.some = which == "some"

    @handler
    async def give(self, form: dict[str, Any]) -> None:
        """Tell the patients; it opens later."""
        kind, to_id = HandoverKind(self.kind), str(form.get("handover-to", ""))
        chosen = [name.removeprefix(PATIENT) for name, value in form.items() if name.startswith(PATIENT) and value]
        made = await self._call(
            handovers.hand_over,
            to_id,
            kind,
            chosen if self.some else None,
            starts_on=_day(form.get("handover-from")),
            ends_on=_day(form.get("handover-until")) if kind is HandoverKind.SUBSTITUTE else None,
            note=str(form.get("handover-note", "")),
        )
        colleague = next((each.name for each in self.colleagues if each.id == to_id), "")
        await self._fill()
        self.done = words.announced(self._t, made, colleague, date.fromisoformat(self.first_day))

    @handler
    async def withdraw(self, handover_id: str) -> None:
        """Take one back."""
        await self._call(handovers.withdraw, handover_id)
        await self._fill()
        self.done = self._t("Taken back. The patient stays with you.")

    async def _fill(self) -> None:
        t = self._t
        found = await self._call(handovers.choices)
        self.patients = [NamedChoice(each.id, each.name) for each in found.patients]
        self.colleagues = [NamedChoice(each.id, each.name) for each in found.colleagues]
        self.first_day = found.first_day.isoformat()
        self.first_words = t("{date} at the earliest: patients are told first.", date=day_words(t, found.first_day))
        self.given = [words.given_row(t, each, found.first_day) for each in await self._call(handovers.given)]


def _day(text: Any) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise Invalid("This is not a date.") from None


def opener(t: Translator) -> rx.Component:
    """The button that opens the form."""
    return ui.button(t("Hand over"), icon_name="share", on_click=HandoverScreen.start)


def form(t: Translator) -> rx.Component:
    """The form, what was just done, and what goes on."""
    return rx.cond(
        HandoverScreen.is_open,
        rx.el.section(
            rx.el.div(
                rx.el.h2(t("Hand patients over"), class_name="hs-grow"),
                ui.icon_button("close", t("Close"), on_click=HandoverScreen.stop),
                class_name="hs-row",
            ),
            rx.cond(
                HandoverScreen.colleagues.length() > 0,
                _fields(t),
                rx.el.p(t("No colleague with your role has an account in this clinic."), class_name="hs-muted"),
            ),
            # Below the button that was pressed, where the eye is.
            rx.cond(HandoverScreen.problem != "", ui.notice(HandoverScreen.problem, tone="care", role="alert")),
            rx.cond(HandoverScreen.done != "", ui.notice(HandoverScreen.done, tone="done", role="status")),
            rx.cond(HandoverScreen.given.length() > 0, _given(t)),
            class_name="hs-card hs-handover",
            aria_label=t("Hand patients over"),
        ),
    )


def _fields(t: Translator) -> rx.Component:
    is_substitute = HandoverScreen.kind == HandoverKind.SUBSTITUTE.value
    return rx.el.form(
        rx.el.p(
            t(
                "Each patient is told at once. They may agree, or say no. Until it opens you see them and your "
                "colleague does not. Your colleague never sees more than you do."
            ),
            class_name="hs-muted",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.label(t("To"), html_for="handover-to"),
                rx.el.select(
                    rx.foreach(HandoverScreen.colleagues, lambda each: rx.el.option(each.name, value=each.id)),
                    id="handover-to",
                    name="handover-to",
                    class_name="hs-input",
                ),
                class_name="hs-field",
            ),
            _radios(
                t("How long"),
                "handover-kind",
                HandoverScreen.kind,
                HandoverScreen.choose_kind,
                [
                    (HandoverKind.SUBSTITUTE.value, t("For a time")),
                    (HandoverKind.FOR_GOOD.value, t("For good")),
                ],
            ),
            ui.field(
                t("First day (if later)"),
                "handover-from",
                type="date",
                min=HandoverScreen.first_day,
                hint=HandoverScreen.first_words,
            ),
            rx.cond(
                is_substitute,
                ui.field(
                    t("Last day"),
                    "handover-until",
                    type="date",
                    min=HandoverScreen.first_day,
                    required=True,
                    hint=t("After this day your colleague sees nothing."),
                ),
                rx.el.p(t("Your own access ends with the day on which your colleague's opens."), class_name="hs-hint"),
            ),
            class_name="hs-handover-fields",
        ),
        _radios(
            t("Which patients"),
            "handover-which",
            rx.cond(HandoverScreen.some, "some", "all"),
            HandoverScreen.choose_some,
            [("all", t("All of mine")), ("some", t("Some"))],
        ),
        rx.cond(
            HandoverScreen.some,
            rx.el.fieldset(
                rx.el.legend(t("Patients"), class_name="hs-label"),
                rx.el.div(
                    rx.foreach(
                        HandoverScreen.patients,
                        lambda each: ui.tick(each.name, f"{PATIENT}{each.id}", key=each.id),
                    ),
                    class_name="hs-handover-patients",
                    tab_index=0,
                ),
                class_name="hs-choice",
            ),
        ),
        ui.field(
            t("Note to the patients and your colleague (if you like)"),
            "handover-note",
            multiline=True,
            rows=2,
            max_length=500,
        ),
        rx.el.div(
            ui.button(t("Tell the patients"), kind="primary", type="submit"),
            ui.button(t("Close"), on_click=HandoverScreen.stop),
            class_name="hs-row",
        ),
        on_submit=HandoverScreen.give,
        class_name="hs-stack",
    )


def _given(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.h3(t("Handed over by you")),
        rx.el.ul(
            rx.foreach(
                HandoverScreen.given,
                lambda each: rx.el.li(
                    rx.el.span(rx.el.strong(each.patient), ". ", each.text, class_name="hs-grow"),
                    ui.button(
                        t("Take back"),
                        kind="quiet",
                        icon_name="undo",
                        on_click=HandoverScreen.withdraw(each.id),
                        aria_label=rx.Var.create(f"{t('Take back')}: {each.patient}"),
                    ),
                    key=each.id,
                ),
            ),
            class_name="hs-panel-aside",
        ),
        class_name="hs-stack hs-stack-tight",
    )


def _radios(legend: str, name: str, value: Any, on_change: Any, options: list[tuple[str, str]]) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="hs-label"),
        rx.el.div(
            *(
                rx.el.label(
                    rx.el.input(
                        type="radio",
                        name=name,
                        value=key,
                        checked=value == key,
                        on_change=lambda chosen: on_change(chosen),
                        class_name="hs-hidden",
                    ),
                    text,
                    class_name="hs-choice-step",
                )
                for key, text in options
            ),
            class_name="hs-choice-steps hs-choice-words",
        ),
        class_name="hs-choice",
    )
