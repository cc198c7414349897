"""`homestretch check`: what it looks at, what it hides, and the mend for what is wrong."""

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from patient_app.config import Settings
from patient_app.services import demo
from patient_app.serving.sources import fingerprint
from patient_app.store.database import Database, Session
from patient_app.store.queries import people
from patient_app.store.unit import Unit
from tests.cli.conftest import Run


def test_a_new_installation_is_told_to_migrate(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert "wrong  Database: There is none yet" in result.stdout
    assert "Run 'homestretch migrate'." in result.stdout


def test_after_migrate_all_is_well(run: Run, data_dir: Path) -> None:
    assert run("migrate").stdout == "The tables are up to date.\n"
    (data_dir / "frontend" / fingerprint()).mkdir(parents=True)
    result = run("check")
    assert result.exit_code == 0
    assert "wrong" not in result.stdout
    assert "ok  Tables: Up to date" in result.stdout
    assert "ok  Front end: Built" in result.stdout


def test_signed_reports_are_counted_and_a_changed_one_is_wrong(run: Run, data_dir: Path) -> None:
    run("migrate")
    assert "ok  Reports: None yet" in run("check").stdout
    database = Database(f"sqlite:///{data_dir}/homestretch.db")
    database.write(lambda session: demo.build(Unit(session, datetime.now(UTC)))).result()
    database.close()
    assert re.search(r"ok  Reports: \d\d signed reports, all unchanged", run("check").stdout)
    with sqlite3.connect(data_dir / "homestretch.db") as connection:
        connection.execute("UPDATE progress_report SET assessment = 'Cured' WHERE number = 2")
    result = run("check")
    assert result.exit_code == 1
    assert "signed reports are not as they were signed" in result.stdout


def test_a_front_end_that_is_not_built_yet_is_nothing_wrong(run: Run) -> None:
    run("migrate")
    result = run("check")
    assert result.exit_code == 0
    assert "later  Front end: Not built yet" in result.stdout


def test_every_setting_is_shown_and_secrets_are_not(run: Run) -> None:
    result = run(
        "check",
        HOMESTRETCH_DB_URL="postgresql+psycopg://pt:hunter2@127.0.0.1:1/pt?sslpassword=hunter3",
        HOMESTRETCH_REDIS_URL="redis://:hunter4@127.0.0.1:1",
        HOMESTRETCH_SECRET_KEY="hunter5-hunter5-hunter5-hunter5-hunter5",
    )
    assert "hunter" not in result.stdout + result.stderr
    assert "postgresql+psycopg://pt:********@127.0.0.1:1/pt?sslpassword=********" in result.stdout
    for name in Settings.model_fields:
        assert f"HOMESTRETCH_{name.upper()}" in result.stdout


def test_a_database_that_does_not_answer_is_wrong(run: Run) -> None:
    result = run("check", HOMESTRETCH_DB_URL="postgresql+psycopg://pt@127.0.0.1:1/pt")
    assert result.exit_code == 1
    assert "does not answer" in result.stdout


def test_an_address_that_is_none_is_wrong(run: Run) -> None:
    result = run("check", HOMESTRETCH_DB_URL="not an address")
    assert result.exit_code == 1
    assert "Correct HOMESTRETCH_DB_URL." in result.stdout


def test_a_data_folder_that_cannot_be_made_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = run("check", HOMESTRETCH_DATA_DIR=str(tmp_path / "file"))
    assert result.exit_code == 1
    assert "cannot be written to" in result.stdout
    assert "HOMESTRETCH_DATA_DIR." in result.stdout


def test_https_needs_a_secret_key(run: Run) -> None:
    run("migrate")
    result = run("check", HOMESTRETCH_BASE_URL="https://pt.example.org")
    assert result.exit_code == 1
    assert "wrong  Secret key" in result.stdout
    assert "HOMESTRETCH_SECRET_KEY" in result.stdout


def test_a_bad_setting_is_named_in_one_line(run: Run) -> None:
    for command in (["check"], ["migrate"], ["reset", "ana@example.org"]):
        result = run(*command, HOMESTRETCH_BASE_URL="pt.example.org")
        assert result.exit_code == 1
        assert result.stderr == "HOMESTRETCH_BASE_URL must start with http:// or https:// and name a host\n"


def test_a_database_out_of_reach_is_one_line_for_every_command(run: Run) -> None:
    result = run("migrate", HOMESTRETCH_DB_URL="postgresql+psycopg://pt@127.0.0.1:1/pt")
    assert result.exit_code == 1
    assert result.stderr.startswith("The database cannot be opened: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def clinic_of(data_dir: Path, **values: str) -> None:
    """Give the clinic of this installation other values, as an older version could have."""
    database = Database(f"sqlite:///{data_dir}/homestretch.db")

    def change(session: Session) -> None:
        clinic = people.only_clinic(session)
        assert clinic is not None
        for name, value in values.items():
            setattr(clinic, name, value)
        session.add(clinic)

    database.write(change).result()
    database.close()


def test_what_the_clinics_card_lacks_is_named_with_its_mend(run: Run, data_dir: Path) -> None:
    run("migrate")
    assert "later  Clinic: There is none yet" in run("check").stdout
    run("create-clinic", "Riverbend", "--admin-email", "admin@example.org", "--phone", "(207) 555-0142")
    result = run("check")
    assert result.exit_code == 0
    assert "later  Clinic: Its card is complete; PT centers can be added" in result.stdout
    clinic_of(data_dir, phone=" ", emergency_number="")
    result = run("check")
    assert result.exit_code == 1
    assert "wrong  Clinic: Missing or not usable: phone number, emergency number" in result.stdout
    assert "open /admin/clinic and save the card" in result.stdout
