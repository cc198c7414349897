"""Each resource is FHIR R4 by HL7's schema and for another library; a Bundle is whole in itself."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
from fhir.resources.R4B import get_fhir_model_class

Json = dict[str, Any]

with gzip.open(Path(__file__).parent / "r4.schema.json.gz") as file:
    _SCHEMA = json.load(file)


def validator(kind: str) -> jsonschema_rs.Validator:
    """A validator of one definition: its errors say where, where those of 'any resource' do not."""
    return jsonschema_rs.validator_for(
        {"$schema": _SCHEMA["$schema"], "definitions": _SCHEMA["definitions"], "$ref": f"#/definitions/{kind}"}
    )


def test_the_schema_finds_what_is_wrong() -> None:
    assert not validator("Goal").is_valid({"resourceType": "Goal"})
    assert not validator("Patient").is_valid({"resourceType": "Patient", "nickname": "Ana"})


def test_every_resource_is_valid_by_the_schema(resources: list[Json]) -> None:
    validators = {kind: validator(kind) for kind in {each["resourceType"] for each in resources}}
    wrong = [
        (each["resourceType"], each["id"], list(error.instance_path), error.message)
        for each in resources
        for error in validators[each["resourceType"]].iter_errors(each)
    ]
    assert not wrong, wrong[:5]


def test_every_bundle_is_valid_by_the_schema(bundles: dict[str, Json]) -> None:
    checked = validator("Bundle")
    for each in bundles.values():
        # The resources are checked one by one; here one of each kind will do.
        kinds = {entry["resource"]["resourceType"]: entry for entry in each["entry"]}
        checked.validate({**each, "entry": list(kinds.values())})


def test_another_library_reads_every_resource(resources: list[Json]) -> None:
    for each in resources:
        found = get_fhir_model_class(each["resourceType"]).model_validate(each)
        assert found.id == each["id"]


def test_what_is_told_of_is_there(resources: list[Json]) -> None:
    found = {each["resourceType"] for each in resources}
    assert found >= {
        *("Patient", "Practitioner", "PractitionerRole", "Organization", "CareTeam", "EpisodeOfCare", "Condition"),
        *("ServiceRequest", "CarePlan", "Goal", "Observation", "QuestionnaireResponse", "Composition"),
        *("DocumentReference", "Appointment", "Consent", "Provenance", "Flag"),
    }


def test_the_patient_comes_first_and_is_the_only_one(bundles: dict[str, Json]) -> None:
    for id, each in bundles.items():
        kinds = [entry["resource"]["resourceType"] for entry in each["entry"]]
        assert kinds[0] == "Patient" and kinds.count("Patient") == 1
        assert each["entry"][0]["resource"]["id"] == id


def test_references_resolve_inside_the_bundle(bundles: dict[str, Json]) -> None:
    for each in bundles.values():
        there = {f"{entry['resource']['resourceType']}/{entry['resource']['id']}" for entry in each["entry"]}
        assert set(references(each)) <= there


def test_ids_and_full_urls_are_one_resource_each(bundles: dict[str, Json]) -> None:
    for each in bundles.values():
        urls = Counter(entry["fullUrl"] for entry in each["entry"])
        assert max(urls.values()) == 1
        for entry in each["entry"]:
            resource = entry["resource"]
            assert entry["fullUrl"] == f"https://clinic.example/fhir/r4/{resource['resourceType']}/{resource['id']}"


def references(value: Any) -> Iterator[str]:
    """Every reference in a value."""
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)
