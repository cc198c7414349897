"""Writes what was planned, all of it, and keeps which resource became which row. The caller's transaction undoes it."""

from collections import Counter
from datetime import date
from itertools import groupby
from typing import Any

from patient_app.domain.errors import Conflict
from patient_app.domain.recent import OLD
from patient_app.domain.record_import import Fate, ForeignRecord, Kind, Plan
from patient_app.services import audit
from patient_app.services.import_desk import Desk
from patient_app.store.queries.changes import PAST
from patient_app.store.tables import ImportedRecord, RecordImport
from patient_app.store.types import new_id
from patient_app.store.unit import Unit


def write(unit: Unit, record: ForeignRecord, plan: Plan, desk: Desk, plan_hash: str | None) -> None:
    """Write what was planned, all of it; the same record again writes nothing but that it was looked at."""
    if plan_hash is not None and plan_hash != plan.hash:
        raise Conflict("What would happen is not what was shown any more. Look at the plan again.")
    if not plan.changes_something:
        return
    session, patient = unit.session, desk.patient
    for row, values in desk.changed:
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)
    _add(unit, desk)
    if plan.rows and (
        named := next((row for row in plan.rows if row.resource_type == "Patient" and row.changes), None)
    ):
        patient.name = named.changes[0].new
        session.add(patient)
    made = RecordImport(
        id=new_id(),
        clinic_id=patient.clinic_id,
        patient_id=patient.id,
        imported_by=desk.asker.id if desk.asker else None,
        at=unit.now,
        source=record.name,
        content_hash=record.content_hash,
        counts={"fates": plan.counts, "kinds": dict(Counter(each.kind.value for each, _, _ in desk.mapped))},
    )
    session.add(made)
    session.flush()
    _remember(unit, record, desk, made)
    audit.record(
        desk.asker, unit, "record.imported", patient_id=patient.id, kind="import", id=made.id, **_written(plan)
    )
    unit.changed |= {f"patient:{patient.id}"}
    if any(unit.now.date() - day > OLD for day in _days(desk)):
        unit.changed.add(f"{PAST}{patient.id}")


def _add(unit: Unit, desk: Desk) -> None:
    """Rows in the order that their references need: people, then by kind."""
    order = {name: place for place, name in enumerate(("person", *(kind.value for kind in Kind)))}
    in_order = sorted(desk.made, key=lambda each: order.get(str(each.__tablename__), len(order)))
    for _, rows in groupby(in_order, key=lambda each: str(each.__tablename__)):
        unit.session.add_all(list(rows))
        unit.session.flush()


def _remember(unit: Unit, record: ForeignRecord, desk: Desk, made: RecordImport) -> None:
    """Which resource became which row, so that the same one comes in once."""
    patient = record.patient
    known: dict[str, Any] = {"import_id": made.id, "patient_id": desk.patient.id}
    if ("Patient", patient.source.system, patient.source.value) not in desk.known:
        unit.session.add(
            ImportedRecord(
                **known,
                resource_type="Patient",
                system=patient.source.system,
                value=patient.source.value,
                table_name="person",
                row_id=desk.patient.id,
                content_hash=patient.content_hash,
            )
        )
    for draft, row_id, before in desk.mapped:
        row = before or ImportedRecord(
            **known,
            resource_type=draft.resource_type,
            system=draft.source.system,
            value=draft.source.value,
            table_name=draft.kind.value,
            row_id=row_id,
            content_hash=draft.content_hash,
        )
        row.import_id, row.row_id, row.content_hash = made.id, row_id, draft.content_hash
        unit.session.add(row)
    for source, row_id in desk.named.items():
        if ("Practitioner", source.system, source.value) not in desk.known:
            unit.session.add(
                ImportedRecord(
                    **known,
                    resource_type="Practitioner",
                    system=source.system,
                    value=source.value,
                    table_name="person",
                    row_id=row_id,
                    content_hash="",
                )
            )
    unit.session.flush()


def _written(plan: Plan) -> dict[str, Any]:
    counts = plan.counts
    return {"new": counts[Fate.NEW.value], "changed": counts[Fate.CHANGED.value]}


def _days(desk: Desk) -> list[date]:
    rows = [*desk.made, *(row for row, _ in desk.changed)]
    return [day for row in rows if isinstance(day := getattr(row, "local_date", None), date)]
