"""Which resource of our own export was which row, and which resources go with another one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from patient_app.domain.record_import import Draft, Left, Part
from patient_app.imports.fhir.context import Context
from patient_app.imports.fhir.entries import Resource
from patient_app.imports.fhir.own import clinical, course, entries, papers, program
from patient_app.imports.fhir.own.checks import check
from patient_app.imports.fhir.own.parts import Parts, own_code
from patient_app.imports.fhir.values import NotTaken, objects

Whole = Callable[[Context, Resource], Draft | tuple[Draft, list[Resource]]]

HERE = "Who sees the record, and who treats the patient, is decided here."
LEFT = {
    "Consent": HERE,
    "CareTeam": HERE,
    "Organization": "Clinics and PT centers are set up here.",
    "DocumentReference": "The file itself is not in the Bundle. Download it there and add it here.",
    "Practitioner": "It is only read for the names of who did what.",
    "PractitionerRole": "It is only read for the names of who did what.",
}
_OBSERVATIONS: dict[str, Whole] = {
    "own-activity": entries.activity,
    "check-in": entries.check_in,
    "exercise-log": entries.log,
}
_REQUESTS: dict[str, Whole] = {"pt-course": papers.order, "outcome-measure": clinical.assignment}
_TYPES: dict[str, Whole] = {
    "EpisodeOfCare": course.episode_of_care,
    "Appointment": course.visit,
    "Flag": course.hold,
    "CarePlan": program.version,
    "Goal": clinical.goal,
    "Composition": papers.report,
}


@dataclass
class Sorted:
    """What the resources of a Bundle are."""

    drafts: list[Draft] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def sort(context: Context) -> Sorted:
    """Every resource as a row, as a part of one, or as left."""
    found = Sorted()
    rest: list[Resource] = []
    for each in context.entries.all:
        if each is context.patient:
            continue
        mapper = _mapper(each)
        if mapper is None:
            rest.append(each)
        else:
            _take(context, each, mapper, found)
    taken = {part.path for part in found.parts}
    # A part of what could not be read is not told as a thing by itself.
    found.left += [each.left(_why(each)) for each in rest if each.path not in taken]
    return found


def _take(context: Context, resource: Resource, mapper: Whole, found: Sorted) -> None:
    try:
        _check_subject(context, resource)
        made = mapper(context, resource)
        draft, parts = made if isinstance(made, tuple) else (made, [])
        check(draft)
        for each in parts:
            if "subject" in each.data:
                context.check_subject(each, each.data["subject"])
    except NotTaken as error:
        found.left.append(resource.left(str(error)))
        return
    found.drafts.append(draft)
    found.parts += [Part(each.path, each.type, resource.path) for each in parts]


def _check_subject(context: Context, resource: Resource) -> None:
    if resource.type == "Appointment":
        people = (each.get("actor") for each in objects(resource.data.get("participant")))
        if not any(context.entries.find(each) is context.patient for each in people):
            raise NotTaken("The patient of this Bundle does not take part (Appointment.participant).")
    else:
        name = "patient" if resource.type == "EpisodeOfCare" else "subject"
        context.check_subject(resource, resource.data.get(name), name)


def _mapper(resource: Resource) -> Whole | None:
    data = resource.data
    if resource.type == "Observation":
        if Parts(data, "measure").is_there:
            return entries.response
        if own_code(data.get("code"), "journey"):
            return course.journey
        if own_code(data.get("code"), "measurement"):
            return clinical.measurement
        return _OBSERVATIONS.get(own_code(data.get("code"), "observation") or "")
    if resource.type == "ServiceRequest":
        return _REQUESTS.get(clinical.category_of(data) or "")
    return _TYPES.get(resource.type)


def _why(resource: Resource) -> str:
    return LEFT.get(resource.type, "It goes with another resource, which is not in this Bundle or not taken.")
