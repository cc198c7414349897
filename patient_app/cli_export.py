"""`homestretch export`: one patient's record as a file."""

import io
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from patient_app import composition
from patient_app.content.locales import translator
from patient_app.domain.errors import Invalid
from patient_app.exports.fhir import bundle
from patient_app.exports.record_csv import check_ins_csv, logs_csv, measures_csv
from patient_app.exports.summary_pdf import summary_pdf
from patient_app.services import fhir_record, operator_export
from patient_app.services.record_tables import RecordTable

STDOUT = "-"


class ExportFormat(StrEnum):
    """What the file is: the whole record, a zip of three tables, or the summary since the start of the course."""

    FHIR = "fhir"
    CSV = "csv"
    PDF = "pdf"


def export(patient: str, kind: ExportFormat, file: str, base_url: str) -> None:
    """Write the record of a patient (id or email address) to `file`, or to standard output for '-'.

    Raises `NotFound`, `Invalid` when it cannot be kept. A file appears whole or not at all, readable by its owner only.
    """
    content = _MAKERS[kind](composition.door().operate(operator_export.find, patient), base_url)
    if file == STDOUT:
        for piece in content:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    _write(Path(file), content)


def _fhir(patient_id: str, base_url: str) -> Iterator[bytes]:
    found = composition.door().operate(fhir_record.export_at_command_line, patient_id)
    return bundle(found, base_url, datetime.now(UTC))


def _csv(patient_id: str, base_url: str) -> Iterator[bytes]:
    composition.door().operate(operator_export.note, patient_id, "csv")
    found = composition.door().operate(operator_export.tables, patient_id)
    t = translator(found.language)
    tables = {
        RecordTable.LOGS: logs_csv(t, found.logs),
        RecordTable.CHECK_INS: check_ins_csv(t, found.check_ins),
        RecordTable.MEASURES: measures_csv(t, found.measured),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, content in tables.items():
            archive.writestr(f"{table.value}.csv", b"".join(content))
    return iter([made.getvalue()])


def _pdf(patient_id: str, base_url: str) -> Iterator[bytes]:
    composition.door().operate(operator_export.note, patient_id, "pdf")
    language, found = composition.door().operate(operator_export.summary, patient_id)
    return iter([summary_pdf(found, language=language)])


_MAKERS: dict[ExportFormat, Callable[[str, str], Iterator[bytes]]] = {
    ExportFormat.FHIR: _fhir,
    ExportFormat.CSV: _csv,
    ExportFormat.PDF: _pdf,
}
"""How each is made of a patient's id and the app's address."""


def _write(path: Path, content: Iterator[bytes]) -> None:
    """Beside it first, then in its place."""
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as output:
            output.writelines(content)
        Path(beside).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        Path(beside).unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> Invalid:
    return Invalid("{file} cannot be written: {reason}.", file=str(path), reason=error.strerror or "")
