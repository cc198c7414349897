"""The patient's preview of what a clinician sees: what the clinician's page asks, asked with the same parts.

There is one code path: nothing here reads the record. A preview is no look by the clinician, and is not audited as one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.services import policy
from patient_app.services.actor import Actor
from patient_app.services.reading import is_reading, reads
from patient_app.store.queries import people, shares
from patient_app.store.tables import Person
from patient_app.store.unit import Preview, Unit

P = ParamSpec("P")
R = TypeVar("R")

NOBODY = "nobody"
"""The reader of a preview for someone who is not named yet: a physiatrist without anything of their own."""


@dataclass(frozen=True, slots=True)
class Reader:
    """As whom the patient looks. `clinician_id` and `name` are empty for someone who is not named yet."""

    clinician_id: str
    name: str
    role: Role
    parts: tuple[SharePart, ...]


@reads
def reader(actor: Actor, unit: Unit, clinician_id: str = "", parts: Iterable[SharePart] | None = None) -> Reader:
    """As whom, and with which parts: those that are shared now, unless others are named. Raises `NotFound` for someone
    who is no clinician of the clinic, and `Invalid` when there is nothing to see."""
    patient = policy.own_record(actor, unit)
    person = _clinician(unit, patient, clinician_id)
    if parts is None:
        given = shares.active_parts(unit.session, patient.id, person.id, unit.now) if person else frozenset()
    else:
        given = frozenset(parts)
    if not given:
        raise Invalid.field("parts", "Nothing is shared, so there is nothing to see.")
    role = Role(person.role) if person else Role.PHYSIATRIST
    chosen = tuple(part for part in SharePart if part in given)
    return Reader(person.id if person else "", person.name if person else "", role, chosen)


@reads
def seen_by(
    actor: Actor,
    unit: Unit,
    seen: Reader,
    service: Callable[Concatenate[Actor, Unit, str, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """What this reading service answers for the patient's record to that reader. For the patient alone."""
    patient = policy.own_record(actor, unit)
    if not is_reading(service):
        raise NotFound
    person = _clinician(unit, patient, seen.clinician_id)
    as_reader = Actor(
        person.id if person else NOBODY,
        Role(person.role) if person else Role.PHYSIATRIST,
        patient.clinic_id,
        person.name if person else "",
        actor.language,
        actor.time_zone,
        actor.session_id,
    )
    preview = Preview(patient.id, as_reader.id, frozenset(seen.parts))
    return service(
        as_reader,
        Unit(unit.session, unit.now, writable=False, reading=True, preview=preview),
        patient.id,
        *args,
        **kwargs,
    )


def _clinician(unit: Unit, patient: Person, clinician_id: str) -> Person | None:
    if not clinician_id:
        return None
    found = people.get(unit.session, clinician_id)
    if found is None or found.clinic_id != patient.clinic_id or not Role(found.role).is_clinician:
        raise NotFound
    return found
