"""Each test of a service runs on SQLite and on PostgreSQL, with an empty, migrated database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from patient_app.services.door import Door
from patient_app.store.database import Database
from tests.builders import Cast, Clinic, Clock, a_cast, a_clinic
from tests.databases import empty, new_sqlite, postgres_server


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        found = Database(new_sqlite(tmp_path))
    else:
        found = Database(request.getfixturevalue("postgres_url"))
        empty(found)
    yield found
    found.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def published() -> list[frozenset[str]]:
    """What open screens were told."""
    return []


@pytest.fixture
def door(database: Database, clock: Clock, published: list[frozenset[str]]) -> Door:
    return Door(database, clock, published.append)


@pytest.fixture
def clinic(door: Door, clock: Clock) -> Clinic:
    return a_clinic(door, clock)


@pytest.fixture
def cast(door: Door, clock: Clock) -> Cast:
    return a_cast(door, clock)
