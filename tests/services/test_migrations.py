"""Migrations: from nothing to the newest schema, which is what the tables say, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from patient_app.services.door import Door
from patient_app.services.health import is_ready
from patient_app.store.database import Database
from patient_app.store.migrations import is_up_to_date, migrate
from patient_app.store.tables import metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        found = Database(f"sqlite:///{tmp_path / 'blank.db'}")
        yield found
        found.close()
        return
    url = request.getfixturevalue("postgres_url")
    name = f"{url.rpartition('/')[2].partition('?')[0]}_blank"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    found = Database(admin.url.set(database=name).render_as_string(hide_password=False))
    yield found
    found.close()
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}"'))
    admin.dispose()


def test_a_blank_database_becomes_what_the_tables_say(blank: Database) -> None:
    assert not is_up_to_date(blank.engine)
    migrate(blank.engine)
    assert is_up_to_date(blank.engine)
    with blank.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_does_nothing(blank: Database) -> None:
    migrate(blank.engine)
    migrate(blank.engine)
    assert is_up_to_date(blank.engine)


def test_the_product_is_ready_only_when_its_schema_is(blank: Database) -> None:
    door = Door(blank)
    assert not is_ready(door)
    migrate(blank.engine)
    assert is_ready(door)
