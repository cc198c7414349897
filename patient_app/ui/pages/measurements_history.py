"""The history of one row of the sheet: every value with who and when, and the forms to correct or to remove one."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.measurements import void_reasons
from patient_app.ui import components as ui
from patient_app.ui.pages.measurements_state import CLOSE_BUTTON, CORRECT, REMOVE, MeasurementsScreen

Past = Any
"""A `PastView` as a state var."""


def history(t: Translator) -> rx.Component:
    """The open history; nothing while none is open."""
    return rx.cond(
        MeasurementsScreen.opened != "",
        rx.el.section(
            rx.el.div(
                rx.el.h3(t("History"), ": ", MeasurementsScreen.opened_name, id="history-title", class_name="hs-h3"),
                ui.button(
                    t("Close"),
                    icon_name="close",
                    on_click=MeasurementsScreen.close_history,
                    auto_focus=True,
                    id=CLOSE_BUTTON,
                ),
                class_name="hs-page-head",
            ),
            rx.cond(
                MeasurementsScreen.done != "",
                ui.notice(MeasurementsScreen.done, tone="done", role="status"),
            ),
            rx.cond(MeasurementsScreen.problem != "", ui.notice(MeasurementsScreen.problem, tone="stop", role="alert")),
            _forms(t),
            rx.cond(
                MeasurementsScreen.past.length() > 0,
                _table(t),
                rx.el.p(t("Nothing was measured here yet."), class_name="hs-muted"),
            ),
            class_name="hs-card hs-sheet-past",
            aria_labelledby="history-title",
        ),
    )


def _table(t: Translator) -> rx.Component:
    headings = [t("Measured on"), t("Side"), t("Value"), t("Recorded by"), t("State"), t("Change it")]
    return ui.data_table(
        t("Every value of this row"),
        headings,
        rx.foreach(
            MeasurementsScreen.past,
            lambda past: ui.table_row(
                headings,
                past.on,
                past.side,
                _value(past),
                past.by,
                rx.el.span(ui.icon(past.icon, size="small"), past.state, class_name="hs-sheet-became"),
                rx.cond(past.live, _buttons(t, past), rx.fragment()),
                key=past.id,
            ),
        ),
    )


def _value(past: Past) -> rx.Component:
    note = rx.cond(past.note != "", rx.el.span(past.note, class_name="hs-sheet-day"))
    return rx.cond(past.live, rx.el.span(past.value, note), rx.el.span(rx.el.s(past.value), note))


def _buttons(t: Translator, past: Past) -> rx.Component:
    about = rx.Var.create(f"{past.value}, {past.side} {past.on}")
    return rx.el.div(
        ui.button(
            t("Correct"),
            kind="quiet",
            icon_name="edit",
            on_click=MeasurementsScreen.ask(CORRECT, past.id),
            aria_label=rx.Var.create(f"{t('Correct')} {about}"),
        ),
        ui.button(
            t("Remove"),
            kind="quiet",
            icon_name="trash",
            on_click=MeasurementsScreen.ask(REMOVE, past.id),
            aria_label=rx.Var.create(f"{t('Remove')} {about}"),
        ),
        class_name="hs-sheet-acts",
    )


def _forms(t: Translator) -> rx.Component:
    asked = MeasurementsScreen.asked
    about = rx.el.p(rx.el.strong(asked.value), " ", asked.side, ", ", asked.on)
    return rx.match(
        MeasurementsScreen.asking,
        (CORRECT, _correct(t, asked, about)),
        (REMOVE, _remove(t, about)),
        rx.fragment(),
    )


def _correct(t: Translator, asked: Past, about: rx.Component) -> rx.Component:
    return rx.el.form(
        rx.el.h4(t("Correct this value"), class_name="hs-label"),
        about,
        rx.el.div(
            ui.field(
                t("Right value"),
                "value",
                default_value=asked.typed,
                key=asked.id,
                required=True,
                auto_focus=True,
                max_length=16,
                auto_complete="off",
            ),
            ui.field(t("Why, if it helps others"), "note", max_length=200, auto_complete="off"),
            class_name="hs-sheet-form",
        ),
        _actions(t, t("Save the right value")),
        on_submit=MeasurementsScreen.correct,
        class_name="hs-stack hs-stack-tight",
    )


def _remove(t: Translator, about: rx.Component) -> rx.Component:
    return rx.el.form(
        rx.el.h4(t("Remove this value?"), class_name="hs-label"),
        about,
        rx.el.p(t("It does not count any more. It stays in this history with your reason."), class_name="hs-hint"),
        rx.el.div(
            ui.field(t("Reason"), "reason", options=[("", t("Choose a reason")), *void_reasons(t)], auto_focus=True),
            ui.field(t("Or in your words"), "words", max_length=200, auto_complete="off"),
            class_name="hs-sheet-form",
        ),
        _actions(t, t("Remove the value")),
        on_submit=MeasurementsScreen.remove,
        class_name="hs-stack hs-stack-tight",
    )


def _actions(t: Translator, act: str) -> rx.Component:
    return rx.el.div(
        ui.button(act, kind="primary", type="submit"),
        ui.button(t("Leave it as it is"), on_click=MeasurementsScreen.ask("", "")),
        class_name="hs-row",
    )
