"""Fills a progress report from the record: the same rules, and the same functions, as the summary of that period.

Asks no policy: whoever calls has, and gives the parts that are open to the author.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from patient_app.content.exercise_library import Exercise
from patient_app.content.locales import LANGUAGES
from patient_app.domain.adherence import adherence
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.dates import local_date
from patient_app.domain.goals import GoalCategory, GoalStatus
from patient_app.domain.measurements import Measurement
from patient_app.domain.pain import pain_change, pain_series
from patient_app.domain.people import SharePart
from patient_app.domain.program import ProgramVersion
from patient_app.domain.report_data import (
    MeasureCard,
    MeasuredThing,
    ReportData,
    ReportGoal,
    ReportMeasure,
    ReportMeasurement,
    Taken,
)
from patient_app.domain.settings import ClinicalSettings
from patient_app.services import attention, exercises, patients, summary
from patient_app.services.attention import MeasureTrend
from patient_app.services.measurements import Cell, SheetRow, measured_rows
from patient_app.services.treatment_days import treatment_days
from patient_app.store.queries import care
from patient_app.store.tables import Episode, Goal, Person
from patient_app.store.unit import Unit


def fill(
    unit: Unit,
    patient: Person,
    episode: Episode,
    parts: frozenset[SharePart],
    first: date,
    last: date,
    today: date,
    settings: ClinicalSettings,
) -> ReportData:
    """The figures from `first` to `last` as the record has them now; `today` is the patient's."""
    course = attention.visible(patients.course(unit, patient), parts)
    sees_program, sees_pain = SharePart.PROGRAM in parts, SharePart.PAIN in parts
    versions = _versions(course, first, last)
    named = {line.exercise_id for version in versions for line in version.prescriptions}
    known = exercises.catalogue(unit, patient.clinic_id, named)
    series = [(day, value) for day, value in pain_series(course) if episode.started_on <= day <= last]
    trends, rows = _measured(unit, patient, parts, episode, last)
    held = treatment_days(care.visits(unit.session, patient.id), patient.time_zone)
    return ReportData(
        patient_name=patient.name,
        problem=episode.problem,
        parts=tuple(part for part in SharePart if part in parts),
        first=first,
        last=last,
        treated=sum(first <= day <= last for day in held),
        treated_limit=settings.report_treatment_days,
        days=(last - first).days + 1,
        days_limit=settings.report_days,
        versions=versions,
        exercises={id: _exercise_names(known[id]) for id in sorted(named) if id in known},
        adherence=adherence(course, first, last, today) if sees_program else None,
        not_done_reasons=summary.not_done_reasons(course, first, last) if sees_program else (),
        pain=pain_change(series, episode.baseline_pain) if sees_pain else None,
        function=summary.function_change(course, episode.started_on, last) if sees_pain else None,
        measures=tuple(_measure(trend) for trend in trends if trend.points),
        measurements=tuple(_cell(row, cell) for row in rows for cell in row.cells if cell.progress),
        goals=_goals(unit, patient, episode, trends, rows, first, last) if SharePart.MEASURES in parts else (),
    )


def _versions(course: CourseIndex, first: date, last: date) -> tuple[ProgramVersion, ...]:
    """The version in force when the period began, and those that came in it."""
    before = course.version_on(first)
    later = [each for each in course.versions if first < each.effective_from <= last]
    return ((before,) if before else ()) + tuple(later)


def _exercise_names(exercise: Exercise) -> dict[str, str]:
    return {language: exercise.name(language) for language in LANGUAGES}


def _measured(
    unit: Unit, patient: Person, parts: frozenset[SharePart], episode: Episode, last: date
) -> tuple[Sequence[MeasureTrend], Sequence[SheetRow]]:
    if SharePart.MEASURES not in parts:
        return (), ()
    return attention.trends(unit, patient.id, episode.started_on, last), measured_rows(unit, patient, last)


def _measure(trend: MeasureTrend) -> ReportMeasure:
    measure = trend.measure
    card = MeasureCard(
        id=measure.id,
        version=trend.version,
        recall=trend.recall,
        names={language: measure.name(language) for language in LANGUAGES},
        min=measure.min,
        max=measure.max,
        mdc=measure.mdc.points if measure.mdc else None,
        mic=measure.mic.points if measure.mic else None,
    )
    return ReportMeasure(card, trend.points, trend.baseline, trend.change)


def _cell(row: SheetRow, cell: Cell) -> ReportMeasurement:
    found = cell.progress
    if found is None:
        raise ValueError("A cell without a value has no place in a report.")
    between = found.previous if found.previous is not None and found.previous.id != found.baseline.id else None
    return ReportMeasurement(
        key=row.key,
        thing=_thing(row),
        side=cell.side,
        baseline=_taken(found.baseline),
        last=_taken(between) if between else None,
        now=_taken(found.last),
        change=found.change,
    )


def _thing(row: SheetRow) -> MeasuredThing | None:
    item = row.item
    if item is None:
        return None
    places = {language: item.place(language) for language in LANGUAGES}
    return MeasuredThing(item.what, places, {language: item.name(language) for language in LANGUAGES})


def _taken(measurement: Measurement) -> Taken:
    return Taken(measurement.measured_on, measurement.found)


def _goals(
    unit: Unit,
    patient: Person,
    episode: Episode,
    trends: Iterable[MeasureTrend],
    rows: Iterable[SheetRow],
    first: date,
    last: date,
) -> tuple[ReportGoal, ...]:
    figures = _figures(trends, rows)
    said = {
        each.goal_id: each.value
        for each in care.goal_changes(unit.session, patient.id)
        if each.on <= last and each.value is not None
    }
    found = [row for row in care.goals(unit.session, patient.id) if row.episode_id == episode.id]
    made = {row.id: local_date(row.created_at, patient.time_zone) if row.created_at else None for row in found}
    return tuple(
        _goal(row, figures.get(row.measure_id or "", said.get(row.id)), made[row.id], first, last)
        for row in sorted(found, key=lambda row: (len(row.letter), row.letter))
        if (made[row.id] or first) <= last
    )


def _goal(row: Goal, value: float | None, made_on: date | None, first: date, last: date) -> ReportGoal:
    met_later = row.met_on is not None and row.met_on > last
    return ReportGoal(
        id=row.id,
        letter=row.letter,
        category=GoalCategory(row.category),
        description=row.description,
        baseline=row.baseline,
        target=row.target,
        unit=row.unit,
        due_on=row.due_on,
        status=GoalStatus.ACTIVE if met_later else GoalStatus(row.status),
        met_on=None if met_later else row.met_on,
        value=value,
        is_new=made_on is not None and first <= made_on,
    )


def _figures(trends: Iterable[MeasureTrend], rows: Iterable[SheetRow]) -> dict[str, float]:
    """The newest figure of what a goal may name. A mean over the patient's own activities is no single goal's figure,
    and of something measured on two sides the PT says which."""
    found = {
        trend.measure.id: trend.points[-1][1] for trend in trends if trend.points and not trend.measure.has_own_items
    }
    for row in rows:
        measured = [cell.progress.last.found.value for cell in row.cells if cell.progress]
        if len(measured) == 1 and measured[0] is not None:
            found[row.key] = measured[0]
    return found
