"""The administrator's work: people of the clinic, deactivation, the audit log. No health data is seen here."""

from dataclasses import dataclass
from datetime import datetime

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.services import audit, handover_ends, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import audits, people, sessions, system_tokens
from patient_app.store.unit import Unit

PAGE = 100


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Someone of the clinic. `has_account` is false while an invitation waits. `registered_at`: when they made the
    account without an invitation. `erased_at`: when a patient deleted it; `name` is a pseudonym then, `email` empty.
    """

    id: str
    name: str
    email: str
    role: Role
    has_account: bool
    is_active: bool
    registered_at: datetime | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One event of the audit log. `action` and `kind` are audit terms. `through`: the other system that did it as
    `who`, by a token.
    """

    id: str
    at: datetime
    who: str
    action: str
    kind: str | None
    patient: str
    through: str = ""


@reads
def everyone(actor: Actor, unit: Unit) -> tuple[PersonCard, ...]:
    """All people of the clinic by name, deactivated ones too."""
    policy.require(actor, Role.ADMINISTRATOR)
    return tuple(
        PersonCard(
            person.id,
            person.name,
            person.email if person.erased_at is None else "",
            Role(person.role),
            person.password_hash is not None,
            person.deactivated_at is None,
            person.self_registered_at,
            person.erased_at,
        )
        for person in people.all_of_clinic(unit.session, actor.clinic_id)
    )


def set_active(actor: Actor, unit: Unit, person_id: str, active: bool) -> None:
    """Deactivate someone (every sign-in and every token that reads as them ends at once) or let them back in.

    Raises `NotFound`, `Invalid` for oneself.
    """
    policy.require(actor, Role.ADMINISTRATOR)
    person = people.get(unit.session, person_id)
    if person is None or person.clinic_id != actor.clinic_id:
        raise NotFound
    if person.id == actor.id:
        raise Invalid("You cannot deactivate your own account. Ask another administrator.")
    if person.erased_at is not None:
        raise Invalid("This person deleted the account. It cannot be brought back.")
    person.deactivated_at = None if active else unit.now
    unit.session.add(person)
    if not active:
        sessions.revoke_all(unit.session, person.id, unit.now)
        system_tokens.close_all(unit.session, person.id, unit.now)
        handover_ends.colleague_left(actor, unit, person)
    action = "person.reactivated" if active else "person.deactivated"
    audit.record(actor, unit, action, kind="person", id=person.id)


@reads
def audit_log(actor: Actor, unit: Unit, before: str | None = None) -> tuple[AuditLine, ...]:
    """The newest events of the clinic, `PAGE` at a time; `before` is the id of the last one seen."""
    policy.require(actor, Role.ADMINISTRATOR)
    found = audits.of_clinic(unit.session, actor.clinic_id, before, PAGE)
    ids = {each for event in found for each in (event.actor_id, event.patient_id) if each}
    names = {id: person.name for id, person in people.by_ids(unit.session, sorted(ids)).items()}
    systems = audit.systems(unit, found)
    return tuple(
        AuditLine(
            event.id,
            event.at,
            names.get(event.actor_id or "", ""),
            event.action,
            event.object_kind,
            names.get(event.patient_id or "", ""),
            systems.get(event.id, ""),
        )
        for event in found
    )
