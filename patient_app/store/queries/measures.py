"""Outcome-measure responses. (Measurements taken in clinic: `measurements.py`.)"""

from datetime import date

from sqlmodel import Session, col, select

from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.entries import MeasureResponse
from patient_app.store.tables import MeasureResponse as Row


def responses(session: Session, patient_id: str) -> tuple[MeasureResponse, ...]:
    """All filled-in measures of a patient, with their scores."""
    rows = session.exec(select(Row).where(Row.patient_id == patient_id).order_by(col(Row.local_date)))
    return tuple(_value(row) for row in rows)


def entry_days(session: Session, patient_id: str) -> frozenset[date]:
    """The local dates of filled-in measures."""
    return frozenset(session.exec(select(col(Row.local_date)).where(Row.patient_id == patient_id)))


def _value(row: Row) -> MeasureResponse:
    measure = outcome_measures().get(row.measure_id)
    return MeasureResponse(
        id=row.id,
        measure_id=row.measure_id,
        measure_version=row.measure_version,
        local_date=row.local_date,
        edited_at=row.edited_at,
        answers=tuple(row.answers.items()),
        score=row.score,
        recall=measure.recall.value if measure and measure.recall else "",
        received_at=row.received_at,
        late=row.late,
    )
