"""Exercises of a clinic's own, programs with their immutable versions, drafts, templates, progression decisions."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from patient_app.store.tables.base import instant, json_dict, json_list, primary_id, ref


class Exercise(SQLModel, table=True):
    """An exercise that a clinic added; those that ship are data files. `data` has the files' shape."""

    __tablename__ = "exercise"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    data: dict[str, Any] = json_dict()
    created_by: str = ref("person.id", index=False)
    created_at: datetime = instant()
    updated_at: datetime | None = instant(null=True)
    retired_at: datetime | None = instant(null=True)


class ExerciseMedia(SQLModel, table=True):
    """A photo or video of a clinic's exercise, encoded anew here; nothing of the uploaded file is kept as it came.

    `poster` is a video's still picture. Lengths in bytes, `duration_seconds` of a video.
    """

    __tablename__ = "exercise_media"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    kind: str
    media_type: str
    width: int
    height: int
    duration_seconds: float | None = None
    content: bytes = Field(sa_type=LargeBinary)
    poster: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    created_by: str = ref("person.id", index=False)
    created_at: datetime = instant()


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
    gates_checked: list[str] = json_list()


class ProgramDraft(SQLModel, table=True):
    """What one PT has begun for one patient and not published. `data` holds the draft's lines as typed.

    `revision` changes with each change, so that a second tab does not write over the first.
    """

    __tablename__ = "program_draft"
    __table_args__ = (UniqueConstraint("patient_id", "author_id"),)

    id: str = primary_id()
    patient_id: str = ref("person.id")
    author_id: str = ref("person.id", index=False)
    based_on: int | None = None
    revision: str
    data: dict[str, Any] = json_dict()
    updated_at: datetime = instant()


class ProgramTemplate(SQLModel, table=True):
    """A template of a clinician's own (`owner_id`) or of the whole clinic (none). Those that ship are data files.

    `data` has the files' shape. Holds nobody's health data.
    """

    __tablename__ = "program_template"

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    owner_id: str | None = ref("person.id", null=True)
    data: dict[str, Any] = json_dict()
    created_by: str = ref("person.id", index=False)
    created_at: datetime = instant()
    updated_at: datetime = instant()
    retired_at: datetime | None = instant(null=True)


class ProgressionDecision(SQLModel, table=True):
    """What a PT did with a suggested step: `kind` step_up or step_back, `decision` taken or dismissed.

    `evidence` names the logs that it rested on, so that the same evidence does not suggest it again.
    """

    __tablename__ = "progression_decision"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    line_id: str
    kind: str
    decision: str
    evidence: dict[str, Any] = json_dict()
    note: str | None = None
    decided_by: str = ref("person.id", index=False)
    decided_at: datetime = instant()
