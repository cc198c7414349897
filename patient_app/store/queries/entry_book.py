"""What one patient has entered, for a unit of work: looked up in one go, written in one go."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, bindparam
from sqlmodel import Session, col, select

from patient_app.domain.entries import Answer
from patient_app.domain.warning_signs import is_positive
from patient_app.store.queries import bulk, care, courses
from patient_app.store.queries.entries import TABLES, EntryRow, as_json
from patient_app.store.tables import EntryHistory, metadata
from patient_app.store.types import new_id

Key = tuple[str, str]
"""An entry's kind and id."""

KEPT_FOR_GOOD = frozenset({"id", "patient_id", "received_at", "late"})
"""Columns that no correction changes."""


class EntryBook:
    """A patient's entries by kind and id: what is stored, and what is to be.

    Each is looked up when it is asked for; `look_up` does it for a whole batch with a few questions. What is added,
    changed and removed is known to the book at once and reaches the database with `write`.
    """

    def __init__(self, session: Session, patient_id: str) -> None:
        self._session = session
        self._patient_id = patient_id
        self._rows: dict[Key, EntryRow | None] = {}
        self._deleted: set[Key] = set()
        self._stale: set[tuple[Key, datetime]] = set()
        self._prescriptions: set[str] | None = None
        self._activities: set[str] | None = None
        self._warned: dict[str, tuple[datetime, frozenset[str]]] | None = None
        self._new: dict[Key, EntryRow] = {}
        self._changed: dict[Key, EntryRow] = {}
        self._removed: list[Key] = []
        self._history: list[dict[str, Any]] = []
        self.touched: set[tuple[str, date]] = set()
        """Kind and local date, before and after, of every entry that is added, changed or removed."""

    def look_up(self, kind: str, ids: Collection[str]) -> None:
        """Learn at once what there is of these ids."""
        table = TABLES[kind]
        self._rows |= {(kind, id): None for id in ids}
        for row in self._session.connection().execute(table.select().where(table.c.id.in_(ids))):
            self._rows[kind, row.id] = dict(row._mapping)
        past = select(EntryHistory.entry_id, EntryHistory.change, EntryHistory.edited_at).where(
            col(EntryHistory.entry_id).in_(ids),
            EntryHistory.patient_id == self._patient_id,
            EntryHistory.kind == kind,
            col(EntryHistory.change).in_(("deleted", "stale")),
        )
        for id, change, edited_at in self._session.exec(past):
            if change == "deleted":
                self._deleted.add((kind, id))
            else:
                self._stale.add(((kind, id), edited_at))

    def look_up_prescriptions(self) -> None:
        """Learn at once which prescriptions are the patient's."""
        self._prescriptions = courses.own_prescriptions(self._session, self._patient_id)

    def find(self, kind: str, entry_id: str) -> EntryRow | None:
        """The entry with this id, whoever's it is. To be changed with `change` only."""
        self._know(kind, entry_id)
        return self._rows[kind, entry_id]

    def is_deleted(self, kind: str, entry_id: str) -> bool:
        """Has the patient deleted an entry with this id, seen before or not?"""
        self._know(kind, entry_id)
        return (kind, entry_id) in self._deleted

    def has_stale(self, kind: str, entry_id: str, edited_at: datetime) -> bool:
        """Does the history hold this edit, which came too late, already?"""
        self._know(kind, entry_id)
        return ((kind, entry_id), edited_at) in self._stale

    def owns_prescription(self, prescription_id: str) -> bool:
        """Does this prescription stand in a program of the patient?"""
        if self._prescriptions is not None:
            return prescription_id in self._prescriptions
        return courses.owns_prescription(self._session, self._patient_id, prescription_id)

    def owns_activity(self, activity_id: str) -> bool:
        """Is this one of the patient's own activities, present or past?"""
        if self._activities is None:
            self._activities = {activity.id for activity in care.activities(self._session, self._patient_id)}
        return activity_id in self._activities

    def warned_before(self, check_in_id: str, recorded_at: datetime) -> frozenset[str]:
        """Codes of the questions answered with yes or not sure in other check-ins, recorded earlier."""
        if self._warned is None:
            self._warned = self._all_warnings()
        earlier = (codes for id, (at, codes) in self._warned.items() if id != check_in_id and at < recorded_at)
        return frozenset[str]().union(*earlier)

    def add(self, kind: str, row: EntryRow) -> None:
        """Store a new entry."""
        key = kind, row["id"]
        self._rows[key] = self._new[key] = row
        self.touched.add((kind, row["local_date"]))
        self._note_warnings(kind, row)

    def change(self, kind: str, row: EntryRow, **values: Any) -> None:
        """Give an entry of the patient other values."""
        self.touched.add((kind, row["local_date"]))
        row.update(values)
        self.touched.add((kind, row["local_date"]))
        key = kind, row["id"]
        if key not in self._new:
            self._changed[key] = row
        self._note_warnings(kind, row)

    def remove(self, kind: str, entry_id: str, row: EntryRow | None) -> None:
        """Take the patient's own entry out, if there is one; the id stays deleted."""
        key = kind, entry_id
        self._deleted.add(key)
        if row is None:
            return
        self._rows[key] = None
        self.touched.add((kind, row["local_date"]))
        self._changed.pop(key, None)
        if self._new.pop(key, None) is None:
            self._removed.append(key)
        if kind == "check_in" and self._warned is not None:
            self._warned.pop(entry_id, None)

    def keep(
        self, kind: str, entry_id: str, change: str, body: dict[str, Any], edited_at: datetime, now: datetime
    ) -> None:
        """Put a value of an entry, which may not be stored, into the history: corrected (replaced), stale, deleted."""
        if change == "stale":
            self._stale.add(((kind, entry_id), edited_at))
        self._history.append(
            {
                "id": new_id(),
                "entry_id": entry_id,
                "patient_id": self._patient_id,
                "kind": kind,
                "change": change,
                "body": as_json(body),
                "edited_at": edited_at,
                "kept_at": now,
            }
        )

    def write(self) -> None:
        """Bring everything to the database, with a few statements for all of it."""
        for kind, table in TABLES.items():
            self._delete(table, [id for each, id in self._removed if each == kind])
            bulk.insert(self._session, table, [row for (each, _), row in self._new.items() if each == kind])
            self._update(table, [row for (each, _), row in self._changed.items() if each == kind])
        bulk.insert(self._session, metadata.tables["entry_history"], self._history)
        self._new, self._changed, self._removed, self._history = {}, {}, [], []

    def _know(self, kind: str, entry_id: str) -> None:
        if (kind, entry_id) not in self._rows:
            self.look_up(kind, [entry_id])

    def _delete(self, table: Table, ids: list[str]) -> None:
        if ids:
            self._session.connection().execute(table.delete().where(table.c.id.in_(ids)))

    def _update(self, table: Table, rows: list[EntryRow]) -> None:
        if not rows:
            return
        names = [name for name in table.columns.keys() if name not in KEPT_FOR_GOOD]  # noqa: SIM118
        statement = table.update().where(table.c.id == bindparam("entry")).values({n: bindparam(n) for n in names})
        values = [{"entry": row["id"], **{name: row[name] for name in names}} for row in rows]
        self._session.connection().execute(statement, values)

    def _all_warnings(self) -> dict[str, tuple[datetime, frozenset[str]]]:
        """By check-in: when it was recorded, and what was answered with yes or not sure. As it is to be stored."""
        table = TABLES["check_in"]
        columns = table.c.id, table.c.recorded_at, table.c.warning_signs
        query = table.select().with_only_columns(*columns).where(table.c.patient_id == self._patient_id)
        found = {row.id: dict(row._mapping) for row in self._session.connection().execute(query)}
        for kind, id in self._removed:
            if kind == "check_in":
                found.pop(id, None)
        found |= {id: row for (kind, id), row in [*self._changed.items(), *self._new.items()] if kind == "check_in"}
        return {id: (row["recorded_at"], _warnings(row)) for id, row in found.items()}

    def _note_warnings(self, kind: str, row: EntryRow) -> None:
        if kind == "check_in" and self._warned is not None:
            self._warned[row["id"]] = row["recorded_at"], _warnings(row)


def _warnings(row: EntryRow) -> frozenset[str]:
    """Codes of the questions of a check-in that were answered with yes or not sure."""
    answers = row["warning_signs"]["answers"] if row["warning_signs"] else {}
    return frozenset(code for code, answer in answers.items() if is_positive(Answer(answer)))
