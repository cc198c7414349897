"""What the tables share: ids, and column helpers."""

from typing import Any

from sqlalchemy import JSON, MetaData
from sqlmodel import Field, SQLModel

from patient_app.store.types import Id, UTCDateTime, new_id

# Names for constraints, so that a migration can drop or change one on either database.
SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def primary_id() -> Any:
    """A UUIDv7 text primary key, made here unless given (entries bring the phone's)."""
    return Field(default_factory=new_id, primary_key=True, sa_type=Id)


def ref(target: str, *, null: bool = False, index: bool = True) -> Any:
    """A reference to another table's id."""
    if null:
        return Field(default=None, foreign_key=target, sa_type=Id, nullable=True, index=index)
    return Field(foreign_key=target, sa_type=Id, nullable=False, index=index)


def instant(*, null: bool = False) -> Any:
    """An instant in UTC."""
    if null:
        return Field(default=None, sa_type=UTCDateTime, nullable=True)
    return Field(sa_type=UTCDateTime, nullable=False)


def json_list() -> Any:
    """A list kept as JSON, empty unless given."""
    return Field(default_factory=list, sa_type=JSON, nullable=False)


def json_dict() -> Any:
    """An object kept as JSON, empty unless given."""
    return Field(default_factory=dict, sa_type=JSON, nullable=False)
