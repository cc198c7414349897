"""People and the course of treatment as plain values, for exports.

The fields are columns of the tables, where they are explained (`store/tables`).
Tuples, not objects: there are thousands.
"""

from datetime import date, datetime
from typing import Any, NamedTuple


class Subject(NamedTuple):
    """The patient. `email` is `None` except in the patient's own copy."""

    id: str
    clinic_id: str
    name: str
    email: str | None
    language: str
    time_zone: str
    first_sign_in_on: date | None
    monitoring_start: date | None
    created_at: datetime


class ClinicCard(NamedTuple):
    """The clinic that keeps the record."""

    id: str
    name: str
    phone: str
    emergency_number: str
    time_zone: str


class Centre(NamedTuple):
    """A PT centre."""

    id: str
    name: str
    phone: str | None
    address: str | None


class Clinician(NamedTuple):
    """Someone who is named in the record, by name and role."""

    id: str
    name: str
    role: str
    pt_centre_id: str | None
    deactivated_at: datetime | None


class TeamMember(NamedTuple):
    """Who treats the patient, since when."""

    clinician_id: str
    since: datetime


class SharedWith(NamedTuple):
    """An active share."""

    id: str
    clinician_id: str
    parts: list[str]
    since: datetime
    until: date | None
    revoked_at: datetime | None


class EpisodeRow(NamedTuple):
    """A course of treatment that has begun."""

    id: str
    problem: str
    region: str
    status: str
    started_on: date
    onset_on: date | None
    closed_on: date | None
    intake: dict[str, Any]
    baseline_pain: float | None
    closed_by: str | None
    closed_reason: str | None
    closing_note: str | None
    final_summary: dict[str, Any]


class OrderRow(NamedTuple):
    """A signed order. `draft`, what was signed as it was typed, is empty unless every part is open."""

    id: str
    episode_id: str
    physiatrist_id: str
    diagnoses: list[dict[str, Any]]
    onset_or_surgery_on: date | None
    reason: str
    precautions: list[str]
    precaution_codes: list[str]
    no_known_precautions: bool
    contraindicated: list[str]
    instructions: str | None
    frequency_per_week: int
    weeks: int
    evaluate_and_treat: bool
    pt_centre_id: str | None
    program_recommended: str | None
    next_visit_on: date | None
    warning_signs_asked_on: date | None
    signed_at: datetime
    expires_on: date | None
    accepted_by: str | None
    accepted_at: datetime | None
    declined_by: str | None
    declined_at: datetime | None
    decline_reason: str | None
    cancelled_by: str | None
    cancelled_at: datetime | None
    cancel_reason: str | None
    status: str
    number: int | None
    renews_id: str | None
    content_hash: str | None
    draft: dict[str, Any]


class VisitRow(NamedTuple):
    """A meeting of patient and clinician."""

    id: str
    clinician_id: str
    planned_at: datetime
    status: str
    purpose: str | None
    decision: str | None
    note: str | None
    kind: str
    episode_id: str | None
    duration_minutes: int | None
    mode: str
    place: str | None
    created_by: str | None
    created_at: datetime | None
    status_by: str | None
    status_at: datetime | None
    status_reason: str | None
    moved_from: datetime | None


class ReportRow(NamedTuple):
    """A signed report. `data` and `goals`, its figures of every part, are empty unless every part is open."""

    id: str
    episode_id: str
    number: int | None
    author_id: str
    period_from: date
    period_to: date
    treatment_days: int | None
    data: dict[str, Any]
    assessment: str
    plan: str
    status: str
    signed_at: datetime
    content_hash: str | None
    acknowledged_by: str | None
    acknowledged_at: datetime | None
    decision: str | None
    decision_note: str | None
    addenda: list[dict[str, Any]]
    kind: str
    goals: dict[str, Any]
    to_id: str | None


class JourneyRow(NamedTuple):
    """An entry of the journey as it stands."""

    id: str
    episode_id: str | None
    kind: str
    on: date
    title: str
    text: str
    details: dict[str, Any]
    author_id: str
    recorded_at: datetime
    precision: str


class DocumentRow(NamedTuple):
    """A document of the journey without its bytes."""

    id: str
    entry_id: str | None
    title: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
