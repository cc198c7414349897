"""What patients enter. Ids come from the phone; former values are kept in `entry_history`.

Instants are kept apart: `performed_at` (when it was done), `edited_at` (made or last changed on the phone),
`first_edited_at` (decides which days may still be logged), `received_at` (first here).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, SQLModel

from patient_app.store.tables.base import instant, json_dict, json_list, primary_id, ref


class ExerciseLog(SQLModel, table=True):
    """One report on one prescription."""

    __tablename__ = "exercise_log"
    __table_args__ = (Index("ix_exercise_log_patient_date", "patient_id", "local_date"),)

    id: str = primary_id()
    patient_id: str = ref("person.id", index=False)
    prescription_id: str = ref("prescription.id", index=False)
    local_date: date
    time_zone: str
    performed_at: datetime = instant()
    edited_at: datetime = instant()
    first_edited_at: datetime = instant()
    received_at: datetime = instant()
    clock_adjusted: bool = False
    late: bool = False
    sets_done: int | None = None
    reps_done: int | None = None
    hold_seconds: int | None = None
    duration_minutes: float | None = None
    load: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)
    side: str | None = None
    pain_during: int | None = None
    effort: int | None = None
    note: str | None = None
    not_done_reason: str | None = None


class CheckIn(SQLModel, table=True):
    """One check-in: pain, function, flare, warning signs."""

    __tablename__ = "check_in"
    __table_args__ = (Index("ix_check_in_patient_date", "patient_id", "local_date"),)

    id: str = primary_id()
    patient_id: str = ref("person.id", index=False)
    local_date: date
    time_zone: str
    recorded_at: datetime = instant()
    edited_at: datetime = instant()
    first_edited_at: datetime = instant()
    received_at: datetime = instant()
    clock_adjusted: bool = False
    late: bool = False
    pain_now: int | None = None
    pain_worst: int | None = None
    pain_average: int | None = None
    pain_sites: list[str] = json_list()
    activity_ratings: list[dict[str, Any]] = json_list()
    morning_settled: str | None = None
    flare: bool = False
    sleep: int | None = None
    note: str | None = None
    warning_signs: dict[str, Any] | None = Field(default=None, sa_type=JSON, nullable=True)


class MeasureResponse(SQLModel, table=True):
    """One filled-in outcome measure, with its score and the version of the scoring."""

    __tablename__ = "measure_response"
    __table_args__ = (Index("ix_measure_response_patient_date", "patient_id", "local_date"),)

    id: str = primary_id()
    patient_id: str = ref("person.id", index=False)
    measure_id: str
    measure_version: str
    local_date: date
    time_zone: str
    edited_at: datetime = instant()
    first_edited_at: datetime = instant()
    received_at: datetime = instant()
    clock_adjusted: bool = False
    late: bool = False
    answers: dict[str, Any] = json_dict()
    score: float | None = None
    scoring_version: str | None = None
    entered_by: str | None = ref("person.id", null=True, index=False)
    """The clinician who entered the score, or the answers, for the patient; none: the patient did."""


class EntryHistory(SQLModel, table=True):
    """A former or rejected value of an entry, and the tombstones of deleted ones.

    `change` is corrected (this value was replaced), stale (this value came too late), or deleted.
    """

    __tablename__ = "entry_history"

    id: str = primary_id()
    entry_id: str = Field(index=True)
    patient_id: str = ref("person.id")
    kind: str
    change: str
    body: dict[str, Any] = json_dict()
    edited_at: datetime = instant()
    kept_at: datetime = instant()


class Activity(SQLModel, table=True):
    """One of the 3 to 5 activities that matter to the patient and are hard now."""

    __tablename__ = "activity"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    name: str
    baseline: int | None = None
    since: datetime = instant()
    until: date | None = None
