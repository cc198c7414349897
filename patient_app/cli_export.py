"""`homestretch export`: one patient's record as a file."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from patient_app import composition
from patient_app.domain.errors import Invalid
from patient_app.exports.fhir import bundle
from patient_app.services import fhir_record

STDOUT = "-"


class ExportFormat(StrEnum):
    """What the file is."""

    FHIR = "fhir"


def export(patient_id: str, kind: ExportFormat, file: str, base_url: str) -> None:
    """Write the record to `file`, or to standard output for '-'. Raises `NotFound`, `Invalid` when it cannot be kept.

    A file appears whole or not at all, readable by its owner only.
    """
    content = _MAKERS[kind](patient_id, base_url)
    if file == STDOUT:
        for piece in content:
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    _write(Path(file), content)


def _fhir(patient_id: str, base_url: str) -> Iterator[bytes]:
    found = composition.door().operate(fhir_record.export_at_command_line, patient_id)
    return bundle(found, base_url, datetime.now(UTC))


_MAKERS: dict[ExportFormat, Callable[[str, str], Iterator[bytes]]] = {ExportFormat.FHIR: _fhir}


def _write(path: Path, content: Iterator[bytes]) -> None:
    """Beside it first, then in its place."""
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise Invalid("{file} cannot be written: {reason}.", file=path, reason=error.strerror) from error
    try:
        with os.fdopen(handle, "wb") as output:
            output.writelines(content)
        Path(beside).replace(path)
    except OSError as error:
        raise Invalid("{file} cannot be written: {reason}.", file=path, reason=error.strerror) from error
    finally:
        Path(beside).unlink(missing_ok=True)
