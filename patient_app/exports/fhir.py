"""A FHIR R4 Bundle as bytes, one entry at a time: a record of many years is never in memory as a whole."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Literal

from patient_app.domain.fhir_record import FhirRecord
from patient_app.presenters.fhir import resources

MEDIA_TYPE = "application/fhir+json"
AT_ONCE = 32
"""Resources that are written together: one by one takes longer, all at once takes memory."""
_SERVED_AT = "fhir/r4"
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def bundle(
    record: FhirRecord, base: str, at: datetime, kind: Literal["collection", "searchset"] = "collection"
) -> Iterator[bytes]:
    """The Bundle of a record, made `at`. `base`: the clinic's address, with or without a slash at its end."""
    root = f"{base.rstrip('/')}/{_SERVED_AT}"
    more = {"search": {"mode": "match"}} if kind == "searchset" else {}
    opening = f'{{"resourceType":"Bundle","type":"{kind}","timestamp":"{at.isoformat()}","entry":['
    found = resources(record, base)
    while some := [_entry(root, each, more) for each in islice(found, AT_ONCE)]:
        yield (opening + _write(some)[1:-1]).encode()
        opening = ","
    yield b"]}"


def _entry(root: str, resource: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    return {"fullUrl": f"{root}/{resource['resourceType']}/{resource['id']}", "resource": resource, **more}
