"""Many entries in one call, after days without a network. Each stands for itself: a bad one harms no other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from patient_app.domain.entries import CheckIn, ExerciseLog, MeasureResponse
from patient_app.domain.errors import DomainError
from patient_app.services import entries, policy
from patient_app.services.actor import Actor
from patient_app.services.entries import Outcome, Saved, ShownHold
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Delete:
    """An entry to delete. `kind` is exercise_log, check_in or measure_response; without `edited_at`: now."""

    kind: str
    id: str
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A filled-in measure, with the phone's time zone."""

    response: MeasureResponse
    time_zone: str


Change = ExerciseLog | CheckIn | Measure | Delete


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one change; `hold` is what a check-in's warning signs led to."""

    saved: Saved
    hold: ShownHold | None = None


def sync(actor: Actor, unit: Unit, changes: Sequence[Change], language: str) -> tuple[Done | DomainError, ...]:
    """Apply the changes in their order. One that cannot be taken is answered with its error and leaves no trace."""
    policy.own_record(actor, unit)
    results: list[Done | DomainError] = []
    for change in changes:
        try:
            with unit.session.begin_nested():
                results.append(_apply(actor, unit, change, language))
        except DomainError as error:
            results.append(error)
    return tuple(results)


def _apply(actor: Actor, unit: Unit, change: Change, language: str) -> Done:
    if isinstance(change, ExerciseLog):
        return Done(entries.put_exercise_log(actor, unit, change))
    if isinstance(change, CheckIn):
        return Done(*entries.put_check_in(actor, unit, change, language))
    if isinstance(change, Measure):
        saved, _ = entries.put_measure_response(actor, unit, change.response, change.time_zone)
        return Done(saved)
    entries.delete_entry(actor, unit, change.kind, change.id, change.edited_at or unit.now)
    return Done(Saved(change.id, Outcome.DELETED, unit.now, False))
