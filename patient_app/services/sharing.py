"""Sharing: the patient decides who sees which part, until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from patient_app.domain.dates import local_date
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.services import audit, emergency, handover_ends, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import people, shares
from patient_app.store.tables import Person
from patient_app.store.tables import Share as Row
from patient_app.store.unit import Unit


class ShareStatus(StrEnum):
    """Is the share open now?"""

    ACTIVE = "active"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Clinician:
    """A clinician as patients see one."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Share:
    """One permission. `until` is the last local date it is open."""

    id: str
    clinician: Clinician
    parts: tuple[SharePart, ...]
    since: datetime
    until: date | None
    status: ShareStatus


@reads
def my_shares(actor: Actor, unit: Unit) -> tuple[Share, ...]:
    """All shares of the patient, newest first. One that a handover announced is none before it opens."""
    patient = policy.own_record(actor, unit)
    return tuple(
        _value(unit, patient, row, person)
        for row, person in shares.of_patient(unit.session, patient.id)
        if row.since <= min(unit.now, row.revoked_at or unit.now)
    )


@reads
def clinicians(actor: Actor, unit: Unit) -> tuple[Clinician, ...]:
    """The clinicians of the patient's clinic, to choose from; the care team first."""
    patient = policy.own_record(actor, unit)
    team = {person.id for person in shares.care_team(unit.session, patient.id, unit.now)}
    found = people.in_clinic(unit.session, patient.clinic_id, Role.PHYSIATRIST, Role.PHYSICAL_THERAPIST)
    signed_up = [person for person in found if person.password_hash is not None]
    return tuple(_clinician(person) for person in sorted(signed_up, key=lambda person: person.id not in team))


def share(
    actor: Actor,
    unit: Unit,
    clinician_id: str | None = None,
    code: str | None = None,
    parts: Iterable[SharePart] = ALL_PARTS,
    until: date | None = None,
) -> Share:
    """Share parts with one clinician, by id or by the code that the clinician gave. Replaces the share before."""
    patient = policy.own_record(actor, unit)
    clinician = _find(unit, patient, clinician_id, code)
    chosen = tuple(part for part in SharePart if part in set(parts))
    if not chosen:
        raise Invalid.field("parts", "Choose at least one part to share.")
    if until is not None and until < local_date(unit.now, patient.time_zone):
        raise Invalid.field("until", "Choose today or a later day.")
    people.lock(unit.session, patient.id)
    for row, person in shares.of_patient(unit.session, patient.id):
        if person.id == clinician.id and row.revoked_at is None:
            handover_ends.share_ended(actor, unit, patient, row, replaced=True)
            row.revoked_at = unit.now
            unit.session.add(row)
    emergency.end_of(actor, unit, clinician.id)
    row = Row(
        patient_id=patient.id,
        clinician_id=clinician.id,
        parts=[part.value for part in chosen],
        since=unit.now,
        until=until,
    )
    unit.session.add(row)
    audit.record(actor, unit, "share.made", patient_id=patient.id, kind="share", id=row.id)
    unit.changed |= {f"patient:{patient.id}", f"clinician:{clinician.id}"}
    return _value(unit, patient, row, clinician)


def revoke(actor: Actor, unit: Unit, share_id: str) -> None:
    """Close a share at once, and emergency access of that clinician with it.

    Raises `NotFound` for one that is not the patient's.
    """
    patient = policy.own_record(actor, unit)
    people.lock(unit.session, patient.id)
    row = unit.session.get(Row, share_id)
    if row is None or row.patient_id != patient.id:
        raise NotFound
    emergency.end_of(actor, unit, row.clinician_id)
    if row.revoked_at is None:
        handover_ends.share_ended(actor, unit, patient, row, replaced=False)
        row.revoked_at = unit.now
        unit.session.add(row)
        audit.record(actor, unit, "share.revoked", patient_id=patient.id, kind="share", id=row.id)
        unit.changed |= {f"patient:{patient.id}", f"clinician:{row.clinician_id}"}


def _find(unit: Unit, patient: Person, clinician_id: str | None, code: str | None) -> Person:
    if clinician_id is not None:
        found, field = people.get(unit.session, clinician_id), "clinician_id"
    else:
        found, field = people.by_connect_code(unit.session, code or ""), "code"
    if (
        found is None
        or found.clinic_id != patient.clinic_id
        or not Role(found.role).is_clinician
        or found.deactivated_at is not None
    ):
        raise Invalid.field(field, "No clinician was found. Check the code with your clinic.")
    return found


def _value(unit: Unit, patient: Person, row: Row, person: Person) -> Share:
    if row.revoked_at is not None:
        status = ShareStatus.REVOKED
    else:
        active = shares.is_active(row, unit.now, patient.time_zone)
        status = ShareStatus.ACTIVE if active else ShareStatus.EXPIRED
    return Share(
        row.id, _clinician(person), tuple(part for part in SharePart if part in row.parts), row.since, row.until, status
    )


def _clinician(person: Person) -> Clinician:
    return Clinician(person.id, person.name, Role(person.role))
