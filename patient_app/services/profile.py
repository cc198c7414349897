"""A person's own account: name, language, time zone, password, and where they are signed in."""

from dataclasses import dataclass
from datetime import datetime

from patient_app.domain.dates import is_time_zone
from patient_app.domain.errors import FieldError, Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.services import audit, secrets
from patient_app.services import sessions as sessions_service
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import people, sessions
from patient_app.store.tables import AuthSession, Person
from patient_app.store.unit import Unit

LANGUAGES = ("en", "es")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class SignIn:
    """One place where the person is signed in. `is_this_one`: the one that asks."""

    id: str
    device: str
    since: datetime
    last_seen_at: datetime
    is_this_one: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """The account. `connect_code` is a clinician's code for patients who want to share; others have none."""

    name: str
    email: str
    role: Role
    language: str
    time_zone: str
    connect_code: str | None
    sign_ins: tuple[SignIn, ...]


@reads
def profile(actor: Actor, unit: Unit) -> Profile:
    """The actor's own account."""
    person = _own(actor, unit)
    return Profile(
        person.name,
        person.email,
        Role(person.role),
        person.language,
        person.time_zone,
        person.connect_code,
        tuple(_sign_in(row, actor) for row in sessions.open_sessions(unit.session, person.id, unit.now)),
    )


def update(actor: Actor, unit: Unit, name: str, language: str, time_zone: str) -> None:
    """Change name, language and time zone. Past entries keep the day they were made for. Raises `Invalid`."""
    person = _own(actor, unit)
    if len(name) > LONGEST_NAME:
        raise Invalid("Use at most {max_length} characters.", max_length=LONGEST_NAME)
    errors = []
    if not name.strip():
        errors.append(FieldError("name", "Write your name."))
    if language not in LANGUAGES:
        errors.append(FieldError("language", "Choose English (en) or Spanish (es)."))
    if not is_time_zone(time_zone):
        errors.append(FieldError("time_zone", "This time zone is not known. Use a name like America/New_York."))
    if errors:
        raise Invalid("Some answers need a change.", tuple(errors))
    person.name, person.language, person.time_zone = " ".join(name.split()), language, time_zone
    unit.session.add(person)
    audit.record(actor, unit, "profile.changed", kind="person", id=person.id)
    unit.changed.add(f"patient:{person.id}")


def begin_password_change(actor: Actor, unit: Unit) -> str | None:
    """Count the try, and find the hash that the present password is checked against. Raises `TooManyTries`."""
    sessions_service.count_password_try(unit, actor.id)
    return _own(actor, unit).password_hash


def finish_password_change(actor: Actor, unit: Unit, password: str, password_hash: str) -> None:
    """Keep the new password of someone whose present one was right. Ends every other sign-in.

    `password_hash` is that of `password`, made beforehand: making it here holds up every other write.
    Raises `Invalid`.
    """
    person = _own(actor, unit)
    secrets.check_new_password(password, (person.name, person.email))
    person.password_hash = password_hash
    unit.session.add(person)
    sessions.revoke_others(unit.session, person.id, actor.session_id, unit.now)
    sessions_service.forget_password_tries(unit, person.id)
    audit.record(actor, unit, "password.changed", kind="person", id=person.id)


def end_other_sign_ins(actor: Actor, unit: Unit) -> None:
    """Sign out everywhere but here."""
    sessions.revoke_others(unit.session, actor.id, actor.session_id, unit.now)
    audit.record(actor, unit, "session.others_closed", kind="person", id=actor.id)


def _own(actor: Actor, unit: Unit) -> Person:
    person = people.get(unit.session, actor.id)
    if person is None:
        raise NotFound
    return person


def _sign_in(row: AuthSession, actor: Actor) -> SignIn:
    return SignIn(row.id, row.user_agent or "", row.created_at, row.last_seen_at, row.id == actor.session_id)
