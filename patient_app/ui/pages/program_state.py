"""The program builder's view model: the draft of this patient, what is said of it, and publishing it.

Each change is kept at the server at once (`services/drafts.py`). What can be done to a draft is in
`presenters/program_draft.py`, what is said of it in `program_views.py`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import reflex as rx

from patient_app.content.exercise_library import Exercise, SideChoice, library
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.program import Prescription
from patient_app.presenters import program as words
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.line_history import HistoryView
from patient_app.presenters.program import Change, LineWords, ReadLine
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_draft_json import to_json
from patient_app.presenters.program_form import read
from patient_app.services import drafts as kept_drafts
from patient_app.services import programs
from patient_app.services.programs import Draft, Workbench
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages import program_views as views
from patient_app.ui.pages.program_views import (
    GoneRow,
    LineSafety,
    LineStart,
    NewestView,
    OrderCard,
    TabDraft,
    VersionRow,
)
from patient_app.ui.screen import Screen, handler

LONGEST_NOTE = 2000


class ProgramScreen(Screen):
    """One patient's program, being built. `shown` is the id that the rest is about."""

    shown: str = ""
    missing: bool = False
    patient_name: str = ""
    in_force: str = ""
    order: OrderCard = OrderCard()
    others: list[str] = []
    earliest: str = ""
    starts_on: str = ""
    note: str = ""
    fresh: str = "0"
    """Goes up when the fields must begin anew."""
    lines: list[LineStart] = []
    said: dict[str, LineWords] = {}
    safety: dict[str, LineSafety] = {}
    histories: dict[str, HistoryView] = {}
    gone: list[GoneRow] = []
    changes: list[Change] = []
    changes_title: str = ""
    many: bool = False
    date_problem: str = ""
    note_problem: str = ""
    done: str = ""
    told: str = ""
    """What the last step did, for those who do not see it."""
    undoable: str = ""
    redoable: str = ""
    elsewhere: bool = False
    """The draft was changed in another window: which one goes on?"""
    newest: NewestView = NewestView()
    versions: list[VersionRow] = []
    opened: int = 0
    opened_lines: list[ReadLine] = []
    used: list[str] = []
    # Tuples: values in them are handed out as they are, not wrapped to be watched.
    _tabs: tuple[tuple[str, TabDraft], ...] = ()
    _gates: tuple[tuple[str, str], ...] = ()
    _own: tuple[Exercise, ...] = ()
    """The clinic's own exercises."""
    _strict: bool = False
    _refused: tuple[tuple[str, str, str], ...] = ()

    @handler
    async def load(self) -> None:
        """Show the patient of the address with the draft that is kept, or a new one."""
        asked = self._path_part("patients")
        if asked != self.shown:
            self._forget()
        live.watch(self._tab, [f"patient:{asked}"], refresh=ProgramScreen.refresh)
        try:
            bench = await self._call(programs.workbench, asked)
        except NotFound:
            self._forget()
            self.shown, self.missing = asked, True
            return
        self.shown, self.missing = asked, False
        # A page that was loaded again shows its fields as they began, which is not what the draft says by now.
        self.fresh = str(int(self.fresh) + 1)
        self._take(bench)

    @handler
    async def refresh(self) -> None:
        """The record changed: a version that somebody published shows here."""
        if not self.shown or self.missing:
            return
        try:
            bench = await self._call(programs.workbench, self.shown)
        except NotFound:
            self._tabs = tuple(each for each in self._tabs if each[0] != self.shown)
            asked = self.shown
            self._forget()
            self.shown, self.missing = asked, True
            return
        self._take(bench)

    # The draft -----------------------------------------------------------------------------------------------------

    @handler
    async def add(self, exercise_id: str) -> None:
        """Put an exercise at the end of the program, with its usual dose."""
        line, side_open = _line_of(self._library, exercise_id)
        self.done = ""
        await self._do(
            drafts.add(self._draft, line, side_open=side_open),
            self._t("{exercise} was added.", **self._name(exercise_id)),
        )

    @handler
    async def edit(self, key: str, field: str, fresh: str, value: str) -> None:
        """A field of a line as it is typed. `fresh` is the field's own: one that began anew meanwhile shows it too."""
        self._refused = tuple(each for each in self._refused if each[:2] != (key, field))
        line = self._draft.line(key)
        if line is not None:
            label = self._t("{exercise} was changed.", **self._name(line.exercise_id))
            self._did(drafts.edit(self._draft, key, field, str(value)), label, f"{field}-{key}")
        self._tell() if fresh == self.fresh else self._begin_anew()
        await self._keep()

    @handler
    async def toggle_day(self, key: str, day: str) -> None:
        """Put a weekday in or take it out."""
        await self._change(key, drafts.toggle_day(self._draft, key, day))

    @handler
    async def toggle_gate(self, key: str, gate: str) -> None:
        """Tick that the exercise is allowed in spite of a precaution, or take the tick back."""
        self._refused = tuple(each for each in self._refused if each[:2] != (key, "gates"))
        await self._change(key, drafts.toggle_gate(self._draft, key, gate))

    @handler
    async def move(self, key: str, step: int) -> None:
        """One place up (-1) or down (1)."""
        await self._moved(key, drafts.move(self._draft, key, 1 if step > 0 else -1))

    @handler
    async def move_to(self, key: str, place: int) -> None:
        """To a place counted from 0, as it was dragged."""
        await self._moved(key, drafts.move_to(self._draft, key, int(place)))

    @handler
    async def remove(self, key: str) -> Any:
        """Take a line out; it can be put back."""
        line = self._draft.line(key)
        if line is None:
            return None
        told = self._t("{exercise} was taken out.", **self._name(line.exercise_id))
        await self._do(drafts.remove(self._draft, key), told)
        return rx.set_focus("undo")

    @handler
    async def put_back(self, key: str) -> None:
        """Take back a line that the current version has and the draft has not."""
        line = self._draft.before(key)
        if line is not None:
            told = self._t("{exercise} is back.", **self._name(line.exercise_id))
            await self._do(drafts.put_back(self._draft, line, self._draft.base.index(line)), told)

    @handler
    async def swap(self, key: str, exercise_id: str) -> Any:
        """Put an easier or a harder exercise in a line's place."""
        old = self._draft.line(key)
        if old is None:
            return None
        line, side_open = _line_of(self._library, exercise_id)
        told = self._t(
            "{exercise} instead of {old}.",
            **self._name(exercise_id),
            old=names(self._t, self._library)(old.exercise_id),
        )
        await self._do(drafts.swap(self._draft, key, line, side_open=side_open), told)
        return rx.set_focus("undo")

    @handler
    async def fill_pain(self, form: dict[str, str]) -> None:
        """The same pain limits in every line."""
        green, amber = str(form.get("all-green", ""))[:4], str(form.get("all-amber", ""))[:4]
        self._did(drafts.fill_pain_rule(self._draft, green, amber), self._t("Pain limits in every exercise."))
        self._begin_anew()
        await self._keep()

    @handler
    async def undo(self) -> None:
        """Take the last step back."""
        await self._step(*self._tab_draft.history.undo(self._draft))

    @handler
    async def redo(self) -> None:
        """Do again what was taken back."""
        await self._step(*self._tab_draft.history.redo(self._draft))

    @handler
    async def write_note(self, fresh: str, note: str) -> None:
        """What changed and why; `fresh` as in `edit`."""
        self._did(replace(self._draft, note=str(note)), self._t("The note was changed."), "note")
        self._check_note()
        if fresh != self.fresh:
            self._begin_anew()
        self._say_steps()
        await self._keep()

    @handler
    async def choose_start(self, day: str) -> None:
        """From which day on the version is in force."""
        self._did(replace(self._draft, starts_on=str(day)), self._t("The start was changed."), "starts")
        self.starts_on, self.date_problem = day, ""
        self._say_steps()
        await self._keep()

    # Versions and windows ------------------------------------------------------------------------------------------

    @handler
    async def open_version(self, version: int) -> None:
        """Read an earlier version; again: close it."""
        if version == self.opened or version < 1:
            self.opened, self.opened_lines = 0, []
            return
        found = await self._call(programs.program, self.shown, version)
        t = self._t
        self.opened, self.opened_lines = version, list(words.read_lines(t, found.version, names(t, self._library)))

    @handler
    async def start_from(self, version: int) -> None:
        """Put the lines of an earlier version into the draft."""
        found = await self._call(programs.program, self.shown, version)
        told = self._t("The program below is now version {n}. Publish it when it is right.", n=version)
        await self._replace(drafts.start_from(self._draft, found.version), told)

    @handler
    async def rebase(self) -> None:
        """Bring my changes over to the newest version."""
        newest = (await self._call(programs.program, self.shown)).version
        t = self._t
        draft = drafts.rebase(self._draft, newest)
        told = t("Your changes now stand on version {n}.", n=newest.version)
        if draft.checks:
            count = len(draft.checks)
            told += " " + t.n(
                "Check {n} exercise that both of you changed.", "Check {n} exercises that both of you changed.", count
            )
        await self._replace(draft, told)
        await self._again()

    @handler
    async def take_newest(self) -> None:
        """Leave my changes and go on from the newest version."""
        newest = (await self._call(programs.program, self.shown)).version
        told = self._t("This is version {n}. Your changes are left out.", n=newest.version)
        await self._replace(drafts.begin(newest, self._draft.starts_on), told)
        await self._again()

    @handler
    async def leave_out(self) -> None:
        """Leave all changes out: the program as it is published."""
        draft = self._draft
        told = self._t("Your changes are left out.")
        await self._replace(
            replace(draft, lines=draft.base, note="", starts_on=self.earliest, checks=frozenset()), told
        )

    @handler
    async def choose_window(self, mine: bool) -> None:
        """Go on with this window's draft, or with the one of the other window."""
        bench = await self._call(programs.workbench, self.shown)
        other, tab = views.read_draft(bench), self._tab_draft
        self.elsewhere = False
        if mine:
            history = tab.history.did(other, self._t("The other window's draft")) if other else tab.history
            self._tab_draft = replace(tab, revision=views.revision(bench), history=history)
            await self._keep()
        else:
            draft = other or drafts.begin(views.base_of(bench), bench.today.isoformat())
            history = tab.history.did(tab.draft, self._t("This window's draft"))
            self._tab_draft = TabDraft(draft, views.revision(bench), True, history)
        self.fresh = str(int(self.fresh) + 1)
        self._take(bench)

    # Publishing ----------------------------------------------------------------------------------------------------

    @handler
    async def publish(self) -> None:
        """Publish the draft, or say what it needs."""
        self.done, self._refused = "", ()
        lines, starts_on = self._checked()
        draft = self._draft
        to_publish = Draft(draft.based_on, starts_on, lines, draft.note.strip() or None)
        try:
            made = await self._call(programs.publish, self.shown, to_publish, built=True)
        except Conflict:
            await self._again()
            return
        except Invalid as error:
            self._refuse(error)
            raise
        self._tab_draft = TabDraft(drafts.begin(made.version, self.earliest))
        self._strict, self.elsewhere = False, False
        await self._again()
        self.done = views.published(self._t, made, self.patient_name, date.fromisoformat(self.earliest))

    def _checked(self) -> tuple[tuple[Any, ...], date]:
        """The lines and the day to publish. Raises `Invalid` with what to do."""
        t, draft = self._t, self._draft
        found = [read(t, line) for line in draft.lines]
        self._strict = draft.is_changed
        starts_on = views.day_of(draft.starts_on)
        self._tell()
        self._check_note()
        if starts_on is None:
            self.date_problem = t("Choose a day.")
        wrong = sum(len(each.problems) for each in found) + (starts_on is None) + bool(self.note_problem)
        if not draft.lines:
            raise Invalid("The program has no exercise yet. Add one from the library.")
        if wrong or starts_on is None:
            raise Invalid("Nothing is published yet, and nothing is lost. Some values below need a change.")
        if not draft.is_changed:
            raise Invalid("Nothing has changed, so there is nothing to publish.")
        return tuple(each.prescription for each in found), starts_on

    def _refuse(self, error: Invalid) -> None:
        """Put each reason of the service at its line and field."""
        self.date_problem, self._refused = views.refusals(self._t, error, self._draft)
        self._tell()

    def _check_note(self) -> None:
        length = len(self._draft.note.strip())
        too_long = length > LONGEST_NOTE
        said = self._t("Use {n} characters at most; these are {now}.", n=LONGEST_NOTE, now=length) if too_long else ""
        if said != self.note_problem:
            self.note_problem = said

    # The draft, kept -----------------------------------------------------------------------------------------------

    @property
    def _tab_draft(self) -> TabDraft:
        return dict(self._tabs).get(self.shown, TabDraft(ProgramDraft()))

    @_tab_draft.setter
    def _tab_draft(self, tab: TabDraft) -> None:
        self._tabs = (*(each for each in self._tabs if each[0] != self.shown), (self.shown, tab))

    @property
    def _library(self) -> Mapping[str, Exercise]:
        return library() | {each.id: each for each in self._own}

    @property
    def _draft(self) -> ProgramDraft:
        return self._tab_draft.draft

    def _did(self, draft: ProgramDraft, label: str, field: str = "") -> None:
        """A step: the draft as it is now, and what was done in words."""
        tab = self._tab_draft
        if draft != tab.draft:
            self._tab_draft = replace(tab, draft=draft, is_kept=False, history=tab.history.did(tab.draft, label, field))

    async def _do(self, draft: ProgramDraft, told: str) -> None:
        self._did(draft, told)
        self.told = told
        self._show()
        await self._keep()

    async def _change(self, key: str, draft: ProgramDraft) -> None:
        line = draft.line(key)
        if line is not None:
            self._did(draft, self._t("{exercise} was changed.", **self._name(line.exercise_id)))
            self._tell()
            await self._keep()

    async def _moved(self, key: str, draft: ProgramDraft) -> None:
        line = draft.line(key)
        if line is not None and draft != self._draft:
            place = draft.lines.index(line) + 1
            told = self._t(
                "{exercise} is now number {n} of {count}.",
                **self._name(line.exercise_id),
                n=place,
                count=len(draft.lines),
            )
            await self._do(draft, told)

    async def _step(self, draft: ProgramDraft, history: Any) -> None:
        tab = self._tab_draft
        self.told = (
            self._t("Undone: {step}", step=tab.history.undoable) if len(history.past) < len(tab.history.past) else ""
        )
        self._tab_draft = replace(tab, draft=draft, is_kept=False, history=history)
        self._begin_anew()
        await self._again()
        await self._keep()

    async def _replace(self, draft: ProgramDraft, told: str) -> None:
        """Another draft instead of this one, which can be undone."""
        self._did(draft, told)
        self.told, self.done = told, ""
        self._begin_anew()
        await self._keep()

    async def _keep(self) -> None:
        """Keep the draft at the server; when another window changed it, ask which one goes on."""
        tab = self._tab_draft
        if tab.is_kept or self.elsewhere:
            return
        data = to_json(tab.draft) if tab.draft.is_touched else None
        try:
            revision = await self._call(kept_drafts.keep, self.shown, tab.draft.based_on, data, tab.revision)
        except Conflict:
            self.elsewhere = True
            return
        self._tab_draft = replace(self._tab_draft, revision=revision, is_kept=True)

    # What is shown -------------------------------------------------------------------------------------------------

    def _name(self, exercise_id: str) -> dict[str, str]:
        return {"exercise": names(self._t, self._library)(exercise_id)}

    async def _again(self) -> None:
        self._begin_anew()
        self._take(await self._call(programs.workbench, self.shown))

    def _begin_anew(self) -> None:
        self.fresh = str(int(self.fresh) + 1)
        self._show()

    def _forget(self) -> None:
        """Nothing of the patient before stays on the screen. The drafts stay."""
        self.patient_name = self.in_force = self.done = self.told = self.date_problem = self.note_problem = ""
        self._strict, self._refused, self.newest, self.elsewhere = False, (), NewestView(), False
        self.versions, self.opened, self.opened_lines, self.shown = [], 0, [], ""
        self.order, self.others, self.histories, self._gates = OrderCard(), [], {}, ()
        self._begin_anew()

    def _take(self, bench: Workbench) -> None:
        """What the service says of the patient and the versions; the draft is the kept one, else the newest version."""
        t, today = self._t, bench.today.isoformat()
        self._own = tuple(each for each in bench.exercises.values() if each.is_own)
        newest = bench.versions[-1].version if bench.versions else None
        number = newest.version if newest else None
        self.patient_name, self.earliest = bench.patient_name, today
        self._take_draft(bench)
        if self._draft.based_on != number and not self._draft.is_touched:
            if self.shown in dict(self._tabs) and newest and newest.published_by and self._draft.based_on is not None:
                self.done = t("Version {n} was published just now. This is it.", n=newest.version)
            self._tab_draft = TabDraft(drafts.begin(newest, today), views.revision(bench))
            self.fresh = str(int(self.fresh) + 1)
        if self._draft.starts_on < today and (views.day_of(self._draft.starts_on) or not self._draft.starts_on):
            self._tab_draft = replace(self._tab_draft, draft=replace(self._draft, starts_on=today))
        behind = self._draft.based_on != number and newest is not None
        self.newest = views.newest_view(t, bench, self._draft.based_on) if behind else NewestView()
        self.in_force = views.in_force(t, bench.versions[-1], bench.today) if bench.versions else ""
        self.versions = [views.version_row(t, each, bench) for each in reversed(bench.versions)]
        self.order, self._gates = views.order_card(t, bench), bench.gates_touched
        self.others = views.others(t, bench)
        self.histories = views.histories(t, bench)
        self._show()

    def _take_draft(self, bench: Workbench) -> None:
        """The kept draft, unless this window has something that is not kept yet."""
        tab = self._tab_draft
        if not tab.is_kept or self.elsewhere or tab.revision == views.revision(bench) != kept_drafts.NONE_YET:
            return
        found = views.read_draft(bench)
        if found is not None:
            self._tab_draft = TabDraft(found, views.revision(bench), True, tab.history)
            self.fresh = str(int(self.fresh) + 1)
        elif tab.revision:
            self._tab_draft = TabDraft(ProgramDraft())

    def _show(self) -> None:
        """The lines as they are, and what is said of them."""
        t, draft = self._t, self._draft
        self.starts_on, self.note = draft.starts_on, draft.note
        self.lines = [views.line_start(t, line, self._library) for line in draft.lines]
        self.used = [line.exercise_id for line in draft.lines]
        self.many = len(draft.lines) > words.FEW_ENOUGH
        self._tell()

    def _tell(self) -> None:
        """What is said of the draft. Of what stays as it was, nothing is sent."""
        t, draft = self._t, self._draft
        name = names(t, self._library)
        said = {
            line.key: words.line_view(t, draft, line, strict=self._strict, refused=self._refused_of(line.key))
            for line in draft.lines
        }
        safety = {line.key: views.line_safety(t, line, self._library, self._gates) for line in draft.lines}
        gone = [GoneRow(line.key, name(line.exercise_id), views.form_words(t, line)) for line in draft.gone]
        changes = list(words.changes(t, draft, name))
        if said != self.said:
            self.said = said
        if safety != self.safety:
            self.safety = safety
        if gone != self.gone:
            self.gone = gone
        if changes != self.changes:
            self.changes = changes
        self.changes_title = views.changes_title(t, draft, len(changes))
        self._say_steps()

    def _say_steps(self) -> None:
        history = self._tab_draft.history
        self.undoable, self.redoable = history.undoable, history.redoable

    def _refused_of(self, key: str) -> dict[str, str]:
        return {field: message for line, field, message in self._refused if line == key}


def _line_of(exercises: Mapping[str, Exercise], exercise_id: str) -> tuple[Prescription, bool]:
    """A new line with the exercise's usual dose; must the PT still say which side? Raises `NotFound`."""
    exercise = exercises.get(exercise_id)
    if exercise is None or exercise.is_retired:
        raise NotFound
    return exercise.prescription(id="", line_id=""), exercise.side_choice is SideChoice.AFFECTED
