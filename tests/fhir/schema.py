"""Is this a resource of FHIR R4? By HL7's own JSON schema."""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs


@cache
def _validator() -> Any:
    schema = json.loads(gzip.decompress((Path(__file__).parent / "r4.schema.json.gz").read_bytes()))
    # HL7's file forgot the version that it is itself of: the code stands in R4's FHIRVersion value set.
    schema["definitions"]["CapabilityStatement"]["properties"]["fhirVersion"]["enum"].append("4.0.1")
    return jsonschema_rs.validator_for(schema)


def assert_r4(resource: Any) -> None:
    """Fail with what the schema says is wrong, and where."""
    found = _validator().iter_errors(resource)
    assert [f"{'/'.join(map(str, each.instance_path))}: {each.message[:300]}" for each in found] == []
