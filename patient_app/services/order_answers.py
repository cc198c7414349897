"""What a PT does with an order: reads it whole, accepts it, or declines it with the reason."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.errors import Conflict, NotFound
from patient_app.domain.orders import OrderState
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, measures, notices, orders, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.measures import KnownMeasures
from patient_app.services.notices import NoticeKind
from patient_app.services.order_signing import reason_given
from patient_app.services.orders import OrderView
from patient_app.services.reading import reads
from patient_app.store.queries import care, people, shares
from patient_app.store.tables import Order, Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class WaitingOrder:
    """An order that waits for a PT. `is_for_me`: it names this PT's centre, or none. `today`: the patient's; `known`:
    for the names of outcome measures.
    """

    order: OrderView
    renewed: OrderView | None
    is_for_me: bool
    today: date
    known: KnownMeasures


@reads
def waiting(actor: Actor, unit: Unit) -> tuple[WaitingOrder, ...]:
    """The orders that wait, of patients who share the journey with this PT: those for the own centre first, then the
    oldest first.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    found = {
        patient.id: (patient, parts)
        for patient, parts in shares.patients_of(unit.session, actor.id, unit.now)
        if SharePart.JOURNEY in parts
    }
    me = people.get(unit.session, actor.id)
    centre = me.pt_centre_id if me else None
    made: list[WaitingOrder] = []
    for patient_id in dict.fromkeys(row.patient_id for row in care.open_orders(unit.session, list(found))):
        patient, parts = found[patient_id]
        audit.looked(actor, unit, patient_id, parts & {SharePart.JOURNEY, SharePart.MEASURES})
        today, known = patients.today(unit, patient), measures.known_measures(unit, patient.clinic_id)
        written = orders.every(unit, patient, with_goals=SharePart.MEASURES in parts)
        by_id = {each.id: each for each in written}
        made += [
            WaitingOrder(
                order=each,
                renewed=by_id.get(each.renews_id or ""),
                is_for_me=each.content.pt_centre_id in (None, centre),
                today=today,
                known=known,
            )
            for each in written
            if each.state is OrderState.WAITING
        ]
    return tuple(sorted(made, key=lambda each: (not each.is_for_me, each.order.signed_on, each.order.id)))


def accept(actor: Actor, unit: Unit, patient_id: str, order_id: str) -> None:
    """Take the order: the report's clock begins. Tells the physiatrist. The same PT twice accepts once.

    Raises `Conflict` when the order does not wait any more.
    """
    patient, row = _open(actor, unit, patient_id, order_id)
    if row.accepted_by == actor.id and row.status == "signed":
        return
    _must_wait(unit, patient, row)
    row.accepted_by, row.accepted_at, row.updated_at = actor.id, unit.now, unit.now
    _answered(actor, unit, patient, row, NoticeKind.ORDER_ACCEPTED, "order.accepted")


def decline(actor: Actor, unit: Unit, patient_id: str, order_id: str, reason: str) -> None:
    """Send the order back with the reason. Tells the physiatrist.

    Raises `Conflict` when the order does not wait any more, `Invalid` without a reason.
    """
    patient, row = _open(actor, unit, patient_id, order_id)
    _must_wait(unit, patient, row)
    row.decline_reason = reason_given(reason, "Say why you decline the order.")
    row.declined_by, row.declined_at, row.updated_at = actor.id, unit.now, unit.now
    _answered(actor, unit, patient, row, NoticeKind.ORDER_DECLINED, "order.declined")


def _open(actor: Actor, unit: Unit, patient_id: str, order_id: str) -> tuple[Person, Order]:
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    row = care.order(unit.session, order_id, lock=True)
    if row is None or row.patient_id != patient_id or row.signed_at is None:
        raise NotFound
    return patient, row


def _must_wait(unit: Unit, patient: Person, row: Order) -> None:
    state = next(each.state for each in orders.every(unit, patient, with_goals=False) if each.id == row.id)
    if state is not OrderState.WAITING:
        raise Conflict("This order does not wait for an answer any more. Load the page again to see what became of it.")


def _answered(actor: Actor, unit: Unit, patient: Person, row: Order, kind: NoticeKind, action: str) -> None:
    unit.session.add(row)
    unit.session.flush()
    # Who signed and sees the record no more is told nothing newer than what they signed.
    parts = shares.active_parts(unit.session, patient.id, row.physiatrist_id, unit.now)
    if SharePart.JOURNEY in parts:
        tell = {"clinician": actor.name, "patient": patient.name}
        notices.tell(unit, row.physiatrist_id, kind, patient_id=patient.id, object_id=row.id, **tell)
    audit.record(actor, unit, action, patient_id=patient.id, kind="order", id=row.id)
    unit.changed.add(f"patient:{patient.id}")
