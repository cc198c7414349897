"""Clinicians' records: measurements, progress reports, and the journey."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

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
    """A PT's progress report: a draft, then signed and immutable, then acknowledged with a decision.

    `kind`: progress or discharge. `goals`: the PT's word on each goal, {letter: {status, value, note}}. `decision`:
    continue, change, see_patient or discharge. `addenda`: {text, by, at}, only added to.
    """

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
    kind: str = "progress"
    goals: dict[str, Any] = json_dict()
    to_id: str | None = ref("person.id", null=True, index=False)
    revision: str | None = None
    created_at: datetime | None = instant(null=True)
    updated_at: datetime | None = instant(null=True)


class JourneyEntry(SQLModel, table=True):
    """One event of the course of treatment: onset, examination, imaging, tests, referral ...

    `precision` of `on`: day, month or year (a patient may know no more). A changed entry is a new row that names the
    former one (`replaces_id`); former ones are kept.
    """

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
    precision: str = "day"
    replaces_id: str | None = ref("journey_entry.id", null=True, index=False)
    replaced_at: datetime | None = instant(null=True)
    removed_at: datetime | None = instant(null=True)
    removed_by: str | None = ref("person.id", null=True, index=False)
    remove_reason: str | None = None


class Document(SQLModel, table=True):
    """A document of the journey (PDF, JPEG, PNG), checked by its content. It is only ever downloaded."""

    __tablename__ = "document"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    entry_id: str | None = ref("journey_entry.id", null=True)
    title: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    content: bytes = Field(sa_type=LargeBinary)
    uploaded_by: str = ref("person.id", index=False)
    uploaded_at: datetime = instant()
    removed_at: datetime | None = instant(null=True)
    removed_by: str | None = ref("person.id", null=True, index=False)


class MonitoringMinutes(SQLModel, table=True):
    """Minutes that a clinician spent on a patient's home program, by calendar month. A neutral ledger: corrections
    are a removal, with its reason, and a new line. `with_whom`: patient or caregiver, when it was interactive.
    """

    __tablename__ = "monitoring_minutes"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id", index=False)
    on: date
    minutes: int
    activity: str
    interactive: bool = False
    mode: str | None = None
    with_whom: str | None = None
    note: str | None = None
    recorded_at: datetime = instant()
    voided_at: datetime | None = instant(null=True)
    voided_by: str | None = ref("person.id", null=True, index=False)
    void_reason: str | None = None


class AttentionMark(SQLModel, table=True):
    """A clinician has seen a reason for attention (`acknowledged`), or wants it back on a date (`snoozed`, `until`).

    `at`, and `on` (the patient's local date then), tell which data it had seen. One's own panel alone follows it.
    """

    __tablename__ = "attention_mark"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id")
    reason: str
    subject: str | None = None
    kind: str = "acknowledged"
    note: str | None = None
    at: datetime = instant()
    on: date
    until: date | None = None
    undone_at: datetime | None = instant(null=True)


class SavedView(SQLModel, table=True):
    """Filters and order of a clinician's own panel, under a name. Holds nobody's health data."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: str = primary_id()
    person_id: str = ref("person.id")
    name: str
    filters: dict[str, Any] = json_dict()
    position: int = 0
    created_at: datetime = instant()


class Notice(SQLModel, table=True):
    """Something that a person is to be told, until they have seen it. `params` holds names and dates for its sentence,
    no clinical value.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person_seen", "person_id", "seen_at"),)

    id: str = primary_id()
    person_id: str = ref("person.id", index=False)
    kind: str
    patient_id: str | None = ref("person.id", null=True, index=False)
    object_id: str | None = None
    params: dict[str, Any] = json_dict()
    at: datetime = instant()
    seen_at: datetime | None = instant(null=True)
