"""Closing a patient's course of treatment, and opening it again: the question, with what is to be decided."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.goals import GoalStatus
from patient_app.domain.journey import CloseReason
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words
from patient_app.presenters.final_summary import goal_status
from patient_app.presenters.journey_words import close_reason
from patient_app.services import discharge
from patient_app.services.discharge import ClosingDraft
from patient_app.ui import components as ui
from patient_app.ui.pages.journey_form import KeptForm
from patient_app.ui.pages.to_hash import ToHash
from patient_app.ui.screen import Screen, handler

ENDS = (GoalStatus.MET, GoalStatus.NOT_MET, GoalStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is asked about: a goal, a visit, a questionnaire."""

    id: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ClosingView:
    """What is asked. `reopen`: until when the closed course can be opened again, in words; empty when it cannot."""

    can_close: bool = False
    goals: tuple[Item, ...] = ()
    visits: tuple[Item, ...] = ()
    measures: tuple[Item, ...] = ()
    closed: str = ""
    reopen: str = ""


class DischargeScreen(Screen):
    """The end of one patient's course, for one clinician."""

    shown: str = ""
    owner: str = ""
    view: ClosingView = ClosingView()
    open: str = ""
    done: str = ""

    @handler
    async def load(self) -> None:
        """What can be done for the patient of the address; nothing for a reader without the journey."""
        asked, me = self._path_part("patients"), await self._who()
        if asked != self.shown:
            self.open, self.done = "", ""
        self.shown, self.owner = asked, me.id
        await self._fill()

    @handler
    async def ask(self, what: str) -> None:
        """Open the question before the course is closed ('close') or opened again ('reopen'); else shut it."""
        self.open, self.done = (what if what in {"close", "reopen"} else ""), ""

    @handler
    async def close(self, form: dict[str, Any]) -> None:
        """Close the course."""
        reason = str(form.get("reason", ""))
        if reason not in set(CloseReason):
            raise Invalid.field("reason", "Choose why the course is closed.")
        statuses = {item.id: str(form.get(f"goal-{item.id}", "")) for item in self.view.goals}
        draft = ClosingDraft(
            CloseReason(reason),
            str(form.get("note", "")),
            {id: GoalStatus(status) for id, status in statuses.items() if status in set(GoalStatus)},
            frozenset(item.id for item in self.view.visits if form.get(f"visit-{item.id}")),
            frozenset(item.id for item in self.view.measures if form.get(f"measure-{item.id}")),
        )
        await self._call(discharge.close, self.shown, draft)
        self.open, self.done = "", self._t("The course is closed. The patient is told.")
        await self._fill()

    @handler
    async def reopen(self, form: dict[str, Any]) -> None:
        """Open the course again."""
        await self._call(discharge.reopen, self.shown, str(form.get("reason", "")))
        self.open, self.done = "", self._t("The course goes on. The patient is told.")
        await self._fill()

    async def _fill(self) -> None:
        t = self._t
        try:
            found = await self._call(discharge.closing, self.shown)
        except NotFound:
            self.view = ClosingView()
            return
        self.view = ClosingView(
            can_close=found.can_close,
            goals=tuple(Item(goal.id, f"{goal.letter}: {goal.description}") for goal in found.goals),
            visits=tuple(Item(visit.id, f"{visit.clinician}, {day_words(t, visit.on)}") for visit in found.visits),
            measures=tuple(Item(each.assignment.id, each.measure.name(t.language)) for each in found.measures),
            closed=day_words(t, found.closed_on) if found.closed_on else "",
            reopen=day_words(t, found.reopen_until) if found.reopen_until else "",
        )


def closing(t: Translator) -> rx.Component:
    """Below the journey; its address is `#close-course`."""
    view = DischargeScreen.view
    return rx.el.div(
        rx.el.h3(t("End of the course")),
        rx.el.div(rx.cond(DischargeScreen.done != "", ui.notice(DischargeScreen.done, tone="done")), role="status"),
        rx.cond(
            view.can_close,
            rx.cond(DischargeScreen.open == "close", _close(t), _start(t)),
            rx.cond(
                view.closed != "",
                rx.cond(DischargeScreen.open == "reopen", _reopen(t), _closed(t)),
                rx.el.p(t("No course of treatment yet"), class_name="hs-muted"),
            ),
        ),
        id="close-course",
        class_name="hs-stack",
    )


def _start(t: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.p(
            t(
                "Closing writes a final summary from start to end and tells the patient. The program stays readable, "
                "and the patient can go on logging. After that only warning signs reach you."
            ),
            class_name="hs-muted",
        ),
        ui.button(
            t("Close the course"),
            id="ask-to-close",
            icon_name="flag",
            class_name="hs-self-start",
            on_click=DischargeScreen.ask("close"),
        ),
        # The address leads here from a report or a visit that ends with 'discharge'; the page's content comes later.
        ToHash.create(name="close-course", field="ask-to-close"),
    )


def _closed(t: Translator) -> rx.Component:
    view = DischargeScreen.view
    return rx.fragment(
        rx.el.p(t("Closed on"), " ", view.closed, "."),
        rx.cond(
            view.reopen != "",
            rx.fragment(
                rx.el.p(t("It can be opened again until"), " ", view.reopen, ".", class_name="hs-muted"),
                ui.button(
                    t("Open it again"),
                    icon_name="undo",
                    class_name="hs-self-start",
                    on_click=DischargeScreen.ask("reopen"),
                ),
            ),
            rx.el.p(t("A new order begins a new course."), class_name="hs-muted"),
        ),
    )


def _close(t: Translator) -> rx.Component:
    view = DischargeScreen.view
    reasons = [(reason.value, close_reason(t, reason)) for reason in CloseReason]
    return _kept(
        "close",
        _radios(t("Why is the course closed?"), "reason", reasons),
        rx.cond(
            view.goals.length() > 0,
            rx.el.div(
                rx.el.p(t("What became of the goals that are open?"), class_name="hs-label"),
                rx.foreach(view.goals, lambda goal: _goal(t, goal)),
                class_name="hs-stack hs-stack-tight",
            ),
        ),
        rx.cond(
            view.visits.length() > 0,
            _ticks(t("Planned visits: tick those to cancel. The others stay."), "visit", view.visits),
        ),
        rx.cond(
            view.measures.length() > 0,
            _ticks(t("Regular questionnaires: tick those to end. The others stay."), "measure", view.measures),
        ),
        ui.field(
            t("Closing note"),
            "note",
            multiline=True,
            rows=4,
            max_length=4000,
            hint=t("The patient reads this. What to go on with, and when to call."),
        ),
        act=t("Close the course"),
        keep=t("Leave it as it is"),
        submit=DischargeScreen.close,
    )


def _reopen(t: Translator) -> rx.Component:
    return _kept(
        "reopen",
        rx.el.p(t("The final summary is taken back. What was cancelled with the course stays cancelled.")),
        ui.field(t("Why does the course go on?"), "reason", required=True, max_length=300),
        act=t("Open it again"),
        keep=t("Leave it as it is"),
        submit=DischargeScreen.reopen,
    )


def _kept(name: str, *children: Any, act: str, keep: str, submit: Any) -> rx.Component:
    return KeptForm.create(
        rx.el.form(
            *children,
            rx.cond(DischargeScreen.problem != "", ui.notice(DischargeScreen.problem, tone="care", role="alert")),
            rx.el.div(
                ui.button(act, kind="primary", type="submit"),
                ui.button(keep, on_click=DischargeScreen.ask("")),
                class_name="hs-row",
            ),
            on_submit=submit,
            class_name="hs-card hs-stack",
        ),
        owner=DischargeScreen.owner,
        name=f"{name}:{DischargeScreen.shown}",
    )


def _radios(legend: Any, name: Any, options: list[tuple[str, str]]) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="hs-label"),
        rx.el.div(
            *(
                rx.el.label(rx.el.input(type="radio", name=name, value=value), rx.el.span(text), class_name="hs-tick")
                for value, text in options
            ),
            class_name="hs-row",
        ),
        class_name="hs-choice",
    )


def _goal(t: Translator, goal: Any) -> rx.Component:
    return _radios(goal.text, f"goal-{goal.id}", [(status.value, goal_status(t, status)) for status in ENDS])


def _ticks(legend: str, name: str, items: Any) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="hs-label"),
        rx.foreach(
            items,
            lambda item: rx.el.label(
                rx.el.input(type="checkbox", name=f"{name}-{item.id}"), rx.el.span(item.text), class_name="hs-tick"
            ),
        ),
        class_name="hs-choice",
    )
