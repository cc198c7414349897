"""Clinics: made at the command line; their name and numbers are on many screens."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

from patient_app.domain.errors import FieldError, Invalid
from patient_app.domain.people import Role
from patient_app.services import audit, invitations, policy
from patient_app.services.actor import Actor, Operator
from patient_app.services.invitations import Invited
from patient_app.services.reading import reads
from patient_app.store.queries import people
from patient_app.store.tables import Clinic
from patient_app.store.unit import Unit

_PHONE = re.compile(r"\+?[\d\s().\-/]{2,40}(\s?(ext\.?|x)\s?\d{1,6})?", re.IGNORECASE)
_EMERGENCY = re.compile(r"\+?[\d\s\-]{2,20}")
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ClinicCard:
    """What everyone in a clinic may know of it."""

    name: str
    phone: str
    emergency_number: str


def create_clinic(
    operator: Operator,
    unit: Unit,
    name: str,
    phone: str,
    admin_email: str,
    emergency_number: str = "911",
    time_zone: str = "America/New_York",
) -> Invited:
    """A new clinic, and the invitation of its administrator. Raises `Invalid`."""
    if not name.strip() or not phone.strip():
        raise Invalid("A clinic needs a name and a phone number.")
    if time_zone not in available_timezones():
        raise Invalid.field("time_zone", "This time zone is not known. Use a name like America/New_York.")
    if people.count_clinics(unit.session) > 0:
        raise Invalid("There is a clinic already. One installation serves one clinic.")
    clinic = Clinic(
        name=name.strip(),
        phone=phone.strip(),
        emergency_number=emergency_number,
        time_zone=ZoneInfo(time_zone).key,
        created_at=unit.now,
    )
    unit.session.add(clinic)
    unit.session.flush()
    return invitations.invite_into(unit, clinic, Role.ADMINISTRATOR, admin_email, ())


@reads
def card(actor: Actor, unit: Unit) -> ClinicCard:
    """The card of the actor's clinic."""
    return card_of(unit, actor.clinic_id)


def card_of(unit: Unit, clinic_id: str) -> ClinicCard:
    """The card of a clinic."""
    clinic = people.clinic(unit.session, clinic_id)
    return ClinicCard(clinic.name, clinic.phone, clinic.emergency_number)


@reads
def time_zone(actor: Actor, unit: Unit) -> str:
    """The time zone of the actor's clinic."""
    return people.clinic(unit.session, actor.clinic_id).time_zone


def change_card(
    actor: Actor, unit: Unit, name: str, phone: str, emergency_number: str, time_zone: str
) -> tuple[str, ...]:
    """Change what everyone knows of the clinic; the names of what changed. Open phones show it at once.

    Raises `WrongRole` for anyone but an administrator, and `Invalid` with each bad field; then nothing is changed.
    """
    policy.require(actor, Role.ADMINISTRATOR)
    clinic = people.clinic(unit.session, actor.clinic_id)
    wanted = {
        "name": " ".join(name.split()),
        "phone": " ".join(phone.split()),
        "emergency_number": " ".join(emergency_number.split()),
        "time_zone": time_zone.strip(),
    }
    if problems := _card_problems(wanted):
        raise Invalid("The clinic's card cannot be saved like this.", fields=problems)
    changed = tuple(field for field, value in wanted.items() if getattr(clinic, field) != value)
    if changed:
        for field in changed:
            setattr(clinic, field, wanted[field])
        unit.session.add(clinic)
        audit.record(actor, unit, "clinic.card_changed", kind="clinic", id=clinic.id, names=list(changed))
        unit.changed.add(f"clinic:{clinic.id}")
    return changed


def lacking(clinic: Clinic) -> tuple[str, ...]:
    """What of the clinic's card is missing or cannot be used: names of its fields."""
    card = {name: getattr(clinic, name) or "" for name in ("name", "phone", "emergency_number", "time_zone")}
    return tuple(problem.field for problem in _card_problems(card))


def is_phone(text: str) -> bool:
    """Can this be called: digits with the usual signs between, maybe an extension?"""
    return _PHONE.fullmatch(text) is not None and sum(each.isdigit() for each in text) >= 3


def _card_problems(card: dict[str, str]) -> tuple[FieldError, ...]:
    errors = []
    if not card["name"].strip() or len(card["name"]) > LONGEST_NAME:
        errors.append(FieldError("name", "Write the clinic's name, in at most 200 characters."))
    if not is_phone(card["phone"]):
        errors.append(FieldError("phone", "Write the number that patients call, such as (207) 555-0142."))
    if not _EMERGENCY.fullmatch(card["emergency_number"]) or not any(c.isdigit() for c in card["emergency_number"]):
        errors.append(FieldError("emergency_number", "Write the emergency number in digits, such as 911."))
    if card["time_zone"] not in available_timezones():
        errors.append(FieldError("time_zone", "This time zone is not known. Use a name like America/New_York."))
    return tuple(errors)
