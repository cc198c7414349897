"""Courses as JSON in the API's field names, and back: what Python and the phone are both held to."""

from datetime import date, datetime
from typing import Any

from patient_app.domain.course import Course, Hold, HoldLevel
from patient_app.domain.entries import CheckIn, ExerciseLog, NotDoneReason
from patient_app.domain.program import FixedDays, Prescription, ProgramVersion, Side, TimesPerWeek, Weekday

Json = dict[str, Any]
_DOSE = ("sets", "reps", "hold_seconds", "duration_minutes", "times_per_day")
_WORK = ("sets_done", "reps_done", "hold_seconds", "duration_minutes")


def course_to_json(course: Course) -> Json:
    """The course, without fields that no vector needs."""
    return {
        "first_sign_in": _text(course.first_sign_in),
        "versions": [_version_to_json(version) for version in course.versions],
        "logs": [log_to_json(log) for log in course.logs],
        "check_ins": [
            {"id": c.id, "local_date": _text(c.local_date), "edited_at": _text(c.edited_at), "flare": c.flare}
            for c in course.check_ins
        ],
        "holds": [
            {"started_on": _text(h.started_on), "cleared_on": _text(h.cleared_on), "level": h.level.value}
            for h in course.holds
        ],
    }


def course_from_json(value: Json) -> Course:
    """The course that `course_to_json` wrote."""
    return Course(
        versions=tuple(_version(version) for version in value["versions"]),
        logs=tuple(_log(log) for log in value["logs"]),
        check_ins=tuple(
            CheckIn(c["id"], _date(c["local_date"]), _instant(c["edited_at"]), _instant(c["edited_at"]), c["flare"])
            for c in value["check_ins"]
        ),
        holds=tuple(
            Hold(_date(h["started_on"]), _date(h["cleared_on"]) if h["cleared_on"] else None, HoldLevel(h["level"]))
            for h in value["holds"]
        ),
        first_sign_in=_date(value["first_sign_in"]) if value["first_sign_in"] else None,
    )


def _version_to_json(version: ProgramVersion) -> Json:
    return {
        "version": version.version,
        "effective_from": _text(version.effective_from),
        "prescriptions": [prescription_to_json(line) for line in version.prescriptions],
    }


def prescription_to_json(line: Prescription) -> Json:
    schedule: Json
    if isinstance(line.schedule, FixedDays):
        schedule = {"days": [day.value for day in Weekday if day in line.schedule.days]}
    else:
        schedule = {"times_per_week": line.schedule.times_per_week}
    named = {"id": line.id, "line_id": line.line_id, "side": line.side.value}
    return named | _given(line, _DOSE) | {"schedule": schedule}


def log_to_json(log: ExerciseLog) -> Json:
    found: Json = {
        "id": log.id,
        "prescription_id": log.prescription_id,
        "local_date": _text(log.local_date),
        "performed_at": _text(log.performed_at),
    }
    return found | _given(log, (*_WORK, "side", "not_done_reason"))


def _version(value: Json) -> ProgramVersion:
    start = _date(value["effective_from"])
    published = datetime.fromisoformat(f"{start}T00:00:00+00:00")
    return ProgramVersion(value["version"], start, tuple(map(_prescription, value["prescriptions"])), published, "pt")


def _prescription(value: Json) -> Prescription:
    schedule = value["schedule"]
    return Prescription(
        id=value["id"],
        line_id=value["line_id"],
        exercise_id=value["line_id"],
        side=Side(value["side"]),
        schedule=FixedDays(frozenset(map(Weekday, schedule["days"])))
        if "days" in schedule
        else TimesPerWeek(schedule["times_per_week"]),
        **{name: value[name] for name in _DOSE if name in value},
    )


def _log(value: Json) -> ExerciseLog:
    at = _instant(value["performed_at"])
    return ExerciseLog(
        id=value["id"],
        prescription_id=value["prescription_id"],
        local_date=_date(value["local_date"]),
        performed_at=at,
        edited_at=at,
        side=Side(value["side"]) if "side" in value else None,
        not_done_reason=NotDoneReason(value["not_done_reason"]) if "not_done_reason" in value else None,
        **{name: value[name] for name in _WORK if name in value},
    )


def _given(value: object, names: tuple[str, ...]) -> Json:
    return {name: found for name in names if (found := getattr(value, name)) is not None}


def _text(value: date | datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def _date(text: str) -> date:
    return date.fromisoformat(text)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
