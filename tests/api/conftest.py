"""The API on a temporary SQLite database, called as a client would: over ASGI, with cookies, JSON in and out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from patient_app.api import create_api
from patient_app.services.door import Door
from patient_app.serving.limits import BodyLimit
from patient_app.store.database import Database
from tests.api.client import Client, asgi_server
from tests.builders import Cast, Clock, Someone, a_cast
from tests.databases import new_sqlite


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(new_sqlite(tmp_path))
    yield found
    found.close()


@pytest.fixture
def door(database: Database, clock: Clock) -> Door:
    return Door(database, clock)


@pytest.fixture
def cast(door: Door, clock: Clock) -> Cast:
    return a_cast(door, clock)


@pytest.fixture
def client_of(door: Door) -> Iterator[Callable[[Someone | None], Client]]:
    """A client with this person's session, or none."""
    with asgi_server(BodyLimit(create_api(door))) as server:
        yield lambda person: Client(server, person.token if person else None)


@pytest.fixture
def ana(cast: Cast, client_of: Callable[[Someone | None], Client]) -> Client:
    return client_of(cast.ana)


@pytest.fixture
def paul(cast: Cast, client_of: Callable[[Someone | None], Client]) -> Client:
    return client_of(cast.paul)


@pytest.fixture
def dora(cast: Cast, client_of: Callable[[Someone | None], Client]) -> Client:
    return client_of(cast.dora)


@pytest.fixture
def visitor(client_of: Callable[[Someone | None], Client]) -> Client:
    return client_of(None)
