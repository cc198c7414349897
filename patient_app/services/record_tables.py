"""What was entered and measured over a time, for tables of other programs: logs, check-ins, scores and measurements.

Each is read in two steps: `note` writes down who takes which table, quickly, in the writer; the reading itself, which
may be of years, holds nobody up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patient_app.content.exercise_library import Exercise
from patient_app.content.measurement_catalogue import Item, items
from patient_app.content.outcome_measures import OutcomeMeasure
from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.errors import Invalid
from patient_app.domain.measurements import Measurement
from patient_app.domain.people import SharePart
from patient_app.domain.program import Prescription
from patient_app.services import audit, exercises, measures, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import care, courses, people
from patient_app.store.queries import measurements as measurement_rows
from patient_app.store.queries import measures as measure_rows
from patient_app.store.tables import MeasureResponse as Row
from patient_app.store.unit import Unit


class RecordTable(StrEnum):
    """The tables; the value is the file's name."""

    LOGS = "logs"
    CHECK_INS = "check-ins"
    MEASURES = "measures"

    @property
    def part(self) -> SharePart:
        """The part of the record that it belongs to."""
        return _PARTS[self]


_PARTS = {
    RecordTable.LOGS: SharePart.PROGRAM,
    RecordTable.CHECK_INS: SharePart.PAIN,
    RecordTable.MEASURES: SharePart.MEASURES,
}


@dataclass(frozen=True, slots=True)
class LoggedExercise:
    """A log with what it was about: `version` of the program, `line` and `exercise` where they are known."""

    log: ExerciseLog
    version: int | None
    line: Prescription | None
    exercise: Exercise | None


@dataclass(frozen=True, slots=True)
class CheckIns:
    """Check-ins by date, and every activity that they may rate, by id in the order in which they were named."""

    rows: tuple[CheckIn, ...]
    activities: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """A filled-in measure. `entered_by`: the clinician who entered it; empty when the patient did."""

    id: str
    measure_id: str
    version: str
    measure: OutcomeMeasure | None
    on: date
    score: float | None
    entered_by: str


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement that counts, with its row of the catalogue and the name of who measured."""

    measurement: Measurement
    item: Item | None
    measured_by: str


def note(
    actor: Actor,
    unit: Unit,
    patient_id: str,
    table: RecordTable,
    first: date | None = None,
    last: date | None = None,
) -> None:
    """Someone takes a table with them: audited. Raises `WrongRole`, `NotFound`, `Invalid`."""
    policy.open_record(actor, unit, patient_id, table.part)
    _check(first, last)
    days = {name: day.isoformat() for name, day in (("first", first), ("last", last)) if day}
    audit.record(actor, unit, "record.exported", patient_id=patient_id, kind=table.value, form="csv", **days)


@reads
def logs(
    actor: Actor, unit: Unit, patient_id: str, first: date | None = None, last: date | None = None
) -> tuple[LoggedExercise, ...]:
    """The exercise logs of the days from `first` to `last` (all of them), by date. Needs the part `program`."""
    patient = policy.open_record(actor, unit, patient_id, RecordTable.LOGS.part)
    _check(first, last)
    lines = {
        line.id: (version.version, line)
        for version in courses.versions(unit.session, patient.id)
        for line in version.prescriptions
    }
    found = courses.logs(unit.session, patient.id, first, last)
    known = exercises.catalogue(unit, patient.clinic_id, (line.exercise_id for _, line in lines.values()))

    def logged(log: ExerciseLog) -> LoggedExercise:
        version, line = lines.get(log.prescription_id, (None, None))
        return LoggedExercise(log, version, line, known.get(line.exercise_id) if line else None)

    by_date = sorted(found, key=lambda log: (log.local_date, log.performed_at, log.id))
    return tuple(logged(log) for log in by_date)


@reads
def check_ins(
    actor: Actor, unit: Unit, patient_id: str, first: date | None = None, last: date | None = None
) -> CheckIns:
    """The check-ins of the days from `first` to `last` (all of them), by date. Needs the part `pain`."""
    patient = policy.open_record(actor, unit, patient_id, RecordTable.CHECK_INS.part)
    _check(first, last)
    found = courses.check_ins(unit.session, patient.id, first, last)
    return CheckIns(
        tuple(sorted(found, key=lambda each: (each.local_date, each.recorded_at, each.id))),
        {row.id: row.name for row in care.activities(unit.session, patient.id)},
    )


@reads
def measured(
    actor: Actor, unit: Unit, patient_id: str, first: date | None = None, last: date | None = None
) -> tuple[Scored | Measured, ...]:
    """Scores, range of motion, strength and tests of the days from `first` to `last` (all of them), by date.

    Corrected and removed measurements are left out. Needs the part `measures`.
    """
    patient = policy.open_record(actor, unit, patient_id, RecordTable.MEASURES.part)
    _check(first, last)
    answered = measure_rows.response_rows(unit.session, patient.id)
    taken = [each for each in measurement_rows.of_patient(unit.session, patient.id) if each.is_live]
    ids = {row.entered_by for row in answered} | {each.measured_by for each in taken}
    names = {id: one.name for id, one in people.by_ids(unit.session, sorted(filter(None, ids))).items()}
    known = measures.known_measures(unit, patient.clinic_id)
    both: list[Scored | Measured] = [
        *_scored(answered, known, names),
        *(Measured(each, items().get(each.what.key), names.get(each.measured_by, "")) for each in taken),
    ]
    within = (each for each in both if (first or date.min) <= _on(each) <= (last or date.max))
    return tuple(sorted(within, key=_on))


def _scored(rows: Sequence[Row], known: measures.KnownMeasures, names: Mapping[str, str]) -> list[Scored]:
    return [
        Scored(
            row.id,
            row.measure_id,
            row.measure_version,
            known.answered(row.measure_id, row.measure_version),
            row.local_date,
            row.score,
            names.get(row.entered_by or "", ""),
        )
        for row in rows
    ]


def _on(each: Scored | Measured) -> date:
    return each.on if isinstance(each, Scored) else each.measurement.measured_on


def _check(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and first > last:
        raise Invalid.field("from", "The first day must not be after the last day.")
