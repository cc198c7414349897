"""The patient's answer to a handover: agree, and it opens at once; or say no, before it opens and after."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.dates import local_date
from patient_app.domain.errors import NotFound
from patient_app.domain.handovers import HandoverKind, HandoverStatus, may_object
from patient_app.domain.people import SharePart
from patient_app.services import audit, handover_ends, policy
from patient_app.services.actor import Actor
from patient_app.services.handover_ends import end_own, ending_own, status_of, terms, text_of
from patient_app.services.reading import reads
from patient_app.store.queries import handovers, people
from patient_app.store.tables import Handover, Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Asked:
    """A handover as its patient sees it. `giver_left`: the giver cannot sign in any more."""

    id: str
    giver: str
    colleague: str
    kind: HandoverKind
    status: HandoverStatus
    parts: tuple[SharePart, ...]
    opens_on: date
    ends_on: date | None
    note: str | None
    agreed: bool
    giver_left: bool


@reads
def mine(actor: Actor, unit: Unit) -> tuple[Asked, ...]:
    """The handovers that the patient may agree or say no to, newest first."""
    patient = policy.own_record(actor, unit)
    rows = [row for row in handovers.not_closed(unit.session, patient_id=patient.id) if _objectable(unit, row, patient)]
    who = people.by_ids(unit.session, sorted({id for row in rows for id in (row.from_id, row.to_id)}))
    return tuple(
        Asked(
            id=row.id,
            giver=who[row.from_id].name,
            colleague=who[row.to_id].name,
            kind=HandoverKind(row.kind),
            status=status_of(unit, row, patient),
            parts=tuple(part for part in SharePart if part.value in row.parts),
            opens_on=local_date(row.opens_at, patient.time_zone),
            ends_on=row.ends_on,
            note=row.note,
            agreed=row.agreed_at is not None,
            giver_left=who[row.from_id].deactivated_at is not None,
        )
        for row in rows
    )


def agree(actor: Actor, unit: Unit, handover_id: str) -> None:
    """The patient agrees: it opens at once. Raises `NotFound` for one that is not the patient's, or is over."""
    patient, row = _asked(actor, unit, handover_id)
    row.agreed_at = unit.now
    if row.opens_at > unit.now:
        joined = handovers.member(unit.session, patient.id, row.to_id)
        if joined is not None and joined.since == row.opens_at:
            joined.since = unit.now
            unit.session.add(joined)
        if row.kind == HandoverKind.FOR_GOOD:
            end_own(unit, ending_own(unit, row, patient), local_date(unit.now, patient.time_zone))
        row.opens_at = unit.now
        for made in handovers.shares_of(unit.session, row.id):
            made.since = unit.now
            unit.session.add(made)
    unit.session.add(row)
    audit.record(actor, unit, "handover.agreed", patient_id=patient.id, kind="handover", id=row.id)
    unit.changed |= {f"patient:{patient.id}", f"clinician:{row.from_id}", f"clinician:{row.to_id}"}


def object_to(actor: Actor, unit: Unit, handover_id: str, note: str | None = None) -> None:
    """The patient says no, before it opens or after: closed at once. Raises `NotFound` as `agree`, `Invalid`."""
    patient, row = _asked(actor, unit, handover_id)
    handover_ends.object_to(actor, unit, row, patient, text_of(note))


def _objectable(unit: Unit, row: Handover, patient: Person) -> bool:
    today = local_date(unit.now, patient.time_zone)
    return may_object(terms(row), unit.now, today) and bool(handovers.shares_of(unit.session, row.id))


def _asked(actor: Actor, unit: Unit, handover_id: str) -> tuple[Person, Handover]:
    patient = policy.own_record(actor, unit)
    people.lock(unit.session, patient.id)
    row = unit.session.get(Handover, handover_id)
    if row is None or row.patient_id != patient.id or not _objectable(unit, row, patient):
        raise NotFound
    return patient, row
