"""Accounts without an invitation, where the clinic allows them: for patients only, and nothing is shared by it."""

from dataclasses import dataclass

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.services import audit, clinic_settings, invitations, secrets, sessions
from patient_app.services.actor import Visitor
from patient_app.services.clinics import ClinicCard, card_of
from patient_app.services.reading import reads
from patient_app.services.sessions import SignedIn
from patient_app.services.settings import SessionSettings
from patient_app.store.queries import people
from patient_app.store.tables import Clinic, Person
from patient_app.store.unit import Unit


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What someone gives for an account. `time_zone`: an IANA name; `language`: en or es."""

    name: str
    email: str
    password: str
    time_zone: str
    language: str = "en"


@reads
def offer(visitor: Visitor, unit: Unit) -> ClinicCard | None:
    """The clinic where one may make an account without an invitation; `None` where one may not."""
    clinic = _open_clinic(unit)
    return card_of(unit, clinic.id) if clinic is not None else None


def count_try(visitor: Visitor, unit: Unit) -> None:
    """Count a try to make an account from this address. Raises `TooManyTries`."""
    sessions.count_registration(visitor, unit)


@reads
def check(visitor: Visitor, unit: Unit, wanted: NewAccount) -> None:
    """Raise `NotFound` where no account can be made, and `Invalid` with each field that cannot be used.

    Says nothing of whether the address is taken: that is asked when the slow work on the password is done.
    """
    clinic = _open_clinic(unit)
    if clinic is None:
        raise NotFound("This clinic makes accounts by invitation only. Ask it for a code.")
    invitations.check_profile(wanted.name, wanted.time_zone, wanted.language)
    email = invitations.email_of(wanted.email)
    secrets.check_new_password(wanted.password, (wanted.name, email, clinic.name))


def make(visitor: Visitor, unit: Unit, settings: SessionSettings, wanted: NewAccount, password_hash: str) -> SignedIn:
    """Make the account of a patient and sign in. `password_hash` is that of the wanted password, made beforehand.

    Raises `Invalid` when the address has an account or an invitation: the sentence helps with both, and says which
    of the two to nobody.
    """
    check(visitor, unit, wanted)
    clinic = _open_clinic(unit)
    email = invitations.email_of(wanted.email)
    if clinic is not None:
        people.lock_accounts(unit.session, clinic.id)
    if clinic is None or people.by_email(unit.session, email) is not None:
        raise Invalid(
            "No account could be made with this email address. If you have an account, sign in. If your clinic "
            "invited you, use its code. Or call the clinic: {phone}.",
            phone=clinic.phone if clinic is not None else "",
        )
    person = Person(
        clinic_id=clinic.id,
        role=Role.PATIENT.value,
        name=" ".join(wanted.name.split()),
        email=email,
        password_hash=password_hash,
        language=wanted.language,
        time_zone=wanted.time_zone,
        self_registered_at=unit.now,
        created_at=unit.now,
    )
    unit.session.add(person)
    unit.session.flush()
    signed_in = sessions.open_session(visitor, unit, person, settings)
    audit.record(signed_in.actor, unit, "person.registered", kind="person", id=person.id)
    return signed_in


def _open_clinic(unit: Unit) -> Clinic | None:
    clinic = people.only_clinic(unit.session)
    allows = clinic is not None and clinic_settings.from_json(clinic.settings).self_registration
    return clinic if allows else None
