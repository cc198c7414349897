"""Which search parameters each FHIR resource type takes here, and where in a resource their values stand.

Names and meanings are R4's. `date` is taken for every type that has a date, also where R4 gives it another name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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


PATIENT_OF: Mapping[str, str] = {
    "Appointment": "participant",
    "CarePlan": "subject",
    "CareTeam": "subject",
    "Composition": "subject",
    "Condition": "subject",
    "Consent": "patient",
    "Device": "patient",
    "DocumentReference": "subject",
    "Encounter": "subject",
    "EpisodeOfCare": "patient",
    "Flag": "subject",
    "Goal": "subject",
    "Observation": "subject",
    "Procedure": "subject",
    "Provenance": "target",
    "QuestionnaireResponse": "subject",
    "RelatedPerson": "patient",
    "ServiceRequest": "subject",
}
"""Where a resource says whose it is, by type. Of a type that is not here, all that stands in the record of the patient
counts: what that record refers to (practitioners, organizations, questionnaires)."""

_DATES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "Appointment": ("date", ("start", "requestedPeriod")),
    "CarePlan": ("date", ("period", "created")),
    "CareTeam": ("date", ("period",)),
    "Composition": ("date", ("date",)),
    "Condition": ("recorded-date", ("recordedDate", "onsetDateTime", "onsetPeriod")),
    "Consent": ("date", ("dateTime",)),
    "DocumentReference": ("date", ("date",)),
    "Encounter": ("date", ("period",)),
    "EpisodeOfCare": ("date", ("period",)),
    "Flag": ("date", ("period",)),
    "Goal": ("start-date", ("startDate",)),
    "Observation": ("date", ("effectiveDateTime", "effectivePeriod", "effectiveInstant")),
    "Procedure": ("date", ("performedDateTime", "performedPeriod")),
    "Provenance": ("recorded", ("recorded",)),
    "Questionnaire": ("date", ("date",)),
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
    "Device": {"type": ("type",), "status": ("status",)},
    "DocumentReference": {"type": ("type",), "category": ("category",), "status": ("status",)},
    "Encounter": {"class": ("class",), "type": ("type",), "status": ("status",)},
    "EpisodeOfCare": {"type": ("type",), "status": ("status",)},
    "Flag": {"category": ("category",), "code": ("code",), "status": ("status",)},
    "Goal": {"category": ("category",), "lifecycle-status": ("lifecycleStatus",)},
    "Observation": {"category": ("category",), "code": ("code",), "status": ("status",)},
    "Procedure": {"category": ("category",), "code": ("code",), "status": ("status",)},
    "Questionnaire": {"code": ("code",), "status": ("status",)},
    "QuestionnaireResponse": {"status": ("status",)},
    "ServiceRequest": {"category": ("category",), "code": ("code",), "status": ("status",), "intent": ("intent",)},
}
_NAMED = frozenset({"Patient", "Practitioner", "Organization", "Location", "RelatedPerson"})


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


LAST_UPDATED = Param("_lastUpdated", Kind.DATE, ("meta.lastUpdated",))
ID = Param("_id", Kind.CODED, ("id",))


def date_elements(resource_type: str) -> tuple[str, ...]:
    """The elements that say when a resource of this type was; empty for a type without a date."""
    return _DATES[resource_type][1] if resource_type in _DATES else ()
