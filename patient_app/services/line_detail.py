"""One exercise of a course, opened in the summary: week by week, pain and effort, why not, and its doses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patient_app.content.exercise_library import Exercise
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.line_history import LineHistory, line_history, only_line
from patient_app.domain.people import SharePart
from patient_app.domain.program import Prescription, ProgramVersion
from patient_app.services import attention, exercises, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.services.summary import LONGEST_DAYS, Week, weeks
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class DoseOf:
    """The dose of a line from a version on; `prescription` is `None` where the line was ended."""

    version: int
    since: date
    prescription: Prescription | None


@dataclass(frozen=True, slots=True)
class LineDetail:
    """A line from `first` to `last`. `doses`: of the whole course, only where it changed, ascending."""

    line_id: str
    exercise: Exercise | None
    first: date
    last: date
    today: date
    weeks: tuple[Week, ...]
    history: LineHistory
    doses: tuple[DoseOf, ...]


@reads
def line_detail(actor: Actor, unit: Unit, patient_id: str, line_id: str, first: date, last: date) -> LineDetail:
    """One line for a reader with the `program` part. Raises `NotFound`, also for a line that never was."""
    patient = policy.open_record(actor, unit, patient_id, SharePart.PROGRAM)
    if not 0 <= (last - first).days <= LONGEST_DAYS:
        raise Invalid.field("from", "Choose a period of 5 years or less.")
    course = attention.visible(patients.course(unit, patient), policy.shared_parts(actor, unit, patient_id))
    doses = doses_of(course.versions, line_id)
    if not doses:
        raise NotFound
    today = patients.today(unit, patient)
    newest = next(dose.prescription for dose in reversed(doses) if dose.prescription is not None)
    return LineDetail(
        line_id=line_id,
        exercise=exercises.catalogue(unit, patient.clinic_id, [newest.exercise_id]).get(newest.exercise_id),
        first=first,
        last=last,
        today=today,
        weeks=weeks(only_line(course, line_id), first, last, today),
        history=line_history(course, line_id, first, last, today),
        doses=doses,
    )


def doses_of(versions: Sequence[ProgramVersion], line_id: str) -> tuple[DoseOf, ...]:
    """Where the dose of a line began, changed or ended, by version."""
    found: list[DoseOf] = []
    for version in sorted(versions, key=lambda version: version.version):
        line = next((each for each in version.prescriptions if each.line_id == line_id), None)
        before = found[-1].prescription if found else None
        if not _same(before, line):
            found.append(DoseOf(version.version, version.effective_from, line))
    return tuple(found)


def _same(one: Prescription | None, other: Prescription | None) -> bool:
    if one is None or other is None:
        return one is other
    return _dose(one) == _dose(other)


def _dose(line: Prescription) -> tuple[object, ...]:
    return (
        line.exercise_id, line.side, line.sets, line.reps, line.hold_seconds, line.duration_minutes, line.load,
        line.times_per_day, line.schedule,
    )  # fmt: skip
