"""Each test of a service runs on SQLite and on PostgreSQL, with an empty, migrated database."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from patient_app.content.locales import translator
from patient_app.presenters.notices import views
from patient_app.services.door import Door
from patient_app.store.database import Database, Session
from patient_app.store.tables import Notice
from tests.builders import Cast, Clinic, Clock, a_cast, a_clinic
from tests.databases import Rows, empty, fill, new_sqlite, postgres_server, rows_of


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
    _every_notice_can_be_said(found)
    found.close()


def _every_notice_can_be_said(database: Database) -> None:
    """Whatever a test made a service tell has all that its sentence names: else nobody could read their news."""

    def said(session: Session) -> None:
        told = session.exec(select(Notice)).all()
        for language in ("en", "es"):
            assert all(each.text for each in views(translator(language), told, date.min, "UTC"))

    database.read(said)


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


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, Cast]:
    """The rows of a database with the whole cast in it, made once."""
    database, clock = Database(new_sqlite(tmp_path_factory.mktemp("stage"))), Clock()
    cast = a_cast(Door(database, clock), clock)
    rows = rows_of(database)
    database.close()
    return rows, cast


@pytest.fixture
def cast(stage: tuple[Rows, Cast], door: Door, clock: Clock) -> Cast:
    rows, cast = stage
    fill(door.database, rows)
    return cast.moved_to(door, clock)
