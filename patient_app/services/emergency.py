"""Emergency access ('break-glass', decision 19): a clinician reads a record without a share, the patient is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.people import Role
from patient_app.domain.text import storable
from patient_app.services import audit, clinic_settings, notices, policy, sessions
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.services.reading import reads
from patient_app.store.queries import emergencies, people, shares
from patient_app.store.tables import EmergencyAccess as Row
from patient_app.store.tables import Person
from patient_app.store.unit import Unit

SHORTEST_REASON = 10
LONGEST_REASON = 500
SHOWN_FOR = timedelta(days=30)
"""So long the patient's page shows an access after it was opened; who looked is told for good."""


@dataclass(frozen=True, slots=True)
class EmergencyAccess:
    """One access. `until` is an instant; `ended_at` stands when someone ended it before, and then `ended_by_patient`
    says who. `reason`: what the clinician wrote."""

    id: str
    patient_id: str
    patient_name: str
    clinician_name: str
    clinician_role: Role
    reason: str
    since: datetime
    until: datetime
    ended_at: datetime | None
    ended_by_patient: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """What a clinician's page of emergency access shows: for how many hours a record opens, and what is open now."""

    hours: int
    open: tuple[EmergencyAccess, ...]


class NoRecord(Invalid):
    """No record was opened: nobody of that name or address, more than one, or not of this clinic. Never says which."""

    def __init__(self) -> None:
        super().__init__("No record was opened. Check the email address or the full name.")


@reads
def is_allowed(actor: Actor, unit: Unit) -> bool:
    """May this clinician open records without a share?"""
    return actor.role.is_clinician and clinic_settings.of(unit, actor.clinic_id).break_glass


@reads
def desk(actor: Actor, unit: Unit) -> Desk:
    """What the actor has open now. Raises `WrongRole` for anyone but a clinician, and where it is not allowed."""
    settings = clinic_settings.of(unit, actor.clinic_id)
    _require(actor, unit)
    found = emergencies.of_clinician(unit.session, actor.id, unit.now)
    me = _person(unit, actor.id)
    return Desk(
        settings.break_glass_hours,
        tuple(
            _value(unit, row, patient, me)
            for row, patient in found
            if policy.emergency(actor, unit, patient.id) is not None
        ),
    )


def open_access(actor: Actor, unit: Unit, patient: str, reason: str) -> EmergencyAccess | None:
    """Open the record of the patient with exactly this email address or full name, and tell the patient at once.

    `None` when no record was opened (raise `NoRecord`; the try is counted and audited either way). One that is open
    already goes on as it is. Raises `WrongRole`, `TooManyTries`, and `Invalid` for a reason that is too short, or a
    patient who shares already.
    """
    _require(actor, unit)
    reason = _checked(reason)
    sessions.count_emergency_try(unit, actor.id)
    found = _find(unit, actor.clinic_id, patient)
    if found is None:
        audit.record(actor, unit, "emergency.refused", kind="emergency_access")
        return None
    people.lock(unit.session, found.id)
    if policy.given_parts(actor, unit, found.id):
        raise Invalid.field("patient", "This patient shares with you already. Open the record from your patients.")
    going_on = policy.emergency(actor, unit, found.id)
    row = going_on or _opened(actor, unit, found, reason)
    return _value(unit, row, found, _person(unit, actor.id))


def _opened(actor: Actor, unit: Unit, patient: Person, reason: str) -> Row:
    hours = clinic_settings.of(unit, actor.clinic_id).break_glass_hours
    row = Row(
        patient_id=patient.id,
        clinician_id=actor.id,
        reason=reason,
        since=unit.now,
        until=unit.now + timedelta(hours=hours),
    )
    unit.session.add(row)
    unit.emergencies[patient.id] = row.id
    audit.record(
        actor, unit, "emergency.opened", patient_id=patient.id, kind="emergency_access", id=row.id, hours=hours
    )
    notices.tell(
        unit,
        patient.id,
        NoticeKind.EMERGENCY_OPENED,
        patient_id=patient.id,
        object_id=row.id,
        clinician=actor.name,
    )
    _say(unit, row)
    return row


def end(actor: Actor, unit: Unit, access_id: str) -> None:
    """Close the access at once: the patient, or the clinician who opened it. Raises `NotFound` for anyone else."""
    policy.require(actor, Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = emergencies.get(unit.session, access_id)
    if row is None or actor.id not in (row.patient_id, row.clinician_id):
        raise NotFound
    people.lock(unit.session, row.patient_id)
    _end(actor, unit, row)


def end_of(actor: Actor, unit: Unit, clinician_id: str) -> None:
    """The patient decides anew what this clinician sees: what is open in an emergency ends. Asks no policy."""
    row = emergencies.open_now(unit.session, actor.id, clinician_id, unit.now)
    if row is not None:
        _end(actor, unit, row)


@reads
def mine(actor: Actor, unit: Unit) -> tuple[EmergencyAccess, ...]:
    """Who opened the patient's record in the last 30 days, newest first. For the patient alone."""
    patient = policy.own_record(actor, unit)
    found = emergencies.of_patient(unit.session, patient.id, unit.now - SHOWN_FOR)
    return tuple(_value(unit, row, patient, clinician) for row, clinician in found)


@reads
def through(actor: Actor, unit: Unit, patient_id: str) -> EmergencyAccess | None:
    """The emergency access through which the actor reads this record now; `None` with a share, or without either."""
    row = policy.emergency(actor, unit, patient_id)
    return _value(unit, row, _person(unit, patient_id), _person(unit, actor.id)) if row else None


@reads
def closes_at(actor: Actor, unit: Unit, patient_id: str) -> datetime | None:
    """When what the actor sees of this record next closes by itself, after the last day of a share or the hours of
    emergency access; `None` when nothing does."""
    row = policy.emergency(actor, unit, patient_id)
    return row.until if row else shares.closes_at(unit.session, patient_id, actor.id, unit.now)


def _end(actor: Actor, unit: Unit, row: Row) -> None:
    if row.ended_at is not None or row.until <= unit.now:
        return
    row.ended_at, row.ended_by = unit.now, actor.id
    unit.session.add(row)
    audit.record(actor, unit, "emergency.ended", patient_id=row.patient_id, kind="emergency_access", id=row.id)
    _say(unit, row)


def _require(actor: Actor, unit: Unit) -> None:
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    if not clinic_settings.of(unit, actor.clinic_id).break_glass:
        raise WrongRole("Your clinic does not allow emergency access.")


def _checked(reason: str) -> str:
    text = " ".join(storable(reason).split())
    if len(text) < SHORTEST_REASON:
        raise Invalid.field("reason", "Say why you need to see this record, in at least 10 characters.")
    if len(text) > LONGEST_REASON:
        raise Invalid.field("reason", "Use at most 500 characters.")
    return text


def _find(unit: Unit, clinic_id: str, typed: str) -> Person | None:
    """The one patient of the clinic who is named exactly; of two with one name, neither."""
    text = " ".join(typed.split())
    if "@" in text:
        person = people.by_email(unit.session, text)
        is_patient = person is not None and person.role == Role.PATIENT and person.clinic_id == clinic_id
        return person if is_patient and person is not None and person.deactivated_at is None else None
    named = people.patients_named(unit.session, clinic_id, text) if text else ()
    return named[0] if len(named) == 1 else None


def _say(unit: Unit, row: Row) -> None:
    unit.changed |= {f"patient:{row.patient_id}", f"clinician:{row.clinician_id}"}


def _person(unit: Unit, person_id: str) -> Person:
    found = people.get(unit.session, person_id)
    if found is None:
        raise NotFound
    return found


def _value(unit: Unit, row: Row, patient: Person, clinician: Person) -> EmergencyAccess:
    return EmergencyAccess(
        id=row.id,
        patient_id=patient.id,
        patient_name=patient.name,
        clinician_name=clinician.name,
        clinician_role=Role(clinician.role),
        reason=row.reason,
        since=row.since,
        until=row.until,
        ended_at=row.ended_at,
        ended_by_patient=row.ended_by == row.patient_id,
        is_open=row.ended_at is None and row.until > unit.now,
    )
