"""Taking one patient's data out of every table, by the rules of `domain/erasure.py`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, or_, select, true
from sqlmodel import Session

from patient_app.domain.erasure import NOW, PATIENT, RULES, Gone, OfOthers, Stays, Where
from patient_app.domain.former_patient import Redaction
from patient_app.store.tables import metadata


def erase(
    session: Session, patient_id: str, clinic_id: str, now: datetime, redaction: Redaction, person: Mapping[str, Any]
) -> None:
    """Apply every rule to this patient. `person`: new values of columns of the person's row.

    Rows that refer to others go before them. Works on the tables, not on objects: what the session holds of them is old
    afterwards (and what is signed could not be changed by mistake: it is not touched).
    """
    session.flush()
    _free_documents(session, patient_id)
    for table in reversed(metadata.sorted_tables):
        rule = RULES[table.name]
        if isinstance(rule, Gone):
            session.connection().execute(table.delete().where(_named(table, rule.by, patient_id)))
        elif isinstance(rule, Stays):
            _keep(session, table, rule, patient_id, now, person if table.name == "person" else {})
            _redact(session, table, rule.redacted, redaction, _owned(table, rule, patient_id))
        elif isinstance(rule, OfOthers):
            _redact(session, table, rule.redacted, redaction, _of_clinic(table, clinic_id))
    session.expire_all()


def _keep(
    session: Session, table: Table, rule: Stays, patient_id: str, now: datetime, own_values: Mapping[str, Any]
) -> None:
    execute, owned = session.connection().execute, _owned(table, rule, patient_id)
    if rule.gone is not None:
        execute(table.delete().where(owned, _where(table, rule.gone, patient_id)))
    if rule.emptied:
        values = {name: now if value == NOW else value for name, value in {**rule.emptied, **own_values}.items()}
        execute(table.update().where(owned).values(values))
    if rule.emptied_where is not None:
        which, some = rule.emptied_where
        execute(table.update().where(owned, _where(table, which, patient_id)).values(dict(some)))
    for name in rule.ended:
        execute(table.update().where(owned, table.c[name].is_(None)).values({name: now}))


def _redact(
    session: Session, table: Table, names: tuple[str, ...], redaction: Redaction, which: ColumnElement[bool]
) -> None:
    if not names:
        return
    query = select(table.c.id, *(table.c[name] for name in names)).where(which)
    for row in session.connection().execute(query).mappings().all():
        found = {name: redaction.of(row[name]) for name in names}
        changed = {name: value for name, value in found.items() if value != row[name]}
        if changed:
            session.connection().execute(table.update().where(table.c.id == row["id"]).values(changed))


def _free_documents(session: Session, patient_id: str) -> None:
    """Documents of the clinic that stand on an entry of the patient's stay on none."""
    document, entry = metadata.tables["document"], metadata.tables["journey_entry"]
    own = select(entry.c.id).where(entry.c.patient_id == patient_id, entry.c.author_id == patient_id)
    session.connection().execute(document.update().where(document.c.entry_id.in_(own)).values(entry_id=None))


def _owned(table: Table, rule: Stays, patient_id: str) -> ColumnElement[bool]:
    if rule.parent is None:
        return _named(table, rule.by, patient_id)
    column, name = rule.parent
    parent = metadata.tables[name]
    return table.c[column].in_(select(parent.c.id).where(parent.c.patient_id == patient_id))


def _of_clinic(table: Table, clinic_id: str) -> ColumnElement[bool]:
    if "clinic_id" in table.c:
        return table.c.clinic_id == clinic_id
    person = metadata.tables["person"]
    owner = table.c.get("person_id")
    return true() if owner is None else owner.in_(select(person.c.id).where(person.c.clinic_id == clinic_id))


def _named(table: Table, by: tuple[str, ...], patient_id: str) -> ColumnElement[bool]:
    return or_(*(table.c[name] == patient_id for name in by))


def _where(table: Table, which: Where, patient_id: str) -> ColumnElement[bool]:
    column, value = table.c[which.column], patient_id if which.value == PATIENT else which.value
    found = column.is_(None) if value is None else column == value
    return ~found if which.is_not else found
