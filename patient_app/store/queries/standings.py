"""Standings and checkpoints of courses as they are kept. Whether one still counts is asked by the services."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Table, tuple_
from sqlalchemy import select as columns
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from patient_app.store.tables import CourseChange, CourseCheckpoint, CourseStanding, Person, Share, metadata


class KeptStanding(NamedTuple):
    """A standing without what is in it; `changes` is how often the patient's record was changed so far."""

    patient_id: str
    parts: str
    as_of: date
    time_zone: str | None
    number: int
    person: str
    revision: str
    changes: int


def of_clinician(session: Session, clinician_id: str) -> list[KeptStanding]:
    """The standings of the patients with a share for this clinician, for readers of whatever parts."""
    shared = select(Share.patient_id).where(Share.clinician_id == clinician_id, col(Share.revoked_at).is_(None))
    query = _kept().where(col(CourseStanding.patient_id).in_(shared))
    return [KeptStanding(*row) for row in session.connection().execute(query)]


def of_patients(session: Session, patient_ids: Collection[str] | None = None) -> list[KeptStanding]:
    """The standings of these patients, or of all."""
    query = _kept()
    if patient_ids is not None:
        query = query.where(col(CourseStanding.patient_id).in_(sorted(patient_ids)))
    return [KeptStanding(*row) for row in session.connection().execute(query)]


def data(session: Session, revisions: Sequence[str]) -> dict[str, str]:
    """What is in standings, by revision; those replaced meanwhile are left out."""
    query = select(CourseStanding.revision, CourseStanding.data).where(col(CourseStanding.revision).in_(revisions))
    return {row.revision: row.data for row in session.connection().execute(query)}


def put(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Keep standings in the place of older ones."""
    _replace(session, "course_standing", ("patient_id", "parts"), rows, newer="number")


def forget(session: Session, keys: Iterable[tuple[str, str]]) -> None:
    """Remove standings, by patient and parts."""
    table = metadata.tables["course_standing"]
    found = sorted(keys)
    if found:
        session.connection().execute(table.delete().where(tuple_(table.c.patient_id, table.c.parts).in_(found)))


def checkpoint(session: Session, patient_id: str) -> CourseCheckpoint | None:
    """What is kept of the days before a Monday."""
    return session.get(CourseCheckpoint, patient_id)


def put_checkpoints(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Keep checkpoints in the place of older ones."""
    _replace(session, "course_checkpoint", ("patient_id",), rows, newer="past")


def _kept() -> Any:
    standing, change = metadata.tables["course_standing"].c, metadata.tables["course_change"].c
    return columns(
        standing.patient_id,
        standing.parts,
        standing.as_of,
        standing.time_zone,
        standing.number,
        standing.person,
        standing.revision,
        func.coalesce(change.number, 0),
    ).outerjoin(CourseChange, change.patient_id == standing.patient_id)


def _replace(session: Session, name: str, key: tuple[str, ...], rows: Sequence[dict[str, Any]], *, newer: str) -> None:
    """Insert the rows, or change those of the same key, unless what is there was made after more changes.

    Whoever deleted the account while they were worked out gets none.
    """
    ids = sorted({row["patient_id"] for row in rows})
    erased = set(session.exec(select(Person.id).where(col(Person.id).in_(ids), col(Person.erased_at).is_not(None))))
    rows = [row for row in rows if row["patient_id"] not in erased]
    if not rows:
        return
    table: Table = metadata.tables[name]
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    others = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in key}
    session.connection().execute(
        statement.on_conflict_do_update(
            index_elements=list(key), set_=others, where=table.c[newer] <= statement.excluded[newer]
        ),
        sorted(rows, key=lambda row: [row[name] for name in key]),
    )
