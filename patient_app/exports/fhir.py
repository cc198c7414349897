"""A FHIR R4 Bundle as bytes, one entry at a time: a record of many years is never in memory as a whole."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from patient_app.domain.fhir_record import FhirRecord
from patient_app.presenters.fhir import resources

MEDIA_TYPE = "application/fhir+json"
AT_ONCE = 64 * 1024
"""Bytes that are handed on together."""
_SERVED_AT = "fhir/r4"
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def bundle(
    record: FhirRecord, base: str, at: datetime, kind: Literal["collection", "searchset"] = "collection"
) -> Iterator[bytes]:
    """The Bundle of a record, made `at`. `base`: the clinic's address, without a slash at its end."""
    root = f"{base.rstrip('/')}/{_SERVED_AT}"
    mode = ',"search":{"mode":"match"}' if kind == "searchset" else ""
    waiting = [f'{{"resourceType":"Bundle","type":"{kind}","timestamp":"{at.isoformat()}","entry":[']
    size, comma = 0, ""
    for each in resources(record, base):
        text = f'{comma}{{"fullUrl":"{root}/{each["resourceType"]}/{each["id"]}","resource":{_write(each)}{mode}}}'
        waiting.append(text)
        comma = ","
        size += len(text)
        if size >= AT_ONCE:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    waiting.append("]}")
    yield "".join(waiting).encode()
