"""A resource that says something else than last time: the row that it became is changed by the rules of its kind.

Entries keep their former value in the history, a measurement and an entry of the journey are replaced by a new row,
what is signed never changes, and what was changed or removed here since the import stays as it is. A clinician's
import changes only rows that an import made, under names of the other system: a file can claim to hold any row.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from patient_app.domain.record_import import Draft, FieldChange, Kind
from patient_app.services.import_desk import PLACEHOLDER, Desk, Refused, is_made_here
from patient_app.store.queries import entries as entry_rows
from patient_app.store.queries import imports, people
from patient_app.store.queries.bulk import Row
from patient_app.store.tables import EntryHistory, Goal, GoalChange
from patient_app.store.types import new_id

LONGEST_SHOWN = 200
MADE_HERE = "It was made here: what is here stays."
CHANGED_HERE = "It was changed here since it was imported: what is here stays."
_AUTHOR = {Kind.MEASUREMENT: "measured_by", Kind.JOURNEY: "author_id"}
_WHO = ("author_id", "measured_by", "clinician_id", "assigned_by", "created_by", "entered_by", "status_by", "ended_by")
_ONLY_OPERATOR = (Kind.EPISODE, Kind.HOLD)
"""What the program and its safety hang on: a file over HTTP never changes it."""
_NOT_COMPARED = frozenset(
    {
        "episode_id",
        "created_by",
        "author_id",
        "measured_by",
        "entered_by",
        "clinician_id",
        "physiatrist_id",
        "to_id",
        "accepted_by",
        "declined_by",
        "cancelled_by",
        "acknowledged_by",
        "closed_by",
        "started_by",
        "cleared_by",
        "assigned_by",
        "ended_by",
        "status_by",
        "received_at",
        "late",
        "clock_adjusted",
        "first_edited_at",
        "edited_at",
    }
)


def changed(desk: Desk, draft: Draft, row: Row, values: dict[str, Any], imported_at: datetime | None) -> None:
    """A resource that says something else than last time. Who did it is not compared: the row keeps its author."""
    if desk.asker is not None:
        values = _of_a_file(draft, values)
    compared = {name: value for name, value in values.items() if name not in _NOT_COMPARED and hasattr(row, name)}
    different = {name: value for name, value in compared.items() if getattr(row, name) != value}
    record = desk.before(draft)
    id: str = getattr(row, "id")  # noqa: B009
    if not different:
        desk.same(draft, id, is_known=record is not None)
        return
    if desk.asker is not None:
        _check_may_change(desk, draft, row, imported_at)
        if draft.kind in _AUTHOR:
            different[_AUTHOR[draft.kind]] = values[_AUTHOR[draft.kind]]
    changes = [
        FieldChange(name, shown(getattr(row, name)), shown(value))
        for name, value in different.items()
        if name in compared
    ]
    after = _CHANGE[draft.kind](desk, row, different, imported_at)
    desk.change(draft, record[0] if record else None, changes, after)


def _of_a_file(draft: Draft, values: dict[str, Any]) -> dict[str, Any]:
    """What a clinician's file may say: no objects of our own making, as for a new row."""
    if draft.kind is Kind.EPISODE:
        return {name: value for name, value in values.items() if name not in ("intake", "final_summary")}
    if draft.kind is Kind.JOURNEY:
        said = {name: value for name, value in values["details"].items() if isinstance(value, str)}
        return {**values, "details": said}
    return values


def _check_may_change(desk: Desk, draft: Draft, row: Any, imported_at: datetime | None) -> None:
    """Raise `Refused` unless an import made the row, nobody changed it here since, and nobody of ours stands by it."""
    record = desk.before(draft)
    if draft.kind is Kind.EPISODE:
        desk.ids[draft.kind, draft.source] = row.id  # what is of this course still comes into it
    if imported_at is None or record is None or is_made_here(record[0]):
        raise Refused(MADE_HERE)
    if draft.kind in _ONLY_OPERATOR:
        raise Refused("Only who runs the server can change this by an import.")
    who = {id for name in _WHO if (id := getattr(row, name, None)) and id != desk.patient.id}
    persons = [people.get(desk.unit.session, id) for id in who]
    if any(each is not None and not each.email.endswith(PLACEHOLDER) for each in persons):
        raise Refused("It stands here under the name of one of our own people: what is here stays.")
    if imports.touched_since(desk.unit.session, desk.patient.id, row.id, imported_at):
        raise Refused(CHANGED_HERE)


def _change_entry(desk: Desk, row: Any, values: dict[str, Any], imported_at: datetime | None) -> str:
    if imported_at is None or row.edited_at > imported_at:
        raise Refused(CHANGED_HERE)
    kept_apart = ("id", "patient_id", "received_at", "late", "first_edited_at", "clock_adjusted", "edited_at")
    body = {name: value for name, value in row.model_dump().items() if name not in kept_apart}
    desk.made.append(
        EntryHistory(
            entry_id=row.id,
            patient_id=row.patient_id,
            kind=row.__tablename__,
            change="corrected",
            body=entry_rows.as_json(body),
            edited_at=row.edited_at,
            kept_at=desk.unit.now,
        )
    )
    desk.changed.append((row, values))
    return str(row.id)


def _replace_measurement(desk: Desk, row: Any, values: dict[str, Any], imported_at: datetime | None) -> str:
    if row.replaced_by is not None or row.voided_at is not None:
        raise Refused("It was corrected or removed here: what is here stays.")
    after = {**row.model_dump(), "id": new_id(), "recorded_at": desk.unit.now, **values}
    desk.made.append(type(row)(**after))
    desk.changed.append((row, {"replaced_by": after["id"]}))
    return str(after["id"])


def _replace_journey(desk: Desk, row: Any, values: dict[str, Any], imported_at: datetime | None) -> str:
    if row.replaced_at is not None or row.removed_at is not None:
        raise Refused("It was changed or removed here: what is here stays.")
    after = {**row.model_dump(), "id": new_id(), "recorded_at": desk.unit.now, "replaces_id": row.id, **values}
    desk.made.append(type(row)(**after))
    desk.changed.append((row, {"replaced_at": desk.unit.now}))
    return str(after["id"])


def _change_goal(desk: Desk, row: Goal, values: dict[str, Any], imported_at: datetime | None) -> str:
    if "status" in values:
        author = desk.asker.id if desk.asker else row.created_by
        if author is None:
            raise Refused("Nobody can be named who said what became of the goal.")
        desk.made.append(
            GoalChange(
                goal_id=row.id,
                patient_id=row.patient_id,
                status=values["status"],
                on=desk.today,
                changed_by=author,
                changed_at=desk.unit.now,
            )
        )
    desk.changed.append((row, values))
    return row.id


def _change_row(desk: Desk, row: Any, values: dict[str, Any], imported_at: datetime | None) -> str:
    desk.changed.append((row, values))
    return str(row.id)


def _change_episode(desk: Desk, row: Any, values: dict[str, Any], imported_at: datetime | None) -> str:
    if row.status != "active":
        raise Refused("This course of treatment is closed here: it stays as it is.")
    return _change_row(desk, row, values, imported_at)


def _immutable(desk: Desk, row: Any, values: dict[str, Any], imported_at: datetime | None) -> str:
    raise Refused("It is signed here and never changes.")


_CHANGE: Mapping[Kind, Callable[[Desk, Any, dict[str, Any], datetime | None], str]] = {
    Kind.EPISODE: _change_episode,
    Kind.ACTIVITY: _change_row,
    Kind.ORDER: _immutable,
    Kind.LOG: _change_entry,
    Kind.CHECK_IN: _change_entry,
    Kind.RESPONSE: _change_entry,
    Kind.MEASUREMENT: _replace_measurement,
    Kind.GOAL: _change_goal,
    Kind.ASSIGNMENT: _change_row,
    Kind.HOLD: _change_row,
    Kind.REPORT: _immutable,
    Kind.VISIT: _change_row,
    Kind.JOURNEY: _replace_journey,
}


def shown(value: object) -> str:
    """A value of a column in a plan."""
    if value is None:
        return "-"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:g}" if isinstance(value, float) else str(value)[:LONGEST_SHOWN]
