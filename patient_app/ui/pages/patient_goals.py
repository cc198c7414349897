"""The goals of the course by letter, and what became of them; a clinician says so here."""

import math
from typing import Any

import reflex as rx

from patient_app.domain.errors import Invalid
from patient_app.domain.goals import GoalStatus
from patient_app.domain.text import Translator
from patient_app.presenters import goals as words
from patient_app.services import goals as service
from patient_app.ui import components as ui
from patient_app.ui.pages.patient_answers import not_shared
from patient_app.ui.pages.patient_lines import opened
from patient_app.ui.screen import Screen, handler, in_words


class GoalsScreen(Screen):
    """Which goal is open. The goals themselves are the summary's, which hears of each change."""

    opened: str = ""
    refused: str = ""
    """Why the last status was not kept, in the reader's words."""

    @handler
    async def open(self, goal_id: str) -> None:
        """The history of a goal, and the form for its status; the one that is open is closed."""
        self.opened, self.refused = "" if goal_id == self.opened else goal_id, ""

    @handler
    async def save(self, form: dict[str, str]) -> None:
        """What became of the goal, with the value found and a note. What was typed stays when it cannot be kept."""
        try:
            status, value = _status(form.get("goal-status", "")), _number(form.get("goal-value", ""))
            note = form.get("goal-note", "")
            await self._call(service.set_status, self.opened, status, value=value, note=note)
        except Invalid as error:
            self.refused = in_words(self._t, error)
        else:
            self.opened = self.refused = ""


def _status(text: str) -> GoalStatus:
    if text not in set(GoalStatus):
        raise Invalid.field("status", "Choose what became of the goal.")
    return GoalStatus(text)


def _number(text: str) -> float | None:
    if not text.strip():
        return None
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise Invalid.field("value", "Use a number.")
    return found


def goals(t: Translator, view: Any, may_change: Any = True) -> rx.Component:
    """Every goal: what it is about, from where to where, until when, and its status, which opens to what was said of it
    and, for those who may, to the form."""
    headings = [t("Goal"), t("What"), t("Baseline"), t("Target"), t("Last found"), t("Due"), t("Status")]
    table = ui.data_table(
        t("Goals of this course"),
        headings,
        rx.foreach(view.goals, lambda row: _rows(t, headings, row, may_change)),
        numeric=(2, 3, 4),
    )
    none = rx.el.p(t("No goals yet. They are set with the order."), class_name="hs-muted")
    return ui.section(
        t("Goals"),
        rx.cond(view.summary.sees_measures, rx.cond(view.goals.length() > 0, table, none), not_shared(t)),
    )


def _rows(t: Translator, headings: list[str], row: Any, may_change: Any) -> rx.Component:
    is_open = GoalsScreen.opened == row.id
    status = rx.el.button(
        ui.icon("chevron-right", size="small"),
        ui.icon(row.icon, size="small"),
        row.status,
        type="button",
        on_click=GoalsScreen.open(row.id),
        aria_expanded=rx.cond(is_open, "true", "false"),
        class_name=f"hs-line-open hs-goal-status hs-goal-{row.tone}",
    )
    what = rx.fragment(rx.el.span(row.category, class_name="hs-hint"), rx.el.br(), row.text)
    return rx.fragment(
        ui.table_row(
            headings,
            row.letter,
            what,
            row.baseline,
            row.target,
            row.value,
            rx.el.span(row.due, class_name="hs-goal-due"),
            status,
            numeric=(2, 3, 4),
            key=row.id,
        ),
        rx.cond(is_open, opened(len(headings), _said(t, row, may_change))),
    )


def _said(t: Translator, row: Any, may_change: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            row.history.length() > 0,
            rx.el.ul(rx.foreach(row.history, lambda said: rx.el.li(said, key=said)), class_name="hs-line-doses"),
            rx.el.p(t("Nothing was said of this goal yet."), class_name="hs-muted"),
        ),
        rx.cond(GoalsScreen.refused != "", ui.notice(GoalsScreen.refused, tone="care", role="alert")),
        rx.cond(may_change, _form(t, row)),
        class_name="hs-stack hs-stack-tight",
    )


def _form(t: Translator, row: Any) -> rx.Component:
    options = [(status.value, words.status(t, status)) for status in GoalStatus]
    return rx.el.form(
        ui.field(t("Status"), "goal-status", options=options, default_value=row.state),
        ui.field(
            rx.cond(row.unit != "", t("Value found") + f" ({row.unit})", t("Value found")),
            "goal-value",
            input_mode="decimal",
            max_length=12,
        ),
        ui.field(t("Note"), "goal-note", max_length=300),
        ui.button(t("Save the status"), kind="primary", type="submit"),
        on_submit=GoalsScreen.save,
        class_name="hs-goal-form",
    )
