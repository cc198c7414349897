"""`homestretch export`: one patient's record as a file, for whoever runs the server."""

import io
import os
import zipfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from patient_app import composition
from patient_app.content.locales import translator
from patient_app.domain.errors import Invalid
from patient_app.exports.record_csv import check_ins_csv, logs_csv, measures_csv
from patient_app.exports.summary_pdf import summary_pdf
from patient_app.services import operator_export
from patient_app.services.record_tables import RecordTable


class Format(StrEnum):
    """What the file is."""

    CSV = "csv"
    PDF = "pdf"


File = Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.", dir_okay=False)]
Patient = Annotated[str, typer.Option(help="The patient's id or email address.")]
Wanted = Annotated[
    Format,
    typer.Option("--format", help="csv: a zip of three tables. pdf: the summary since the start of the course."),
]


def export(file: Path, patient: str, wanted: Format) -> None:
    """Write the file, and have the audit log keep that it was done. Raises `DomainError`."""
    if file.exists():
        raise Invalid("This file is there already.")
    if not file.absolute().parent.is_dir():
        raise Invalid("There is no such folder.")
    patient_id = composition.door().operate(operator_export.note, patient, wanted.value)
    content = _MADE[wanted](patient_id)
    # Health data: not for every account of the machine.
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(content)
    typer.echo(f"{file}: {len(content):,} bytes. It is not encrypted.")


def _csv(patient_id: str) -> bytes:
    found = composition.door().operate(operator_export.tables, patient_id)
    t = translator(found.language)
    pieces = {
        RecordTable.LOGS: logs_csv(t, found.logs),
        RecordTable.CHECK_INS: check_ins_csv(t, found.check_ins),
        RecordTable.MEASURES: measures_csv(t, found.measured),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, content in pieces.items():
            archive.writestr(f"{table.value}.csv", b"".join(content))
    return made.getvalue()


def _pdf(patient_id: str) -> bytes:
    language, found = composition.door().operate(operator_export.summary, patient_id)
    return summary_pdf(found, language=language)


_MADE: dict[Format, Callable[[str], bytes]] = {Format.CSV: _csv, Format.PDF: _pdf}
"""How each is made of a patient's id."""
