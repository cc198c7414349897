"""The physiatrist's orders for courses of PT, as they are read: newest first on the page, beside the program, on paper.

How one is written stands in `order_drafts.py` and `order_signing.py`, how a PT answers in `order_answers.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from patient_app.domain.dates import local_date
from patient_app.domain.errors import NotFound
from patient_app.domain.orders import Answers, OrderContent, OrderState, ends_on, order_state
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, clinic_settings, order_content, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import care, people
from patient_app.store.tables import Episode, Order, Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class OrderView:
    """A signed order. `ends_on`: the last day on which it counts, earlier than `expires_on` while no PT accepted it.

    `recertify_on`: when the plan of care has to be certified anew. `renews`: the number of the order that it goes on
    from. `answered_by` and `answered_on`: who accepted, declined or cancelled it, whichever `state` says, with `answer`
    the reason. Of an own copy after the share ended only what was signed is told: `state` is `None`.
    """

    id: str
    number: int
    patient_id: str
    patient_name: str
    physiatrist_id: str
    physiatrist: str
    content: OrderContent
    signed_on: date
    expires_on: date | None
    content_hash: str | None
    state: OrderState | None
    ends_on: date | None = None
    recertify_on: date | None = None
    renews: int | None = None
    renews_id: str | None = None
    answered_by: str = ""
    answered_on: date | None = None
    answer: str = ""


@reads
def orders(actor: Actor, unit: Unit, patient_id: str) -> tuple[OrderView, ...]:
    """Every signed order of a patient, newest first. Raises `NotFound` without a share of the journey."""
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    parts = policy.shared_parts(actor, unit, patient_id)
    found = every(unit, patient, with_goals=SharePart.MEASURES in parts)
    if found and SharePart.MEASURES in parts and actor.id != patient_id:
        audit.looked(actor, unit, patient_id, (SharePart.MEASURES,))
    return found


@reads
def newest_order(actor: Actor, unit: Unit, patient_id: str) -> OrderView:
    """The newest signed order. Raises `NotFound` when there is none, and without a share of the journey."""
    found = orders(actor, unit, patient_id)
    standing = [each for each in found if each.state is not OrderState.CANCELLED]
    if not standing:
        raise NotFound("There is no signed order yet.")
    return standing[0]


@reads
def order(actor: Actor, unit: Unit, patient_id: str, order_id: str) -> OrderView:
    """One signed order: with a share of the journey, else the signer's own copy as it was signed. Raises `NotFound`."""
    row = care.order(unit.session, order_id)
    policy.require(actor, Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    if row is None or row.signed_at is None or row.patient_id != patient_id:
        policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
        raise NotFound
    if policy.open_or_own_copy(actor, unit, patient_id, row.physiatrist_id, SharePart.JOURNEY):
        return next(each for each in orders(actor, unit, patient_id) if each.id == order_id)
    audit.record(actor, unit, "order.copy_read", patient_id=patient_id, kind="order", id=order_id)
    return _own_copy(unit, row)


@reads
def own_copies(actor: Actor, unit: Unit, patient_id: str) -> tuple[OrderView, ...]:
    """What the actor signed for a patient whose record is closed to them by now, newest first: as it was signed.

    Raises `NotFound` when there is none.
    """
    policy.require(actor, Role.PHYSIATRIST)
    rows = [row for row in care.orders(unit.session, patient_id) if row.physiatrist_id == actor.id]
    if not rows:
        raise NotFound
    audit.record(actor, unit, "order.copy_read", patient_id=patient_id, kind="order", id=rows[-1].id)
    return tuple(_own_copy(unit, row) for row in reversed(rows))


def newest(unit: Unit, patient: Person, *, with_goals: bool) -> OrderView | None:
    """The newest signed order. Asks no policy: whoever calls it has (part `journey`; goals: part `measures`)."""
    rows = care.orders(unit.session, patient.id)
    standing = [row for row in rows if row.cancelled_at is None]
    return _view(_reading(unit, patient, rows, with_goals), standing[-1]) if standing else None


def every(unit: Unit, patient: Person, *, with_goals: bool) -> tuple[OrderView, ...]:
    """Every signed order, newest first. Asks no policy: part `journey`; goals: part `measures`."""
    rows = care.orders(unit.session, patient.id)
    reading = _reading(unit, patient, rows, with_goals)
    return tuple(_view(reading, row) for row in reversed(rows))


def of_course(unit: Unit, patient_id: str, episode: Episode | None) -> tuple[Order, ...]:
    """The signed orders of a course that were not cancelled, oldest first. Asks no policy: part `journey`."""
    if episode is None:
        return ()
    return tuple(row for row in care.signed_orders(unit.session, patient_id) if row.episode_id == episode.id)


def in_force(signed: Sequence[Order]) -> Order | None:
    """The plan of care: the newest of a course's orders that no PT declined. A renewed one counts from its signing."""
    standing = [row for row in signed if row.declined_at is None]
    return standing[-1] if standing else None


def last_day(unit: Unit, patient: Person, row: Order) -> date | None:
    """The last day on which a signed order counts."""
    return _last_day(patient, row, clinic_settings.of(unit, patient.clinic_id).order_days)


def _last_day(patient: Person, row: Order, order_days: int) -> date | None:
    return ends_on(_signed_on(row, patient), row.expires_on, row.accepted_at is not None, order_days)


def _signed_on(row: Order, patient: Person) -> date:
    if row.signed_at is None:
        raise ValueError("a draft has no day of signing")
    return local_date(row.signed_at, patient.time_zone)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What reading the orders of one patient needs to know."""

    unit: Unit
    patient: Person
    rows: Sequence[Order]
    people: Mapping[str, Person]
    today: date
    plan_of_care_days: int
    order_days: int
    with_goals: bool

    def name(self, person_id: str | None) -> str:
        found = self.people.get(person_id or "")
        return found.name if found else ""


def _reading(unit: Unit, patient: Person, rows: Sequence[Order], with_goals: bool) -> _Reading:
    settings = clinic_settings.of(unit, patient.clinic_id)
    return _Reading(
        unit=unit,
        patient=patient,
        rows=rows,
        people=people.by_ids(unit.session, sorted({id for row in rows for id in _people_of(row)})),
        today=patients.today(unit, patient),
        plan_of_care_days=settings.clinical.plan_of_care_days,
        order_days=settings.order_days,
        with_goals=with_goals,
    )


def _people_of(row: Order) -> tuple[str, ...]:
    return tuple(filter(None, (row.physiatrist_id, row.accepted_by, row.declined_by, row.cancelled_by)))


def _view(reading: _Reading, row: Order) -> OrderView:
    patient = reading.patient
    signed_on = _signed_on(row, patient)
    ends = _last_day(patient, row, reading.order_days)
    state = order_state(_answers(reading, row), ends, reading.today)
    number = {each.id: at for at, each in enumerate(reading.rows, 1)}
    by, on, why = _answer(row, state)
    return OrderView(
        id=row.id,
        number=row.number or number[row.id],
        patient_id=patient.id,
        patient_name=patient.name,
        physiatrist_id=row.physiatrist_id,
        physiatrist=reading.name(row.physiatrist_id),
        content=_content(reading.unit, row, with_goals=reading.with_goals),
        signed_on=signed_on,
        expires_on=row.expires_on,
        content_hash=row.content_hash,
        state=state,
        ends_on=ends,
        recertify_on=signed_on + timedelta(days=reading.plan_of_care_days),
        renews=number.get(row.renews_id or ""),
        renews_id=row.renews_id,
        answered_by=reading.name(by),
        answered_on=local_date(on, patient.time_zone) if on else None,
        answer=why or "",
    )


def _answers(reading: _Reading, row: Order) -> Answers:
    zone = reading.patient.time_zone
    return Answers(
        accepted_on=local_date(row.accepted_at, zone) if row.accepted_at else None,
        declined_on=local_date(row.declined_at, zone) if row.declined_at else None,
        cancelled_on=local_date(row.cancelled_at, zone) if row.cancelled_at else None,
        renewed=any(
            each.renews_id == row.id and each.status == "signed" and each.declined_at is None for each in reading.rows
        ),
    )


def _answer(row: Order, state: OrderState) -> tuple[str | None, datetime | None, str | None]:
    """Who answered, when and why, of what the state says."""
    if state is OrderState.CANCELLED:
        return row.cancelled_by, row.cancelled_at, row.cancel_reason
    if state is OrderState.DECLINED:
        return row.declined_by, row.declined_at, row.decline_reason
    return row.accepted_by, row.accepted_at, None


def _content(unit: Unit, row: Order, *, with_goals: bool) -> OrderContent:
    found = order_content.content_of(unit, row)
    return found if with_goals else replace(found, goals=None)


def _own_copy(unit: Unit, row: Order) -> OrderView:
    """The order as it was signed, with nothing that came after."""
    patient = people.get(unit.session, row.patient_id)
    physiatrist = people.get(unit.session, row.physiatrist_id)
    if patient is None or physiatrist is None:
        raise NotFound
    patient_name, physiatrist_name = order_content.names_signed(row) or (patient.name, physiatrist.name)
    signed = order_content.signed_content(row)
    return OrderView(
        id=row.id,
        number=row.number or 1,
        patient_id=row.patient_id,
        patient_name=patient_name,
        physiatrist_id=row.physiatrist_id,
        physiatrist=physiatrist_name,
        # Without a signed copy the goals are those of today's record.
        content=signed or _content(unit, row, with_goals=False),
        signed_on=_signed_on(row, patient),
        expires_on=row.expires_on,
        content_hash=row.content_hash,
        state=None,
    )
