"""Patients' entries as rows: found by the phone's id, compared, replaced, kept in history."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, cast

from sqlmodel import Session, col, select

from patient_app.domain import entries
from patient_app.store.queries.courses import load_json, own_prescriptions, owns_prescription
from patient_app.store.tables import CheckIn, EntryHistory, ExerciseLog, MeasureResponse

EntryRow = ExerciseLog | CheckIn | MeasureResponse
TABLES: dict[str, type[ExerciseLog] | type[CheckIn] | type[MeasureResponse]] = {
    "exercise_log": ExerciseLog,
    "check_in": CheckIn,
    "measure_response": MeasureResponse,
}


def find(session: Session, kind: str, entry_id: str) -> EntryRow | None:
    """The stored entry with this id, whoever's it is."""
    return cast(EntryRow | None, session.get(TABLES[kind], entry_id))


def is_deleted(session: Session, kind: str, entry_id: str, patient_id: str) -> bool:
    """Has the patient deleted an entry with this id, seen before or not?"""
    query = select(EntryHistory.id).where(
        EntryHistory.entry_id == entry_id,
        EntryHistory.patient_id == patient_id,
        EntryHistory.kind == kind,
        EntryHistory.change == "deleted",
    )
    return session.exec(query.limit(1)).first() is not None


class EntryBook:
    """A patient's entries by kind and id, for a unit of work.

    Each is looked up when it is asked for; `look_up` does it for a whole batch with a few questions. What is added
    or removed through the book is known to it before the session writes, so that a batch is written at once.
    """

    def __init__(self, session: Session, patient_id: str) -> None:
        self._session = session
        self._patient_id = patient_id
        self._rows: dict[tuple[str, str], EntryRow | None] = {}
        self._deleted: dict[tuple[str, str], bool] = {}
        self._prescriptions: set[str] | None = None

    def look_up(self, kind: str, ids: Collection[str]) -> None:
        """Learn at once what there is of these ids."""
        table: Any = TABLES[kind]
        self._rows |= {(kind, id): None for id in ids}
        self._deleted |= {(kind, id): False for id in ids}
        for row in self._session.exec(select(table).where(col(table.id).in_(ids))):
            self._rows[kind, row.id] = row
        tombstones = select(EntryHistory.entry_id).where(
            col(EntryHistory.entry_id).in_(ids),
            EntryHistory.patient_id == self._patient_id,
            EntryHistory.kind == kind,
            EntryHistory.change == "deleted",
        )
        self._deleted |= {(kind, id): True for id in self._session.exec(tombstones)}
        if self._prescriptions is None:
            self._prescriptions = own_prescriptions(self._session, self._patient_id)

    def find(self, kind: str, entry_id: str) -> EntryRow | None:
        """The stored entry with this id, whoever's it is."""
        key = kind, entry_id
        if key not in self._rows:
            self._rows[key] = find(self._session, kind, entry_id)
        return self._rows[key]

    def is_deleted(self, kind: str, entry_id: str) -> bool:
        """Has the patient deleted an entry with this id, seen before or not?"""
        key = kind, entry_id
        if key not in self._deleted:
            self._deleted[key] = is_deleted(self._session, kind, entry_id, self._patient_id)
        return self._deleted[key]

    def owns_prescription(self, prescription_id: str) -> bool:
        """Does this prescription stand in a program of the patient?"""
        if self._prescriptions is not None:
            return prescription_id in self._prescriptions
        return owns_prescription(self._session, self._patient_id, prescription_id)

    def add(self, kind: str, row: EntryRow) -> None:
        """Store a new entry."""
        self._session.add(row)
        self._rows[kind, row.id] = row

    def remove(self, kind: str, entry_id: str, row: EntryRow | None) -> None:
        """Take the patient's own entry out, if there is one; the id stays deleted."""
        if row is not None:
            if row in self._session.new:
                self._session.flush()
            self._session.delete(row)
            self._rows[kind, entry_id] = None
        self._deleted[kind, entry_id] = True


def keep(session: Session, row: EntryRow, kind: str, change: str, body: dict[str, Any], now: datetime) -> None:
    """Put a value of an entry into the history: corrected (replaced), stale, or deleted."""
    tombstone(session, row.id, row.patient_id, kind, change, body, row.edited_at, now)


def tombstone(
    session: Session,
    entry_id: str,
    patient_id: str,
    kind: str,
    change: str,
    body: dict[str, Any],
    edited_at: datetime,
    now: datetime,
) -> None:
    """A row of the history for an entry that may not be stored."""
    session.add(
        EntryHistory(
            entry_id=entry_id,
            patient_id=patient_id,
            kind=kind,
            change=change,
            body=as_json(body),
            edited_at=edited_at,
            kept_at=now,
        )
    )


def has_stale(session: Session, entry_id: str, edited_at: datetime) -> bool:
    """Does the history hold this edit, which came too late, already?"""
    query = select(EntryHistory.id).where(
        EntryHistory.entry_id == entry_id, EntryHistory.change == "stale", EntryHistory.edited_at == edited_at
    )
    return session.exec(query.limit(1)).first() is not None


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
