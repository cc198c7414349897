"""What another system reads as a clinician: the patients who share with that clinician now, the parts they share.

Every function asks `policy`, whose ways in for other systems open by shares alone.
"""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from patient_app.domain.errors import NotFound
from patient_app.domain.fhir_params import NO_PARTS, parts_of
from patient_app.domain.fhir_record import Centre, Clinician, FhirRecord
from patient_app.domain.people import Role
from patient_app.services import audit, fhir_record, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import fhir_ids, fhir_rows, people
from patient_app.store.unit import Unit

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
"""What every id begins with: the id of the row that the resource was made of."""


@reads
def look(actor: Actor, unit: Unit, patient_id: str, types: Collection[str]) -> None:
    """Ask whether the record may be read, and audit a look at the parts these types stand in. Raises `NotFound`."""
    policy.open_to_system(actor, unit, patient_id, parts_of(types))


@reads
def record(
    actor: Actor,
    unit: Unit,
    patient_id: str,
    types: Collection[str],
    first: date | None = None,
    last: date | None = None,
) -> FhirRecord:
    """A patient's record as far as it is shared; a look at what `types` stand in. Raises `NotFound`.

    All shared parts are read, whatever the types: what a resource refers to, and so says, hangs on them.
    """
    patient = policy.open_to_system(actor, unit, patient_id, parts_of(types)).patient
    parts = policy.parts_open_to_system(actor, unit, patient_id)
    return fhir_record.of_patient(unit, patient, parts, first, last, reader=actor.id)


@reads
def patients(actor: Actor, unit: Unit) -> tuple[FhirRecord, ...]:
    """Who shares with this clinician now, by name: of each record only who it is. Audited as one look at all."""
    found = policy.all_open_to_system(actor, unit)
    audit.opened_panel(actor, unit, len(found))
    return tuple(fhir_record.of_patient(unit, opened.patient, NO_PARTS) for opened in found)


@reads
def whose(actor: Actor, unit: Unit, id: str) -> tuple[str, ...]:
    """In whose records, of those open to this clinician, a resource of this id may stand."""
    row = _UUID.match(id)
    if row is None:
        return ()
    open_to = {opened.patient.id for opened in policy.all_open_to_system(actor, unit)}
    if row.group() in open_to:
        return (row.group(),)
    return tuple(fhir_ids.patients_of_row(unit.session, row.group(), open_to))


@reads
def directory(actor: Actor, unit: Unit, id: str) -> FhirRecord:
    """A record with nothing but who a person or a place of the clinic is, by its id. Raises `NotFound`.

    Colleagues and places are nobody's health data, but whoever sees no patient sees none of them either.
    """
    opened, row = policy.all_open_to_system(actor, unit), _UUID.match(id)
    if row is None or not opened:
        raise NotFound
    bare = fhir_record.of_patient(unit, opened[0].patient, NO_PARTS)
    person, place = people.get(unit.session, row.group()), people.pt_centre(unit.session, row.group())
    if place is not None and place.clinic_id == actor.clinic_id:
        return replace(bare, centres=fhir_rows.with_ids(unit.session, Centre, [place.id]))
    if person is None or person.clinic_id != actor.clinic_id or person.role == Role.PATIENT:
        return bare
    works_at = [person.pt_centre_id] if person.pt_centre_id else []
    return replace(
        bare,
        clinicians=fhir_rows.with_ids(unit.session, Clinician, [person.id]),
        centres=fhir_rows.with_ids(unit.session, Centre, works_at),
    )
