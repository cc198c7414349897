"""The course of treatment: episode, care team, shares, order, goals, holds, visits."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from patient_app.store.tables.base import instant, json_dict, json_list, primary_id, ref
from patient_app.store.types import Id


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
    closed_by: str | None = ref("person.id", null=True, index=False)
    closed_reason: str | None = None
    closing_note: str | None = None
    final_summary: dict[str, Any] = json_dict()


class CareTeamMember(SQLModel, table=True):
    """A clinician who treats this patient. Being one opens nothing: only a share does."""

    __tablename__ = "care_team_member"
    __table_args__ = (UniqueConstraint("patient_id", "clinician_id"),)

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id")
    since: datetime = instant()


class Share(SQLModel, table=True):
    """A patient's permission for one clinician to see parts of the record, from `since` until revoked or expired.

    `handover_id`: it came from a clinician's handover, which the patient was told of and did not object to.
    """

    __tablename__ = "share"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id")
    parts: list[str] = json_list()
    since: datetime = instant()
    until: date | None = None
    revoked_at: datetime | None = instant(null=True)
    handover_id: str | None = ref("handover.id", null=True)


class Handover(SQLModel, table=True):
    """A clinician hands a patient over to a colleague: for a time (`substitute`, until `ends_on`) or `for_good`.

    The patient is told at `announced_at`. The colleague sees nothing before `opens_at`, or before the patient agreed;
    an objection closes it. `batch_id` joins the patients of one handover.
    """

    __tablename__ = "handover"

    id: str = primary_id()
    batch_id: str = Field(sa_type=Id, index=True)
    patient_id: str = ref("person.id")
    from_id: str = ref("person.id")
    to_id: str = ref("person.id")
    kind: str
    parts: list[str] = json_list()
    note: str | None = None
    announced_at: datetime = instant()
    opens_at: datetime = instant()
    ends_on: date | None = None
    agreed_at: datetime | None = instant(null=True)
    objected_at: datetime | None = instant(null=True)
    objection_note: str | None = None
    withdrawn_at: datetime | None = instant(null=True)


class Order(SQLModel, table=True):
    """The physiatrist's order for a course of PT (FHIR ServiceRequest): a draft, then signed and immutable.

    `diagnoses`: {code, text, side}. `precaution_codes` are coded ones (`content/precautions.json`), `precautions` their
    words and those by hand. `draft`: what was typed until it is signed, then what was signed, which `content_hash` is
    of. `renews_id`: the order that this one goes on from. A PT accepts or declines it. `status`: draft, signed or
    cancelled.
    """

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
    status: str = "signed"
    revision: str | None = None
    number: int | None = None
    renews_id: str | None = ref("pt_order.id", null=True, index=False)
    precaution_codes: list[str] = json_list()
    instructions: str | None = None
    contraindicated: list[str] = json_list()
    warning_signs_asked_on: date | None = None
    draft: dict[str, Any] = json_dict()
    content_hash: str | None = None
    created_at: datetime | None = instant(null=True)
    updated_at: datetime | None = instant(null=True)
    declined_by: str | None = ref("person.id", null=True, index=False)
    declined_at: datetime | None = instant(null=True)
    decline_reason: str | None = None
    cancelled_by: str | None = ref("person.id", null=True, index=False)
    cancelled_at: datetime | None = instant(null=True)
    cancel_reason: str | None = None


class Goal(SQLModel, table=True):
    """A goal of the episode. Its letter stays for the whole episode. `status`: active, met, not_met or dropped."""

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
    unit: str | None = None
    order_id: str | None = ref("pt_order.id", null=True, index=False)
    created_by: str | None = ref("person.id", null=True, index=False)
    created_at: datetime | None = instant(null=True)


class GoalChange(SQLModel, table=True):
    """What became of a goal, each time a clinician said so: its status, the value then, and why. Only added to."""

    __tablename__ = "goal_change"

    id: str = primary_id()
    goal_id: str = ref("goal.id")
    patient_id: str = ref("person.id")
    status: str
    value: float | None = None
    on: date
    note: str | None = None
    changed_by: str = ref("person.id", index=False)
    changed_at: datetime = instant()


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
    """A meeting of patient and clinician: planned, held, missed or cancelled.

    `kind`: physiatrist (the regular meeting), evaluation or treatment (at the PT centre). `mode`: in_person, video or
    phone. `decision` of a held one: continue, change, discharge or refer.
    """

    __tablename__ = "visit"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id")
    planned_at: datetime = instant()
    status: str = "planned"
    purpose: str | None = None
    decision: str | None = None
    note: str | None = None
    kind: str = "physiatrist"
    episode_id: str | None = ref("episode.id", null=True, index=False)
    series_id: str | None = ref("visit_series.id", null=True)
    duration_minutes: int | None = None
    mode: str = "in_person"
    place: str | None = None
    created_by: str | None = ref("person.id", null=True, index=False)
    created_at: datetime | None = instant(null=True)
    status_by: str | None = ref("person.id", null=True, index=False)
    status_at: datetime | None = instant(null=True)
    status_reason: str | None = None
    moved_from: datetime | None = instant(null=True)


class VisitSeries(SQLModel, table=True):
    """Visits at a regular interval. `local_time` is 'HH:MM' in the clinic's time zone."""

    __tablename__ = "visit_series"

    id: str = primary_id()
    patient_id: str = ref("person.id")
    clinician_id: str = ref("person.id", index=False)
    kind: str = "physiatrist"
    every_weeks: int
    local_time: str
    starts_on: date
    count: int
    purpose: str | None = None
    created_by: str = ref("person.id", index=False)
    created_at: datetime = instant()
    ended_at: datetime | None = instant(null=True)


class VisitRequest(SQLModel, table=True):
    """A patient asks to move or cancel a visit. `wishes`: {weekdays, parts_of_day}. `status`: open, accepted, declined
    or withdrawn.
    """

    __tablename__ = "visit_request"

    id: str = primary_id()
    visit_id: str = ref("visit.id")
    patient_id: str = ref("person.id")
    kind: str = "move"
    wishes: dict[str, Any] = json_dict()
    note: str | None = None
    asked_at: datetime = instant()
    status: str = "open"
    answered_by: str | None = ref("person.id", null=True, index=False)
    answered_at: datetime | None = instant(null=True)
    answer_note: str | None = None
