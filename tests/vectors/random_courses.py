"""Random courses for the shared vectors, the same ones each time: everything that is hard to count, mixed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from patient_app.domain.course import Course, Hold, HoldLevel
from patient_app.domain.entries import CheckIn, ExerciseLog, NotDoneReason
from patient_app.domain.program import FixedDays, Prescription, ProgramVersion, Schedule, Side, TimesPerWeek, Weekday
from tests.unit.domain.builders import MONDAY, day, instant

WEEKS = 7
UNKNOWN = "gone"
LINES = ("a", "b", "c", "d")
DOSES: Sequence[dict[str, Any]] = (
    {"reps": 10},
    {"reps": 7},
    {"reps": 3, "hold_seconds": 30},
    {"duration_minutes": 7.5},
    {"duration_minutes": 20.0},
    {},
)
SIDES = (Side.NONE, Side.LEFT, Side.BOTH, Side.BOTH, Side.ALTERNATING)


def a_random_course(random: Random) -> Course:
    """Seven weeks from `MONDAY`: up to three versions, logs on most days, flares and holds."""
    versions = _versions(random)
    return Course(
        versions=versions,
        logs=_logs(random, versions),
        check_ins=tuple(_check_in(random, number) for number in range(random.randrange(6))),
        holds=tuple(_hold(random) for _ in range(random.choice((0, 0, 1, 2)))),
        first_sign_in=day(random.choice((0, 0, 0, 2, 17, 24))),
    )


def _versions(random: Random) -> tuple[ProgramVersion, ...]:
    starts = [0, *sorted(random.randrange(7 * WEEKS) for _ in range(random.randrange(3)))]
    return tuple(
        ProgramVersion(number, day(start), _lines(random, number), instant(MONDAY), "pt")
        for number, start in enumerate(starts, start=1)
    )


def _lines(random: Random, number: int) -> tuple[Prescription, ...]:
    lines = sorted(random.sample(LINES, random.randrange(1, 4)))
    return tuple(
        Prescription(
            id=f"{line}{number}",
            line_id=line,
            exercise_id=line,
            side=random.choice(SIDES),
            sets=random.randrange(1, 4),
            times_per_day=random.choice((1, 1, 2, 3)),
            schedule=_schedule(random),
            **random.choice(DOSES),
        )
        for line in lines
    )


def _schedule(random: Random) -> Schedule:
    if random.random() < 0.4:
        return TimesPerWeek(random.randrange(1, 8))
    return FixedDays(frozenset(random.sample(list(Weekday), random.choice((2, 3, 5, 7)))))


def _logs(random: Random, versions: Sequence[ProgramVersion]) -> tuple[ExerciseLog, ...]:
    eager = random.choice((0.3, 0.6, 0.9))
    found = []
    for offset in range(7 * WEEKS):
        for line in _in_force(versions, day(offset)):
            for _ in range(line.times_per_day):
                if random.random() < eager:
                    found.append(_log(random, f"l{len(found)}", line, offset))
        if random.random() < 0.1:
            any_line = random.choice(random.choice(versions).prescriptions)
            found.append(_log(random, f"l{len(found)}", any_line, offset))
    return tuple(found)


def _in_force(versions: Sequence[ProgramVersion], on: date) -> tuple[Prescription, ...]:
    started = [version for version in versions if version.effective_from <= on]
    return started[-1].prescriptions if started else ()


def _log(random: Random, id: str, line: Prescription, offset: int) -> ExerciseLog:
    at = datetime.combine(day(offset), datetime.min.time(), UTC) + timedelta(hours=random.randrange(24))
    named = line.id if random.random() < 0.97 else UNKNOWN
    return ExerciseLog(id, named, day(offset), at, at, **_fields(random, line))


def _fields(random: Random, line: Prescription) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if line.side.is_two_sided and random.random() < 0.5:
        fields["side"] = random.choice((Side.LEFT, Side.RIGHT, Side.RIGHT))
    kind = random.random()
    if kind < 0.12:
        return {"not_done_reason": random.choice(list(NotDoneReason))}
    if kind < 0.4:
        fields["sets_done"] = random.randrange(line.sets + 2)
    if kind < 0.2:
        fields |= random.choice(({"reps_done": 5}, {"hold_seconds": 10}, {"duration_minutes": 2.5}, {"reps_done": 21}))
    if kind < 0.14:
        fields["not_done_reason"] = NotDoneReason.PAIN
    return fields


def _check_in(random: Random, number: int) -> CheckIn:
    at = instant(day(random.randrange(7 * WEEKS)), 20)
    return CheckIn(f"c{number}", at.date(), at, at, flare=random.random() < 0.7)


def _hold(random: Random) -> Hold:
    start = random.randrange(7 * WEEKS)
    length = random.choice((0, 1, 3, 9, None))
    return Hold(day(start), None if length is None else day(start + length), HoldLevel.URGENT)
