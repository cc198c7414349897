"""The program, what patients enter, measurements and goals as plain values, for exports.

The fields are columns of the tables, where they are explained (`store/tables`).
Tuples, not objects: there are thousands.
"""

from datetime import date, datetime
from typing import Any, NamedTuple


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
