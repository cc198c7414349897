"""The parts of the section of outcome measures: assigned ones, the form for a score, changes, history."""

from typing import Any

import reflex as rx

from patient_app.domain.measure_schedule import ScheduleKind
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.patient_answers import facts

State = Any
"""`OutcomesScreen`: the parts know its handlers by name."""


ASSIGNED, SCORES = "assigned", "scores"
"""Where what was done is told: in the card where it was done."""


def told(state: State, where: str) -> rx.Component:
    """What was done here, and what was wrong with the last thing asked for, beside the form it is about."""
    return rx.cond(
        state.told == where,
        rx.fragment(
            rx.cond(state.done != "", ui.notice(state.done, tone="done", role="status")),
            rx.cond(state.problem != "", ui.notice(state.problem, tone="stop", role="alert")),
        ),
    )


def assigned(t: Translator, state: State, weeks: int, most_weeks: int) -> rx.Component:
    """The assignments that go on, each with its end, and the form for another one."""
    headings = [t("Questionnaire"), t("Schedule"), t("Due"), t("Assigned by"), t("End it")]
    table = ui.data_table(
        t("Assigned questionnaires"),
        headings,
        rx.foreach(
            state.view.assigned,
            lambda row: ui.table_row(
                headings,
                row.name,
                row.schedule,
                rx.el.span(ui.icon(row.icon, size="small"), row.standing, class_name="hs-row"),
                row.by,
                _end(t, state, row),
                key=row.id,
            ),
        ),
    )
    return rx.el.div(
        rx.el.h3(t("Assigned to the patient"), class_name="hs-h3"),
        rx.cond(
            state.view.assigned.length() > 0,
            table,
            rx.el.p(t("No questionnaire is assigned yet."), class_name="hs-muted"),
        ),
        rx.cond(
            state.is_assigning,
            _assign_form(t, state, weeks, most_weeks),
            ui.button(
                t("Assign a questionnaire"),
                icon_name="plus",
                on_click=state.start_assigning,
                class_name="hs-self-start",
            ),
        ),
        told(state, ASSIGNED),
        class_name="hs-card hs-stack",
    )


def _end(t: Translator, state: State, row: Any) -> rx.Component:
    return rx.cond(
        state.ending == row.id,
        rx.el.div(
            ui.button(t("End it"), kind="danger", on_click=state.end(row.id), auto_focus=True),
            ui.button(t("Leave it as it is"), on_click=state.ask_to_end("")),
            class_name="hs-row",
        ),
        ui.button(
            t("End"),
            kind="quiet",
            on_click=state.ask_to_end(row.id),
            aria_label=rx.Var.create(f"{t('End')}: {row.name}"),
        ),
    )


def _assign_form(t: Translator, state: State, weeks: int, most_weeks: int) -> rx.Component:
    schedules = [
        (ScheduleKind.EVERY.value, t("Now and every few weeks")),
        (ScheduleKind.ONCE.value, t("Once")),
        (ScheduleKind.DISCHARGE.value, t("Only at discharge")),
    ]
    return rx.el.form(
        rx.el.div(
            _select(t("Questionnaire"), "measure", state.view.assignable, auto_focus=True),
            ui.field(t("How often"), "schedule", options=schedules, default_value=ScheduleKind.EVERY.value),
            ui.field(
                t("Weeks between"),
                "weeks",
                type="number",
                min=1,
                max=most_weeks,
                default_value=str(weeks),
            ),
            ui.field(t("From"), "starts_on", type="date", default_value=state.view.today, min=state.view.today),
            class_name="hs-measure-fields",
        ),
        ui.tick(t("At discharge too"), "at_discharge", default_checked=True),
        rx.el.div(
            ui.button(t("Assign it"), kind="primary", type="submit"),
            ui.button(t("Cancel"), on_click=state.close),
            class_name="hs-row",
        ),
        on_submit=state.assign,
        class_name="hs-stack",
        aria_label=t("Assign a questionnaire"),
        key=rx.Var.create(f"assign-{state.fresh}"),
    )


def entry(t: Translator, state: State) -> rx.Component:
    """A score taken in clinic: which measure, then its form."""
    return rx.el.div(
        rx.el.h3(t("Score taken in clinic"), class_name="hs-h3"),
        rx.cond(
            state.form.measure_id != "",
            _entry_form(t, state),
            _select(
                t("Measure"),
                "score-measure",
                state.view.choices,
                first=t("Choose a measure"),
                hint=t("Of licensed questionnaires only the score is entered. The paper form stays with you."),
                on_change=state.choose,
                value="",
            ),
        ),
        told(state, SCORES),
        class_name="hs-card hs-stack",
    )


def _entry_form(t: Translator, state: State) -> rx.Component:
    form = state.form
    return rx.el.form(
        rx.el.p(rx.el.strong(form.name), " ", rx.el.span(form.about, class_name="hs-muted")),
        rx.cond(form.hint != "", rx.el.p(form.hint)),
        rx.el.div(
            rx.cond(
                form.is_score,
                ui.field(
                    t("Score"),
                    "score",
                    default_value=form.score,
                    input_mode="decimal",
                    auto_complete="off",
                    required=True,
                    auto_focus=True,
                ),
            ),
            ui.field(t("Taken on"), "on", type="date", default_value=form.on, max=state.view.today, required=True),
            class_name="hs-measure-fields",
        ),
        rx.cond(~form.is_score, rx.el.div(rx.foreach(form.rows, _answer_row), class_name="hs-stack hs-stack-tight")),
        rx.el.div(
            ui.button(t("Save the score"), kind="primary", type="submit"),
            ui.button(t("Cancel"), on_click=state.close),
            class_name="hs-row",
        ),
        on_submit=state.enter,
        class_name="hs-stack",
        aria_label=t("Score taken in clinic"),
        key=rx.Var.create(f"entry-{form.measure_id}-{form.response_id}-{state.fresh}"),
    )


def _answer_row(row: Any) -> rx.Component:
    return rx.cond(
        row.is_tick,
        rx.el.label(
            rx.el.input(type="checkbox", name=row.name, default_checked=row.value == "1"),
            rx.el.span(row.text),
            class_name="hs-tick",
        ),
        rx.el.div(
            rx.el.label(row.text, html_for=row.name),
            rx.el.select(
                rx.foreach(row.options, lambda one: rx.el.option(one.text, value=one.value)),
                id=row.name,
                name=row.name,
                default_value=row.value,
                class_name="hs-input",
            ),
            class_name="hs-field",
        ),
    )


def trends(t: Translator, view: Any) -> rx.Component:
    """Each measure's baseline, last score, and the change as three facts."""
    headings = [t("Measure"), t("Scale"), t("First"), t("Last"), t("Change")]
    return rx.cond(
        view.trends.length() > 0,
        rx.el.div(
            rx.el.h3(t("Change since the first time"), class_name="hs-h3"),
            ui.data_table(
                t("Outcome measures"),
                headings,
                rx.foreach(
                    view.trends,
                    lambda row: ui.table_row(headings, row.name, row.scale, row.first, row.last, facts(row.facts)),
                ),
            ),
            class_name="hs-stack hs-stack-tight",
        ),
    )


def recorded(t: Translator, state: State) -> rx.Component:
    """Every score with who entered it and what it was before."""
    headings = [t("Measure"), t("Date"), t("Score"), t("Entered by"), t("Change it")]
    table = ui.data_table(
        t("Every score"),
        headings,
        rx.foreach(
            state.view.recorded,
            lambda row: ui.table_row(
                headings, row.name, row.on, _score(row), row.by, _buttons(t, state, row), key=row.id
            ),
        ),
    )
    return rx.cond(
        state.view.recorded.length() > 0,
        rx.el.div(
            ui.details(t("Every score, with corrections"), table),
            rx.cond(state.removing != "", _remove_form(t, state)),
            class_name="hs-stack hs-stack-tight",
        ),
    )


def _score(row: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(row.state != "", rx.el.span(rx.el.s(row.score), " ", row.state), rx.el.span(row.score)),
        rx.foreach(row.former, lambda line: rx.el.span(line, class_name="hs-hint hs-measure-former")),
    )


def _buttons(t: Translator, state: State, row: Any) -> rx.Component:
    about = f"{row.name}, {row.on}"
    return rx.cond(
        row.can_change,
        rx.el.div(
            ui.button(
                t("Correct"),
                kind="quiet",
                icon_name="edit",
                on_click=state.change(row.id),
                aria_label=rx.Var.create(f"{t('Correct')} {about}"),
            ),
            ui.button(
                t("Remove"),
                kind="quiet",
                icon_name="trash",
                on_click=state.ask_to_remove(row.id),
                aria_label=rx.Var.create(f"{t('Remove')} {about}"),
            ),
            class_name="hs-row",
        ),
    )


def _remove_form(t: Translator, state: State) -> rx.Component:
    return rx.el.form(
        rx.el.h4(t("Remove this score?"), class_name="hs-label"),
        rx.el.p(t("It does not count any more. It stays in this history with your reason."), class_name="hs-hint"),
        ui.field(t("Reason"), "reason", max_length=500, required=True, auto_focus=True, auto_complete="off"),
        rx.el.div(
            ui.button(t("Remove the score"), kind="danger", type="submit"),
            ui.button(t("Leave it as it is"), on_click=state.close),
            class_name="hs-row",
        ),
        on_submit=state.remove,
        class_name="hs-card hs-stack",
        aria_label=t("Remove this score?"),
        key=rx.Var.create(f"remove-{state.removing}"),
    )


def _select(
    label: str, id: str, options: Any, *, first: str | None = None, hint: str | None = None, **props: Any
) -> rx.Component:
    """A labelled list whose options are a state var."""
    begin = [rx.el.option(first, value="")] if first is not None else []
    hints = [rx.el.p(hint, id=f"{id}-hint", class_name="hs-hint")] if hint is not None else []
    described = {"aria_describedby": f"{id}-hint"} if hint is not None else {}
    return rx.el.div(
        rx.el.label(label, html_for=id),
        *hints,
        rx.el.select(
            *begin,
            rx.foreach(options, lambda one: rx.el.option(one.text, value=one.value)),
            id=id,
            name=id,
            class_name="hs-input",
            **described,
            **props,
        ),
        class_name="hs-field",
    )
