"""Outcome measures where a PT measures: assigned ones with their schedule, scores with change, entry and history.

A section for `/patients/[id]/measurements`; the page calls `OutcomesScreen.load` when it is opened.
"""

from datetime import date
from typing import Any

import reflex as rx

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.measure_schedule import DEFAULT_WEEKS, MOST_WEEKS, MeasureSchedule, ScheduleKind
from patient_app.domain.text import Translator
from patient_app.services import measure_assignments, measure_board, measure_scores
from patient_app.services.measure_board import MeasureBoard
from patient_app.ui import components as ui
from patient_app.ui.pages.measurements_outcome_parts import ASSIGNED, SCORES, assigned, entry, recorded, trends
from patient_app.ui.pages.measurements_outcome_views import EntryForm, OutcomesView, answers_in, entry_form, view
from patient_app.ui.screen import Screen, handler


class OutcomesScreen(Screen):
    """One patient's outcome measures for one clinician. `shown` is the id that the rest is about."""

    shown: str = ""
    missing: bool = False
    view: OutcomesView = OutcomesView()
    form: EntryForm = EntryForm()
    done: str = ""
    told: str = ""
    """In which card it is told what was done, or was wrong."""
    ending: str = ""
    removing: str = ""
    is_assigning: bool = False
    fresh: int = 0
    """Goes up when the forms must begin anew."""

    @handler
    async def load(self) -> None:
        """Show the measures of the patient in the address, or nothing for a reader without them."""
        asked = self._path_part("patients")
        if asked != self.shown:
            self._close()
            self.view = OutcomesView()
        try:
            self._show(await self._call(measure_board.board, asked))
        except NotFound:
            self._close()
            self.shown, self.missing, self.view = asked, True, OutcomesView()

    @handler
    async def start_assigning(self) -> None:
        """Open the form that assigns a measure."""
        self._close(ASSIGNED)
        self.is_assigning = True

    @handler
    async def assign(self, form: dict[str, str]) -> None:
        """Assign the chosen measure with the chosen schedule."""
        schedule = _schedule(form)
        starts_on = _day(form.get("starts_on", ""), "starts_on")
        made = await self._call(
            measure_assignments.assign, self.shown, str(form.get("measure", "")), schedule, starts_on
        )
        await self._settled(self._t("{measure} is assigned.", measure=self._name(made.measure_id)))

    @handler
    async def ask_to_end(self, assignment_id: str) -> None:
        """Ask once more before an assignment is ended; '' takes the question back."""
        self._close(ASSIGNED)
        self.ending = assignment_id

    @handler
    async def end(self, assignment_id: str) -> None:
        """End an assignment; what was answered stays."""
        await self._call(measure_assignments.end, assignment_id)
        await self._settled(self._t("It is not asked for any more. What was answered stays."))

    @handler
    async def choose(self, measure_id: str) -> None:
        """Open the form for a new score of a measure; '' closes it."""
        board = await self._call(measure_board.board, self.shown)
        self._close(SCORES)
        found = next((each for each in board.measures if each.id == measure_id), None)
        if found is not None:
            self.form = entry_form(self._t, found, board)

    @handler
    async def change(self, response_id: str) -> None:
        """Open the form to correct a score that a clinician entered."""
        board = await self._call(measure_board.board, self.shown)
        self._close(SCORES)
        found = next((each for each in board.recorded if each.id == response_id and each.entered_by), None)
        if found is not None and not found.is_removed:
            self.form = entry_form(self._t, found.measure, board, found)

    @handler
    async def enter(self, form: dict[str, Any]) -> None:
        """Save the open form: a new score, or a correction."""
        asked = self.form
        on = _day(form.get("on", ""), "on")
        if on is None:
            raise Invalid.field("on", "Choose a date.")
        if asked.is_score:
            await self._enter_score(asked, _score(str(form.get("score", ""))), on)
        else:
            await self._enter_answers(asked, answers_in(form), on)
        words = self._t("The score was corrected. The former one stays in the history.")
        await self._settled(words if asked.response_id else self._t("The score is saved."))

    @handler
    async def ask_to_remove(self, response_id: str) -> None:
        """Open the form that removes a score; '' closes it."""
        self._close(SCORES)
        self.removing = response_id

    @handler
    async def remove(self, form: dict[str, str]) -> None:
        """Remove the score that was asked about, with a reason."""
        await self._call(measure_scores.remove, self.removing, str(form.get("reason", "")))
        await self._settled(self._t("The score is removed. It stays in the history with your reason."))

    @handler
    async def close(self) -> None:
        """Close whatever form is open."""
        self._close()

    async def _enter_score(self, asked: EntryForm, score: float, on: date) -> None:
        if asked.response_id:
            await self._call(measure_scores.correct_score, asked.response_id, score, on)
        else:
            await self._call(measure_scores.enter_score, self.shown, asked.measure_id, asked.version, score, on)

    async def _enter_answers(self, asked: EntryForm, answers: dict[str, float], on: date) -> None:
        if asked.response_id:
            await self._call(measure_scores.correct_answers, asked.response_id, answers, on)
        else:
            await self._call(measure_scores.enter_answers, self.shown, asked.measure_id, asked.version, answers, on)

    async def _settled(self, words: str) -> None:
        self._close(self.told)
        self._show(await self._call(measure_board.board, self.shown))
        self.done = words

    def _show(self, board: MeasureBoard) -> None:
        self.view = view(self._t, board)
        self.shown, self.missing = board.patient_id, False

    def _close(self, told: str = "") -> None:
        """Close every form; what comes next is told in this card."""
        self.form, self.ending, self.removing, self.is_assigning = EntryForm(), "", "", False
        self.done, self.told = "", told
        self.fresh += 1

    def _name(self, measure_id: str) -> str:
        return next((each.text for each in self.view.choices if each.value == measure_id), measure_id)


def _schedule(form: dict[str, str]) -> MeasureSchedule:
    kind = str(form.get("schedule", ""))
    if kind not in set(ScheduleKind):
        raise Invalid.field("schedule", "Choose how often.")
    weeks = None
    if kind == ScheduleKind.EVERY:
        text = str(form.get("weeks", "")).strip()
        weeks = int(text) if text.isdecimal() and len(text) < 4 else 0
    return MeasureSchedule(ScheduleKind(kind), weeks, bool(form.get("at_discharge")))


def _day(text: object, field: str) -> date | None:
    """The date of a date field; `None` when it was left empty."""
    written = str(text or "").strip()
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise Invalid.field(field, "Choose a date.") from error


def _score(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError as error:
        raise Invalid.field("score", "Write the score as a number.") from error


def outcome_measures(t: Translator) -> rx.Component:
    """The section. Nothing is shown to a reader without the measures part."""
    state = OutcomesScreen
    return rx.cond(
        state.missing,
        rx.fragment(),
        ui.section(
            t("Outcome measures"),
            assigned(t, state, DEFAULT_WEEKS, MOST_WEEKS),
            entry(t, state),
            trends(t, state.view),
            recorded(t, state),
        ),
    )
