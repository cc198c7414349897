"""Which search parameters each FHIR resource type takes here, and where in a resource their values stand.

Names and meanings are R4's. `date` is taken for every type that has a date, also where R4 gives it another name.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from patient_app.domain.people import ALL_PARTS, SharePart


class Kind(StrEnum):
    """How a parameter's value is read: the terms of a CapabilityStatement."""

    CODED = "token"
    DATE = "date"
    STRING = "string"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Param:
    """A search parameter: its name, kind, and the elements of the resource that it asks about."""

    name: str
    kind: Kind
    elements: tuple[str, ...]


_DATES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Appointment": ("date", ("start", "requestedPeriod")),
    "CarePlan": ("date", ("period", "created")),
    "CareTeam": ("date", ("period",)),
    "Composition": ("date", ("date",)),
    "Condition": ("recorded-date", ("recordedDate", "onsetDateTime", "onsetPeriod")),
    "Consent": ("date", ("dateTime",)),
    "DocumentReference": ("date", ("date",)),
    "EpisodeOfCare": ("date", ("period",)),
    "Flag": ("date", ("period",)),
    "Goal": ("start-date", ("startDate",)),
    "Observation": ("date", ("effectiveDateTime", "effectivePeriod", "effectiveInstant")),
    "Provenance": ("recorded", ("recorded",)),
    "QuestionnaireResponse": ("authored", ("authored",)),
    "ServiceRequest": ("authored", ("authoredOn",)),
}
_TOKENS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "Appointment": {"status": ("status",), "appointment-type": ("appointmentType",)},
    "CarePlan": {"category": ("category",), "status": ("status",)},
    "CareTeam": {"category": ("category",), "status": ("status",)},
    "Composition": {"type": ("type",), "category": ("category",), "status": ("status",)},
    "Condition": {
        "category": ("category",),
        "code": ("code",),
        "clinical-status": ("clinicalStatus",),
        "verification-status": ("verificationStatus",),
    },
    "Consent": {"category": ("category",), "status": ("status",)},
    "DocumentReference": {"type": ("type",), "category": ("category",), "status": ("status",)},
    "EpisodeOfCare": {"type": ("type",), "status": ("status",)},
    "Flag": {"category": ("category",), "code": ("code",), "status": ("status",)},
    "Goal": {"category": ("category",), "lifecycle-status": ("lifecycleStatus",)},
    "Observation": {"category": ("category",), "code": ("code",), "status": ("status",)},
    "QuestionnaireResponse": {"status": ("status",)},
    "ServiceRequest": {"category": ("category",), "code": ("code",), "status": ("status",), "intent": ("intent",)},
}
_NAMED = frozenset({"Patient", "Practitioner", "Organization"})


def params_of(resource_type: str) -> Mapping[str, Param]:
    """The parameters of a type by name, without `patient` and those that begin with an underscore."""
    found = [Param("identifier", Kind.CODED, ("identifier",))]
    if resource_type in _NAMED:
        found.append(Param("name", Kind.STRING, ("name",)))
    for name, elements in _TOKENS.get(resource_type, {}).items():
        found.append(Param(name, Kind.CODED, elements))
    if resource_type in _DATES:
        name, elements = _DATES[resource_type]
        found += [Param(each, Kind.DATE, elements) for each in dict.fromkeys((name, "date"))]
    return {param.name: param for param in found}


ID = Param("_id", Kind.CODED, ("id",))


NO_PARTS: frozenset[SharePart] = frozenset()
_JOURNEY = frozenset({SharePart.JOURNEY})
_PROGRAM = frozenset({SharePart.PROGRAM})
_MEASURES = frozenset({SharePart.MEASURES})
_PARTS: Mapping[str, frozenset[SharePart]] = {
    "Patient": NO_PARTS,
    "Practitioner": NO_PARTS,
    "PractitionerRole": NO_PARTS,
    "Organization": NO_PARTS,
    "CareTeam": NO_PARTS,
    "Consent": NO_PARTS,
    "Appointment": _JOURNEY,
    "CarePlan": _PROGRAM,
    "Composition": _JOURNEY,
    "Condition": _JOURNEY,
    "DocumentReference": _JOURNEY,
    "EpisodeOfCare": _JOURNEY,
    "Flag": _PROGRAM,
    "Goal": _MEASURES,
    "Observation": ALL_PARTS,
    "Provenance": _PROGRAM | _JOURNEY,
    "QuestionnaireResponse": _MEASURES | _JOURNEY,
    "ServiceRequest": ALL_PARTS - {SharePart.PAIN},
}
TYPES = tuple(sorted(_PARTS))
"""Every type that the records have."""
DIRECTORY = frozenset({"Practitioner", "PractitionerRole", "Organization"})
"""Who works where: no patient's, and the same in every record that names them."""


def parts_of(types: Collection[str]) -> frozenset[SharePart]:
    """In which parts of a record resources of these types stand; every part when no type is named."""
    if not types:
        return ALL_PARTS
    return frozenset(part for each in types for part in _PARTS.get(each, ALL_PARTS))
