"""The draft in the program builder: what is in it, kept at the server with each change, and what is said of it.

What a browser may ask for is in `program_state.py`; what can be done to a draft in `presenters/program_draft.py`; the
words and views are in `program_views.py`, the draft against what the service says in `program_bench.py`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from patient_app.content.exercise_library import Exercise, SideChoice, library
from patient_app.domain.errors import Conflict, NotFound
from patient_app.domain.program import Prescription
from patient_app.presenters import program as words
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.line_history import HistoryView
from patient_app.presenters.program import Change, LineWords, ReadLine
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_draft_json import to_json
from patient_app.presenters.progression import StepView
from patient_app.services import drafts as kept_drafts
from patient_app.services import programs
from patient_app.services.programs import Workbench
from patient_app.services.progression import Suggestion
from patient_app.services.safety import TouchedGate
from patient_app.ui.names import names
from patient_app.ui.pages import program_bench
from patient_app.ui.pages import program_views as views
from patient_app.ui.pages.program_bench import TabDraft
from patient_app.ui.pages.program_views import (
    GoneRow,
    LineSafety,
    LineStart,
    NewestView,
    OrderCard,
    VersionRow,
)
from patient_app.ui.screen import Screen

LONGEST_NOTE = 2000


class DraftScreen(Screen):
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
    steps: dict[str, StepView] = {}
    gone: list[GoneRow] = []
    changes: list[Change] = []
    changes_title: str = ""
    many: bool = False
    date_problem: str = ""
    note_problem: str = ""
    wanted: str = ""
    """The id of what needs a change first, and how often that was asked for: it gets the focus."""
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
    _suggestions: tuple[Suggestion, ...] = ()
    _gates: tuple[TouchedGate, ...] = ()
    _patient_language: str = "en"
    _own: tuple[Exercise, ...] = ()
    """The clinic's own exercises."""
    _strict: bool = False
    _refused: tuple[tuple[str, str, str], ...] = ()

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
        self.order, self.others, self.histories, self.steps = OrderCard(), [], {}, {}
        self.wanted = ""
        self._gates, self._suggestions = (), ()
        self._begin_anew()

    def _lose(self, patient_id: str) -> None:
        """This patient is not there for the PT (any more): nothing of the record stays, the draft neither."""
        self._tabs = tuple(each for each in self._tabs if each[0] != patient_id)
        self._forget()
        self.shown, self.missing = patient_id, True

    def _take(self, bench: Workbench) -> None:
        """What the service says of the patient and the versions; the draft is the kept one, else the newest version."""
        t, today = self._t, bench.today.isoformat()
        self._patient_language = bench.patient_language
        self._own = tuple(each for each in bench.exercises.values() if each.is_own)
        newest = bench.versions[-1].version if bench.versions else None
        number = newest.version if newest else None
        self.patient_name, self.earliest = bench.patient_name, today
        self._take_draft(bench)
        if self._draft.based_on != number and not self._draft.is_touched:
            if self.shown in dict(self._tabs) and newest and newest.published_by and self._draft.based_on is not None:
                self.done = t("Version {n} was published just now. This is it.", n=newest.version)
            self._tab_draft = TabDraft(drafts.begin(newest, today), program_bench.revision(bench))
            self.fresh = str(int(self.fresh) + 1)
        if self._draft.starts_on < today and (program_bench.day_of(self._draft.starts_on) or not self._draft.starts_on):
            self._tab_draft = replace(self._tab_draft, draft=replace(self._draft, starts_on=today))
        behind = self._draft.based_on != number and newest is not None
        self.newest = views.newest_view(t, bench, self._draft.based_on) if behind else NewestView()
        self.in_force = views.in_force(t, bench.versions[-1], bench.today) if bench.versions else ""
        self.versions = [views.version_row(t, each, bench) for each in reversed(bench.versions)]
        self.order, self._gates = views.order_card(t, bench), bench.gates_touched
        self.others = views.others(t, bench)
        self.histories = views.histories(t, bench)
        self._suggestions = bench.suggestions
        self._show()

    def _take_draft(self, bench: Workbench) -> None:
        """The kept draft, unless this window has something that is not kept yet."""
        tab = self._tab_draft
        if not tab.is_kept or self.elsewhere or tab.revision == program_bench.revision(bench) != kept_drafts.NONE_YET:
            return
        found = program_bench.read_draft(bench)
        if found is not None:
            self._tab_draft = TabDraft(found, program_bench.revision(bench), True, tab.history)
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
        steps = views.steps(t, draft, self._suggestions, self._library, self.earliest)
        gone = [GoneRow(line.key, name(line.exercise_id), views.form_words(t, line)) for line in draft.gone]
        changes = list(words.changes(t, draft, name))
        if said != self.said:
            self.said = said
        if steps != self.steps:
            self.steps = steps
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

    def _check_note(self) -> None:
        length = len(self._draft.note.strip())
        too_long = length > LONGEST_NOTE
        said = self._t("Use {n} characters at most; these are {now}.", n=LONGEST_NOTE, now=length) if too_long else ""
        if said != self.note_problem:
            self.note_problem = said


def line_of(exercises: Mapping[str, Exercise], exercise_id: str) -> tuple[Prescription, bool]:
    """A new line with the exercise's usual dose; must the PT still say which side? Raises `NotFound`."""
    exercise = exercises.get(exercise_id)
    if exercise is None or exercise.is_retired:
        raise NotFound
    return exercise.prescription(id="", line_id=""), exercise.side_choice is SideChoice.AFFECTED
