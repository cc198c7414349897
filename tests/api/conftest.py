"""The API on a temporary SQLite database, called as a client would: over ASGI, with cookies, JSON in and out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from patient_app.api import create_api
from patient_app.runtime import UPLOADS
from patient_app.services import system_tokens
from patient_app.services.door import Door
from patient_app.serving.limits import BodyLimit
from patient_app.store.database import Database
from tests.api.client import Client, Server, asgi_server
from tests.api.systems import System, forget_requests
from tests.builders import Cast, Clock, Someone, a_cast
from tests.databases import copy_of, new_sqlite


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A database with the whole cast in it, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("stage")
    database = Database(new_sqlite(folder))
    clock = Clock()
    cast = a_cast(Door(database, clock), clock)
    database.close()
    return folder / "homestretch.db", cast


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(stage: tuple[Path, Cast], tmp_path: Path) -> Iterator[Database]:
    found = Database(copy_of(stage[0], tmp_path))
    yield found
    found.close()


@pytest.fixture
def door(database: Database, clock: Clock) -> Door:
    return Door(database, clock)


@pytest.fixture
def cast(stage: tuple[Path, Cast], door: Door, clock: Clock) -> Cast:
    return stage[1].moved_to(door, clock)


@pytest.fixture(scope="session")
def api() -> Iterator[tuple[FastAPI, Server]]:
    """One app for all tests of a process; each test gives it its own door."""
    app = create_api()
    with asgi_server(BodyLimit(app, larger=UPLOADS)) as server:
        yield app, server


@pytest.fixture
def client_of(api: tuple[FastAPI, Server], door: Door) -> Callable[[Someone | None], Client]:
    """A client with this person's session, or none."""
    app, server = api
    app.state.door = lambda: door
    return lambda person: Client(server, person.token if person else None)


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


@pytest.fixture
def system_of(api: tuple[FastAPI, Server], door: Door, cast: Cast) -> Callable[[Someone | None], System]:
    """A system that reads as this clinician, or without a token."""
    app, server = api
    app.state.door = lambda: door
    forget_requests(app)

    def made(clinician: Someone | None) -> System:
        if clinician is None:
            return System(server, None)
        return System(server, cast.admin.call(system_tokens.make, clinician.id, "City Hospital", 30).secret)

    return made
