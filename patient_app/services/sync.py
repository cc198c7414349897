"""Many entries in one call, after days without a network. Each stands for itself: a bad one harms no other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from patient_app.domain.entries import CheckIn, ExerciseLog, MeasureResponse
from patient_app.domain.errors import DomainError
from patient_app.services import entries
from patient_app.services.actor import Actor
from patient_app.services.entries import Desk, Outcome, Saved, ShownHold
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
    """Apply the changes in their order. One that cannot be taken is answered with its error and leaves no trace.

    (Taking an entry notes nothing before all of it is checked, so there is nothing to undo.) An error that nobody
    foresaw ends the call: then nothing of the batch is stored.
    """
    with entries.desk(actor, unit) as desk:
        for kind, ids in _ids(changes).items():
            desk.book.look_up(kind, ids)
        desk.book.look_up_prescriptions()
        return tuple(_result(desk, change, language) for change in changes)


def _ids(changes: Sequence[Change]) -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for change in changes:
        match change:
            case ExerciseLog():
                found["exercise_log"].add(change.id)
            case CheckIn():
                found["check_in"].add(change.id)
            case Measure():
                found["measure_response"].add(change.response.id)
            case Delete():
                found[change.kind].add(change.id)
    return found


def _result(desk: Desk, change: Change, language: str) -> Done | DomainError:
    try:
        return _take(desk, change, language)
    except DomainError as error:
        return error


def _take(desk: Desk, change: Change, language: str) -> Done:
    match change:
        case ExerciseLog():
            return Done(entries.take_exercise_log(desk, change))
        case CheckIn():
            return Done(*entries.take_check_in(desk, change, language))
        case Measure():
            return Done(entries.take_measure_response(desk, change.response, change.time_zone)[0])
        case Delete():
            now = desk.unit.now
            entries.take_deletion(desk, change.kind, change.id, change.edited_at or now)
            return Done(Saved(change.id, Outcome.DELETED, now, False))
