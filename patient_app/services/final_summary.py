"""The final summary of a course of treatment: the summary's own figures from its start to its end, frozen as JSON.

Frozen, because what stood at discharge must stay: a later correction or a new rule does not change it. Its parts open
with the same shares as those of the summary.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from patient_app.content.measurement_catalogue import items
from patient_app.domain.adherence import Adherence
from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.dates import local_date
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.measurements import Progress
from patient_app.domain.measures import MeasureChange
from patient_app.domain.pain import PainChange
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.domain.program import Side
from patient_app.domain.streak import Streak
from patient_app.domain.visits import VisitKind
from patient_app.services import goals, patients, summary
from patient_app.services.attention import MeasureTrend
from patient_app.services.measurements import Cell, SheetRow
from patient_app.services.measures import KnownMeasures
from patient_app.services.treatment_days import treatment_days
from patient_app.store.queries import care
from patient_app.store.tables import Episode, Person
from patient_app.store.unit import Unit

FORMAT = 1


@dataclass(frozen=True, slots=True)
class FinalMeasure:
    """An outcome measure: its first and last score (the same when it was taken once), and the change."""

    measure_id: str
    version: str
    recall: str
    first: tuple[date, float]
    last: tuple[date, float]
    change: MeasureChange | None


@dataclass(frozen=True, slots=True)
class FinalMeasurement:
    """Range of motion, strength or a test on one side: first, last and change."""

    key: str
    side: Side | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class FinalGoal:
    """A goal and what became of it."""

    letter: str
    category: GoalCategory
    description: str
    baseline: float | None
    target: float | None
    unit: str | None
    status: GoalStatus
    met_on: date | None
    value: float | None


@dataclass(frozen=True, slots=True)
class FinalVersion:
    """A version of the program."""

    version: int
    effective_from: date
    note: str | None


@dataclass(frozen=True, slots=True)
class FinalReport:
    """A signed progress report."""

    number: int | None
    signed_on: date
    decision: str | None


@dataclass(frozen=True, slots=True)
class FinalSummary:
    """A course of treatment from `first` to `last`. What a reader may not see is empty, see `visible`."""

    format: int
    first: date
    last: date
    adherence: Adherence | None
    streak: Streak | None
    active_days: int
    versions: tuple[FinalVersion, ...]
    pain: PainChange | None
    function: MeasureChange | None
    measures: tuple[FinalMeasure, ...]
    measurements: tuple[FinalMeasurement, ...]
    goals: tuple[FinalGoal, ...]
    visits_held: int
    treatment_days: int
    reports: tuple[FinalReport, ...]

    def trends(self, known: KnownMeasures) -> tuple[MeasureTrend, ...]:
        """The measures as the summary has them, to be put in the same words. One that is unknown is left out."""
        found = ((known.answered(each.measure_id, each.version), each) for each in self.measures)
        return tuple(
            MeasureTrend(
                measure,
                each.version,
                each.recall,
                (each.first,) if each.change is None else (each.first, each.last),
                each.change,
            )
            for measure, each in found
            if measure is not None
        )

    def rows(self) -> tuple[SheetRow, ...]:
        """The measurements as the summary has them."""
        return tuple(
            SheetRow(each.key, items().get(each.key), (Cell(each.side, (), each.progress),))
            for each in self.measurements
        )


_SHAPE = TypeAdapter(FinalSummary)


def of_course(unit: Unit, patient: Person, episode: Episode, last: date) -> FinalSummary:
    """The final summary of a course that ends on `last`, the patient's today. Asks no policy: whoever closes has."""
    recent = patients.recent_course(unit, patient, episode.started_on, last)
    found = summary.of_patient(unit, patient, recent, ALL_PARTS, episode.started_on, last, last, Role.PATIENT)
    visits = [visit for visit in care.visits(unit.session, patient.id) if visit.episode_id in (None, episode.id)]
    held = [visit for visit in visits if visit.status == VisitStatus.HELD]
    days = treatment_days(visits, patient.time_zone)
    return FinalSummary(
        format=FORMAT,
        first=found.first,
        last=found.last,
        adherence=found.adherence,
        streak=found.streak,
        active_days=found.active_days,
        versions=tuple(FinalVersion(each.version, each.effective_from, each.note) for each in found.versions),
        pain=found.pain,
        function=found.function,
        measures=tuple(
            FinalMeasure(trend.measure.id, trend.version, trend.recall, trend.points[0], trend.points[-1], trend.change)
            for trend in found.measures
        ),
        measurements=tuple(
            FinalMeasurement(row.key, cell.side, cell.progress)
            for row in found.measurements
            for cell in row.cells
            if cell.progress is not None
        ),
        goals=tuple(
            FinalGoal(
                goal.letter,
                goal.category,
                goal.description,
                goal.baseline,
                goal.target,
                goal.unit,
                goal.status,
                goal.met_on,
                goal.value,
            )
            for goal in goals.of_episode(unit, episode)
        ),
        visits_held=sum(visit.kind == VisitKind.PHYSIATRIST for visit in held),
        treatment_days=sum(episode.started_on <= day <= last for day in days),
        reports=tuple(
            FinalReport(report.number, local_date(report.signed_at, patient.time_zone), report.decision)
            for report in care.reports(unit.session, patient.id)
            if report.signed_at is not None and report.episode_id == episode.id
        ),
    )


def to_json(found: FinalSummary) -> dict[str, Any]:
    """As it is stored."""
    stored: dict[str, Any] = _SHAPE.dump_python(found, mode="json")
    return stored


def from_json(stored: Mapping[str, Any]) -> FinalSummary | None:
    """As it was frozen; `None` for a course that was closed without one."""
    return _SHAPE.validate_python(stored) if stored else None


def visible(found: FinalSummary, parts: frozenset[SharePart]) -> FinalSummary:
    """What a reader with these parts sees of it. (Visits, reports and all of it need the part `journey`.)"""
    if SharePart.PROGRAM not in parts:
        # Active days are those with work logged: the program's too.
        found = replace(found, adherence=None, streak=None, active_days=0, versions=())
    if SharePart.PAIN not in parts:
        found = replace(found, pain=None, function=None)
    if SharePart.MEASURES not in parts:
        found = replace(found, measures=(), measurements=(), goals=())
    return found
