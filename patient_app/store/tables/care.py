"""The course of treatment: episode, care team, shares, order, goals, holds, visits."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from patient_app.store.tables.base import instant, json_dict, json_list, primary_id, ref


class Episode(SQLModel, table=True):
    """One course of treatment (FHIR EpisodeOfCare) of one problem in one body region."""

    __tablename__ = "episode"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    problem: str
    region: str
    status: str = "active"
    started_on: date
    onset_on: date | None = None
    closed_on: date | None = None
    intake: dict[str, Any] = json_dict()
    baseline_pain: float | None = None


class CareTeamMember(SQLModel, table=True):
    """A clinician who treats this patient. Being one opens nothing: only a share does."""

    __tablename__ = "care_team_member"
    __table_args__ = (UniqueConstraint("patient_id", "clinician_id"),)

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id")
    since: datetime = instant()


class Share(SQLModel, table=True):
    """A patient's permission for one clinician to see parts of the record, until revoked or expired."""

    __tablename__ = "share"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id")
    parts: list[str] = json_list()
    since: datetime = instant()
    until: date | None = None
    revoked_at: datetime | None = instant(null=True)


class Order(SQLModel, table=True):
    """The physiatrist's order for a course of PT (FHIR ServiceRequest)."""

    __tablename__ = "pt_order"

    id: str = primary_id()
    episode_id: str = ref("episode.id")
    patient_id: str = ref("person.id")
    physiatrist_id: str = ref("person.id", index=False)
    diagnoses: list[dict[str, Any]] = json_list()
    onset_or_surgery_on: date | None = None
    reason: str
    precautions: list[str] = json_list()
    no_known_precautions: bool = False
    frequency_per_week: int
    weeks: int
    evaluate_and_treat: bool = True
    pt_centre_id: str | None = ref("pt_centre.id", null=True, index=False)
    program_recommended: str | None = None
    next_visit_on: date | None = None
    signed_at: datetime | None = instant(null=True)
    expires_on: date | None = None
    accepted_by: str | None = ref("person.id", null=True, index=False)
    accepted_at: datetime | None = instant(null=True)


class Goal(SQLModel, table=True):
    """A goal of the episode. Its letter stays for the whole episode."""

    __tablename__ = "goal"
    __table_args__ = (UniqueConstraint("episode_id", "letter"),)

    id: str = primary_id()
    episode_id: str = ref("episode.id")
    patient_id: str = ref("person.id")
    letter: str
    category: str
    description: str
    measure_id: str | None = None
    baseline: float | None = None
    target: float | None = None
    due_on: date | None = None
    status: str = "active"
    met_on: date | None = None


class Hold(SQLModel, table=True):
    """The program is on hold: a warning sign (level E or U) or a clinician's decision (C)."""

    __tablename__ = "hold"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    level: str
    started_at: datetime = instant()
    started_on: date
    started_by: str = ref("person.id", index=False)
    check_in_id: str | None = None
    answers: dict[str, Any] = json_dict()
    text_shown: str
    note: str | None = None
    cleared_at: datetime | None = instant(null=True)
    cleared_on: date | None = None
    cleared_by: str | None = ref("person.id", null=True, index=False)
    clear_note: str | None = None


class Visit(SQLModel, table=True):
    """A meeting of patient and clinician: planned, held, missed or cancelled."""

    __tablename__ = "visit"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id")
    planned_at: datetime = instant()
    status: str = "planned"
    purpose: str | None = None
    decision: str | None = None
    note: str | None = None
