"""What stands beside a line's dose: what the patient did with it, what to look at, easier and harder exercises."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.program_state import ProgramScreen


def line_history(t: Translator, line: Any) -> rx.Component:
    """The last 28 days of the line: figures, and under a button each report. A new line has none."""
    history = ProgramScreen.histories[line.form.key]
    return rx.cond(
        ProgramScreen.histories.contains(line.form.key),
        ui.details(
            rx.el.span(
                rx.el.span(f"{t('History')}: {line.name}. ", class_name="hs-hidden"),
                history.figures,
                class_name="hs-line-figures",
            ),
            rx.cond(history.reasons != "", rx.el.p(history.reasons, class_name="hs-hint")),
            rx.cond(
                history.rows.length() > 0, _reports(t, history), rx.el.p(t("No report yet."), class_name="hs-hint")
            ),
            rx.cond(history.more != "", rx.el.p(history.more, class_name="hs-hint")),
        ),
        rx.fragment(),
    )


def _reports(t: Translator, history: Any) -> rx.Component:
    headings = [t("Day"), t("Done"), t("Pain"), t("Effort"), t("Note")]

    def row(report: Any) -> rx.Component:
        return ui.table_row(headings, report.day, report.done, report.pain, report.effort, report.note, key=report.id)

    return ui.data_table(t("Reports, self-reported, the newest first"), headings, rx.foreach(history.rows, row))


def line_safety(t: Translator, line: Any) -> rx.Component:
    """Gates that a precaution touches, each with its tick, and values outside the usual dose."""
    key = line.form.key
    safety = ProgramScreen.safety[key]
    refused = ProgramScreen.said[key].errors.contains("gates")

    def gate(each: Any, number: Any) -> rx.Component:
        return rx.el.div(
            ui.icon("alert", size="small"),
            rx.el.div(
                rx.el.p(rx.el.span(each.name, class_name="hs-label"), ": ", each.check),
                rx.el.p(t("The order says:"), " ", each.precaution, class_name="hs-hint"),
                rx.el.label(
                    rx.el.input(
                        type="checkbox",
                        id=rx.cond(number == 0, f"gates-{key}", f"gates-{key}-{number}"),
                        default_checked=each.ticked,
                        on_change=lambda ticked: ProgramScreen.tick_gate(key, each.code, ticked),
                        aria_invalid=refused,
                    ),
                    rx.el.span(t("I looked at this. The exercise is allowed.")),
                    class_name="hs-tick",
                ),
                class_name="hs-grow",
            ),
            class_name="hs-line-gate",
            key=each.code,
        )

    errors = ProgramScreen.said[key].errors
    return rx.fragment(
        # The exercise is no field: what is wrong with it stands here.
        rx.cond(
            errors.contains("exercise_id"),
            rx.el.p(
                ui.icon("alert", size="small"),
                rx.el.span(errors["exercise_id"]),
                class_name="hs-error",
                role="alert",
            ),
        ),
        rx.foreach(safety.gates, gate),
        rx.cond(
            refused,
            rx.el.p(
                ui.icon("alert", size="small"),
                rx.el.span(ProgramScreen.said[key].errors["gates"]),
                class_name="hs-error",
                role="alert",
            ),
        ),
        rx.cond(
            safety.unusual.length() > 0,
            rx.el.p(
                ui.icon("info", size="small"),
                rx.el.span(
                    rx.foreach(safety.unusual, lambda words: rx.el.span(words, " ")),
                    rx.el.span(t("Source:"), " ", safety.source, class_name="hs-hint"),
                ),
                class_name="hs-line-unusual",
            ),
        ),
    )


def line_step(t: Translator, line: Any) -> rx.Component:
    """The step that is suggested for the line: its evidence, and the two answers to it. Never taken by itself."""
    key = line.form.key
    step = ProgramScreen.steps[key]
    return rx.cond(
        ProgramScreen.steps.contains(key),
        rx.el.div(
            rx.el.p(
                ui.icon(step.icon, size="small"),
                rx.el.span(step.text, " ", rx.el.strong(step.step)),
                class_name="hs-grow hs-line-step-words",
            ),
            ui.button(
                t("Put this step in"),
                on_click=ProgramScreen.take_step(key),
                aria_label=rx.Var.create(f"{t('Put this step in')}: {step.exercise}"),
            ),
            ui.button(
                t("Not now"),
                kind="quiet",
                on_click=ProgramScreen.put_off(step.key),
                aria_label=rx.Var.create(f"{t('Not now')}: {step.exercise}"),
            ),
            class_name="hs-line-step",
        ),
    )


def line_ladder(t: Translator, line: Any) -> rx.Component:
    """Easier and harder exercises, each a button that puts it in the line's place."""
    key = line.form.key

    def step(label: str, icon_name: str) -> Any:
        return lambda each: rx.el.button(
            ui.icon(icon_name, size="small"),
            rx.el.span(f"{label}: ", each.name),
            type="button",
            class_name="hs-chip",
            on_click=ProgramScreen.swap(key, each.id),
            aria_label=f"{label}: {each.name}. {t('Instead of')} {line.name}",
            key=each.id,
        )

    return rx.cond(
        (line.easier.length() > 0) | (line.harder.length() > 0),
        rx.el.div(
            rx.foreach(line.easier, step(t("Easier"), "down")),
            rx.foreach(line.harder, step(t("Harder"), "up")),
            class_name="hs-line-ladder",
        ),
    )
