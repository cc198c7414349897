"""A patient's visits for clinicians: the view model. One form is open at a time."""

from collections.abc import Awaitable, Callable
from datetime import date, time
from typing import Any

import reflex as rx

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.domain.visits import Scope, VisitDecision, VisitKind, VisitMode
from patient_app.presenters import visit_preparation as preparation_words
from patient_app.presenters import visits as words
from patient_app.presenters.visit_preparation import PreparationView
from patient_app.presenters.visits import BookView, VisitView
from patient_app.services import (
    visit_changes,
    visit_marks,
    visit_planning,
    visit_preparation,
    visit_requests,
    visits,
)
from patient_app.services.visit_planning import Plan, Planned, Repeat
from patient_app.ui.live import live
from patient_app.ui.pages.emergency_banner import EmergencyBanner
from patient_app.ui.pages.patient_monitoring_state import MonitoringScreen
from patient_app.ui.screen import Screen, handler, in_words

PLAN, MOVE, CANCEL, HOLD, MISS, CORRECT, ACCEPT, DECLINE, TREATED = (
    "plan", "move", "cancel", "hold", "miss", "correct", "accept", "decline", "treated",
)  # fmt: skip
ACTIONS = frozenset({PLAN, MOVE, CANCEL, HOLD, MISS, CORRECT, ACCEPT, DECLINE, TREATED})
DONE = "visits-done"
"""Gets the focus when the form that had it goes."""
ONCE, COUNT, UNTIL = "once", "count", "until"
Form = dict[str, str]


class VisitsScreen(Screen):
    """One patient's visits. `shown` is the id that the rest is about; `asking` the form that is open, for `asked`."""

    shown: str = ""
    missing: bool = False
    is_therapist: bool = False
    view: BookView = BookView()
    prepared: PreparationView = PreparationView()
    asking: str = ""
    asked: VisitView = VisitView()
    repeat: str = ONCE
    wrong: str = ""
    wrong_words: str = ""
    done: str = ""
    decided: str = ""
    """The decision that was just recorded, which leads somewhere."""
    opened: int = 0
    """Another number for each opening of a form: its fields begin anew."""
    _zone: str = "UTC"

    @handler
    async def load(self) -> Any:
        """Show the patient of the address, or that there is none for this reader; then what is counted."""
        asked = self._path_part("patients")
        if asked != self.shown:
            self._close()
            self.prepared, self.done, self.decided = PreparationView(), "", ""
        me = await self._who()
        self.is_therapist = me.role is Role.PHYSICAL_THERAPIST
        live.watch(self._tab, [f"patient:{asked}", f"clinician:{me.id}"], [VisitsScreen.load, EmergencyBanner.load])
        try:
            await self._fill(asked)
        except NotFound:
            self._close()
            self.shown, self.missing, self.view, self.prepared = asked, True, BookView(), PreparationView()
            self.done = self.decided = ""
        # Also for who sees nothing any more: what was counted goes from the screen, too.
        return MonitoringScreen.load

    @handler
    async def open(self, action: str, visit_id: str) -> Any:
        """Open the form of an action for a visit; the same again closes it."""
        was_open = (self.asking, self.asked.id) == (action, visit_id)
        self._close()
        self.done = self.decided = ""
        if action not in ACTIONS or was_open:
            return None
        self.asked = self._find(visit_id) or VisitView()
        self.asking = action
        self.opened += 1
        return rx.set_focus(f"visit-{action}")

    @handler
    async def close(self) -> Any:
        """Leave everything as it is."""
        self._close()
        return rx.set_focus(DONE)

    @handler
    async def choose_repeat(self, how: str) -> None:
        """Plan one visit, or several by their number or up to a day."""
        self.repeat = how if how in (COUNT, UNTIL) else ONCE

    @handler
    async def prepare(self, visit_id: str) -> None:
        """Open the page before a visit; the same again closes it."""
        if self.prepared.visit_id == visit_id:
            self.prepared = PreparationView()
            return
        await self._read_preparation(visit_id)

    @handler
    async def keep_note(self, note: str) -> None:
        """Keep the note of the visit as far as it is typed."""
        if self.asking == HOLD and self.asked.id:
            await self._call(visit_marks.write_note, self.asked.id, str(note))

    @handler
    async def plan_anew(self, visit_id: str) -> Any:
        """Plan a missed or cancelled visit anew."""
        made = await self._call(visit_changes.plan_anew, visit_id)
        return await self._settled(self._planned(made))

    @handler
    async def treated_today(self) -> Any:
        """Record a treatment of today."""
        await self._call(visit_marks.treated, self.shown)
        return await self._settled(self._t("Today is recorded as a treatment day."))

    @handler
    async def save(self, form: dict[str, str]) -> Any:
        """Do what the open form is for."""
        self.wrong = self.wrong_words = ""
        acts: dict[str, Callable[[Form], Awaitable[str]]] = {
            PLAN: self._plan, MOVE: self._move, CANCEL: self._cancel, HOLD: self._hold, MISS: self._miss,
            CORRECT: self._correct, ACCEPT: self._accept, DECLINE: self._decline, TREATED: self._treated,
        }  # fmt: skip
        if self.asking not in acts:
            return None
        try:
            done = await acts[self.asking]({name: str(value) for name, value in form.items()})
        except Invalid as error:
            if not error.fields:
                raise
            self.wrong, self.wrong_words = error.fields[0].field, in_words(self._t, error)
            return rx.set_focus(f"visit-{self.wrong}")
        except Conflict:
            await self._fill(self.shown)
            raise
        return await self._settled(done)

    async def _plan(self, form: Form) -> str:
        made = await self._call(visit_planning.plan, self.shown, self._wanted(form))
        return self._planned(made)

    async def _move(self, form: Form) -> str:
        scope = Scope.LATER if form.get("later") else Scope.ONE
        made = await self._call(visit_changes.move, self.asked.id, _day(form, "on"), _clock(form, "clock"), scope)
        return self._planned(made)

    async def _cancel(self, form: Form) -> str:
        scope = Scope.LATER if form.get("later") else Scope.ONE
        n = await self._call(visit_changes.cancel, self.asked.id, form.get("reason", ""), scope)
        return self._t.n("The visit is cancelled. The patient is told.", "{n} visits are cancelled.", n)

    async def _hold(self, form: Form) -> str:
        chosen = form.get("decision", "")
        decision = VisitDecision(chosen) if chosen in set(VisitDecision) else None
        following = None
        if form.get("next_on"):
            following = Plan(
                VisitKind(self.asked.kind),
                _day(form, "next_on"),
                _clock(form, "next_clock"),
                purpose=self.asked.purpose,
            )
        made = await self._call(visit_marks.hold, self.asked.id, decision, form.get("note", ""), following)
        self.decided = decision.value if decision and not self.asked.at_pt_centre else ""
        return " ".join(filter(None, (self._t("The visit is recorded."), self._planned(made) if made else "")))

    async def _miss(self, form: Form) -> str:
        await self._call(visit_marks.miss, self.asked.id, form.get("note", ""))
        return self._t("Recorded as missed. You can plan it anew below.")

    async def _correct(self, form: Form) -> str:
        chosen, status = form.get("decision", ""), form.get("status", "")
        await self._call(
            visit_marks.correct,
            self.asked.id,
            VisitStatus(status) if status in set(VisitStatus) else VisitStatus(self.asked.status),
            VisitDecision(chosen) if chosen in set(VisitDecision) else None,
            form.get("note", ""),
            form.get("reason", ""),
        )
        return self._t("Corrected. What it was stays in the audit log.")

    async def _accept(self, form: Form) -> str:
        if self.asked.wish.kind == MOVE:
            on, clock = _day(form, "on"), _clock(form, "clock")
            made = await self._call(visit_requests.accept, self.asked.wish.id, on, clock)
            return self._planned(made) if made else ""
        await self._call(visit_requests.accept, self.asked.wish.id)
        return self._t("The visit is cancelled. The patient is told.")

    async def _decline(self, form: Form) -> str:
        await self._call(visit_requests.decline, self.asked.wish.id, form.get("note", ""))
        return self._t("The visit stays as it is. The patient is told why.")

    async def _treated(self, form: Form) -> str:
        await self._call(visit_marks.treated, self.shown, _day(form, "on"))
        return self._t("The day is recorded as a treatment day.")

    def _wanted(self, form: Form) -> Plan:
        kind, mode = form.get("kind", ""), form.get("mode", "")
        typed = form.get("place", "").strip()
        repeat = None
        if self.repeat != ONCE:
            repeat = Repeat(
                _number(form, "every_weeks"),
                _number(form, "count") if self.repeat == COUNT else None,
                _day(form, "until") if self.repeat == UNTIL else None,
            )
        return Plan(
            VisitKind(kind) if kind in set(VisitKind) else VisitKind.PHYSIATRIST,
            _day(form, "on"),
            _clock(form, "clock"),
            form.get("clinician_id") or None,
            _number(form, "minutes"),
            VisitMode(mode) if mode in set(VisitMode) else VisitMode.IN_PERSON,
            typed or form.get("centre", ""),
            form.get("purpose", ""),
            repeat,
        )

    def _planned(self, made: Planned) -> str:
        t, zone = self._t, self._zone
        today = date.fromisoformat(self.view.today)
        first = words.moment(t, made.at[0], zone, today)
        said = t.n("Planned: {first}.", "Planned: {n} visits, the first {first}.", len(made.at), first=first)
        if made.conflicts:
            times = ", ".join(words.moment(t, at, zone, today) for at in made.conflicts[:3])
            said += " " + t("There is another visit with this clinician at that time: {times}.", times=times)
        return said

    async def _settled(self, done: str) -> Any:
        self._close()
        self.done = done
        await self._fill(self.shown)
        return rx.set_focus(DONE)

    async def _fill(self, patient_id: str) -> None:
        found = await self._call(visits.visits, patient_id)
        self._zone = found.clinic_zone
        self.view = words.book(self._t, found, found.clinic_zone, self._role)
        self.shown, self.missing = patient_id, False
        if self.prepared.visit_id and self._find(self.prepared.visit_id):
            await self._read_preparation(self.prepared.visit_id)

    async def _read_preparation(self, visit_id: str) -> None:
        found = await self._call(visit_preparation.prepare, str(visit_id))
        self.prepared = preparation_words.view(self._t, found)

    @property
    def _role(self) -> Role:
        return Role.PHYSICAL_THERAPIST if self.is_therapist else Role.PHYSIATRIST

    def _find(self, visit_id: str) -> VisitView | None:
        view = self.view
        every = (view.next, *view.unrecorded, *view.planned, *view.past)
        return next((each for each in every if each.id and each.id == visit_id), None)

    def _close(self) -> None:
        self.asking = self.wrong = self.wrong_words = ""
        self.asked, self.repeat = VisitView(), ONCE


def _day(form: Form, name: str) -> date:
    try:
        return date.fromisoformat(form.get(name, ""))
    except ValueError:
        raise Invalid.field(name, "Choose a day.") from None


def _clock(form: Form, name: str) -> time:
    try:
        return time.fromisoformat(form.get(name, ""))
    except ValueError:
        raise Invalid.field(name, "Choose a time.") from None


def _number(form: Form, name: str) -> int:
    try:
        return int(form.get(name, ""))
    except ValueError:
        raise Invalid.field(name, "Give a whole number.") from None
