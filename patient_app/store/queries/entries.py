"""Patients' entries as rows: what a phone sends by column, and former values."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Table
from sqlmodel import Session, col, select

from patient_app.domain import entries
from patient_app.store.queries.courses import load_json
from patient_app.store.tables import EntryHistory, metadata

EntryRow = dict[str, Any]
"""A stored entry by column. Plain values, not objects of the session: hundreds arrive in one batch."""

TABLES: dict[str, Table] = {kind: metadata.tables[kind] for kind in ("exercise_log", "check_in", "measure_response")}
"""The table of each kind of entry. (A table is named as its kind.)"""


def history(session: Session, entry_id: str) -> list[EntryHistory]:
    """Former values of an entry, oldest first."""
    query = select(EntryHistory).where(EntryHistory.entry_id == entry_id).order_by(col(EntryHistory.kept_at))
    return list(session.exec(query))


def log_columns(log: entries.ExerciseLog) -> dict[str, Any]:
    """The columns that a phone sends for an exercise log."""
    return {
        "prescription_id": log.prescription_id,
        "local_date": log.local_date,
        "time_zone": log.time_zone,
        "performed_at": log.performed_at,
        "sets_done": log.sets_done,
        "reps_done": log.reps_done,
        "hold_seconds": log.hold_seconds,
        "duration_minutes": log.duration_minutes,
        "load": load_json(log.load),
        "side": log.side.value if log.side else None,
        "pain_during": log.pain_during,
        "effort": log.effort,
        "note": log.note,
        "not_done_reason": log.not_done_reason.value if log.not_done_reason else None,
    }


def check_in_columns(check_in: entries.CheckIn) -> dict[str, Any]:
    """The columns that a phone sends for a check-in."""
    signs = check_in.warning_signs
    return {
        "local_date": check_in.local_date,
        "time_zone": check_in.time_zone,
        "recorded_at": check_in.recorded_at,
        "pain_now": check_in.pain_now,
        "pain_worst": check_in.pain_worst,
        "pain_average": check_in.pain_average,
        "pain_sites": list(check_in.pain_sites),
        "activity_ratings": [{"activity_id": r.activity_id, "rating": r.rating} for r in check_in.activity_ratings],
        "morning_settled": check_in.morning_settled.value if check_in.morning_settled else None,
        "flare": check_in.flare,
        "sleep": check_in.sleep,
        "note": check_in.note,
        "warning_signs": {
            "question_version": signs.question_version,
            "answers": {code: answer.value for code, answer in signs.answers},
        }
        if signs
        else None,
    }


def measure_columns(response: entries.MeasureResponse, time_zone: str) -> dict[str, Any]:
    """The columns that a phone sends for an outcome measure (the score is the server's)."""
    return {
        "measure_id": response.measure_id,
        "measure_version": response.measure_version,
        "local_date": response.local_date,
        "time_zone": time_zone,
        "answers": dict(response.answers),
    }


def as_json(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns in their JSON form."""
    return {name: value.isoformat() if isinstance(value, date | datetime) else value for name, value in columns.items()}
