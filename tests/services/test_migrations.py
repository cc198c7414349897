"""Migrations: from nothing to the newest schema, which is what the tables say, on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import JSON, Column, DateTime, Engine, MetaData, create_engine, text

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
    name = f"blank_{uuid4().hex}"
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


@pytest.mark.parametrize("landed", ["0001", "0002", "0003", "0004"])
def test_what_stands_in_a_landed_schema_stays(blank: Database, landed: str) -> None:
    migrate(blank.engine, to=landed)
    before = put_one_row_in_each_table(blank.engine)
    migrate(blank.engine)
    tables = MetaData()
    tables.reflect(blank.engine)
    with blank.engine.connect() as connection:
        for name, row in before.items():
            [now] = connection.execute(tables.tables[name].select()).mappings()
            assert {column: now[column] for column in row} == row, name
        assert connection.execute(text("SELECT gates_checked FROM prescription")).scalar() in ("[]", [], "{}", {})


def test_a_visit_with_a_therapist_becomes_a_treatment(blank: Database) -> None:
    migrate(blank.engine, to="0002")
    put_one_row_in_each_table(blank.engine)
    with blank.engine.begin() as connection:
        connection.execute(text("UPDATE person SET role = 'physical_therapist'"))
    migrate(blank.engine)
    with blank.engine.connect() as connection:
        assert connection.execute(text("SELECT kind, mode FROM visit")).one() == ("treatment", "in_person")


def put_one_row_in_each_table(engine: Engine) -> dict[str, dict[str, object]]:
    """A row in every table of the schema as it is, with something in every column that must have it."""
    tables = MetaData()
    tables.reflect(engine)
    rows: dict[str, dict[str, object]] = {}
    with engine.begin() as connection:
        for table in tables.sorted_tables:
            if table.name == "alembic_version":
                continue
            row = {column.name: a_value(column) for column in table.columns if not column.nullable}
            connection.execute(table.insert(), row)
            [stored] = connection.execute(table.select()).mappings()
            rows[table.name] = {name: stored[name] for name in row}
    return rows


def a_value(column: Column[object]) -> object:
    """Something that the column takes; every id is the same, so that references hold."""
    if column.primary_key or column.foreign_keys:
        return "an-id"
    values = {str: "text", int: 1, float: 1.5, bool: True, dict: {}, bytes: b"x", date: date(2026, 3, 2)}
    if isinstance(column.type, DateTime):
        return datetime(2026, 3, 2, 12, tzinfo=UTC)
    return {} if isinstance(column.type, JSON) else values[column.type.python_type]
