"""Everything that is stored about one patient, table by table, as JSON values: what a patient may take along.

`TABLES` and `LEFT_OUT` together name every table that refers to a person; a test holds that.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import LargeBinary, Select, Table, or_, select
from sqlmodel import Session

from patient_app.store.tables import metadata

Json = Any
Where = Callable[[Table, str, str], Any]
"""(table, the patient's id, the email address) -> the condition for the patient's rows."""


@dataclass(frozen=True, slots=True)
class Own:
    """The patient's rows of a table, without some columns. `edit` takes out what is not the patient's to read yet."""

    where: Where
    without: frozenset[str] = frozenset()
    edit: Callable[[dict[str, Json]], dict[str, Json]] | None = None


def _by(column: str) -> Where:
    return lambda table, patient, email: table.c[column] == patient


def _of_patient(*without: str, and_: Callable[[Table], Any] | None = None) -> Own:
    if and_ is None:
        return Own(_by("patient_id"), frozenset(without))
    return Own(lambda table, patient, email: (table.c.patient_id == patient) & and_(table), frozenset(without))


def _of_person(*without: str) -> Own:
    return Own(_by("person_id"), frozenset(without))


def _visit(row: dict[str, Json]) -> dict[str, Json]:
    """A planned visit's note is the team's draft, and why one was missed is written for the team."""
    note = row["note"] if row["status"] == "held" else None
    reason = row["status_reason"] if row["status"] in ("held", "cancelled") else None
    return {**row, "note": note, "status_reason": reason}


def _report(row: dict[str, Json]) -> dict[str, Json]:
    """A decision's note is for the therapist unless it was written for the patient too."""
    return {**row, "addenda": [_for_patient(word) for word in row["addenda"]]}


def _for_patient(word: dict[str, Json]) -> dict[str, Json]:
    if word.get("kind") != "decision" or word.get("for_patient"):
        return word
    return {name: value for name, value in word.items() if name not in ("text", "note")}


def _prescriptions(table: Table, patient: str, email: str) -> Any:
    versions = metadata.tables["program_version"]
    return table.c.program_version_id.in_(select(versions.c.id).where(versions.c.patient_id == patient))


TABLES: Mapping[str, Own] = MappingProxyType(
    {
        "person": Own(_by("id")),
        "invitation": Own(lambda table, patient, email: or_(table.c.person_id == patient, table.c.email == email)),
        "reset_code": _of_person(),
        "auth_session": _of_person(),
        "calendar_feed": _of_person(),
        "notice": _of_person(),
        "episode": _of_patient(),
        "care_team_member": _of_patient(),
        "share": _of_patient(),
        "share_link": _of_patient("sealed_key"),
        "emergency_access": _of_patient(),
        "handover": _of_patient(),
        "program_version": _of_patient(),
        "prescription": Own(_prescriptions),
        "progression_decision": _of_patient("note"),
        "exercise_log": _of_patient(),
        "check_in": _of_patient(),
        "measure_response": _of_patient(),
        "entry_history": _of_patient(),
        "activity": _of_patient(),
        "hold": _of_patient(),
        "pt_order": _of_patient("draft", "revision", and_=lambda table: table.c.signed_at.is_not(None)),
        "goal": _of_patient(),
        "goal_change": _of_patient(),
        "visit": Own(_by("patient_id"), edit=_visit),
        "visit_series": _of_patient(),
        "visit_request": _of_patient(),
        "measurement": _of_patient(),
        "measure_assignment": _of_patient(),
        "progress_report": Own(
            lambda table, patient, email: (table.c.patient_id == patient) & table.c.signed_at.is_not(None),
            frozenset({"revision", "decision_note"}),
            edit=_report,
        ),
        "journey_entry": _of_patient(),
        "document": _of_patient(),
        "monitoring_minutes": _of_patient("note"),
        "record_import": _of_patient(),
        "imported_record": _of_patient(),
        "audit_event": _of_patient("session_id"),
    }
)
"""The tables of the file, in its order."""

LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "program_draft": "What a therapist has begun and not published: no part of the record yet.",
        "attention_mark": "A clinician's own reminders of what they have seen.",
        "saved_view": "Filters of a clinician's own list; holds nobody's data.",
        "system_token": "A clinician's access for another program; holds no patient's data.",
        "exercise": "The clinic's exercises: who added them.",
        "exercise_media": "The clinic's photos and videos: who added them.",
        "program_template": "The clinic's templates: whose they are.",
        "clinic_measure": "The clinic's questionnaires: who loaded them.",
        "course_change": "Worked out of the tables above.",
        "course_standing": "Worked out of the tables above.",
        "course_checkpoint": "Worked out of the tables above.",
    }
)
"""Tables that refer to people and are not in the file, and why."""

SECRETS = frozenset(
    {"password_hash", "token_hash", "code_hash", "secret_hash", "passcode_hash", "sealed_key", "connect_code"}
)
"""Columns that never leave: with them one could get in, or try to."""


def rows(session: Session, name: str, patient_id: str, email: str) -> Iterator[dict[str, Json]]:
    """The patient's rows of a table of `TABLES`, by id, as JSON values. Bytes of files are left out."""
    table, own = metadata.tables[name], TABLES[name]
    columns = [
        column
        for column in table.columns
        if column.name not in SECRETS | own.without and not isinstance(column.type, LargeBinary)
    ]
    query: Select[Any] = select(*columns).where(own.where(table, patient_id, email)).order_by(table.c.id)
    for row in session.connection().execute(query).mappings():
        made = {column: _json(value) for column, value in row.items()}
        yield own.edit(made) if own.edit else made


def refers_to_people() -> frozenset[str]:
    """Every table with a reference to a person, by a foreign key or by the name of a column."""
    return frozenset(
        table.name
        for table in metadata.sorted_tables
        if any(
            column.name in ("patient_id", "person_id")
            or any(key.target_fullname == "person.id" for key in column.foreign_keys)
            for column in table.columns
        )
    )


def person_columns(name: str) -> tuple[str, ...]:
    """The columns of a table with the id of a person."""
    columns = metadata.tables[name].columns
    refers = [c.name for c in columns if any(key.target_fullname == "person.id" for key in c.foreign_keys)]
    # The audit log outlives whom it names: it has no foreign keys.
    return (*refers, "actor_id") if name == "audit_event" else tuple(refers)


def _json(value: Any) -> Json:
    return value.isoformat() if isinstance(value, date | datetime) else value
