"""Bundles as another system would send them."""

import json
from typing import Any

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
Json = dict[str, Any]


def bundle(*resources: Json, kind: str = "collection") -> Json:
    """A Bundle of these resources."""
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": each} for each in resources]}


def as_bytes(data: object) -> bytes:
    """JSON in UTF-8."""
    return json.dumps(data).encode()


def patient(name: str = "Ana Reyes", **more: Any) -> Json:
    """The patient, 'Patient/p1'."""
    given, _, family = name.rpartition(" ")
    return {"resourceType": "Patient", "id": "p1", "name": [{"family": family, "given": [given]}], **more}


def observation(id: str, code: str, value: Json, on: str = "2026-03-12", **more: Any) -> Json:
    """An Observation with a LOINC code; `value`: its value element."""
    return {
        "resourceType": "Observation",
        "id": id,
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": code}]},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": on,
        **value,
        **more,
    }


def pain(id: str = "pain", value: int = 4, on: str = "2026-03-12T08:00:00-04:00", **more: Any) -> Json:
    """Pain now, 0-10."""
    return observation(id, "72514-3", {"valueInteger": value}, on, **more)


def degrees(id: str, code: str, value: float, **more: Any) -> Json:
    """A range of motion."""
    return observation(
        id, code, {"valueQuantity": {"value": value, "unit": "deg", "system": UCUM, "code": "deg"}}, **more
    )


def condition(**more: Any) -> Json:
    """The problem: low back pain."""
    return {
        "resourceType": "Condition",
        "id": "c1",
        "clinicalStatus": {
            "coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]
        },
        "code": {
            "coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "M54.50"}],
            "text": "Low back pain",
        },
        "subject": {"reference": "Patient/p1"},
        "onsetDateTime": "2026-01",
        "recordedDate": "2026-02-02",
        **more,
    }


def daily(name: str, text: str) -> Json:
    """An activity: an exercise every day."""
    return {
        "detail": {
            "status": "scheduled",
            "code": {"text": name},
            "description": text,
            "scheduledTiming": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}},
        }
    }


def care_plan(*activities: Json, **more: Any) -> Json:
    """A plan that is active since March 1."""
    return {
        "resourceType": "CarePlan",
        "id": "plan",
        "status": "active",
        "intent": "plan",
        "subject": {"reference": "Patient/p1"},
        "addresses": [{"reference": "Condition/c1"}],
        "period": {"start": "2026-03-01"},
        "author": {"reference": "Practitioner/pt"},
        "activity": list(activities),
        **more,
    }


def practitioner() -> Json:
    """Who treats the patient there."""
    return {"resourceType": "Practitioner", "id": "pt", "name": [{"text": "Jo March"}]}


def a_record() -> Json:
    """A whole record as another clinic sends it."""
    return bundle(
        patient(),
        practitioner(),
        condition(),
        care_plan(daily("Bridge", "3 x 10, hold 5 seconds"), daily("Cat-camel", "10 reps")),
        pain(),
        degrees("knee", "41343-5", 112),
        observation("odi", "97909-6", {"valueQuantity": {"value": 34, "unit": "%", "system": UCUM, "code": "%"}}),
        observation("bmi", "39156-5", {"valueQuantity": {"value": 24}}),
        {
            "resourceType": "Goal",
            "id": "g1",
            "lifecycleStatus": "active",
            "description": {"text": "Walk 30 minutes without pain"},
            "subject": {"reference": "Patient/p1"},
            "target": [{"dueDate": "2026-05-01"}],
        },
        {
            "resourceType": "Appointment",
            "id": "a1",
            "status": "fulfilled",
            "start": "2026-03-02T15:00:00Z",
            "minutesDuration": 45,
            "participant": [
                {"actor": {"reference": "Patient/p1"}, "status": "accepted"},
                {"actor": {"reference": "Practitioner/pt"}, "status": "accepted"},
            ],
        },
        {
            "resourceType": "ServiceRequest",
            "id": "sr",
            "status": "active",
            "intent": "order",
            "code": {"text": "Physical therapy"},
            "subject": {"reference": "Patient/p1"},
            "authoredOn": "2026-02-20",
            "requester": {"display": "Dr. Lee"},
        },
    )
