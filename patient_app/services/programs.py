"""Programs: read the one in force, publish a new version. A published version never changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from patient_app.content.exercise_library import Exercise
from patient_app.domain.course_index import CourseIndex
from patient_app.domain.errors import Conflict, FieldError, Invalid, NotFound
from patient_app.domain.line_history import LineHistory, line_history
from patient_app.domain.people import SharePart
from patient_app.domain.program import Prescription, ProgramVersion
from patient_app.services import (
    attention,
    audit,
    drafts,
    exercises,
    measures,
    orders,
    patients,
    policy,
    progression,
    safety,
)
from patient_app.services.actor import Actor
from patient_app.services.drafts import KeptDraft, OtherDraft
from patient_app.services.measures import KnownMeasures
from patient_app.services.orders import OrderView
from patient_app.services.progression import Suggestion
from patient_app.services.reading import reads
from patient_app.services.safety import TouchedGate
from patient_app.store.queries import care, courses, people
from patient_app.store.tables import Person
from patient_app.store.tables import ProgramVersion as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

MOST_PRESCRIPTIONS = 30
HISTORY_DAYS = 28


@dataclass(frozen=True, slots=True)
class Program:
    """A version of a patient's program as it is read."""

    patient_id: str
    version: ProgramVersion
    published_by_name: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a PT wants to publish. A prescription with an empty `line_id` is a new line; ids are made here.

    `based_on` is the number of the version that the PT saw (`None`: there was none).
    """

    based_on: int | None
    effective_from: date
    prescriptions: tuple[Prescription, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Workbench:
    """What a PT needs to change a program: whose it is, the patient's today, every version, oldest first, and the
    exercises of the patient's clinic, the retired ones too.

    `order` is `None` when there is none, and when the patient does not share the journey (`sees_order` tells them
    apart); `gates_touched` are the safety gates that its precautions touch, each with the precaution. `histories`:
    the last 28 days of each line of the newest version. `draft` is the actor's own. `suggestions`: steps up or back.
    """

    patient_name: str
    patient_language: str
    today: date
    versions: tuple[Program, ...]
    exercises: Mapping[str, Exercise]
    order: OrderView | None
    sees_order: bool
    gates_touched: tuple[TouchedGate, ...]
    histories: tuple[LineHistory, ...]
    draft: KeptDraft | None
    others: tuple[OtherDraft, ...]
    suggestions: tuple[Suggestion, ...]
    known: KnownMeasures


@reads
def workbench(actor: Actor, unit: Unit, patient_id: str) -> Workbench:
    """The program builder's start. Raises `WrongRole` for anyone but a PT, else `NotFound` without a share."""
    patient = policy.open_for_program_change(actor, unit, patient_id)
    parts = policy.shared_parts(actor, unit, patient_id)
    order = _order(unit, patient, parts)
    if order is not None:
        audit.looked(actor, unit, patient.id, parts & {SharePart.JOURNEY, SharePart.MEASURES})
    found = tuple(_program(unit, patient_id, each) for each in courses.versions(unit.session, patient_id))
    today = patients.today(unit, patient)
    course = patients.course(unit, patient)
    return Workbench(
        patient_name=patient.name,
        patient_language=patient.language,
        today=today,
        versions=found,
        exercises=exercises.catalogue(unit, patient.clinic_id),
        order=order,
        sees_order=SharePart.JOURNEY in parts,
        gates_touched=safety.touched(order),
        histories=_histories(attention.visible(course, parts), found[-1].version, today) if found else (),
        draft=drafts.kept(actor, unit, patient_id),
        others=drafts.others(actor, unit, patient_id),
        suggestions=progression.shown(actor, unit, patient, course),
        known=measures.known_measures(unit, patient.clinic_id),
    )


def _order(unit: Unit, patient: Person, parts: frozenset[SharePart]) -> OrderView | None:
    """The newest order, as far as the share goes."""
    if SharePart.JOURNEY not in parts:
        return None
    return orders.newest(unit, patient, with_goals=SharePart.MEASURES in parts)


def _histories(course: CourseIndex, newest: ProgramVersion, today: date) -> tuple[LineHistory, ...]:
    first = today - timedelta(days=HISTORY_DAYS - 1)
    return tuple(line_history(course, line.line_id, first, today, today) for line in newest.prescriptions)


@reads
def program(actor: Actor, unit: Unit, patient_id: str, version: int | None = None) -> Program:
    """The newest published version, or the one asked for. Raises `NotFound` when there is none."""
    patient = policy.open_record(actor, unit, patient_id, SharePart.PROGRAM)
    found = courses.versions(unit.session, patient_id)
    if version is not None:
        found = tuple(each for each in found if each.version == version)
    if not found:
        raise NotFound("There is no program yet." if version is None else "There is no such version.")
    return _program(unit, patient.id, found[-1])


@reads
def versions(actor: Actor, unit: Unit, patient_id: str) -> tuple[Program, ...]:
    """Every published version, oldest first; none when there is no program yet."""
    policy.open_record(actor, unit, patient_id, SharePart.PROGRAM)
    return tuple(_program(unit, patient_id, each) for each in courses.versions(unit.session, patient_id))


def publish(actor: Actor, unit: Unit, patient_id: str, draft: Draft, *, built: bool = False) -> Program:
    """Publish a new version from a date: the patient's today or later.

    `built`: in the program builder, which asks about the safety gates that the order's precautions touch, and whose
    kept draft ends with it. Elsewhere (the API) a line keeps the ticks that it has.

    Raises `Conflict` when somebody published since the PT last looked, `Invalid` with each bad field.
    """
    patient = policy.open_for_program_change(actor, unit, patient_id)
    published = courses.versions(unit.session, patient_id)
    current = published[-1].version if published else None
    if draft.based_on != current:
        raise Conflict(
            "Somebody published a newer version of this program since you opened it. "
            "Nothing of yours is lost. Load the newest version and make your change again.",
            current,
        )
    touching = safety.touched(_order(unit, patient, policy.shared_parts(actor, unit, patient_id))) if built else ()
    _check(unit, patient, draft, published, touching)
    progression.follow(actor, unit, patient, draft.prescriptions, draft.note)
    row = Row(
        patient_id=patient_id,
        episode_id=care.active_episode_id(unit.session, patient_id),
        version=(current or 0) + 1,
        effective_from=draft.effective_from,
        published_at=unit.now,
        published_by=actor.id,
        note=(draft.note or "").strip() or None,
    )
    unit.session.add(row)
    unit.session.flush()
    ticks = {} if built or not published else {line.line_id: line.gates_checked for line in published[-1].prescriptions}
    lines = tuple(
        replace(
            each,
            id=new_id(),
            line_id=each.line_id or new_id(),
            gates_checked=each.gates_checked or ticks.get(each.line_id, ()),
        )
        for each in draft.prescriptions
    )
    for position, line in enumerate(lines):
        unit.session.add(courses.prescription_row(line, row.id, position))
    audit.record(
        actor, unit, "program.published", patient_id=patient_id, kind="program", id=row.id, version=row.version
    )
    if built:
        drafts.drop(actor, unit, patient_id)
    unit.changed.add(f"patient:{patient_id}")
    version = ProgramVersion(row.version, row.effective_from, lines, row.published_at, actor.id, row.note)
    return Program(patient_id, version, actor.name)


def _program(unit: Unit, patient_id: str, version: ProgramVersion) -> Program:
    author = people.get(unit.session, version.published_by)
    return Program(patient_id, version, author.name if author else "")


def _check(
    unit: Unit, patient: Person, draft: Draft, published: Sequence[ProgramVersion], touching: Sequence[TouchedGate]
) -> None:
    errors: list[FieldError] = []
    if draft.effective_from < patients.today(unit, patient):
        errors.append(FieldError("effective_from", "Choose the patient's today or a later day."))
    if len(draft.prescriptions) > MOST_PRESCRIPTIONS:
        errors.append(FieldError("prescriptions", "A program has at most 30 exercises."))
    known = {line.line_id: line.exercise_id for version in published for line in version.prescriptions}
    library = exercises.catalogue(unit, patient.clinic_id, (line.exercise_id for line in draft.prescriptions))
    seen: set[str] = set()
    for number, line in enumerate(draft.prescriptions):
        at = f"prescriptions.{number}"
        errors.extend(_exercise_errors(at, line, known, library.get(line.exercise_id)))
        errors.extend(_line_errors(at, line, known, seen))
        seen.add(line.line_id)
    errors += safety.unchecked(draft.prescriptions, library, touching)
    if errors:
        raise Invalid("The program was not published: some values need a change.", tuple(errors))


def _exercise_errors(at: str, line: Prescription, known: dict[str, str], exercise: Exercise | None) -> list[FieldError]:
    """A line that the program has may keep a retired exercise; a new one may not begin with it."""
    if exercise is None:
        return [FieldError(f"{at}.exercise_id", "This exercise is not in the library.")]
    if exercise.is_retired and line.line_id not in known:
        return [FieldError(f"{at}.exercise_id", "Your clinic has retired this exercise. Choose another one.")]
    return []


def _line_errors(at: str, line: Prescription, known: dict[str, str], seen: set[str]) -> list[FieldError]:
    errors = []
    if line.line_id and line.line_id not in known:
        errors.append(
            FieldError(f"{at}.line_id", "This line is not in this patient's program. Leave it out for a new one.")
        )
    elif line.line_id and known[line.line_id] != line.exercise_id:
        errors.append(FieldError(f"{at}.line_id", "A line keeps its exercise. Leave it out for another exercise."))
    if line.line_id and line.line_id in seen:
        errors.append(FieldError(f"{at}.line_id", "This line stands in the program twice."))
    if line.reps is None and line.hold_seconds is None and line.duration_minutes is None:
        errors.append(FieldError(f"{at}.reps", "Say how many repetitions, how long to hold, or how many minutes."))
    if line.duration_minutes is not None and (line.reps is not None or line.hold_seconds is not None):
        errors.append(FieldError(f"{at}.duration_minutes", "Give minutes, or repetitions and hold, not both."))
    return errors
