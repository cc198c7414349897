"""One patient's record as far as its reader may see it, as plain values: what a FHIR Bundle is made of.

The fields are the columns of the tables (`store/tables`, where they are explained), so that nothing is lost on the way
out and an import can make the same rows again. Tuples, not objects: there are thousands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from patient_app.domain.people import SharePart


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


class VersionRow(NamedTuple):
    """A published version of the program."""

    id: str
    episode_id: str | None
    version: int
    effective_from: date
    published_at: datetime
    published_by: str
    note: str | None


class LineRow(NamedTuple):
    """One exercise with its dose in one version."""

    id: str
    program_version_id: str
    line_id: str
    position: int
    exercise_id: str
    side: str
    sets: int
    reps: int | None
    hold_seconds: int | None
    duration_minutes: float | None
    rest_seconds: int | None
    load: dict[str, Any] | None
    tempo: str | None
    intensity: int | None
    range_limit: str | None
    times_per_day: int
    schedule: dict[str, Any]
    pain_rule: dict[str, Any] | None
    precautions: str | None
    note: str | None
    gates_checked: list[str]


class HoldRow(NamedTuple):
    """The program on hold. What the patient answered and was told is empty without the part `pain`."""

    id: str
    level: str
    started_at: datetime
    started_on: date
    started_by: str
    check_in_id: str | None
    answers: dict[str, Any]
    text_shown: str
    note: str | None
    cleared_at: datetime | None
    cleared_on: date | None
    cleared_by: str | None
    clear_note: str | None


class LogRow(NamedTuple):
    """One report on one prescription."""

    id: str
    prescription_id: str
    local_date: date
    time_zone: str
    performed_at: datetime
    edited_at: datetime
    first_edited_at: datetime
    received_at: datetime
    clock_adjusted: bool
    late: bool
    sets_done: int | None
    reps_done: int | None
    hold_seconds: int | None
    duration_minutes: float | None
    load: dict[str, Any] | None
    side: str | None
    pain_during: int | None
    effort: int | None
    note: str | None
    not_done_reason: str | None


class CheckInRow(NamedTuple):
    """One check-in."""

    id: str
    local_date: date
    time_zone: str
    recorded_at: datetime
    edited_at: datetime
    first_edited_at: datetime
    received_at: datetime
    clock_adjusted: bool
    late: bool
    pain_now: int | None
    pain_worst: int | None
    pain_average: int | None
    pain_sites: list[str]
    activity_ratings: list[dict[str, Any]]
    morning_settled: str | None
    flare: bool
    sleep: int | None
    note: str | None
    warning_signs: dict[str, Any] | None


class ActivityRow(NamedTuple):
    """One of the patient's own activities."""

    id: str
    name: str
    baseline: int | None
    since: datetime
    until: date | None


class ResponseRow(NamedTuple):
    """One filled-in outcome measure."""

    id: str
    measure_id: str
    measure_version: str
    local_date: date
    time_zone: str
    edited_at: datetime
    first_edited_at: datetime
    received_at: datetime
    clock_adjusted: bool
    late: bool
    answers: dict[str, Any]
    score: float | None
    scoring_version: str | None
    entered_by: str | None


class AssignmentRow(NamedTuple):
    """An outcome measure that the patient is to fill in."""

    id: str
    episode_id: str | None
    measure_id: str
    schedule: dict[str, Any]
    starts_on: date
    assigned_by: str
    assigned_at: datetime
    ended_on: date | None
    ended_by: str | None


class MeasurementRow(NamedTuple):
    """A measurement taken in clinic that counts: neither corrected nor removed."""

    id: str
    episode_id: str | None
    kind: str
    joint: str | None
    movement: str | None
    side: str | None
    active: bool | None
    value: float | None
    grade: str | None
    unit: str | None
    measured_on: date
    measured_by: str
    recorded_at: datetime
    note: str | None


class GoalRow(NamedTuple):
    """A goal of a course."""

    id: str
    episode_id: str
    letter: str
    category: str
    description: str
    measure_id: str | None
    baseline: float | None
    target: float | None
    due_on: date | None
    status: str
    met_on: date | None
    unit: str | None
    order_id: str | None
    created_by: str | None
    created_at: datetime | None


class GoalChangeRow(NamedTuple):
    """What became of a goal, once."""

    id: str
    goal_id: str
    status: str
    value: float | None
    on: date
    note: str | None
    changed_by: str
    changed_at: datetime


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


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What is known of an outcome measure. `items`: the wording of its questions where it may be passed on."""

    name: str
    low: float
    high: float
    unit: str
    direction: str
    recall: str
    loinc: str | None
    items: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """The words, in English, and the LOINC codes of what the record names by our codes.

    `measures` by (id, version), `measured` and `motion_codes` by the key of what was measured
    ('rom:knee:flexion:active'); the codes then by side (`None`: of either).
    """

    exercises: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[tuple[str, str], MeasureFacts] = field(default_factory=dict)
    measured: Mapping[str, str] = field(default_factory=dict)
    motion_codes: Mapping[str, Mapping[str | None, str]] = field(default_factory=dict)
    sites: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FhirRecord:
    """A patient's record for one reader: what a part does not open is empty.

    `first` and `last` bound the dated entries (both included, local dates). `today` is the patient's.
    """

    patient: Subject
    parts: frozenset[SharePart]
    today: date
    clinic: ClinicCard
    first: date | None = None
    last: date | None = None
    centres: tuple[Centre, ...] = ()
    clinicians: tuple[Clinician, ...] = ()
    team: tuple[TeamMember, ...] = ()
    shares: tuple[SharedWith, ...] = ()
    episodes: tuple[EpisodeRow, ...] = ()
    orders: tuple[OrderRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    journey: tuple[JourneyRow, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    versions: tuple[VersionRow, ...] = ()
    lines: tuple[LineRow, ...] = ()
    holds: tuple[HoldRow, ...] = ()
    logs: tuple[LogRow, ...] = ()
    activities: tuple[ActivityRow, ...] = ()
    check_ins: tuple[CheckInRow, ...] = ()
    responses: tuple[ResponseRow, ...] = ()
    assignments: tuple[AssignmentRow, ...] = ()
    measurements: tuple[MeasurementRow, ...] = ()
    goals: tuple[GoalRow, ...] = ()
    goal_changes: tuple[GoalChangeRow, ...] = ()
    names: Names = field(default_factory=Names)
