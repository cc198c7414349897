"""What a progress report is filled with, as one frozen value: the figures of its period as they were found then.

It holds its own names, so that a signed report reads the same when the library has changed since.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from patient_app.domain.adherence import Adherence
from patient_app.domain.entries import NotDoneReason
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.measurements import Found, MeasurementChange, What
from patient_app.domain.measures import MeasureChange
from patient_app.domain.pain import PainChange
from patient_app.domain.people import SharePart
from patient_app.domain.program import ProgramVersion, Side

Names = dict[str, str]
"""What something is called, by language."""


def name_in(names: Mapping[str, str], language: str) -> str:
    """The name in a language, else in English."""
    return names.get(language) or names.get("en", "")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, as it stands under the report. `credentials` is typed by the signer ('PT, DPT')."""

    name: str = ""
    credentials: str = ""
    centre: str = ""
    clinic: str = ""


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """An outcome measure as it was when the report was filled."""

    id: str
    version: str
    recall: str
    names: Names
    min: float
    max: float
    mdc: float | None = None
    mic: float | None = None

    def name(self, language: str) -> str:
        """What it is called."""
        return name_in(self.names, language)


@dataclass(frozen=True, slots=True)
class ReportMeasure:
    """Scores of one measure, version and recall period up to the end of the period, and the change since `baseline`,
    the first score of the course."""

    measure: MeasureCard
    points: tuple[tuple[date, float], ...]
    baseline: tuple[date, float] | None
    change: MeasureChange | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A value that was measured in clinic, and the date."""

    on: date
    found: Found


@dataclass(frozen=True, slots=True)
class MeasuredThing:
    """What was measured: motion (active or passive), strength or a timed test."""

    what: What
    places: Names
    names: Names

    def place(self, language: str) -> str:
        """The joint; empty for a test."""
        return name_in(self.places, language)

    def name(self, language: str) -> str:
        """The movement or the test."""
        return name_in(self.names, language)


@dataclass(frozen=True, slots=True)
class ReportMeasurement:
    """One cell: the first value of the episode, the one before the newest, and the newest. Grades of strength are
    ordered and never averaged.

    `last` is `None` when there is nothing between the two; measured once, `baseline` and `now` are the same value.
    """

    key: str
    thing: MeasuredThing | None
    side: Side | None
    baseline: Taken
    last: Taken | None
    now: Taken
    change: MeasurementChange | None


@dataclass(frozen=True, slots=True)
class ReportGoal:
    """A goal as it stood at the end of the period. `value`: the newest figure that the record has for it.

    `is_new`: it was set within the period.
    """

    id: str
    letter: str
    category: GoalCategory
    description: str
    baseline: float | None
    target: float | None
    unit: str | None
    due_on: date | None
    status: GoalStatus
    met_on: date | None
    value: float | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class ReportData:
    """The figures of a report, from `first` to `last`, both included. What the author's share does not open is `None`
    or empty, and `parts` says which were open.

    `versions`: the program in force when the period began, then each that came in it. `exercises`: their names.
    `treated` of `treated_limit` treatment days, `days` of `days_limit` days: the clinic's clocks at that time.
    """

    patient_name: str
    problem: str
    parts: tuple[SharePart, ...]
    first: date
    last: date
    treated: int
    treated_limit: int
    days: int
    days_limit: int
    versions: tuple[ProgramVersion, ...] = ()
    exercises: dict[str, Names] = field(default_factory=dict)
    adherence: Adherence | None = None
    not_done_reasons: tuple[tuple[NotDoneReason, int], ...] = ()
    pain: PainChange | None = None
    function: MeasureChange | None = None
    measures: tuple[ReportMeasure, ...] = ()
    measurements: tuple[ReportMeasurement, ...] = ()
    goals: tuple[ReportGoal, ...] = ()
    signature: Signature = Signature()

    @property
    def not_shared(self) -> tuple[SharePart, ...]:
        """The parts that were not open to the author."""
        return tuple(part for part in SharePart if part not in self.parts)


def narrowed(data: ReportData, parts: frozenset[SharePart]) -> ReportData:
    """The figures of what is still shared: a draft shows nothing that the patient has closed since it was filled."""
    kept = tuple(part for part in data.parts if part in parts)
    found = replace(data, parts=kept)
    if SharePart.PROGRAM not in kept:
        found = replace(found, versions=(), exercises={}, adherence=None, not_done_reasons=())
    if SharePart.PAIN not in kept:
        found = replace(found, pain=None, function=None)
    if SharePart.MEASURES not in kept:
        found = replace(found, measures=(), measurements=(), goals=())
    return found
