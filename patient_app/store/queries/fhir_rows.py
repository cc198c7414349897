"""A patient's rows as plain values, column by column: for exports, where there are thousands."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session

from patient_app.domain import fhir_record as values
from patient_app.store.tables import metadata

V = TypeVar("V", bound=tuple[Any, ...])

_TABLES: dict[type[tuple[Any, ...]], str] = {
    values.Subject: "person",
    values.Clinician: "person",
    values.ClinicCard: "clinic",
    values.Centre: "pt_centre",
    values.TeamMember: "care_team_member",
    values.SharedWith: "share",
    values.EpisodeRow: "episode",
    values.OrderRow: "pt_order",
    values.VersionRow: "program_version",
    values.LineRow: "prescription",
    values.HoldRow: "hold",
    values.LogRow: "exercise_log",
    values.CheckInRow: "check_in",
    values.ActivityRow: "activity",
    values.ResponseRow: "measure_response",
    values.AssignmentRow: "measure_assignment",
    values.MeasurementRow: "measurement",
    values.GoalRow: "goal",
    values.GoalChangeRow: "goal_change",
    values.VisitRow: "visit",
    values.ReportRow: "progress_report",
    values.JourneyRow: "journey_entry",
    values.DocumentRow: "document",
}
_DAY = {"exercise_log": "local_date", "check_in": "local_date", "measure_response": "local_date"} | {
    "measurement": "measured_on",
    "progress_report": "period_to",
    "journey_entry": "on",
}
"""The column with the day of what happened on one, which a range of days bounds."""
_GONE = {
    "measurement": ("replaced_by", "voided_at"),
    "journey_entry": ("replaced_at", "removed_at"),
    "document": ("removed_at",),
}
"""Columns that say, when they are filled, that a row counts no more."""
_SIGNED = frozenset({"pt_order", "progress_report"})


def of_patient(
    session: Session, kind: type[V], patient_id: str, first: date | None = None, last: date | None = None
) -> tuple[V, ...]:
    """The patient's rows that count: signed ones, not corrected or removed ones; of these days when they have one."""
    name = _TABLES[kind]
    table = metadata.tables[name]
    where: list[ColumnElement[bool]] = [table.c.patient_id == patient_id]
    where += [table.c[column].is_(None) for column in _GONE.get(name, ())]
    if name in _SIGNED:
        where.append(table.c.signed_at.is_not(None))
    day = _DAY.get(name)
    if day is not None and first is not None:
        where.append(table.c[day] >= first)
    if day is not None and last is not None:
        where.append(table.c[day] <= last)
    return _read(session, kind, where)


def with_ids(session: Session, kind: type[V], ids: Collection[str], column: str = "id") -> tuple[V, ...]:
    """The rows with these ids, or with these values in another column."""
    if not ids:
        return ()
    return _read(session, kind, [metadata.tables[_TABLES[kind]].c[column].in_(sorted(ids))])


def _read(session: Session, kind: type[V], where: Iterable[ColumnElement[bool]]) -> tuple[V, ...]:
    table = metadata.tables[_TABLES[kind]]
    columns = [table.c[name] for name in kind.__annotations__]
    # Ids rise with time: what was made first comes first, on any database.
    query = table.select().with_only_columns(*columns).where(*where).order_by(table.c.id)
    return tuple(kind(*row) for row in session.connection().execute(query))
