"""The phone's own code against a real server: random sequences with faults on the way, run under Node."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from patient_app.services.door import Door
from patient_app.store.database import Database
from tests.builders import Clock, a_cast
from tests.databases import new_sqlite
from tests.servers import serving

HERE = Path(__file__).parent
NODE = Path(sys.executable).parent / "node"
SEQUENCES = 25


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A real server with a patient who has a program: its address, and the patient's session."""
    database = Database(new_sqlite(tmp_path))
    clock = Clock(datetime.now(UTC))
    cast = a_cast(Door(database, clock), clock)
    session = cast.ana.signs_in()
    database.close()
    with serving(tmp_path) as address:
        yield address, session


def test_faults_on_the_way_lose_and_double_nothing(server: tuple[str, str]) -> None:
    command = [NODE, HERE / "against_server.mjs", *server, "1", str(SEQUENCES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{SEQUENCES} sequences" in done.stdout
