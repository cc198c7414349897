"""Questionnaires that a clinic loads under its own licence: for this clinic only, and a version never changes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from patient_app.content.outcome_measures import OutcomeMeasure
from patient_app.content.questionnaire_file import read_questionnaire
from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.people import Role
from patient_app.services import audit, measures, policy
from patient_app.services.actor import Actor, Operator
from patient_app.services.reading import reads
from patient_app.store.queries import measures as rows
from patient_app.store.queries import people
from patient_app.store.tables import ClinicMeasure as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

RIGHT = "Our clinic has the right to use this questionnaire."


@dataclass(frozen=True, slots=True)
class LoadedMeasure:
    """One version of a clinic's questionnaire. `loaded_by` is empty when it was loaded at the command line."""

    measure: OutcomeMeasure
    version: str
    loaded_by: str
    loaded_at: datetime
    is_retired: bool
    is_new: bool = False


@reads
def loaded(actor: Actor, unit: Unit) -> tuple[LoadedMeasure, ...]:
    """The questionnaires of the actor's clinic, every version, the newest first. For PTs and administrators."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.ADMINISTRATOR)
    found = rows.clinic_measures(unit.session, actor.clinic_id)
    names = people.by_ids(unit.session, sorted({row.loaded_by for row in found if row.loaded_by}))
    return tuple(
        _value(row, names[row.loaded_by].name if row.loaded_by in names else "") for row in reversed(list(found))
    )


def load(actor: Actor, unit: Unit, source: dict[str, Any], *, has_right: bool) -> LoadedMeasure:
    """Load a FHIR Questionnaire for the actor's clinic. A PT or an administrator.

    Raises `Invalid` with everything that is wrong in it, each with its path in the file; `Conflict` when the version
    was loaded with other content.
    """
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.ADMINISTRATOR)
    return _load(actor, unit, actor.clinic_id, source, has_right=has_right)


def load_at_command_line(operator: Operator, unit: Unit, source: dict[str, Any], *, has_right: bool) -> LoadedMeasure:
    """Load a FHIR Questionnaire for the one clinic of this installation. Raises as `load` does."""
    clinic = people.only_clinic(unit.session)
    if clinic is None:
        raise NotFound("There is no clinic yet. Make one with 'homestretch create-clinic'.")
    return _load(None, unit, clinic.id, source, has_right=has_right)


def retire(actor: Actor, unit: Unit, measure_id: str) -> None:
    """Ask for it no more, in any version; answers keep their name and score. Retired before: nothing changes."""
    policy.require(actor, Role.PHYSICAL_THERAPIST, Role.ADMINISTRATOR)
    found = [row for row in rows.clinic_measures(unit.session, actor.clinic_id) if row.measure_id == measure_id]
    if not found:
        raise NotFound("There is no such questionnaire.")
    going_on = [row for row in found if row.retired_at is None]
    for row in going_on:
        row.retired_at = unit.now
        unit.session.add(row)
    if going_on:
        newest = going_on[-1]
        audit.record(
            actor, unit, "clinic_measure.retired", kind="clinic_measure", id=newest.id, measure=newest.measure_id
        )
        unit.changed.add(f"clinic:{actor.clinic_id}")
    measures.forget_known(unit)


def _load(actor: Actor | None, unit: Unit, clinic_id: str, source: dict[str, Any], *, has_right: bool) -> LoadedMeasure:
    """`actor`: `None` at the command line."""
    report = read_questionnaire(source)
    if report.problems or report.data is None:
        raise Invalid("This questionnaire cannot be used as it is. Every problem is listed.", report.problems)
    if not has_right:
        raise Invalid.field("has_right", "Confirm that your clinic has the right to use this questionnaire.")
    data = report.data
    known = rows.clinic_measures(unit.session, clinic_id)
    same = next((row for row in known if (row.measure_id, row.version) == (data["id"], data["version"])), None)
    if same is not None:
        return _again(actor, unit, same, data)
    row = Row(
        id=new_id(),
        clinic_id=clinic_id,
        measure_id=data["id"],
        version=data["version"],
        data=data,
        source=source,
        loaded_by=actor.id if actor else None,
        loaded_at=unit.now,
    )
    unit.session.add(row)
    _announce_loaded(actor, unit, row)
    return _value(row, _name(actor), is_new=True)


def _again(actor: Actor | None, unit: Unit, row: Row, data: dict[str, Any]) -> LoadedMeasure:
    """The same version again: the same content changes nothing (and brings back a retired one)."""
    if row.data != data:
        raise Conflict(
            "This version was loaded before with other content. Answers rest on it, so it never changes. "
            "Give the changed questionnaire a new version."
        )
    if row.retired_at is not None:
        row.retired_at = None
        unit.session.add(row)
        _announce_loaded(actor, unit, row)
    return _value(row, _name(actor))


def _announce_loaded(actor: Actor | None, unit: Unit, row: Row) -> None:
    audit.record(
        actor,
        unit,
        "clinic_measure.loaded",
        kind="clinic_measure",
        id=row.id,
        measure=row.measure_id,
        version=row.version,
    )
    unit.changed.add(f"clinic:{row.clinic_id}")
    measures.forget_known(unit)


def _name(actor: Actor | None) -> str:
    return actor.name if actor else ""


def _value(row: Row, loaded_by: str, *, is_new: bool = False) -> LoadedMeasure:
    return LoadedMeasure(
        measures.parsed(row.data), row.version, loaded_by, row.loaded_at, row.retired_at is not None, is_new
    )
