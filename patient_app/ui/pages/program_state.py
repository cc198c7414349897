"""The program builder's view model: what a browser may ask for. Each handler changes the draft, which is kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import reflex as rx

from patient_app.content.program_templates import Template
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.presenters import program as words
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.program_form import read
from patient_app.presenters.progression import one_step
from patient_app.services import programs, progression
from patient_app.services.programs import Draft
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages import program_bench
from patient_app.ui.pages import program_views as views
from patient_app.ui.pages.program_bench import TabDraft
from patient_app.ui.pages.program_draft_state import DraftScreen, line_of
from patient_app.ui.screen import handler, in_words


class ProgramScreen(DraftScreen):
    """One patient's program, being built."""

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
            self._lose(asked)
            return
        self.shown, self.missing = asked, False
        # A page that was loaded again shows its fields as they began, which is not what the draft says by now.
        self.fresh = str(int(self.fresh) + 1)
        self._take(bench)
        await self._put_step_in(self.router.url.query_parameters.get("step", ""))

    @handler
    async def refresh(self) -> None:
        """The record changed: a version that somebody published shows here."""
        if not self.shown or self.missing:
            return
        try:
            bench = await self._call(programs.workbench, self.shown)
        except NotFound:
            self._lose(self.shown)
            return
        self._take(bench)

    # The draft -----------------------------------------------------------------------------------------------------

    @handler
    async def add(self, exercise_id: str) -> None:
        """Put an exercise at the end of the program, with its usual dose."""
        line, side_open = line_of(self._library, exercise_id)
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
    async def tick_gate(self, key: str, gate: str, ticked: bool) -> None:
        """Say that the exercise is allowed in spite of a precaution, or take that back."""
        self._refused = tuple(each for each in self._refused if each[:2] != (key, "gates"))
        if gate in {each.tick for each in self._gates}:
            await self._change(key, drafts.tick_gate(self._draft, key, gate, ticked=bool(ticked)))

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
        line, side_open = line_of(self._library, exercise_id)
        told = self._t(
            "{exercise} instead of {old}.",
            **self._name(exercise_id),
            old=names(self._t, self._library)(old.exercise_id),
        )
        await self._do(drafts.swap(self._draft, key, line, side_open=side_open), told)
        return rx.set_focus("undo")

    @handler
    async def take_step(self, line_id: str) -> Any:
        """Put the suggested step of a line into the draft, with why in the note."""
        await self._put_step_in(line_id)
        return rx.set_focus("undo")

    @handler
    async def put_off(self, key: str) -> None:
        """Not now: the suggestion stays away until there is newer evidence."""
        await self._call(progression.dismiss, self.shown, key)
        await self._again()

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
        self.starts_on, self.date_problem, self.done = str(day), "", ""
        self._say_steps()
        await self._keep()

    async def _put_step_in(self, line_id: str) -> None:
        found = next((each for each in self._suggestions if each.found.line.line_id == line_id), None)
        if found is None:
            return
        t = self._t
        draft = program_bench.with_step(t, self._draft, found, self._library, date.fromisoformat(self.earliest))
        if draft != self._draft:
            told = t(
                "{step}. Read it again, then publish.",
                step=one_step(t, found.found, found.step, names(t, self._library)),
            )
            await self._replace(draft, told)

    async def _use_template(self, template: Template) -> None:
        """The exercises of a template after those of the draft, with the notes in the patient's language."""
        draft = self._draft
        for line, each in zip(template.lines_in(self._patient_language), template.template_lines, strict=True):
            if line.exercise_id in self._library:
                draft = drafts.add(draft, line, side_open=each.side_open)
        await self._do(draft, self._t("The exercises of {name} were added.", name=template.name(self._t.language)))

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
        other, tab = program_bench.read_draft(bench), self._tab_draft
        self.elsewhere = False
        if mine:
            history = tab.history.did(other, self._t("The other window's draft")) if other else tab.history
            self._tab_draft = replace(tab, revision=program_bench.revision(bench), history=history)
            await self._keep()
        else:
            draft = other or drafts.begin(program_bench.base_of(bench), bench.today.isoformat())
            history = tab.history.did(tab.draft, self._t("This window's draft"))
            self._tab_draft = TabDraft(draft, program_bench.revision(bench), True, history)
        self.fresh = str(int(self.fresh) + 1)
        self._take(bench)

    # Publishing ----------------------------------------------------------------------------------------------------

    @handler
    async def publish(self) -> None:
        """Publish the draft, or say what it needs; the first field that needs a change gets the focus.

        A second click changes nothing of what the first one said.
        """
        if self.done and not self._draft.is_touched:
            return
        self.done, self._refused = "", ()
        try:
            lines, starts_on = self._checked()
        except Invalid as error:
            self.problem = in_words(self._t, error)
            self._ask_for(self._first_wrong())
            return
        draft = self._draft
        to_publish = Draft(draft.based_on, starts_on, lines, draft.note.strip() or None)
        try:
            made = await self._call(programs.publish, self.shown, to_publish, built=True)
        except Conflict:
            await self._again()
            return
        except Invalid as error:
            self._refuse(error)
            self.problem = in_words(self._t, error)
            self._ask_for(self._first_wrong())
            return
        self._tab_draft = TabDraft(drafts.begin(made.version, self.earliest))
        self._strict, self.elsewhere, self.told = False, False, ""
        await self._again()
        self.done = views.published(self._t, made, self.patient_name, date.fromisoformat(self.earliest))

    def _ask_for(self, field: str) -> None:
        """Bring the focus to a field, by its id."""
        times = int(self.wanted.split()[-1]) + 1 if self.wanted else 1
        self.wanted = f"{field} {times}"

    def _first_wrong(self) -> str:
        """The id of the first thing that needs a change; where no field does, of the button that was pressed."""
        if self.date_problem:
            return "starts-on"
        if self.note_problem:
            return "version-note"
        for line in self._draft.lines:
            wrong = [each.field for each in read(self._t, line).problems] + list(self._refused_of(line.key))
            if wrong:
                return f"{wrong[0]}-{line.key}"
        return "publish"

    def _checked(self) -> tuple[tuple[Any, ...], date]:
        """The lines and the day to publish. Raises `Invalid` with what to do."""
        t, draft = self._t, self._draft
        found = [read(t, line) for line in draft.lines]
        self._strict = draft.is_changed
        starts_on = program_bench.day_of(draft.starts_on)
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
        self.date_problem, self._refused = program_bench.refusals(self._t, error, self._draft)
        self._tell()
