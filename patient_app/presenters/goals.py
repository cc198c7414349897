"""Goals in words: by letter, with target and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.text import Translator
from patient_app.presenters.dates import day_words, short_day
from patient_app.presenters.numbers import NOTHING, plain


class Goal(Protocol):
    """A goal (see `services.goals.Goal`)."""

    @property
    def id(self) -> str: ...
    @property
    def letter(self) -> str: ...
    @property
    def category(self) -> GoalCategory: ...
    @property
    def description(self) -> str: ...
    @property
    def baseline(self) -> float | None: ...
    @property
    def target(self) -> float | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def status(self) -> GoalStatus: ...
    @property
    def met_on(self) -> date | None: ...
    @property
    def value(self) -> float | None: ...


class Said(Protocol):
    """One change of a goal (see `services.goal_history.GoalSaid`)."""

    @property
    def status(self) -> GoalStatus: ...
    @property
    def value(self) -> float | None: ...
    @property
    def on(self) -> date: ...
    @property
    def note(self) -> str | None: ...
    @property
    def by(self) -> str: ...


class Told(Protocol):
    """A goal with its history (see `services.goal_history.GoalTold`)."""

    @property
    def goal(self) -> Goal: ...
    @property
    def said(self) -> Sequence[Said]: ...


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal. `state`: its status as a term, for the form; `history`: each change in a line, the newest first."""

    id: str = ""
    letter: str = ""
    category: str = ""
    text: str = ""
    baseline: str = ""
    target: str = ""
    value: str = ""
    unit: str = ""
    due: str = ""
    state: str = ""
    status: str = ""
    icon: str = ""
    tone: str = ""
    history: tuple[str, ...] = ()


_ICONS = {
    GoalStatus.ACTIVE: "dot",
    GoalStatus.MET: "check-circle",
    GoalStatus.NOT_MET: "minus",
    GoalStatus.DROPPED: "stop",
}
_TONES = {GoalStatus.MET: "pine", GoalStatus.NOT_MET: "amber"}


def views(t: Translator, found: Sequence[Told], today: date) -> tuple[GoalView, ...]:
    """The goals in their order."""
    return tuple(_view(t, told, today) for told in found)


def category(t: Translator, value: GoalCategory) -> str:
    """What a goal is about."""
    return {
        GoalCategory.STRENGTH: t("Strength"),
        GoalCategory.FLEXIBILITY: t("Flexibility"),
        GoalCategory.RANGE_OF_MOTION: t("Range of motion"),
        GoalCategory.FUNCTION: t("Function"),
        GoalCategory.PAIN: t("Pain"),
    }[value]


def status(t: Translator, value: GoalStatus) -> str:
    """What became of a goal."""
    return {
        GoalStatus.ACTIVE: t("Active"),
        GoalStatus.MET: t("Met"),
        GoalStatus.NOT_MET: t("Not met"),
        GoalStatus.DROPPED: t("Dropped"),
    }[value]


def _view(t: Translator, told: Told, today: date) -> GoalView:
    goal = told.goal
    return GoalView(
        id=goal.id,
        letter=goal.letter,
        category=category(t, goal.category),
        text=goal.description,
        baseline=_amount(goal.baseline, goal.unit),
        target=_amount(goal.target, goal.unit),
        value=_amount(goal.value, goal.unit),
        unit=goal.unit or "",
        due=short_day(t, goal.due_on, today) if goal.due_on else NOTHING,
        state=goal.status.value,
        status=_status(t, goal, today),
        icon=_ICONS[goal.status],
        tone=_TONES.get(goal.status, ""),
        history=tuple(_said(t, each, goal.unit, today) for each in told.said),
    )


def _status(t: Translator, goal: Goal, today: date) -> str:
    if goal.status is GoalStatus.MET and goal.met_on is not None:
        return t("Met on {date}", date=short_day(t, goal.met_on, today))
    if goal.status is GoalStatus.ACTIVE and goal.due_on is not None and goal.due_on < today:
        return t("Active, past its date")
    return status(t, goal.status)


def _amount(value: float | None, unit: str | None) -> str:
    if value is None:
        return NOTHING
    return f"{plain(value)} {unit}" if unit else plain(value)


def _said(t: Translator, said: Said, unit: str | None, today: date) -> str:
    day, what = day_words(t, said.on, today), status(t, said.status)
    words = f"{day}: {what}" if said.value is None else f"{day}: {what}, {_amount(said.value, unit)}"
    words += f". {said.note}" if said.note else ""
    return f"{words} ({said.by})" if said.by else words
