"""Tokens with which another system reads as one clinician: the patients who share with that clinician, no one else.

An administrator makes one for a clinician and a system, for a number of days. It is shown once, and kept as a hash.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from patient_app.domain.errors import FieldError, Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.domain.text import storable
from patient_app.services import audit, policy, secrets
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind, tell
from patient_app.services.reading import reads
from patient_app.services.sessions import TOUCH_EVERY
from patient_app.store.queries import people, system_tokens
from patient_app.store.tables import Person
from patient_app.store.tables import SystemToken as Row
from patient_app.store.unit import Unit

PREFIX = "hst_"
"""Every token begins so: whoever finds one in a log can tell what it is."""
MOST_DAYS = 366
LONGEST_NAME = 80


class TokenStatus(StrEnum):
    """Does the token open anything now?"""

    OPEN = "open"
    CLOSED = "closed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class TokenClinician:
    """The clinician as whom a system reads."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class TokenCard:
    """A token as administrators see it, without its secret. `last_used_at` is exact to five minutes."""

    id: str
    name: str
    clinician: TokenClinician
    made_at: datetime
    ends_at: datetime
    last_used_at: datetime | None
    status: TokenStatus


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token: `secret` is for the other system and is known nowhere else."""

    card: TokenCard
    secret: str


@reads
def tokens(actor: Actor, unit: Unit) -> tuple[TokenCard, ...]:
    """Every token of the clinic, the open ones first, then the newest first."""
    policy.require(actor, Role.ADMINISTRATOR)
    cards = [_card(row, person, unit.now) for row, person in system_tokens.of_clinic(unit.session, actor.clinic_id)]
    return tuple(sorted(cards, key=lambda card: card.status is not TokenStatus.OPEN))


@reads
def clinicians(actor: Actor, unit: Unit) -> tuple[TokenClinician, ...]:
    """As whom a system may read: the clinicians of the clinic who have an account, by name."""
    policy.require(actor, Role.ADMINISTRATOR)
    found = people.in_clinic(unit.session, actor.clinic_id, Role.PHYSIATRIST, Role.PHYSICAL_THERAPIST)
    return tuple(_clinician(person) for person in found if person.password_hash is not None)


def make(actor: Actor, unit: Unit, clinician_id: str, name: str, days: int) -> MadeToken:
    """A token for a system named `name` that reads as this clinician for so many days (1 to 366). The clinician is
    told. Raises `WrongRole`, or `Invalid` with each bad field.
    """
    policy.require(actor, Role.ADMINISTRATOR)
    clinician, name = people.get(unit.session, clinician_id), " ".join(storable(name).split())
    if clinician is not None and clinician.clinic_id != actor.clinic_id:
        clinician = None
    problems = _problems(clinician, name, days)
    if problems or clinician is None:
        raise Invalid("Some values need a change.", problems)
    secret = PREFIX + secrets.new_token()
    row = Row(
        clinic_id=actor.clinic_id,
        clinician_id=clinician.id,
        name=name,
        token_hash=secrets.digest(secret),
        made_by=actor.id,
        made_at=unit.now,
        expires_at=unit.now + timedelta(days=days),
    )
    unit.session.add(row)
    audit.record(actor, unit, "system_token.made", kind="system_token", id=row.id, clinician=clinician.id, days=days)
    tell(unit, clinician.id, NoticeKind.SYSTEM_LET_IN, object_id=row.id, system=name)
    return MadeToken(_card(row, clinician, unit.now), secret)


def close(actor: Actor, unit: Unit, token_id: str) -> None:
    """Close a token at once. Closing it again changes nothing. Raises `WrongRole`, `NotFound`."""
    policy.require(actor, Role.ADMINISTRATOR)
    row = unit.session.get(Row, token_id)
    if row is None or row.clinic_id != actor.clinic_id:
        raise NotFound
    if row.revoked_at is None:
        row.revoked_at = unit.now
        unit.session.add(row)
        audit.record(actor, unit, "system_token.closed", kind="system_token", id=row.id)


def actor_of(unit: Unit, secret: str | None) -> Actor | None:
    """The clinician as whom this token reads now, or `None`: unknown, closed, over, or the clinician has left."""
    if not secret or not secret.startswith(PREFIX):
        return None
    found = system_tokens.with_hash(unit.session, secrets.digest(secret))
    if found is None:
        return None
    row, person = found
    role = Role(person.role)
    if unit.now >= row.expires_at or person.deactivated_at is not None or not role.is_clinician:
        return None
    if row.last_used_at is None or unit.now - row.last_used_at > TOUCH_EVERY:
        unit.must_write()
        row.last_used_at = unit.now
        unit.session.add(row)
    return Actor(person.id, role, person.clinic_id, person.name, person.language, person.time_zone, row.id, row.id)


def _problems(clinician: Person | None, name: str, days: int) -> tuple[FieldError, ...]:
    found = []
    can_sign_in = clinician is not None and clinician.deactivated_at is None and clinician.password_hash is not None
    if clinician is None or not can_sign_in or not Role(clinician.role).is_clinician:
        found.append(FieldError("clinician_id", "Choose a clinician of this clinic."))
    if not name:
        found.append(FieldError("name", "Write the name of the system."))
    elif len(name) > LONGEST_NAME:
        found.append(FieldError("name", "Use at most 80 characters."))
    if isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        found.append(FieldError("days", "Give a number of days from 1 to 366."))
    return tuple(found)


def _card(row: Row, person: Person, now: datetime) -> TokenCard:
    if row.revoked_at is not None:
        status = TokenStatus.CLOSED
    else:
        is_over = now >= row.expires_at or person.deactivated_at is not None
        status = TokenStatus.ENDED if is_over else TokenStatus.OPEN
    return TokenCard(row.id, row.name, _clinician(person), row.made_at, row.expires_at, row.last_used_at, status)


def _clinician(person: Person) -> TokenClinician:
    return TokenClinician(person.id, person.name, Role(person.role))
