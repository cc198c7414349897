"""Short builders for courses, so that a test states only what it is about. All weeks here start on a Monday."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from patient_app.domain.course import Course, Hold
from patient_app.domain.entries import ActivityRating, CheckIn, ExerciseLog, NotDoneReason
from patient_app.domain.program import FixedDays, Prescription, ProgramVersion, Schedule, Side, TimesPerWeek, Weekday

MONDAY = date(2026, 3, 2)
EVERY_DAY = "mon tue wed thu fri sat sun"
_numbers = count(1)


def day(offset: int) -> date:
    """The date so many days after the first Monday."""
    return MONDAY + timedelta(days=offset)


def instant(on: date, hour: int = 8, minute: int = 0) -> datetime:
    """An instant on a date, UTC."""
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=UTC)


def on(days: str) -> FixedDays:
    """A schedule of weekdays: on("mon wed fri")."""
    return FixedDays(frozenset(Weekday(name) for name in days.split()))


def weekly(times: int) -> TimesPerWeek:
    """A flexible schedule."""
    return TimesPerWeek(times)


def a_prescription(
    line: str = "bridge", schedule: Schedule | None = None, *, id: str | None = None, **dose: Any
) -> Prescription:
    """3 × 10 once a day on every day, unless told otherwise."""
    values: dict[str, Any] = {"side": Side.NONE, "sets": 3, "reps": 10, "times_per_day": 1} | dose
    return Prescription(
        id=id or f"{line}-1", line_id=line, exercise_id=line, schedule=schedule or on(EVERY_DAY), **values
    )


def a_version(*prescriptions: Prescription, starts: date = MONDAY, number: int = 1) -> ProgramVersion:
    """A program version in force from `starts`."""
    return ProgramVersion(number, starts, prescriptions, instant(starts, 7), "pt")


def a_log(prescription: Prescription | str, on: date, hour: int = 8, **fields: Any) -> ExerciseLog:
    """All of the dose, unless fields say otherwise."""
    named = prescription if isinstance(prescription, str) else prescription.id
    at = instant(on, hour)
    values: dict[str, Any] = {"id": f"log-{next(_numbers)}", "edited_at": at} | fields
    return ExerciseLog(prescription_id=named, local_date=on, performed_at=at, **values)


def not_done(
    prescription: Prescription | str, on: date, reason: NotDoneReason = NotDoneReason.NO_TIME, **fields: Any
) -> ExerciseLog:
    """A not-done report."""
    return a_log(prescription, on, not_done_reason=reason, **fields)


def logs_on(prescription: Prescription | str, offsets: Iterable[int], **fields: Any) -> tuple[ExerciseLog, ...]:
    """One full log on each day with these offsets from the first Monday."""
    return tuple(a_log(prescription, day(offset), **fields) for offset in offsets)


def a_check_in(on: date, hour: int = 20, *, ratings: Iterable[int] = (), **fields: Any) -> CheckIn:
    """A check-in without a flare, unless told otherwise."""
    at = instant(on, hour)
    values: dict[str, Any] = {"id": f"check-in-{next(_numbers)}", "edited_at": at, "flare": False} | fields
    rated = tuple(ActivityRating(f"activity-{number}", rating) for number, rating in enumerate(ratings))
    return CheckIn(local_date=on, recorded_at=at, activity_ratings=rated, **values)


def a_flare(on: date) -> CheckIn:
    """A check-in that reports a flare."""
    return a_check_in(on, flare=True)


def a_course(
    *versions: ProgramVersion,
    logs: Iterable[ExerciseLog] = (),
    check_ins: Iterable[CheckIn] = (),
    holds: Iterable[Hold] = (),
    first_sign_in: date | None = MONDAY,
) -> Course:
    """A course of a patient who signed in on the first Monday."""
    return Course(versions, tuple(logs), tuple(check_ins), tuple(holds), first_sign_in)
