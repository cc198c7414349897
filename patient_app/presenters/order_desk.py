"""The page on which a physiatrist writes an order, as frozen values for the browser."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from patient_app.domain.orders import OrderGoal
from patient_app.domain.text import Translator
from patient_app.presenters import orders as words


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list. `words`: what else it is found by; `hint`: what may be added to it; `side`: of a code."""

    id: str
    name: str
    words: str = ""
    hint: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the form needs to know. `draft` is the kept one as JSON, empty for none; `revision` names its state."""

    patient_id: str = ""
    today: str = ""
    asks_course: bool = False
    problem: str = ""
    onset_on: str = ""
    signs_asked_on: str = ""
    draft: str = ""
    revision: str = ""
    renews: int = 0
    sees_goals: bool = False
    goals: list[Choice] = field(default_factory=list)
    centres: list[Choice] = field(default_factory=list)
    newest_centre: str = ""
    programs: list[str] = field(default_factory=list)
    measures: list[Choice] = field(default_factory=list)


class KeptDraft(Protocol):
    """A draft as the service gives it."""

    @property
    def revision(self) -> str: ...
    @property
    def data(self) -> Mapping[str, Any]: ...
    @property
    def renews(self) -> int | None: ...


class GoingOn(Protocol):
    """A goal that goes on."""

    @property
    def id(self) -> str: ...
    @property
    def goal(self) -> OrderGoal: ...


class Desk(Protocol):
    """What the service says of a patient whom an order is written for."""

    @property
    def patient_id(self) -> str: ...
    @property
    def today(self) -> date: ...
    @property
    def problem(self) -> str | None: ...
    @property
    def onset_on(self) -> date | None: ...
    @property
    def draft(self) -> KeptDraft | None: ...
    @property
    def goals(self) -> tuple[GoingOn, ...] | None: ...
    @property
    def centres(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def newest_centre(self) -> str | None: ...
    @property
    def programs(self) -> tuple[str, ...]: ...
    @property
    def measures(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def signs_asked_on(self) -> date | None: ...


def view(t: Translator, desk: Desk, measure_name: Callable[[str], str]) -> DeskView:
    """The form's start."""
    draft = desk.draft
    known = {id for id, _ in desk.centres}
    return DeskView(
        patient_id=desk.patient_id,
        today=desk.today.isoformat(),
        asks_course=desk.problem is None,
        problem=desk.problem or "",
        onset_on=_day(desk.onset_on),
        signs_asked_on=_day(desk.signs_asked_on),
        draft=json.dumps(draft.data, ensure_ascii=False) if draft else "",
        revision=draft.revision if draft else "",
        renews=(draft.renews or 0) if draft else 0,
        sees_goals=desk.goals is not None,
        goals=[Choice(each.id, words.goal(t, each.goal, desk.today, measure_name)) for each in desk.goals or ()],
        centres=_choices(desk.centres),
        newest_centre=desk.newest_centre if desk.newest_centre and desk.newest_centre in known else "",
        programs=list(desk.programs),
        measures=_choices(desk.measures),
    )


def _choices(pairs: Iterable[tuple[str, str]]) -> list[Choice]:
    return [Choice(id, name) for id, name in pairs]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
