"""Everything about a patient as one JSON file, piece by piece: one line a row, so that it can be read by eye too.

The shape: {"format", "version", "made_at", "patient_id", "clinic", "files", "people", "exercises", "tables",
"left_out"}. `tables` has the rows by table, with the columns as they are stored: dates as YYYY-MM-DD, instants in UTC.
`people` and `exercises` name the ids in them. `files` has the addresses of what is not in it: the record as FHIR,
tables as CSV, the summary as PDF, and each document. Another version is another shape.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from patient_app.services.own_data import OwnData
from patient_app.services.record_tables import RecordTable

FORMAT = "homestretch-patient-data"
VERSION = 1
_PIECE = 64 * 1024


def own_data_json(found: OwnData) -> Iterator[bytes]:
    """The file in UTF-8."""
    written: list[str] = []
    size = 0
    for text in _texts(found):
        written.append(text)
        size += len(text)
        if size >= _PIECE:
            yield "".join(written).encode()
            written, size = [], 0
    yield "".join(written).encode()


def files(found: OwnData) -> dict[str, Any]:
    """The addresses of what belongs to the record and is a file of its own."""
    own = f"/api/v1/patients/{found.patient_id}"
    return {
        "fhir": f"{own}/fhir",
        "csv": [f"{own}/{table.value}.csv" for table in RecordTable],
        "summary_pdf": f"{own}/summary.pdf?period=start",
        "documents": [
            {"id": row["id"], "file_name": row["file_name"], "url": f"/api/v1/documents/{row['id']}"}
            for row in found.tables["document"]
            if row["removed_at"] is None
        ],
    }


def _texts(found: OwnData) -> Iterator[str]:
    head = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": found.made_at.isoformat(),
        "patient_id": found.patient_id,
        "clinic": {"name": found.clinic.name, "phone": found.clinic.phone},
        "files": files(found),
        "people": {id: {"name": one.name, "role": one.role.value} for id, one in found.people.items()},
        "exercises": dict(found.exercises),
    }
    yield "{\n"
    for name, value in head.items():
        yield f"{_json(name)}: {_json(value)},\n"
    yield '"tables": {\n'
    yield from _tables(found.tables)
    yield f'}},\n"left_out": {_json(dict(found.left_out))}\n}}\n'


def _tables(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[str]:
    last = len(tables) - 1
    for at, (name, rows) in enumerate(tables.items()):
        yield f"{_json(name)}: ["
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n{_json(row)}"
        yield f"]{',' if at < last else ''}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
