"""Writing a progress report: what is typed is kept at the server as typed, with each change.

Two windows: whichever keeps second is asked which one goes on. Nothing is decided here; signing checks everything.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import reflex as rx

from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.errors import Conflict, Invalid
from patient_app.domain.goals import GoalCategory
from patient_app.domain.reports import GoalWord
from patient_app.domain.text import Translator
from patient_app.presenters.report_changes import DifferenceView, differences
from patient_app.presenters.reports import ReportView, view
from patient_app.services import report_drafts, report_signing, reports
from patient_app.services.goals import GoalDraft
from patient_app.services.report_drafts import Words
from patient_app.services.reports import GoalSaid, Report
from patient_app.ui import routes
from patient_app.ui.screen import Screen, handler

WRITTEN = ("assessment", "plan", "credentials")
GOAL_FIELDS = ("value", "target", "note")


@dataclass(frozen=True, slots=True)
class GoalLine:
    """The PT's word on a goal as it is being written, and what is wrong with it."""

    letter: str = ""
    word: str = ""
    value: str = ""
    target: str = ""
    note: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """A physiatrist to send the report to."""

    id: str = ""
    name: str = ""


def offered(t: Translator) -> tuple[str, ...]:
    """The texts beside the fields: copied, they are nobody's own words."""
    return (
        t("Assessment"),
        t("Plan"),
        t("Why there was progress or not, for this patient, in your own words."),
        t("What comes next: go on, change, look further, or discharge. In your own words."),
    )


class ReportDraftScreen(Screen):
    """The draft of one report in this window."""

    shown: str = ""
    patient: str = ""
    view: ReportView = ReportView()
    is_writing: bool = False
    is_previewing: bool = False
    fresh: str = "0"
    """Goes up when the fields must begin anew."""
    assessment: str = ""
    plan: str = ""
    credentials: str = ""
    goals: dict[str, GoalLine] = {}
    problems: dict[str, str] = {}
    kept: str = ""
    elsewhere: bool = False
    changed: list[DifferenceView] = []
    readers: list[Reader] = []
    to: str = ""
    adding_goal: bool = False
    asking_to_discard: bool = False
    earliest: str = ""
    latest: str = ""
    until: str = ""
    _revision: str = ""

    @handler
    async def write(self, fresh: str, field: str, text: str) -> None:
        """Assessment, plan or credentials, as typed so far in the fields that began as `fresh`.

        A late word of fields that have begun anew since is nobody's: it would undo what the fields begin with.
        """
        if fresh == self.fresh and field in WRITTEN and getattr(self, field) != text:
            setattr(self, field, text)
            self.problems = {name: words for name, words in self.problems.items() if name != field}
            await self._keep()

    @handler
    async def choose_word(self, letter: str, word: str) -> None:
        """What became of a goal."""
        line = self.goals.get(letter)
        if line is not None and word in set(GoalWord):
            self.goals = {**self.goals, letter: replace(line, word=word, problem="")}
            await self._keep()

    @handler
    async def write_goal(self, fresh: str, letter: str, field: str, text: str) -> None:
        """A goal's value, new target or note, as typed so far in the fields that began as `fresh`."""
        line = self.goals.get(letter) if fresh == self.fresh else None
        if line is not None and field in GOAL_FIELDS and getattr(line, field) != text:
            self.goals = {**self.goals, letter: replace(line, **{field: text})}
            await self._keep()

    @handler
    async def choose_reader(self, reader_id: str) -> None:
        """To whom it will be sent."""
        self.to = reader_id

    @handler
    async def toggle_preview(self) -> None:
        """The report as the physiatrist will read it, and back."""
        if not self.is_previewing:
            await self._keep()
            found = await self._call(reports.report, self.patient, self.shown)
            self.view = view(self._t, found, (await self._who()).time_zone)
        self.is_previewing = not self.is_previewing

    @handler
    async def refill(self, form: dict[str, str]) -> None:
        """Fill the figures in again, up to a day; the words stay."""
        await self._keep()
        if not self.elsewhere:
            until = _day(str(form.get("until", "")))
            found = await self._call(report_drafts.refill, self.shown, self._revision, until)
            await self._begin_anew(found)
            self.kept = self._t("Filled in from the record as it is now. Your words are as they were.")

    @handler
    async def choose_window(self, mine: bool) -> None:
        """Which of two windows goes on: this one's words, or the other's."""
        found = await self._call(reports.report, self.patient, self.shown)
        self.elsewhere = False
        if mine:
            self._revision = found.revision
            await self._keep()
        else:
            await self._begin_anew(found)

    @handler
    async def ask_for_goal(self, asked: bool) -> None:
        """Open or close the form for a new goal."""
        self.adding_goal = asked

    @handler
    async def add_goal(self, form: dict[str, str]) -> None:
        """A new goal of the course, with the next letter."""
        await self._keep()
        category = str(form.get("category", ""))
        if category not in set(GoalCategory):
            raise Invalid.field("category", "Choose what the goal is about.")
        goal = GoalDraft(
            GoalCategory(category),
            str(form.get("description", "")),
            baseline=_number(str(form.get("baseline", "")), "baseline"),
            target=_number(str(form.get("target", "")), "target"),
            unit=str(form.get("unit", "")).strip()[:40] or None,
            due_on=_day(str(form.get("due_on", ""))),
        )
        found = await self._call(report_drafts.add_goal, self.shown, goal, self._revision)
        self.adding_goal = False
        await self._begin_anew(found)

    @handler
    async def ask_to_discard(self, asked: bool) -> None:
        """Ask once more before a draft is thrown away."""
        self.asking_to_discard = asked

    @handler
    async def discard(self) -> Any:
        """Throw the draft away, and back to the list."""
        patient = self.patient
        await self._call(report_drafts.discard, self.shown)
        self._forget()
        return rx.redirect(f"{routes.href(self._t, '/patients')}/{patient}/reports")

    # Keeping ---------------------------------------------------------------------------------------------------------

    def _words(self) -> Words:
        said = {
            letter: GoalSaid(GoalWord(line.word) if line.word else None, line.value, line.target, line.note)
            for letter, line in self.goals.items()
        }
        return Words(self.assessment, self.plan, self.credentials, said)

    async def _keep(self) -> None:
        if self.elsewhere or not self.is_writing:
            return
        try:
            self._revision = await self._call(report_drafts.keep, self.shown, self._words(), self._revision)
        except Conflict:
            self.elsewhere = True
            return
        self.kept = self._t("Your draft is kept.")

    async def _signed(self) -> Report | None:
        """The signed report; `None` when something has to be put right first."""
        await self._keep()
        if self.elsewhere:
            return None
        texts = [text for language in LANGUAGES for text in offered(translator(language))]
        sign = report_signing.sign
        try:
            found = await self._call(sign, self.shown, self._revision, self.to or None, self._words(), texts)
        except Invalid as error:
            self._refuse(error)
            return None
        self.is_writing = self.is_previewing = False
        return found

    def _refuse(self, error: Invalid) -> None:
        t = self._t
        self.is_previewing = False
        self.problems = {each.field: t(each.message) for each in error.fields if not each.field.startswith("goals.")}
        of_goals: dict[str, str] = {}
        for each in error.fields:
            if each.field.startswith("goals."):
                of_goals.setdefault(each.field.split(".")[1], t(each.message))
        self.goals = {letter: replace(line, problem=of_goals.get(letter, "")) for letter, line in self.goals.items()}
        self.problem = t("Nothing is signed yet, and nothing is lost. Look at what is marked below.")

    # Showing ---------------------------------------------------------------------------------------------------------

    async def _take(self, found: Report) -> None:
        """The draft as it was kept. What this window has typed and not kept stays in it."""
        if self.is_writing and found.revision != self._revision:
            self.elsewhere = True
        elif not self.is_writing:
            await self._begin_anew(found)
        await self._compare(found)

    async def _begin_anew(self, found: Report) -> None:
        me = await self._who()
        self.view = view(self._t, found, me.time_zone)
        self.shown, self._revision, self.is_writing = found.id, found.revision, True
        self.assessment, self.plan = found.assessment, found.plan
        self.credentials = found.data.signature.credentials
        said = found.goals
        self.goals = {goal.letter: _line(goal.letter, said.get(goal.letter, GoalSaid())) for goal in found.data.goals}
        self.problems, self.kept = {}, ""
        self.earliest, self.until = found.data.first.isoformat(), found.data.last.isoformat()
        self.latest = found.today.isoformat()
        self.fresh = str(int(self.fresh) + 1)
        await self._take_readers(self.to)
        await self._compare(found)

    async def _compare(self, found: Report) -> None:
        record = await self._call(report_drafts.fresh, found.id)
        self.changed = list(differences(self._t, found.data, record, found.today))

    async def _take_readers(self, chosen: str) -> None:
        known = await self._call(report_signing.recipients, self.patient)
        self.readers = [Reader(each.id, each.name) for each in known]
        usual = next((each.id for each in known if each.is_usual), "")
        only = known[0].id if len(known) == 1 else ""
        self.to = chosen if chosen in {each.id for each in known} else usual or only

    def _forget(self) -> None:
        """Nothing of the report before stays on the screen."""
        self.shown, self.view, self.is_writing, self.is_previewing = "", ReportView(), False, False
        self.assessment = self.plan = self.credentials = self.kept = self.to = self._revision = ""
        self.goals, self.problems, self.changed, self.readers = {}, {}, [], []
        self.elsewhere = self.adding_goal = self.asking_to_discard = False


def _line(letter: str, said: GoalSaid) -> GoalLine:
    return GoalLine(letter, said.word.value if said.word else "", said.value, said.target, said.note)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid.field("date", "Choose a date.") from error


def _number(text: str, field: str) -> float | None:
    if not text.strip():
        return None
    try:
        return float(text.strip().replace(",", "."))
    except ValueError as error:
        raise Invalid.field(field, "Write a number, such as 12 or 12.5.") from error
