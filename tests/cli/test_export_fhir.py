"""`homestretch export --format fhir`: a whole file or none, for its owner only."""

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from patient_app.domain.people import Role
from patient_app.services import demo
from patient_app.store.database import Database, Session
from patient_app.store.queries import people
from patient_app.store.tables import AuditEvent
from patient_app.store.unit import Unit
from tests.cli.conftest import Run


@pytest.fixture
def patient_id(run: Run, data_dir: Path) -> str:
    """A patient of the demo clinic."""
    assert run("migrate").exit_code == 0
    database = Database(f"sqlite:///{data_dir}/homestretch.db")
    database.write(lambda session: demo.build(Unit(session, datetime.now(UTC)))).result()

    def first(session: Session) -> str:
        found = people.by_email(session, "maria@example.org")
        assert found is not None and found.role == Role.PATIENT
        return found.id

    id = database.read(first)
    database.close()
    return id


def test_a_record_is_written_whole_and_for_its_owner_only(
    run: Run, data_dir: Path, tmp_path: Path, patient_id: str
) -> None:
    file = tmp_path / "maria.json"
    file.write_text("what was there before")
    done = run("export", "--patient", patient_id, "--format", "fhir", str(file))
    assert done.exit_code == 0, done.output
    patient = json.loads(file.read_bytes())["entry"][0]["resource"]
    assert (patient["resourceType"], patient["id"]) == ("Patient", patient_id)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".maria")] == []
    database = Database(f"sqlite:///{data_dir}/homestretch.db")
    noted = database.read(lambda session: session.exec(select(AuditEvent.patient_id, AuditEvent.action)).all())
    database.close()
    assert (patient_id, "record.exported") in noted


def test_a_dash_is_standard_output(run: Run, patient_id: str) -> None:
    done = run("export", "--patient", patient_id, "--format", "fhir", "-")
    assert done.exit_code == 0 and json.loads(done.stdout)["resourceType"] == "Bundle"


def test_whoever_is_no_patient_has_no_record(run: Run, tmp_path: Path, patient_id: str) -> None:
    file = tmp_path / "nobody.json"
    done = run("export", "--patient", "nobody", "--format", "fhir", str(file))
    assert done.exit_code == 1 and "There is no patient with this id or email address." in done.output
    assert not file.exists()


def test_a_folder_that_is_not_there_is_said(run: Run, tmp_path: Path, patient_id: str) -> None:
    done = run("export", "--patient", patient_id, "--format", "fhir", str(tmp_path / "none" / "file.json"))
    assert done.exit_code == 1 and "cannot be written" in done.output
