"""Clinicians' records: measurements, progress reports, and the journey."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from patient_app.store.tables.base import instant, json_dict, json_list, primary_id, ref


class Measurement(SQLModel, table=True):
    """Range of motion, strength or a timed test, taken in clinic.

    `kind` is rom (degrees), mmt (grade text such as '4+'), dynamometer, or a timed test's code.
    """

    __tablename__ = "measurement"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    episode_id: str | None = ref("episode.id", null=True, index=False)
    kind: str
    joint: str | None = None
    movement: str | None = None
    side: str | None = None
    active: bool | None = None
    value: float | None = None
    grade: str | None = None
    unit: str | None = None
    measured_on: date
    measured_by: str = ref("person.id", index=False)
    recorded_at: datetime = instant()
    note: str | None = None
    replaced_by: str | None = None
    void_reason: str | None = None
    voided_at: datetime | None = instant(null=True)
    voided_by: str | None = ref("person.id", null=True, index=False)


class ClinicMeasure(SQLModel, table=True):
    """A questionnaire that a clinic loaded under its own licence. `data` has the shape of the files in
    `content/measures`, `source` is what was loaded (FHIR Questionnaire). A version never changes.
    """

    __tablename__ = "clinic_measure"
    __table_args__ = (UniqueConstraint("clinic_id", "measure_id", "version"),)

    id: str = primary_id()
    clinic_id: str = ref("clinic.id")
    measure_id: str
    version: str
    data: dict[str, Any] = json_dict()
    source: dict[str, Any] = json_dict()
    loaded_by: str | None = ref("person.id", null=True, index=False)
    loaded_at: datetime = instant()
    retired_at: datetime | None = instant(null=True)


class MeasureAssignment(SQLModel, table=True):
    """An outcome measure that a patient is to fill in. `schedule`: {"kind": "once"}, {"kind": "every", "weeks": n} or
    {"kind": "discharge"}, and {"at_discharge": true} with any. From `starts_on` (the patient's local date) until
    `ended_on`.
    """

    __tablename__ = "measure_assignment"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    episode_id: str | None = ref("episode.id", null=True, index=False)
    measure_id: str
    schedule: dict[str, Any] = json_dict()
    starts_on: date
    assigned_by: str = ref("person.id", index=False)
    assigned_at: datetime = instant()
    ended_on: date | None = None
    ended_by: str | None = ref("person.id", null=True, index=False)


class ProgressReport(SQLModel, table=True):
    """A PT's progress report: a draft, then signed and immutable, then acknowledged with a decision."""

    __tablename__ = "progress_report"
    __table_args__ = (UniqueConstraint("episode_id", "number"),)

    id: str = primary_id()
    patient_id: str = ref("person.id")
    episode_id: str = ref("episode.id")
    number: int | None = None
    author_id: str = ref("person.id", index=False)
    period_from: date
    period_to: date
    treatment_days: int | None = None
    data: dict[str, Any] = json_dict()
    assessment: str = ""
    plan: str = ""
    status: str = "draft"
    signed_at: datetime | None = instant(null=True)
    content_hash: str | None = None
    acknowledged_by: str | None = ref("person.id", null=True, index=False)
    acknowledged_at: datetime | None = instant(null=True)
    decision: str | None = None
    decision_note: str | None = None
    addenda: list[dict[str, Any]] = json_list()


class JourneyEntry(SQLModel, table=True):
    """One event of the course of treatment: onset, examination, imaging, tests, referral ..."""

    __tablename__ = "journey_entry"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    episode_id: str | None = ref("episode.id", null=True, index=False)
    kind: str
    on: date
    title: str
    text: str = ""
    details: dict[str, Any] = json_dict()
    author_id: str = ref("person.id", index=False)
    recorded_at: datetime = instant()
