"""PT centres: the places where physical therapists work. A closed one stays for history."""

from dataclasses import dataclass

from patient_app.domain.errors import FieldError, Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.services import audit, policy
from patient_app.services.actor import Actor
from patient_app.services.clinics import is_phone
from patient_app.services.reading import reads
from patient_app.store.queries import people
from patient_app.store.tables import PtCentre as Row
from patient_app.store.unit import Unit

LONGEST_NAME = 120
LONGEST_ADDRESS = 200


@dataclass(frozen=True, slots=True)
class Centre:
    """A PT centre. `therapists`: the names of the PTs who work there."""

    id: str
    name: str
    phone: str
    address: str
    is_open: bool
    therapists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Therapist:
    """A PT of the clinic. `centre_id`: where they work, empty when that is not said."""

    id: str
    name: str
    centre_id: str


@reads
def centres(actor: Actor, unit: Unit) -> tuple[Centre, ...]:
    """The centres of the actor's clinic by name, the open ones first."""
    policy.require(actor, Role.ADMINISTRATOR, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    staff = people.in_clinic(unit.session, actor.clinic_id, Role.PHYSICAL_THERAPIST)
    found = people.pt_centres(unit.session, actor.clinic_id)
    return tuple(
        Centre(
            row.id,
            row.name,
            row.phone or "",
            row.address or "",
            row.closed_at is None,
            tuple(person.name for person in staff if person.pt_centre_id == row.id),
        )
        for row in sorted(found, key=lambda row: (row.closed_at is not None, row.name.casefold()))
    )


@reads
def therapists(actor: Actor, unit: Unit) -> tuple[Therapist, ...]:
    """The active PTs of the actor's clinic by name."""
    policy.require(actor, Role.ADMINISTRATOR)
    staff = people.in_clinic(unit.session, actor.clinic_id, Role.PHYSICAL_THERAPIST)
    return tuple(Therapist(each.id, each.name, each.pt_centre_id or "") for each in staff)


def put(actor: Actor, unit: Unit, centre_id: str | None, name: str, phone: str, address: str) -> None:
    """Add a centre (no id) or change one. Raises `Invalid` with each bad field, or `NotFound`."""
    policy.require(actor, Role.ADMINISTRATOR)
    name, phone, address = (" ".join(text.split()) for text in (name, phone, address))
    errors = []
    if not name or len(name) > LONGEST_NAME:
        errors.append(FieldError("name", "Write the name, in at most 120 characters."))
    if phone and not is_phone(phone):
        errors.append(FieldError("phone", "Write a phone number, such as (207) 555-0142."))
    if len(address) > LONGEST_ADDRESS:
        errors.append(FieldError("address", "Use at most 200 characters."))
    if errors:
        raise Invalid("This PT center cannot be saved like this.", fields=tuple(errors))
    row = _own(actor, unit, centre_id) if centre_id else Row(clinic_id=actor.clinic_id, name=name)
    row.name, row.phone, row.address = name, phone or None, address or None
    unit.session.add(row)
    audit.record(actor, unit, "pt_centre.saved", kind="pt_centre", id=row.id)
    unit.changed.add(f"clinic:{actor.clinic_id}")


def set_open(actor: Actor, unit: Unit, centre_id: str, is_open: bool) -> None:
    """Close a centre, or open it again. Its orders and its PTs keep its name. Raises `NotFound`."""
    policy.require(actor, Role.ADMINISTRATOR)
    row = _own(actor, unit, centre_id)
    row.closed_at = None if is_open else (row.closed_at or unit.now)
    unit.session.add(row)
    action = "pt_centre.opened" if is_open else "pt_centre.closed"
    audit.record(actor, unit, action, kind="pt_centre", id=row.id)
    unit.changed.add(f"clinic:{actor.clinic_id}")


def assign(actor: Actor, unit: Unit, person_id: str, centre_id: str | None) -> None:
    """Say at which open centre a PT works; `None`: not said. Raises `NotFound`, or `Invalid` for a closed one."""
    policy.require(actor, Role.ADMINISTRATOR)
    person = people.get(unit.session, person_id)
    if person is None or person.clinic_id != actor.clinic_id or person.role != Role.PHYSICAL_THERAPIST:
        raise NotFound
    if centre_id and _own(actor, unit, centre_id).closed_at is not None and person.pt_centre_id != centre_id:
        raise Invalid("This PT center is closed. Choose another one.")
    person.pt_centre_id = centre_id or None
    unit.session.add(person)
    audit.record(actor, unit, "pt_centre.assigned", kind="person", id=person.id)
    unit.changed.add(f"clinic:{actor.clinic_id}")


def _own(actor: Actor, unit: Unit, centre_id: str) -> Row:
    row = people.pt_centre(unit.session, centre_id)
    if row is None or row.clinic_id != actor.clinic_id:
        raise NotFound
    return row
