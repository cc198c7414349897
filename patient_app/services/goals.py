"""Goals of a course of treatment: kept under their letter, each change of status with who, when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.goals import GoalCategory, GoalStatus, next_letter
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import care
from patient_app.store.tables import Episode, GoalChange
from patient_app.store.tables import Goal as Row
from patient_app.store.unit import Unit

LONGEST_TEXT = 300
LARGEST_VALUE = 100_000.0


@dataclass(frozen=True, slots=True)
class GoalDraft:
    """A goal as a clinician writes it. `baseline` and `target` are in `unit`, of `measure_id` when one is named."""

    category: GoalCategory
    description: str
    measure_id: str | None = None
    baseline: float | None = None
    target: float | None = None
    unit: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with what became of it. `value`: what was found when its status was last set."""

    id: str
    letter: str
    category: GoalCategory
    description: str
    measure_id: str | None
    baseline: float | None
    target: float | None
    unit: str | None
    due_on: date | None
    status: GoalStatus
    met_on: date | None
    value: float | None


@reads
def goals(actor: Actor, unit: Unit, patient_id: str) -> tuple[Goal, ...]:
    """The goals of the patient's course (the last one when none is going on), by letter. Raises `NotFound`."""
    patient = policy.open_record(actor, unit, patient_id, SharePart.MEASURES)
    return of_episode(unit, care.active_episode(unit.session, patient.id))


def of_episode(unit: Unit, episode: Episode | None) -> tuple[Goal, ...]:
    """The goals of one course. Asks no policy: part `measures`."""
    if episode is None:
        return ()
    rows = [row for row in care.goals(unit.session, episode.patient_id) if row.episode_id == episode.id]
    latest = {change.goal_id: change.value for change in care.goal_changes(unit.session, episode.patient_id)}
    return tuple(_value(row, latest.get(row.id)) for row in sorted(rows, key=lambda row: (len(row.letter), row.letter)))


def add(
    actor: Actor, unit: Unit, episode: Episode, drafts: Sequence[GoalDraft], order_id: str | None = None
) -> tuple[Row, ...]:
    """New goals of a course, each with the next letter. The caller has asked policy and audits what it did.

    Raises `Invalid` naming the field.
    """
    taken = {row.letter for row in care.goals(unit.session, episode.patient_id) if row.episode_id == episode.id}
    made = []
    for at, draft in enumerate(drafts):
        if not draft.description.strip() or len(draft.description) > LONGEST_TEXT:
            raise Invalid.field(f"goals.{at}.description", "Say in a line what is to be reached.")
        letter = next_letter(taken)
        taken.add(letter)
        row = Row(
            episode_id=episode.id,
            patient_id=episode.patient_id,
            letter=letter,
            category=draft.category.value,
            description=draft.description.strip(),
            measure_id=draft.measure_id,
            baseline=draft.baseline,
            target=draft.target,
            unit=draft.unit,
            due_on=draft.due_on,
            order_id=order_id,
            created_by=actor.id,
            created_at=unit.now,
        )
        unit.session.add(row)
        made.append(row)
    unit.session.flush()
    return tuple(made)


def set_status(
    actor: Actor,
    unit: Unit,
    goal_id: str,
    status: GoalStatus,
    *,
    value: float | None = None,
    note: str | None = None,
    on: date | None = None,
) -> None:
    """What became of a goal, said by a clinician who sees the measures. `on`: the patient's date, today unless given.

    Raises `WrongRole`, `NotFound` for a goal that is not open to the actor, and `Invalid` naming the field.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, goal_id)
    if row is None:
        raise NotFound
    patient = policy.open_record(actor, unit, row.patient_id, SharePart.MEASURES)
    today = patients.today(unit, patient)
    day = on or today
    if day > today:
        raise Invalid.field("on", "Choose today or an earlier day.")
    if value is not None and not abs(value) <= LARGEST_VALUE:  # not-a-number is in no range
        raise Invalid.field("value", "Use a number.")
    if len(note or "") > LONGEST_TEXT:
        raise Invalid.field("note", "Use 300 characters or fewer.")
    row.status = status.value
    row.met_on = day if status is GoalStatus.MET else None
    unit.session.add(row)
    unit.session.add(
        GoalChange(
            goal_id=row.id,
            patient_id=row.patient_id,
            status=status.value,
            value=value,
            on=day,
            note=(note or "").strip() or None,
            changed_by=actor.id,
            changed_at=unit.now,
        )
    )
    audit.record(actor, unit, "goal.changed", patient_id=row.patient_id, kind="goal", id=row.id, status=status.value)
    unit.changed.add(f"patient:{row.patient_id}")


def change_target(actor: Actor, unit: Unit, goal_id: str, target: float | None) -> None:
    """Another target under the same letter (`None`: it stays). Rights as `set_status`, which says why and is told."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, goal_id)
    if row is None:
        raise NotFound
    policy.open_record(actor, unit, row.patient_id, SharePart.MEASURES)
    if target is not None:
        row.target = target
        unit.session.add(row)


def _value(row: Row, value: float | None) -> Goal:
    return Goal(
        row.id,
        row.letter,
        GoalCategory(row.category),
        row.description,
        row.measure_id,
        row.baseline,
        row.target,
        row.unit,
        row.due_on,
        GoalStatus(row.status),
        row.met_on,
        value,
    )
