"""Exercises of a clinic's own, and programs with their immutable versions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from patient_app.store.tables.base import instant, json_dict, primary_id, ref


class Exercise(SQLModel, table=True):
    """An exercise that a clinic added; those that ship are data files. `data` has the files' shape."""

    __tablename__ = "exercise"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    data: dict[str, Any] = json_dict()
    created_by: str = ref("person.id", index=False)
    created_at: datetime = instant()
    retired_at: datetime | None = instant(null=True)


class ProgramVersion(SQLModel, table=True):
    """A published version of a patient's program (FHIR CarePlan). Never changed afterwards."""

    __tablename__ = "program_version"
    __table_args__ = (UniqueConstraint("patient_id", "version"),)

    id: str = primary_id()
    patient_id: str = ref("person.id")
    episode_id: str | None = ref("episode.id", null=True, index=False)
    version: int
    effective_from: date
    published_at: datetime = instant()
    published_by: str = ref("person.id", index=False)
    note: str | None = None


class Prescription(SQLModel, table=True):
    """One exercise with its dose in one version. `line_id` follows it through the versions."""

    __tablename__ = "prescription"

    id: str = primary_id()
    program_version_id: str = ref("program_version.id")
    line_id: str = Field(index=True)
    position: int
    exercise_id: str
    side: str
    sets: int
    reps: int | None = None
    hold_seconds: int | None = None
    duration_minutes: float | None = None
    rest_seconds: int | None = None
    load: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    tempo: str | None = None
    intensity: int | None = None
    range_limit: str | None = None
    times_per_day: int
    schedule: dict[str, Any] = json_dict()
    pain_rule: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    precautions: str | None = None
    note: str | None = None
