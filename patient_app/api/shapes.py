"""Answers that several routes share: values of the services as JSON objects. Field names are the contract (`api.md`).

Optional fields that are unknown stand as null, so that an answer can be sent back as it is.
"""

from datetime import date, datetime
from typing import Any

from starlette.responses import JSONResponse, Response
from typing_extensions import TypedDict

from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.program import FixedDays, Load, Prescription, Schedule, Weekday


class LoadAnswer(TypedDict):
    """Resistance: a band's colour, or a mass with its unit."""

    kind: str
    value: str | float | None
    unit: str | None


class PainRuleAnswer(TypedDict):
    """Green up to `green_max`, amber up to `amber_max`, red above (NPRS 0-10)."""

    green_max: int
    amber_max: int


class PrescriptionAnswer(TypedDict):
    """One exercise with its dose. `schedule` is {days} or {times_per_week}."""

    id: str
    line_id: str
    exercise_id: str
    side: str
    sets: int
    reps: int | None
    hold_seconds: int | None
    duration_minutes: float | None
    rest_seconds: int | None
    load: LoadAnswer | None
    tempo: str | None
    intensity: int | None
    range_limit: str | None
    times_per_day: int
    schedule: dict[str, Any]
    pain_rule: PainRuleAnswer | None
    precautions: str | None
    note: str | None


class ExerciseLogAnswer(TypedDict):
    """An exercise log as it was sent, with when it arrived."""

    id: str
    prescription_id: str
    local_date: str
    time_zone: str
    performed_at: str
    edited_at: str
    sets_done: int | None
    reps_done: int | None
    hold_seconds: int | None
    duration_minutes: float | None
    load: LoadAnswer | None
    side: str | None
    pain_during: int | None
    effort: int | None
    note: str | None
    not_done_reason: str | None
    received_at: str | None
    late: bool


class ActivityRatingAnswer(TypedDict):
    """How well one activity went, 0-10."""

    activity_id: str
    rating: int


class WarningSignsAnswer(TypedDict):
    """Answers by question: yes, no or not_sure."""

    question_version: str
    answers: dict[str, str]


class CheckInAnswer(TypedDict):
    """A check-in as it was sent, with when it arrived."""

    id: str
    local_date: str
    time_zone: str
    recorded_at: str
    edited_at: str
    pain_now: int | None
    pain_worst: int | None
    pain_average: int | None
    pain_sites: list[str]
    activity_ratings: list[ActivityRatingAnswer]
    morning_settled: str | None
    flare: bool
    sleep: int | None
    note: str | None
    warning_signs: WarningSignsAnswer | None
    received_at: str | None
    late: bool


class StreakAnswer(TypedDict):
    """Days with work logged since the last day that broke, and the most there ever were."""

    current: int
    longest: int


class ClinicAnswer(TypedDict):
    """Whom to call."""

    name: str
    phone: str
    emergency_number: str


def answer(content: object, status: int = 200) -> Response:
    """A JSON answer of a shape from here: sent as it stands."""
    return JSONResponse(content, status)


def no_content() -> Response:
    """Done, nothing to tell."""
    return Response(status_code=204)


def day(value: date | None) -> str | None:
    """A local date, or null."""
    return value.isoformat() if value else None


def instant(value: datetime) -> str:
    """An instant, RFC 3339 with its offset."""
    return value.isoformat()


def prescription(value: Prescription) -> PrescriptionAnswer:
    """A prescription with its ids."""
    rule = value.pain_rule
    return PrescriptionAnswer(
        id=value.id,
        line_id=value.line_id,
        exercise_id=value.exercise_id,
        side=value.side.value,
        sets=value.sets,
        reps=value.reps,
        hold_seconds=value.hold_seconds,
        duration_minutes=value.duration_minutes,
        rest_seconds=value.rest_seconds,
        load=load(value.load),
        tempo=value.tempo,
        intensity=value.intensity,
        range_limit=value.range_limit,
        times_per_day=value.times_per_day,
        schedule=schedule(value.schedule),
        pain_rule=PainRuleAnswer(green_max=rule.green_max, amber_max=rule.amber_max) if rule else None,
        precautions=value.precautions,
        note=value.note,
    )


def schedule(value: Schedule) -> dict[str, Any]:
    """{days: [mon ..]} in their order, or {times_per_week}."""
    if isinstance(value, FixedDays):
        return {"days": [weekday.value for weekday in Weekday if weekday in value.days]}
    return {"times_per_week": value.times_per_week}


def load(value: Load | None) -> LoadAnswer | None:
    """Resistance, or null."""
    return LoadAnswer(kind=value.kind.value, value=value.value, unit=value.unit) if value else None


def exercise_log(value: ExerciseLog) -> ExerciseLogAnswer:
    """An exercise log."""
    return ExerciseLogAnswer(
        id=value.id,
        prescription_id=value.prescription_id,
        local_date=value.local_date.isoformat(),
        time_zone=value.time_zone,
        performed_at=instant(value.performed_at),
        edited_at=instant(value.edited_at),
        sets_done=value.sets_done,
        reps_done=value.reps_done,
        hold_seconds=value.hold_seconds,
        duration_minutes=value.duration_minutes,
        load=load(value.load),
        side=value.side.value if value.side else None,
        pain_during=value.pain_during,
        effort=value.effort,
        note=value.note,
        not_done_reason=value.not_done_reason.value if value.not_done_reason else None,
        received_at=instant(value.received_at) if value.received_at else None,
        late=value.late,
    )


def check_in(value: CheckIn) -> CheckInAnswer:
    """A check-in."""
    signs = value.warning_signs
    return CheckInAnswer(
        id=value.id,
        local_date=value.local_date.isoformat(),
        time_zone=value.time_zone,
        recorded_at=instant(value.recorded_at),
        edited_at=instant(value.edited_at),
        pain_now=value.pain_now,
        pain_worst=value.pain_worst,
        pain_average=value.pain_average,
        pain_sites=list(value.pain_sites),
        activity_ratings=[
            ActivityRatingAnswer(activity_id=each.activity_id, rating=each.rating) for each in value.activity_ratings
        ],
        morning_settled=value.morning_settled.value if value.morning_settled else None,
        flare=value.flare,
        sleep=value.sleep,
        note=value.note,
        warning_signs=WarningSignsAnswer(
            question_version=signs.question_version, answers={code: each.value for code, each in signs.answers}
        )
        if signs
        else None,
        received_at=instant(value.received_at) if value.received_at else None,
        late=value.late,
    )
