"""A patient's record as FHIR R4 resources: plain dicts, one kind after the other, the Patient first.

Ids are ours; references are relative ('Patient/<id>'). `docs/fhir.md` says what stands where.
"""

from collections.abc import Iterator
from typing import Any

from patient_app.domain.fhir_record import FhirRecord
from patient_app.presenters.fhir.entries import check_ins, logs
from patient_app.presenters.fhir.journey import journey
from patient_app.presenters.fhir.measures import measures
from patient_app.presenters.fhir.papers import papers
from patient_app.presenters.fhir.program import program
from patient_app.presenters.fhir.who import who


def resources(record: FhirRecord, base: str) -> Iterator[dict[str, Any]]:
    """Every resource of the record. `base`: the clinic's address, for the documents that are fetched there."""
    yield from who(record)
    yield from journey(record, base)
    yield from papers(record)
    yield from program(record)
    yield from measures(record)
    yield from check_ins(record)
    yield from logs(record)
