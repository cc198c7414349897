"""Who may do what. Every service asks here before it reads or writes; nothing else decides.

A patient's record opens to the patient, and to a clinician with an active share of that part. For anyone else it
does not exist (`NotFound`, never 'forbidden': that would say that the patient is here).

One exception: emergency access (decision 19). Where the clinic allows it, a clinician who gave a reason reads all parts
for some hours, and changes nothing: it counts only for services that are marked as reading.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from patient_app.domain import share_links
from patient_app.domain.errors import NotFound, OnlyReading, WrongRole
from patient_app.domain.people import ALL_PARTS, Role, SharePart
from patient_app.domain.share_links import LinkState
from patient_app.services import audit
from patient_app.services.actor import Actor
from patient_app.store.queries import emergencies, people, shares
from patient_app.store.tables import EmergencyAccess, Person, ShareLink
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Opened:
    """A patient's row, and the parts of the record that may be read."""

    patient: Person
    parts: frozenset[SharePart]


def require(actor: Actor, *roles: Role) -> None:
    """Raise `WrongRole` unless the actor has one of the roles."""
    if actor.role not in roles:
        raise WrongRole("Your account cannot do this.")


def own_record(actor: Actor, unit: Unit) -> Person:
    """The patient's own row. Raises `WrongRole` for anyone but a patient."""
    require(actor, Role.PATIENT)
    patient = people.get(unit.session, actor.id)
    if patient is None:
        raise NotFound
    return patient


def given_parts(actor: Actor, unit: Unit, patient_id: str) -> frozenset[SharePart]:
    """The parts that the patient shares with this actor now; all of one's own record. What someone may change."""
    if actor.id == patient_id:
        return ALL_PARTS if actor.role is Role.PATIENT else frozenset()
    if not actor.role.is_clinician:
        return frozenset()
    return shares.active_parts(unit.session, patient_id, actor.id, unit.now)


def shared_parts(actor: Actor, unit: Unit, patient_id: str) -> frozenset[SharePart]:
    """The parts of the patient's record that this actor may see now; empty when none. While emergency access is open
    these are all, for a service that only reads."""
    if unit.preview is not None:
        is_asked = (unit.preview.patient_id, unit.preview.reader_id) == (patient_id, actor.id)
        return unit.preview.parts if is_asked else frozenset()
    given = given_parts(actor, unit, patient_id)
    if not given and unit.reading and emergency(actor, unit, patient_id) is not None:
        return ALL_PARTS
    return given


def emergency(actor: Actor, unit: Unit, patient_id: str) -> EmergencyAccess | None:
    """The emergency access of this actor to this record that is open now. A share goes before it."""
    if not actor.role.is_clinician or actor.id == patient_id:
        return None
    found = emergencies.open_now(unit.session, patient_id, actor.id, unit.now)
    if found is None or not people.clinic(unit.session, actor.clinic_id).settings.get("break_glass", False):
        return None
    return None if given_parts(actor, unit, patient_id) else found


def open_record(actor: Actor, unit: Unit, patient_id: str, *parts: SharePart) -> Person:
    """The patient's row when the actor may see every one of `parts` (any part at all when none is named).

    A look at another person's record is audited, once an hour for each sign-in and part. Raises `WrongRole` for a role
    that never reads records, `OnlyReading` when there is emergency access but the service changes something, else
    `NotFound`.
    """
    require(actor, Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    allowed = shared_parts(actor, unit, patient_id)
    if not allowed and emergency(actor, unit, patient_id) is not None:
        raise OnlyReading
    if not allowed or not allowed.issuperset(parts):
        raise NotFound
    patient = people.get(unit.session, patient_id)
    if patient is None or patient.deactivated_at is not None:
        raise NotFound
    if actor.id != patient_id:
        _audit_look(actor, unit, patient_id, parts)
    return patient


def open_to_change(actor: Actor, unit: Unit, patient_id: str, *parts: SharePart) -> Person:
    """`open_record` for what leads to a change, a form for instance: emergency access does not open it."""
    if not given_parts(actor, unit, patient_id) and emergency(actor, unit, patient_id) is not None:
        raise OnlyReading
    return open_record(actor, unit, patient_id, *parts)


def _audit_look(actor: Actor, unit: Unit, patient_id: str, parts: Sequence[SharePart]) -> None:
    access = emergency(actor, unit, patient_id)
    if access is not None:
        unit.emergencies[patient_id] = access.id
    audit.looked(actor, unit, patient_id, parts, access.since if access is not None else None)


def open_to_system(actor: Actor, unit: Unit, patient_id: str, parts: Iterable[SharePart]) -> Opened:
    """A patient's row and which of `parts` another system may read as this clinician: those of the shares open now.

    Emergency access is a person's, at a screen, with a reason: it opens nothing here, hence shares alone are asked.
    The look is audited, once an hour for each token and part. Raises `WrongRole`, `NotFound`.
    """
    require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    allowed = shares.active_parts(unit.session, patient_id, actor.id, unit.now)
    patient = people.get(unit.session, patient_id) if allowed else None
    if patient is None or patient.deactivated_at is not None:
        raise NotFound
    opened = allowed.intersection(parts)
    audit.looked(actor, unit, patient_id, opened)
    return Opened(patient, opened)


def parts_open_to_system(actor: Actor, unit: Unit, patient_id: str) -> frozenset[SharePart]:
    """The parts of the shares that are open now: what `open_to_system` opens when every part is asked for."""
    require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    return shares.active_parts(unit.session, patient_id, actor.id, unit.now)


def all_open_to_system(actor: Actor, unit: Unit) -> tuple[Opened, ...]:
    """Whom another system may read as this clinician, by name: who shares now. Raises `WrongRole`."""
    require(actor, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    return tuple(Opened(patient, parts) for patient, parts in shares.patients_of(unit.session, actor.id, unit.now))


def open_or_own_copy(actor: Actor, unit: Unit, patient_id: str, signer_id: str, *parts: SharePart) -> bool:
    """May the actor read what `signer_id` signed: `True` with everything that came after, `False` as it was signed.

    Who signed keeps the signed copy when the patient's share ends, and nothing newer. Raises `WrongRole`, `NotFound`.
    """
    try:
        open_record(actor, unit, patient_id, *parts)
    except NotFound:
        if actor.id != signer_id:
            raise
        return False
    return True


def kept_until(actor: Actor, unit: Unit, patient_id: str) -> datetime | None:
    """Until when a clinician saw this patient's journey, when that has ended; `None` when it never began or goes on.

    Who signed a report or an order keeps their own signed copy after it, and nothing newer. Raises `WrongRole`.
    """
    require(actor, Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    if not actor.role.is_clinician or SharePart.JOURNEY in shared_parts(actor, unit, patient_id):
        return None
    return shares.ended_at(unit.session, patient_id, actor.id, SharePart.JOURNEY, unit.now)


def change_library(actor: Actor) -> None:
    """PTs add to the exercise library of their clinic and change what it added. Raises `WrongRole`."""
    require(actor, Role.PHYSICAL_THERAPIST)


def open_for_program_change(actor: Actor, unit: Unit, patient_id: str) -> Person:
    """The patient's row when this PT may publish the program: needs the `program` part."""
    require(actor, Role.PHYSICAL_THERAPIST)
    return open_to_change(actor, unit, patient_id, SharePart.PROGRAM)


def open_by_link(unit: Unit, link: ShareLink | None, *, allowed: bool) -> tuple[Person, frozenset[SharePart]]:
    """Whose record a link opens now, and the parts: the link's own and no other. Raises `NotFound` unless it is open.

    `allowed`: the patient's clinic lets links be. That its openings are used up is for who counts them to say.
    """
    if link is None:
        raise NotFound
    found = share_links.state(
        now=unit.now,
        expires_at=link.expires_at,
        revoked=link.revoked_at is not None,
        locked=link.locked_at is not None,
        openings_left=None,
        allowed=allowed,
    )
    patient = people.get(unit.session, link.patient_id)
    if found is not LinkState.OPEN or patient is None or patient.deactivated_at is not None:
        raise NotFound
    return patient, frozenset(part for part in SharePart if part.value in link.parts)
