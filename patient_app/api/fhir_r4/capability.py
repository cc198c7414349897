"""The CapabilityStatement: what this endpoint can do, for programs. It needs no token and names nobody."""

from importlib.metadata import version
from typing import Any

from patient_app.domain.fhir_params import ID, params_of
from patient_app.domain.fhir_search import MOST_COUNT

CHANGED = "2026-11-25"
"""When what the endpoint can do last changed."""
WHOLE_RECORD = "http://hl7.org/fhir/OperationDefinition/Patient-everything"


def statement(base: str, types: tuple[str, ...]) -> dict[str, Any]:
    """The statement for an endpoint at this address with resources of these types."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": CHANGED,
        "kind": "instance",
        "software": {"name": "Homestretch", "version": version("homestretch")},
        "implementation": {"description": "Homestretch, read-only", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": (
                    "Read-only. A token reads as one clinician: the patients who share with that clinician now, and "
                    "the parts that they share. What is not shared is answered as if it did not exist (404). Except "
                    "for Patient, each search names one patient. Parameters that are not known are passed over, left "
                    "out of the self link and named in an OperationOutcome, or refused with 'Prefer: handling=strict'."
                ),
                "security": {
                    "cors": False,
                    "description": "Authorization: Bearer, with a token that an administrator of the clinic made.",
                },
                "resource": [_resource(each) for each in types],
            }
        ],
    }


def _resource(resource_type: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": resource_type,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "readHistory": False,
        "conditionalRead": "not-match",
        "searchParam": _parameters(resource_type),
    }
    if resource_type == "Patient":
        operation = {
            "name": "everything",
            "definition": WHOLE_RECORD,
            "documentation": (
                f"With start, end, _type and _count. Without _count all of it comes in one Bundle; a page has at most "
                f"{MOST_COUNT} resources."
            ),
        }
        found["operation"] = [operation]
    return found


def _parameters(resource_type: str) -> list[dict[str, str]]:
    found = [{"name": ID.name, "type": "token"}]
    if resource_type != "Patient":
        found.append(
            {"name": "patient", "type": "reference", "documentation": "Needed. One patient; 'subject' is the same."}
        )
    return found + [{"name": name, "type": param.kind.value} for name, param in params_of(resource_type).items()]
