"""Alembic's entry: runs migrations on the engine that `migrate` was given."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel.sql.sqltypes import AutoString

from patient_app.store.tables import metadata
from patient_app.store.types import UTCDateTime


def render_item(type_: str, obj: object, _context: object) -> str | Literal[False]:
    """Write our column types into a migration as plain SQLAlchemy ones."""
    if type_ == "type" and isinstance(obj, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    if type_ == "type" and isinstance(obj, AutoString):
        return "sa.String()"
    return False


@contextmanager
def references_checked_at_the_end(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, which its checking of references does not allow (its documentation,
    'Making other kinds of table schema changes'): off for the migration, and everything is checked before it is kept.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("The database is not connected.")
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise RuntimeError("The migration would leave a row without what it refers to. Nothing was changed.")
        connection.commit()
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


engine = context.config.attributes["engine"]
with engine.connect() as connection, references_checked_at_the_end(connection):
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name != "sqlite":
        connection.commit()
