"""Signing in and out. A session is a row found by the hash of an HttpOnly cookie."""

from dataclasses import dataclass
from datetime import timedelta

from patient_app.domain.dates import local_date
from patient_app.domain.errors import DomainError, Invalid, TooManyTries
from patient_app.domain.people import Role
from patient_app.services import audit, secrets
from patient_app.services import settings as limits
from patient_app.services.actor import Actor, Visitor
from patient_app.services.reading import reads
from patient_app.services.settings import SessionSettings
from patient_app.store.queries import people, sessions
from patient_app.store.tables import AuthSession, Person, SignInAttempt
from patient_app.store.unit import Unit

# The row of a session is touched at most this often, so that reading stays reading.
TOUCH_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session. `token` is for the cookie and is known nowhere else; it lasts `max_age_seconds`."""

    token: str
    max_age_seconds: int
    actor: Actor


class WrongPassword(DomainError):
    """Email and password do not fit together; never says which."""

    def __init__(self) -> None:
        super().__init__("Email and password do not match. Please try again.")


def actor_of(unit: Unit, token: str | None, settings: SessionSettings, *, attended: bool = True) -> Actor | None:
    """The person of this token, or `None`: unknown, ended, too long idle, or deactivated.

    `attended`: the person asks, which keeps the session from being idle; false for a screen that asks by itself.
    """
    if not token:
        return None
    found = sessions.with_token(unit.session, secrets.digest(token))
    if found is None:
        return None
    row, person = found
    role = Role(person.role)
    idle_until = row.last_seen_at + settings.idle(role)
    if unit.now >= min(row.expires_at, idle_until) or person.deactivated_at is not None:
        return None
    if attended and unit.now - row.last_seen_at > TOUCH_EVERY:
        unit.must_write()
        row.last_seen_at = unit.now
        unit.session.add(row)
    return actor(person, row.id)


def actor(person: Person, session_id: str) -> Actor:
    """The actor for a person's row."""
    return Actor(
        person.id, Role(person.role), person.clinic_id, person.name, person.language, person.time_zone, session_id
    )


@dataclass(frozen=True, slots=True)
class Claim:
    """What a try to sign in found: the person's kept hash, if there is one."""

    person_id: str | None
    kept_hash: str | None


def begin_sign_in(visitor: Visitor, unit: Unit, email: str) -> Claim:
    """Count the try, and find the hash to check against. Raises `TooManyTries`.

    Counted before the password is checked, so that many tries at once are all counted.
    """
    _count_try(visitor, unit, f"account:{email.strip().lower()}")
    person = people.by_email(unit.session, email)
    if person is None or person.deactivated_at is not None:
        return Claim(None, None)
    return Claim(person.id, person.password_hash)


def finish_sign_in(visitor: Visitor, unit: Unit, person_id: str, settings: SessionSettings) -> SignedIn:
    """Open a session for someone whose password has been checked."""
    person = people.get(unit.session, person_id)
    if person is None or person.deactivated_at is not None:
        raise WrongPassword
    _forget_tries(visitor, unit, person.email)
    return open_session(visitor, unit, person, settings)


def refuse_sign_in(visitor: Visitor, unit: Unit, person_id: str | None) -> None:
    """Note a wrong password in the audit log (the person, when known; never what was typed)."""
    audit.record(None, unit, "session.refused", kind="person", id=person_id)


def use_reset_code(
    visitor: Visitor, unit: Unit, email: str, code: str, password: str, password_hash: str | None = None
) -> str:
    """Set a new password by a one-time code; the person's id. Ends every other sign-in.

    `password_hash` is that of `password`, made beforehand: making it here holds up every other write.
    Raises `Invalid` when the code is wrong, used, too old, or someone else's.
    """
    person = people.by_email(unit.session, email)
    found = sessions.reset_code(unit.session, secrets.code_digest(code))
    if person is None or found is None or found.person_id != person.id:
        raise Invalid.field("code", "This code is not right. Check it, or ask your clinic for a new one.")
    if found.used_at is not None or unit.now >= found.expires_at:
        raise Invalid.field("code", "This code is used or too old. Ask your clinic for a new one.")
    secrets.check_new_password(password, (person.name, person.email))
    person.password_hash = password_hash or secrets.hash_password(password)
    found.used_at = unit.now
    unit.session.add_all([person, found])
    sessions.revoke_all(unit.session, person.id, unit.now)
    audit.record(None, unit, "password.reset", kind="person", id=person.id)
    return person.id


def open_session(visitor: Visitor, unit: Unit, person: Person, settings: SessionSettings) -> SignedIn:
    """A new session for this person; a patient's first one starts the days that count."""
    role = Role(person.role)
    token = secrets.new_token()
    row = AuthSession(
        person_id=person.id,
        token_hash=secrets.digest(token),
        created_at=unit.now,
        last_seen_at=unit.now,
        expires_at=unit.now + settings.absolute(role),
        user_agent=(visitor.user_agent or "")[:200] or None,
    )
    unit.session.add(row)
    if role is Role.PATIENT and person.first_sign_in_on is None:
        person.first_sign_in_on = local_date(unit.now, person.time_zone)
        unit.session.add(person)
        unit.changed.add(f"patient:{person.id}")
    signed_in = actor(person, row.id)
    audit.record(signed_in, unit, "session.opened", kind="session", id=row.id)
    return SignedIn(token, int(settings.absolute(role).total_seconds()), signed_in)


def sign_out(actor: Actor, unit: Unit) -> None:
    """End this session at the server."""
    row = unit.session.get(AuthSession, actor.session_id)
    if row is not None:
        row.revoked_at = unit.now
        unit.session.add(row)
    audit.record(actor, unit, "session.closed", kind="session", id=actor.session_id)


@reads
def who(actor: Actor, unit: Unit) -> Actor:
    """Who this session is."""
    return actor


def count_password_try(unit: Unit, person_id: str) -> None:
    """Count a try of someone signed in to name the present password. Raises `TooManyTries`."""
    _count(unit, f"password:{person_id}", limits.TRIES_PER_ACCOUNT_AND_ADDRESS)


def forget_password_tries(unit: Unit, person_id: str) -> None:
    """The present password was right."""
    before = unit.now - limits.TRIES_WINDOW
    sessions.forget_tries(unit.session, secrets.digest(f"password:{person_id}"), before)


def forget_account_tries(unit: Unit, person_id: str, email: str) -> None:
    """The account is deleted: nothing that was tried on it is kept."""
    before = unit.now - limits.TRIES_WINDOW
    for subject in (f"account:{email}", f"password:{person_id}"):
        sessions.forget_tries(unit.session, secrets.digest(subject), before)


def count_registration(visitor: Visitor, unit: Unit) -> None:
    """Count a try to make an account without an invitation. Raises `TooManyTries`."""
    _count(unit, f"registration:{visitor.address}", limits.REGISTRATIONS_PER_ADDRESS)
    _count(unit, f"address:{visitor.address}", limits.TRIES_PER_ADDRESS)


def count_emergency_try(unit: Unit, person_id: str) -> None:
    """Count a clinician's try to open a record without a share. Raises `TooManyTries`."""
    _count(unit, f"emergency:{person_id}", limits.EMERGENCY_TRIES)


def _count_try(visitor: Visitor, unit: Unit, account: str) -> None:
    _count(unit, f"{account} {visitor.address}", limits.TRIES_PER_ACCOUNT_AND_ADDRESS)
    _count(unit, account, limits.TRIES_PER_ACCOUNT)
    _count(unit, f"address:{visitor.address}", limits.TRIES_PER_ADDRESS)


def _count(unit: Unit, subject: str, most: int) -> None:
    key = secrets.digest(subject)
    count, first = sessions.tries(unit.session, key, unit.now - limits.TRIES_WINDOW)
    if count >= most and first is not None:
        wait = int((first + limits.TRIES_WINDOW - unit.now).total_seconds()) + 1
        raise TooManyTries("Too many tries. Please wait {minutes} minutes.", wait, minutes=-(-wait // 60))
    unit.session.add(SignInAttempt(subject=key, at=unit.now))


def _forget_tries(visitor: Visitor, unit: Unit, email: str) -> None:
    before = unit.now - limits.TRIES_WINDOW
    account = f"account:{email}"
    for subject in (account, f"{account} {visitor.address}"):
        sessions.forget_tries(unit.session, secrets.digest(subject), before)
