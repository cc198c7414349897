"""A Bundle as a record: each resource as what it would become here, or a word why it is not taken."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from patient_app.domain.record_import import Draft, ForeignPatient, ForeignRecord, Left, Part, own_id, unreadable
from patient_app.imports.fhir import observations, planned, problem, program
from patient_app.imports.fhir.context import Context
from patient_app.imports.fhir.entries import Entries, Resource, entries_of
from patient_app.imports.fhir.own import record as own_record
from patient_app.imports.fhir.own.parts import Parts
from patient_app.imports.fhir.own.record import Sorted
from patient_app.imports.fhir.reading import LARGEST_FILE, read_json
from patient_app.imports.fhir.values import NotTaken, codings, objects, person_name

Mapper = Callable[[Context, Resource], Draft]

MAPPERS: Mapping[str, Mapper] = {
    "CarePlan": program.program,
    "Observation": observations.observation,
    "Goal": planned.goal,
    "Appointment": planned.appointment,
    "ServiceRequest": planned.foreign_order,
}
ONLY_NAMED = ("Practitioner", "PractitionerRole", "Organization", "Location", "CareTeam", "Provenance")
"""They say who did what; nothing is made of them by themselves."""


def read(content: bytes, largest: int = LARGEST_FILE) -> ForeignRecord:
    """A file's bytes as a record. Raises `NotReadable` with each problem by its path."""
    entries = entries_of(read_json(content, largest))
    patient = _patient(entries)
    context = Context(entries, patient)
    said = Parts(patient.data, "patient")
    found = own_record.sort(context) if said.is_there else _sort(context)
    drafts, twice = _once(found.drafts)
    return ForeignRecord(
        _own_patient(patient, said) if said.is_there else _foreign_patient(patient),
        tuple(drafts),
        tuple(found.parts),
        tuple(sorted((*entries.left, *found.left, *twice), key=_place)),
        sha256(content).hexdigest(),
        is_own=said.is_there,
    )


def _patient(entries: Entries) -> Resource:
    found = list(entries.of("Patient"))
    if len(found) != 1:
        problem_ = "There is no Patient in the Bundle" if not found else "There are several Patients in the Bundle"
        raise unreadable("Bundle.entry", f"{problem_}: export the record of one patient.")
    return found[0]


def _foreign_patient(patient: Resource) -> ForeignPatient:
    name = person_name(patient.data.get("name"))
    if not name:
        raise unreadable(f"{patient.path}.name", "The patient has no name.")
    spoken = (
        code[:2] for each in objects(patient.data.get("communication")) for _, code in codings(each.get("language"))
    )
    language = next((code for code in spoken if code in ("en", "es")), None)
    return ForeignPatient(patient.path, patient.source, name[:120], patient.content_hash, language)


def _own_patient(patient: Resource, said: Parts) -> ForeignPatient:
    """The patient with what our own export says."""
    try:
        return replace(
            _foreign_patient(patient),
            own_id=own_id(patient.data.get("id")),
            time_zone=said.text("timeZone"),
            first_sign_in_on=said.day("firstSignIn"),
            monitoring_start=said.day("monitoringStart"),
            created_at=said.at("createdAt"),
        )
    except NotTaken as error:
        raise unreadable(patient.path, str(error)) from error


def _sort(context: Context) -> Sorted:
    drafts: list[Draft] = []
    left: list[Left] = []
    go_with: list[Part] = []
    try:
        drafts, left = problem.episode_of(context)
    except NotTaken as error:
        left += [each.left(str(error)) for each in context.entries.of("Condition")]
    parts = program.requests_of_plans(context)
    for each in context.entries.all:
        if each.type in ("Patient", "Condition"):
            continue
        if each.type in ONLY_NAMED:
            left.append(each.left("It is only read for the names of who did what."))
        elif each.path in parts:
            go_with.append(Part(each.path, each.type, parts[each.path]))
        elif each.type not in MAPPERS:
            left.append(each.left(f"Nothing here holds a {each.type}."))
        else:
            try:
                drafts.append(MAPPERS[each.type](context, each))
            except NotTaken as error:
                left.append(each.left(str(error)))
    return Sorted(drafts, go_with, left)


def _once(drafts: list[Draft]) -> tuple[list[Draft], list[Left]]:
    """One draft a resource: an identity that stands twice in the file is taken the first time."""
    seen: set[tuple[str, str, str]] = set()
    kept: list[Draft] = []
    left: list[Left] = []
    for each in drafts:
        key = (each.resource_type, each.source.system, each.source.value)
        if key in seen:
            left.append(Left(each.path, each.resource_type, "The same resource stands in this Bundle twice."))
        else:
            seen.add(key)
            kept.append(each)
    return kept, left


def _place(left: Left) -> tuple[int, str]:
    number = left.path.partition("[")[2].partition("]")[0]
    return int(number) if number.isdigit() else 0, left.path
