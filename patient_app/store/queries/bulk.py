"""Many rows at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session, SQLModel

from patient_app.store.tables import metadata

Row = SQLModel
"""A row of any table."""


def insert_all(session: Session, rows: Iterable[Row]) -> int:
    """Insert the rows, table after table in the order that their references need; how many there were."""
    by_table: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        by_table[str(row.__tablename__)].append(row.model_dump())
    connection = session.connection()
    for table in metadata.sorted_tables:
        if found := by_table.get(table.name):
            connection.execute(table.insert(), found)
    return sum(len(found) for found in by_table.values())


def insert(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows, each with every column, into one table; after what waits in the session, which they may refer to."""
    if rows:
        session.flush()
        session.connection().execute(table.insert(), rows)
