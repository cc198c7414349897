"""`homestretch export`: tables and summary of one patient, and what cannot be written."""

import csv
import io
import json
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from patient_app import composition
from patient_app.services import demo
from patient_app.store.tables import AuditEvent, Person
from patient_app.store.unit import Unit
from tests.cli.conftest import Run

MARIA = "maria@example.org"


@pytest.fixture
def run_there(run: Run) -> Run:
    """Commands on a database with the demo clinic in it."""
    assert run("migrate").exit_code == 0
    database = composition.door().database
    database.write(lambda session: demo.build(Unit(session, datetime.now(UTC)))).result()
    return run


def test_the_tables_are_a_zip_that_only_the_owner_reads(run_there: Run, tmp_path: Path) -> None:
    file = tmp_path / "maria.zip"
    result = run_there("export", "--patient", MARIA, "--format", "csv", str(file))
    assert result.exit_code == 0, result.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as archive:
        tables = {name: archive.read(name).decode() for name in archive.namelist()}
    assert list(tables) == ["logs.csv", "check-ins.csv", "measures.csv"]
    for text in tables.values():
        assert len(list(csv.DictReader(io.StringIO(text, newline="")))) > 5

    door = composition.door()
    maria_id = door.database.read(lambda session: session.exec(select(Person.id).where(Person.email == MARIA)).one())
    query = select(AuditEvent.patient_id, AuditEvent.actor_id, AuditEvent.object_kind)
    exported = query.where(AuditEvent.action == "record.exported")
    assert door.database.read(lambda session: session.exec(exported).all()) == [(maria_id, None, "server")]
    pdf = tmp_path / "maria.pdf"
    assert run_there("export", "--patient", maria_id, "--format", "pdf", str(pdf)).exit_code == 0
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_what_cannot_be_written_is_one_line(run_there: Run, tmp_path: Path) -> None:
    nobody = "There is no patient with this id or email address."
    nowhere = tmp_path / "nowhere" / "new.zip"
    for patient, file, said in (
        ("nobody@example.org", tmp_path / "new.zip", nobody),
        ("dana.whitfield@example.org", tmp_path / "new.zip", nobody),
        (MARIA, nowhere, f"{nowhere} cannot be written: No such file or directory."),
    ):
        result = run_there("export", "--patient", patient, "--format", "csv", str(file))
        assert (result.exit_code, result.stderr) == (1, f"{said}\n")
    assert [each.name for each in tmp_path.iterdir()] == ["data"]


def test_the_whole_record_is_found_by_the_email_address_too(run_there: Run) -> None:
    result = run_there("export", "--patient", MARIA, "-")
    assert json.loads(result.stdout)["resourceType"] == "Bundle"


def test_it_goes_to_standard_output_too(run_there: Run) -> None:
    result = run_there("export", "--patient", MARIA, "--format", "pdf", "-")
    assert result.stdout_bytes.startswith(b"%PDF-")
