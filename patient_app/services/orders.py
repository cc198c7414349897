"""The physiatrist's order for a course of PT, as the PT reads it beside the program."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.dates import local_date
from patient_app.store.queries import care, people
from patient_app.store.tables import Order, Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class OrderView:
    """The newest signed order of a patient. `diagnoses`: code and text. No known precautions is not the same as none
    written: then `no_known_precautions` is false and `precautions` is empty.
    """

    id: str
    physiatrist: str
    signed_on: date | None
    expires_on: date | None
    diagnoses: tuple[str, ...]
    reason: str
    precautions: tuple[str, ...]
    no_known_precautions: bool
    frequency_per_week: int
    weeks: int
    program_recommended: str | None
    goals: tuple[str, ...]


def newest(unit: Unit, patient: Person, *, with_goals: bool) -> OrderView | None:
    """The newest signed order. Asks no policy: whoever calls it has (part `journey`; goals: part `measures`)."""
    signed = care.signed_orders(unit.session, patient.id)
    return _view(unit, patient, signed[-1], with_goals) if signed else None


def _view(unit: Unit, patient: Person, order: Order, with_goals: bool) -> OrderView:
    by = people.get(unit.session, order.physiatrist_id)
    goals = care.goals(unit.session, patient.id) if with_goals else ()
    return OrderView(
        id=order.id,
        physiatrist=by.name if by else "",
        signed_on=local_date(order.signed_at, patient.time_zone) if order.signed_at else None,
        expires_on=order.expires_on,
        diagnoses=tuple(" ".join(filter(None, (each.get("code"), each.get("text")))) for each in order.diagnoses),
        reason=order.reason,
        precautions=tuple(order.precautions),
        no_known_precautions=order.no_known_precautions,
        frequency_per_week=order.frequency_per_week,
        weeks=order.weeks,
        program_recommended=order.program_recommended,
        goals=tuple(goal.description for goal in goals if goal.status == "active"),
    )
