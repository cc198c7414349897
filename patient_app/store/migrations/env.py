"""Alembic's entry: runs migrations on the engine that `migrate` was given."""

from typing import Literal

from alembic import context
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


engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
