"""Column types that mean the same on SQLite and PostgreSQL, and how ids are made."""

from datetime import UTC, datetime

import uuid_utils
from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator


def new_id() -> str:
    """A new UUIDv7 as text: unique, and in order of making."""
    return str(uuid_utils.uuid7())


class UTCDateTime(TypeDecorator[datetime]):
    """An instant. Kept as UTC; always read back with its zone (SQLite forgets it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC. A naive value is a defect of ours and is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant without a zone.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: with UTC as its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = String(40)
