"""The view model of the editor of a template: its texts, its lines as typed, and saving it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from patient_app.content.exercise_library import Exercise, Region, SideChoice
from patient_app.content.program_templates import Origin
from patient_app.domain.errors import Invalid
from patient_app.domain.program import Prescription, Side
from patient_app.domain.text import Translator
from patient_app.presenters import program_draft as drafts
from patient_app.presenters import templates as words
from patient_app.presenters.dose import dose
from patient_app.presenters.program import LineWords, line_view
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_form import LineForm, form_of, read
from patient_app.services import templates
from patient_app.services.templates import TemplateDraft
from patient_app.ui.pages.templates_state import TemplatesScreen, known_exercises
from patient_app.ui.screen import Screen, handler

OPEN_SIDE = "open"
"""The side of a line that is chosen when the template is used."""
MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class EditorLine:
    """A line as its fields begin."""

    form: LineForm
    name: str
    asks_side: bool


@dataclass(frozen=True, slots=True)
class FoundExercise:
    """An exercise to add."""

    id: str
    name: str
    dose: str


class TemplateEditor(Screen):
    """One template, being changed or made."""

    editing: bool = False
    id: str = ""
    name: str = ""
    about: str = ""
    region: str = Region.BACK.value
    weeks: str = ""
    scope: str = Origin.OWN.value
    fresh: str = "0"
    """Goes up when the fields must begin anew."""
    lines: list[EditorLine] = []
    said: dict[str, LineWords] = {}
    found: list[FoundExercise] = []
    errors: dict[str, str] = {}
    # Tuples: values in them are handed out as they are, not wrapped to be watched.
    _drafts: tuple[ProgramDraft, ...] = ()
    _library: tuple[Exercise, ...] = ()
    _texts: tuple[tuple[str, str], ...] = ()
    _based_on: int | None = None
    _strict: bool = False
    _refused: tuple[tuple[str, str, str], ...] = ()

    @handler
    async def load(self) -> None:
        """The page is opened: nothing is being changed."""
        self._end()

    @handler
    async def begin(self, template_id: str) -> Any:
        """Change a template of one's own or the clinic's; without an id: make a new one."""
        t = self._t
        each = await self._call(templates.template, template_id) if template_id else None
        self._library = tuple((await known_exercises(self, each)).values())
        if each is not None:
            forms = tuple(
                _form(line, f"line-{at}", side_open=at in each.open_sides)
                for at, line in enumerate(each.lines_in(t.language))
            )
            self._start(each.id, each.name(t.language), each.about(t.language), each.region.value, each.origin.value)
            self.weeks, self._based_on = str(each.weeks or ""), each.version
        else:
            forms = ()
            self._start("", "", "", Region.BACK.value, Origin.OWN.value)
            self.weeks, self._based_on = "", None
        self._texts = (("name", self.name), ("about", self.about), ("weeks", self.weeks))
        self._draft = ProgramDraft(base=forms, lines=forms)
        self.fresh = str(int(self.fresh) + 1)
        self._find("")
        self._show()
        return rx.set_focus("editor")

    @handler
    async def cancel(self) -> None:
        """Leave the changes."""
        self._end()

    @handler
    async def write(self, field: str, fresh: str, value: str) -> None:
        """Name, what a PT should know, or weeks, as typed. `fresh` as in `edit`."""
        if field in dict(self._texts) and fresh == self.fresh:
            self._texts = tuple((name, str(value) if name == field else text) for name, text in self._texts)

    @handler
    async def choose(self, field: str, value: str) -> None:
        """Region, or whose template it is."""
        if field == "region" and value in list(Region):
            self.region = value
        if field == "scope" and value in (Origin.OWN, Origin.CLINIC):
            self.scope = value

    @handler
    async def search(self, query: str) -> None:
        """Exercises to add that have every word typed."""
        self._find(str(query)[:80])

    @handler
    async def add(self, exercise_id: str) -> None:
        """Put an exercise at the end, with its usual dose."""
        exercise = self._known.get(exercise_id)
        if exercise is None or not self.editing:
            return
        draft = drafts.add(self._draft, exercise.prescription(id="", line_id=""))
        if exercise.side_choice is SideChoice.AFFECTED:
            draft = drafts.edit(draft, draft.lines[-1].key, "side", OPEN_SIDE)
        self._draft = draft
        self._show()

    @handler
    async def edit(self, key: str, field: str, fresh: str, value: str) -> None:
        """A field of a line as it is typed. One of an earlier template (`fresh`) is no longer meant."""
        if fresh == self.fresh:
            self._draft = drafts.edit(self._draft, key, field, str(value))
            self._refused = tuple(each for each in self._refused if each[:2] != (key, field))
            self._tell()

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
    async def remove(self, key: str) -> None:
        """Take a line out."""
        self._draft = drafts.remove(self._draft, key)
        self._show()

    @handler
    async def save(self) -> Any:
        """Save it, or say what it needs."""
        self.errors, self._refused, self._strict = {}, (), True
        made = self._made()
        try:
            saved = await self._call(templates.save, made, self.id or None)
        except Invalid as error:
            self._refuse(error)
            raise
        self._end()
        return TemplatesScreen.open(saved.id)

    def _made(self) -> TemplateDraft:
        """The draft to save. Raises `Invalid` when a field cannot be read."""
        t, texts, lines = self._t, dict(self._texts), self._draft.lines
        found = [read(t, _without_open_side(line)) for line in lines]
        self._tell()
        weeks = texts["weeks"].strip()
        if weeks and not (weeks.isdecimal() and len(weeks) < 4):
            self.errors = {"weeks": t("Use a number of weeks from 1 to 52.")}
        if self.errors or any(each.problems for each in found):
            raise Invalid("Nothing is saved yet, and nothing is lost. Some values need a change.")
        return TemplateDraft(
            name=texts["name"],
            region=Region(self.region),
            lines=tuple(each.prescription for each in found if each.prescription),
            scope=Origin(self.scope),
            about=texts["about"],
            weeks=int(weeks) if weeks else None,
            open_sides=frozenset(at for at, line in enumerate(lines) if line.side == OPEN_SIDE),
            keep_notes=True,
            based_on=self._based_on,
        )

    def _refuse(self, error: Invalid) -> None:
        """Put each reason of the service at its field."""
        t, lines = self._t, self._draft.lines
        refused = []
        for each in error.fields:
            place, _, rest = each.field.partition(".")
            number, _, field = rest.partition(".")
            if place == "lines" and number.isdigit() and int(number) < len(lines):
                refused.append((lines[int(number)].key, field, t(each.message)))
            else:
                self.errors = {**self.errors, place: t(each.message)}
        self._refused = tuple(refused)
        self._tell()

    # What is shown -------------------------------------------------------------------------------------------------

    @property
    def _draft(self) -> ProgramDraft:
        return self._drafts[0] if self._drafts else ProgramDraft()

    @_draft.setter
    def _draft(self, draft: ProgramDraft) -> None:
        self._drafts = (draft,)

    @property
    def _known(self) -> Mapping[str, Exercise]:
        return {each.id: each for each in self._library}

    def _start(self, id: str, name: str, about: str, region: str, scope: str) -> None:
        self.editing, self.id, self.name, self.about = True, id, name, about
        self.region, self.scope = region, scope
        self.errors, self._refused, self._strict = {}, (), False

    def _end(self) -> None:
        self.editing, self.id, self.lines, self.said, self.found, self.errors = False, "", [], {}, [], {}
        self._drafts, self._refused, self._strict = (), (), False

    def _find(self, query: str) -> None:
        t = self._t
        matching = [
            each
            for each in self._library
            if query.strip() and not each.is_retired and words.has_words(query, each.name("en"), each.name("es"))
        ]
        self.found = [
            FoundExercise(each.id, each.name(t.language), dose(t, each.prescription(id="", line_id="")))
            for each in matching[:MOST_FOUND]
        ]

    def _show(self) -> None:
        known, language = self._known, self._t.language
        self.lines = [
            EditorLine(
                line,
                known[line.exercise_id].name(language) if line.exercise_id in known else line.exercise_id,
                line.exercise_id not in known or known[line.exercise_id].side_choice is not SideChoice.NONE,
            )
            for line in self._draft.lines
        ]
        self._tell()

    def _tell(self) -> None:
        t = self._t
        said = {
            line.key: _said(t, self._draft, line, self._strict, self._refused_of(line)) for line in self._draft.lines
        }
        if said != self.said:
            self.said = said

    def _refused_of(self, line: LineForm) -> dict[str, str]:
        return {field: message for key, field, message in self._refused if key == line.key}


def _form(line: Prescription, key: str, *, side_open: bool) -> LineForm:
    form = form_of(line, key)
    return replace(form, side=OPEN_SIDE) if side_open else form


def _without_open_side(line: LineForm) -> LineForm:
    return replace(line, side=Side.BOTH.value) if line.side == OPEN_SIDE else line


def _said(t: Translator, draft: ProgramDraft, line: LineForm, strict: bool, refused: Mapping[str, str]) -> LineWords:
    found = line_view(t, draft, _without_open_side(line), strict=strict, refused=refused)
    prescription = read(t, _without_open_side(line)).prescription
    is_open = line.side == OPEN_SIDE
    said = words.dose_words(t, prescription, side_open=is_open) if prescription else ""
    return replace(found, words=said, mark="", before="", side=line.side)
