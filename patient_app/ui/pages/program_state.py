"""The program builder's view model: the draft of this tab, what is said of it, and publishing it."""

from dataclasses import replace
from datetime import date
from typing import Any

import reflex as rx

from patient_app.content.exercise_library import SideChoice
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.presenters import program as words
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.program import Change, LineWords, ReadLine
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_form import read
from patient_app.services import exercises, programs
from patient_app.services.programs import Draft, Workbench
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages import program_views as views
from patient_app.ui.pages.program_search import LibraryScreen
from patient_app.ui.pages.program_views import GoneRow, LineStart, NewestView, VersionRow
from patient_app.ui.screen import Screen, handler

LONGEST_NOTE = 2000


class ProgramScreen(Screen):
    """One patient's program, being built. `shown` is the id that the rest is about."""

    shown: str = ""
    missing: bool = False
    patient_name: str = ""
    in_force: str = ""
    earliest: str = ""
    starts_on: str = ""
    note: str = ""
    fresh: str = "0"
    """Goes up when the fields must begin anew."""
    lines: list[LineStart] = []
    said: dict[str, LineWords] = {}
    gone: list[GoneRow] = []
    changes: list[Change] = []
    changes_title: str = ""
    many: bool = False
    date_problem: str = ""
    note_problem: str = ""
    done: str = ""
    undoable: str = ""
    newest: NewestView = NewestView()
    versions: list[VersionRow] = []
    opened: int = 0
    opened_lines: list[ReadLine] = []
    used: list[str] = []
    # Tuples: values in them are handed out as they are, not wrapped to be watched.
    _drafts: tuple[tuple[str, ProgramDraft], ...] = ()
    _undo: tuple[Any, ...] = ()
    _strict: bool = False
    _refused: tuple[tuple[str, str, str], ...] = ()

    @handler
    async def load(self) -> None:
        """Show the patient of the address with the draft that this tab has, or a new one."""
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
        if tuple(each.form for each in self.lines) != self._draft.lines or self.note != self._draft.note:
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
            self._draft = ProgramDraft()
            asked = self.shown
            self._forget()
            self.shown, self.missing = asked, True
            return
        self._take(bench)

    # The draft -----------------------------------------------------------------------------------------------------

    @handler
    async def add(self, exercise_id: str) -> None:
        """Put an exercise at the end of the program, with its usual dose."""
        self._add(exercise_id)

    @handler
    async def add_first(self, form: dict[str, str]) -> None:
        """Add the first exercise that the search found, and begin a new search."""
        query = str(form.get("library-search", "")).strip()
        library = await self.get_state(LibraryScreen)
        first = library._first(query)
        if first:
            self._add(first)
            library._begin_again()

    @handler
    async def edit(self, key: str, field: str, fresh: str, value: str) -> None:
        """A field of a line as it is typed. `fresh` is the field's own: one that began anew meanwhile shows it too."""
        self._draft = drafts.edit(self._draft, key, field, str(value))
        self._refused = tuple(each for each in self._refused if each[:2] != (key, field))
        self._tell() if fresh == self.fresh else self._begin_anew()

    @handler
    async def toggle_day(self, key: str, day: str) -> None:
        """Put a weekday in or take it out."""
        self._draft = drafts.toggle_day(self._draft, key, day)
        self._tell()

    @handler
    async def move(self, key: str, step: int) -> None:
        """One place up (-1) or down (1)."""
        self._draft = drafts.move(self._draft, key, 1 if step > 0 else -1)
        self._show()

    @handler
    async def remove(self, key: str) -> Any:
        """Take a line out; it can be put back."""
        draft = self._draft
        line = draft.line(key)
        if line is None:
            return None
        self._undo = (line, draft.lines.index(line))
        self.undoable = self._t("{exercise} was taken out.", exercise=names(self._t)(line.exercise_id))
        self._draft = drafts.remove(draft, key)
        self._show()
        return rx.set_focus("undo")

    @handler
    async def put_back(self, key: str) -> None:
        """Take back a line that the current version has and the draft has not."""
        line = self._draft.before(key)
        if line is not None:
            self._draft = drafts.put_back(self._draft, line, self._draft.base.index(line))
            self._show()

    @handler
    async def undo(self) -> None:
        """Take the last removal or replacement back."""
        if len(self._undo) == 1:
            self._draft = self._undo[0]
        elif self._undo:
            self._draft = drafts.put_back(self._draft, *self._undo)
        self._undo, self.undoable = (), ""
        await self._again()

    @handler
    async def write_note(self, fresh: str, note: str) -> None:
        """What changed and why; `fresh` as in `edit`."""
        self._draft = replace(self._draft, note=str(note))
        self._check_note()
        if fresh != self.fresh:
            self._begin_anew()

    @handler
    async def choose_start(self, day: str) -> None:
        """From which day on the version is in force."""
        self._draft = replace(self._draft, starts_on=str(day))
        self.starts_on, self.date_problem = day, ""

    # Versions ------------------------------------------------------------------------------------------------------

    @handler
    async def open_version(self, version: int) -> None:
        """Read an earlier version; again: close it."""
        if version == self.opened or version < 1:
            self.opened, self.opened_lines = 0, []
            return
        found = await self._call(programs.program, self.shown, version)
        t = self._t
        self.opened, self.opened_lines = version, list(words.read_lines(t, found.version, names(t)))

    @handler
    async def start_from(self, version: int) -> None:
        """Put the lines of an earlier version into the draft."""
        found = await self._call(programs.program, self.shown, version)
        self._replace(
            drafts.start_from(self._draft, found.version),
            self._t("The program below is now version {n}. Publish it when it is right.", n=version),
        )

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
        self._replace(draft, told)
        await self._again()

    @handler
    async def take_newest(self) -> None:
        """Leave my changes and go on from the newest version."""
        newest = (await self._call(programs.program, self.shown)).version
        told = self._t("This is version {n}. Your changes are left out.", n=newest.version)
        self._replace(drafts.begin(newest, self._draft.starts_on), told)
        await self._again()

    # Publishing ----------------------------------------------------------------------------------------------------

    @handler
    async def publish(self) -> None:
        """Publish the draft, or say what it needs."""
        self.done, self._refused = "", ()
        lines, starts_on = self._checked()
        draft = self._draft
        try:
            made = await self._call(
                programs.publish, self.shown, Draft(draft.based_on, starts_on, lines, draft.note.strip() or None)
            )
        except Conflict:
            await self._again()
            return
        except Invalid as error:
            self._refuse(error)
            raise
        t = self._t
        self._draft = drafts.begin(made.version, self.earliest)
        self._strict, self._undo, self.undoable = False, (), ""
        await self._again()
        self.done = views.published(t, made, self.patient_name, date.fromisoformat(self.earliest))

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

    # What is shown -------------------------------------------------------------------------------------------------

    @property
    def _draft(self) -> ProgramDraft:
        return dict(self._drafts).get(self.shown, ProgramDraft())

    @_draft.setter
    def _draft(self, draft: ProgramDraft) -> None:
        self._drafts = (*(each for each in self._drafts if each[0] != self.shown), (self.shown, draft))

    def _add(self, exercise_id: str) -> None:
        exercise = exercises.exercise(exercise_id)
        line = exercise.prescription(id="", line_id="")
        self._draft = drafts.add(self._draft, line, side_open=exercise.side_choice is SideChoice.AFFECTED)
        self.done = ""
        self._show()

    def _replace(self, draft: ProgramDraft, told: str) -> None:
        """Another draft instead of this one, which can be undone."""
        self._undo, self.undoable, self.done = (self._draft,), told, ""
        self._draft = draft
        self._begin_anew()

    async def _again(self) -> None:
        self._begin_anew()
        self._take(await self._call(programs.workbench, self.shown))

    def _begin_anew(self) -> None:
        self.fresh = str(int(self.fresh) + 1)
        self._show()

    def _forget(self) -> None:
        """Nothing of the patient before stays on the screen. The drafts stay."""
        self.patient_name = self.in_force = self.done = self.undoable = self.date_problem = self.note_problem = ""
        self._undo, self._strict, self._refused, self.newest = (), False, (), NewestView()
        self.versions, self.opened, self.opened_lines, self.shown = [], 0, [], ""
        self._begin_anew()

    def _take(self, bench: Workbench) -> None:
        """What the service says of the patient and the versions; the draft begins on the newest one when untouched."""
        t, today = self._t, bench.today.isoformat()
        newest = bench.versions[-1].version if bench.versions else None
        number = newest.version if newest else None
        self.patient_name, self.earliest = bench.patient_name, today
        known = self.shown in dict(self._drafts)
        if not known or (self._draft.based_on != number and not self._draft.is_touched):
            if known and newest and newest.published_by:
                self.done = t("Version {n} was published just now. This is it.", n=newest.version)
            self._draft = drafts.begin(newest, today)
            self.fresh = str(int(self.fresh) + 1)
        if self._draft.starts_on < today and views.day_of(self._draft.starts_on):
            self._draft = replace(self._draft, starts_on=today)
        behind = self._draft.based_on != number and newest is not None
        self.newest = views.newest_view(t, bench.versions[-1]) if behind else NewestView()
        self.in_force = views.in_force(t, bench.versions[-1], bench.today) if bench.versions else ""
        self.versions = [views.version_row(t, each, bench) for each in reversed(bench.versions)]
        self._show()

    def _show(self) -> None:
        """The lines as they are, and what is said of them."""
        name = names(self._t)
        draft = self._draft
        self.starts_on, self.note = draft.starts_on, draft.note
        self.lines = [LineStart(line, name(line.exercise_id), views.asks_side(line)) for line in draft.lines]
        self.used = [line.exercise_id for line in draft.lines]
        self.many = len(draft.lines) > words.FEW_ENOUGH
        self._tell()

    def _tell(self) -> None:
        """What is said of the draft. Of what stays as it was, nothing is sent."""
        t, draft = self._t, self._draft
        name = names(t)
        said = {
            line.key: words.line_view(t, draft, line, strict=self._strict, refused=self._refused_of(line.key))
            for line in draft.lines
        }
        gone = [GoneRow(line.key, name(line.exercise_id), views.form_words(t, line)) for line in draft.gone]
        changes = list(words.changes(t, draft, name))
        if said != self.said:
            self.said = said
        if gone != self.gone:
            self.gone = gone
        if changes != self.changes:
            self.changes = changes
        self.changes_title = views.changes_title(t, draft, len(changes))

    def _refused_of(self, key: str) -> dict[str, str]:
        return {field: message for line, field, message in self._refused if line == key}
