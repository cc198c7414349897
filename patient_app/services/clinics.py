"""Clinics: made at the command line; their name and numbers are on many screens."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, available_timezones

from patient_app.domain.errors import Invalid
from patient_app.domain.people import Role
from patient_app.services import invitations
from patient_app.services.actor import Actor, Operator
from patient_app.services.invitations import Invited
from patient_app.services.reading import reads
from patient_app.store.queries import people
from patient_app.store.tables import Clinic
from patient_app.store.unit import Unit


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
