"""Measurements taken in clinic, as rows and as values. A row never goes away: it is replaced or voided."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_
from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from patient_app.domain.measurements import Found, Measurement, What
from patient_app.domain.program import Side
from patient_app.store.tables import Measurement as Row
from patient_app.store.tables import metadata


def of_patient(session: Session, patient_id: str) -> tuple[Measurement, ...]:
    """Every measurement of a patient, replaced and voided ones too, oldest first."""
    table = metadata.tables["measurement"].c
    query = metadata.tables["measurement"].select().where(table.patient_id == patient_id)
    # Rows, not objects: a sheet has dozens of values each time.
    found = session.connection().execute(query.order_by(table.measured_on, table.recorded_at, table.id))
    return tuple(value(row) for row in found)


def ends_of_episode(
    session: Session,
    patient_id: str,
    episode_id: str | None,
    started_on: date | None,
    until: date | None = None,
    first: date | None = None,
) -> tuple[Measurement, ...]:
    """Of each cell (what and side) the values of the first and of the two last days that count, oldest first: years of
    values have no more than that in a summary. As `domain.measurements.belongs_to` has it, of one episode.
    """
    table = metadata.tables["measurement"]
    counts = [table.c.patient_id == patient_id, table.c.replaced_by.is_(None), table.c.voided_at.is_(None)]
    if episode_id is not None and started_on is not None:
        since_then = and_(table.c.episode_id.is_(None), table.c.measured_on >= started_on)
        counts.append(or_(table.c.episode_id == episode_id, since_then))
    if until is not None:
        counts.append(table.c.measured_on <= until)
    if first is not None:
        counts.append(table.c.measured_on >= first)
    cell = [table.c.kind, table.c.joint, table.c.movement, table.c.active, table.c.side]
    from_first = func.dense_rank().over(partition_by=cell, order_by=table.c.measured_on)
    from_last = func.dense_rank().over(partition_by=cell, order_by=table.c.measured_on.desc())
    ranked = columns(table, from_first.label("from_first"), from_last.label("from_last")).where(*counts).subquery()
    query = columns(ranked).where(or_(ranked.c.from_first == 1, ranked.c.from_last <= 2))
    found = session.connection().execute(query.order_by(ranked.c.measured_on, ranked.c.recorded_at, ranked.c.id))
    return tuple(value(row) for row in found)


def row(session: Session, measurement_id: str) -> Row | None:
    """The row with this id, whoever's it is."""
    return session.get(Row, measurement_id)


def rows(session: Session, ids: Iterable[str]) -> dict[str, Row]:
    """Rows by id, whoever's they are; unknown ids are left out."""
    found = session.exec(select(Row).where(col(Row.id).in_(list(ids)))).all()
    return {each.id: each for each in found}


def add(session: Session, patient_id: str, measurement: Measurement) -> Row:
    """A new row of a patient."""
    made = Row(
        id=measurement.id,
        patient_id=patient_id,
        episode_id=measurement.episode_id,
        kind=measurement.what.kind,
        joint=measurement.what.joint,
        movement=measurement.what.movement,
        active=measurement.what.active,
        side=measurement.side.value if measurement.side else None,
        value=measurement.found.value,
        unit=measurement.found.unit,
        grade=measurement.found.grade,
        measured_on=measurement.measured_on,
        measured_by=measurement.measured_by,
        recorded_at=measurement.recorded_at,
        note=measurement.note,
    )
    session.add(made)
    return made


def value(row: Any) -> Measurement:
    """A row as a value."""
    return Measurement(
        id=row.id,
        what=What(row.kind, row.joint, row.movement, row.active),
        side=Side(row.side) if row.side else None,
        found=Found(row.value, row.unit, row.grade),
        measured_on=row.measured_on,
        measured_by=row.measured_by,
        recorded_at=row.recorded_at,
        episode_id=row.episode_id,
        note=row.note,
        replaced_by=row.replaced_by,
        void_reason=row.void_reason,
        voided_at=row.voided_at,
        voided_by=row.voided_by,
    )
