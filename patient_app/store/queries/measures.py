"""Outcome-measure responses. (Measurements taken in clinic: `measurements.py`.)"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from patient_app.domain.entries import MeasureResponse
from patient_app.store.tables import ClinicMeasure, EntryHistory, MeasureAssignment, metadata
from patient_app.store.tables import MeasureResponse as Row

RecallOf = Callable[[str, str], str]
"""(measure id, version) -> the recall period, '' when it is not known."""


def responses(session: Session, patient_id: str, recall_of: RecallOf) -> tuple[MeasureResponse, ...]:
    """All filled-in measures of a patient, with their scores."""
    return tuple(_value(row, recall_of) for row in response_rows(session, patient_id))


def scores(session: Session, patient_id: str, recall_of: RecallOf) -> tuple[MeasureResponse, ...]:
    """`responses` without the answers: their scores stand beside them."""
    table = metadata.tables["measure_response"]
    query = table.select().with_only_columns(*(column for column in table.columns if column.name != "answers"))
    found = session.connection().execute(query.where(table.c.patient_id == patient_id))
    return tuple(_value(row, recall_of, answers=()) for row in found)


def response_rows(session: Session, patient_id: str) -> Sequence[Row]:
    """All filled-in measures and entered scores of a patient, oldest first."""
    query = select(Row).where(Row.patient_id == patient_id)
    return session.exec(query.order_by(col(Row.local_date), col(Row.edited_at), col(Row.id))).all()


def responses_on(session: Session, patient_id: str, day: date, recall_of: RecallOf) -> tuple[MeasureResponse, ...]:
    """What the patient filled in for a date."""
    query = select(Row).where(Row.patient_id == patient_id, Row.local_date == day, col(Row.entered_by).is_(None))
    return tuple(_value(row, recall_of) for row in session.exec(query))


def history(session: Session, patient_id: str) -> Sequence[EntryHistory]:
    """Former values of measures, and the tombstones of removed ones, oldest first."""
    query = select(EntryHistory).where(EntryHistory.patient_id == patient_id, EntryHistory.kind == "measure_response")
    return session.exec(query.order_by(col(EntryHistory.kept_at), col(EntryHistory.id))).all()


def answered_on(session: Session, patient_id: str) -> dict[str, list[date]]:
    """The local dates of the responses to each measure, whoever entered them."""
    found: dict[str, list[date]] = {}
    for measure_id, day in session.exec(
        select(col(Row.measure_id), col(Row.local_date)).where(Row.patient_id == patient_id)
    ):
        found.setdefault(measure_id, []).append(day)
    return found


def entry_days(session: Session, patient_id: str) -> frozenset[date]:
    """The local dates of measures that the patient filled in; what a clinician entered is no entry of theirs."""
    query = select(col(Row.local_date)).where(Row.patient_id == patient_id, col(Row.entered_by).is_(None))
    return frozenset(session.exec(query))


def assignments(session: Session, patient_id: str, episode_id: str | None) -> Sequence[MeasureAssignment]:
    """The measures assigned in a course of treatment (or in none), ended ones too, oldest first."""
    query = select(MeasureAssignment).where(
        MeasureAssignment.patient_id == patient_id,
        or_(col(MeasureAssignment.episode_id) == episode_id, col(MeasureAssignment.episode_id).is_(None)),
    )
    return session.exec(query.order_by(col(MeasureAssignment.starts_on), col(MeasureAssignment.id))).all()


def clinic_measures(session: Session, clinic_id: str) -> Sequence[ClinicMeasure]:
    """Every version of the questionnaires that a clinic loaded, retired ones too, oldest first."""
    query = select(ClinicMeasure).where(ClinicMeasure.clinic_id == clinic_id)
    return session.exec(query.order_by(col(ClinicMeasure.loaded_at), col(ClinicMeasure.id))).all()


def clinic_versions(session: Session, clinic_id: str) -> Sequence[tuple[str, str, str, bool]]:
    """(row id, measure, version, is it retired) of `clinic_measures`, without what is in them."""
    columns = (ClinicMeasure.id, ClinicMeasure.measure_id, ClinicMeasure.version, col(ClinicMeasure.retired_at))
    query = select(*columns).where(ClinicMeasure.clinic_id == clinic_id)
    found = session.exec(query.order_by(col(ClinicMeasure.loaded_at), col(ClinicMeasure.id)))
    return [(id, measure_id, version, retired_at is not None) for id, measure_id, version, retired_at in found]


def version_data(session: Session, row_id: str) -> dict[str, Any]:
    """What is in one version of a clinic's questionnaire."""
    return dict(session.exec(select(ClinicMeasure.data).where(ClinicMeasure.id == row_id)).one())


def _value(row: Any, recall_of: RecallOf, answers: tuple[tuple[str, float], ...] | None = None) -> MeasureResponse:
    return MeasureResponse(
        id=row.id,
        measure_id=row.measure_id,
        measure_version=row.measure_version,
        local_date=row.local_date,
        edited_at=row.edited_at,
        answers=tuple(row.answers.items()) if answers is None else answers,
        score=row.score,
        recall=recall_of(row.measure_id, row.measure_version),
        received_at=row.received_at,
        late=row.late,
    )
