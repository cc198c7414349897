"""Everything that is stored about a patient, for the patient: one file that other programs can read.

Not in it: what would let someone in (passwords, tokens, codes), and clinicians' own notes and drafts, which are no part
of the record. What is left out, and why, stands in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from patient_app.domain.people import Role
from patient_app.services import audit, clinics, exercises, policy
from patient_app.services.actor import Actor
from patient_app.services.clinics import ClinicCard
from patient_app.services.reading import reads
from patient_app.store.queries import own_data, people
from patient_app.store.unit import Unit

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Someone whom the rows name by id."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class OwnData:
    """All of it, of one moment. `tables`: rows by table; `people` and `exercises`: names for the ids in them.

    `left_out`: tables that are not in it, with the reason.
    """

    patient_id: str
    made_at: datetime
    clinic: ClinicCard
    tables: Mapping[str, tuple[Row, ...]]
    people: Mapping[str, NamedPerson]
    exercises: Mapping[str, str]
    left_out: Mapping[str, str]


def note(actor: Actor, unit: Unit) -> None:
    """The patient takes everything along: audited. Raises `WrongRole` for anyone else."""
    patient = policy.own_record(actor, unit)
    audit.record(actor, unit, "record.exported", patient_id=patient.id, kind="everything", form="json")


@reads
def everything(actor: Actor, unit: Unit) -> OwnData:
    """What is stored about the patient who asks. Raises `WrongRole` for anyone else."""
    patient = policy.own_record(actor, unit)
    tables = {name: tuple(own_data.rows(unit.session, name, patient.id, patient.email)) for name in own_data.TABLES}
    return OwnData(
        patient_id=patient.id,
        made_at=unit.now,
        clinic=clinics.card_of(unit, patient.clinic_id),
        tables=tables,
        people=_people(unit, tables),
        exercises=_exercises(unit, patient.clinic_id, patient.language, tables["prescription"]),
        left_out=own_data.LEFT_OUT,
    )


def _people(unit: Unit, tables: Mapping[str, tuple[Row, ...]]) -> dict[str, NamedPerson]:
    """Everyone whom a row names."""
    named = ((column, rows) for name, rows in tables.items() for column in own_data.person_columns(name))
    ids = {row[column] for column, rows in named for row in rows if row.get(column)}
    found = people.by_ids(unit.session, sorted(ids))
    return {id: NamedPerson(one.name, Role(one.role)) for id, one in found.items()}


def _exercises(unit: Unit, clinic_id: str, language: str, lines: tuple[Row, ...]) -> dict[str, str]:
    ids = sorted({line["exercise_id"] for line in lines})
    known = exercises.catalogue(unit, clinic_id, ids)
    return {id: known[id].name(language) for id in ids if id in known}
