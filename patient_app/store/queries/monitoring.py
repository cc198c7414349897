"""The ledger of minutes, and on which days a patient's entries arrived."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from patient_app.domain.people import SharePart
from patient_app.store.tables import CheckIn, ExerciseLog, MeasureResponse, MonitoringMinutes, Person

Arrival = tuple[date, datetime, str]
"""The local date of an entry, when it was received, and its time zone."""


def minutes_of(session: Session, patient_id: str) -> Sequence[tuple[MonitoringMinutes, Person]]:
    """The ledger of a patient with who spent the minutes, by day."""
    query = (
        select(MonitoringMinutes, Person)
        .join(Person, col(Person.id) == col(MonitoringMinutes.clinician_id))
        .where(MonitoringMinutes.patient_id == patient_id)
        .order_by(col(MonitoringMinutes.on), col(MonitoringMinutes.recorded_at), col(MonitoringMinutes.id))
    )
    return [(row, person) for row, person in session.exec(query)]


def arrivals(session: Session, patient_id: str, since: date, parts: frozenset[SharePart]) -> list[Arrival]:
    """The patient's own entries from a local date on, of the parts that a reader may see."""
    found: list[Arrival] = []
    if SharePart.PROGRAM in parts:
        found += _of(session, ExerciseLog, patient_id, since)
    if SharePart.PAIN in parts:
        found += _of(session, CheckIn, patient_id, since)
    if SharePart.MEASURES in parts:
        # What a clinician entered is no entry of the patient.
        found += _of(session, MeasureResponse, patient_id, since, col(MeasureResponse.entered_by).is_(None))
    return found


def _of(
    session: Session,
    table: type[ExerciseLog] | type[CheckIn] | type[MeasureResponse],
    patient_id: str,
    since: date,
    *more: ColumnElement[bool],
) -> list[Arrival]:
    columns = (col(table.local_date), col(table.received_at), col(table.time_zone))
    query = select(*columns).where(col(table.patient_id) == patient_id, col(table.local_date) >= since, *more)
    return [(day, at, zone) for day, at, zone in session.exec(query)]
