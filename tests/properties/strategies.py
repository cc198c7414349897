"""Random courses of a few weeks: versions, holds, flares, side-wise and partial work, odd but valid entries."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from patient_app.domain.course import Course, Hold
from patient_app.domain.entries import CheckIn, ExerciseLog, NotDoneReason
from patient_app.domain.program import FixedDays, Prescription, ProgramVersion, Side, TimesPerWeek, Weekday

FIRST = date(2026, 3, 2)
SPAN = 27
LINES = ("bridge", "squat", "walk")

offsets = st.integers(-3, SPAN)
dates = offsets.map(lambda offset: FIRST + timedelta(days=offset))
schedules = st.one_of(
    st.frozensets(st.sampled_from(list(Weekday)), min_size=1).map(FixedDays), st.integers(1, 7).map(TimesPerWeek)
)
dose_fields: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"reps": 10}, {"reps": 5, "hold_seconds": 30}, {"duration_minutes": 7.5}, {}]
)


@st.composite
def prescriptions(draw: st.DrawFn, line: str, version: int) -> Prescription:
    return Prescription(
        id=f"{line}-{version}",
        line_id=line,
        exercise_id=line,
        side=draw(st.sampled_from(list(Side))),
        sets=draw(st.integers(1, 3)),
        times_per_day=draw(st.integers(1, 2)),
        schedule=draw(schedules),
        **draw(dose_fields),
    )


@st.composite
def versions(draw: st.DrawFn) -> tuple[ProgramVersion, ...]:
    starts = draw(st.lists(dates, max_size=3))
    return tuple(
        ProgramVersion(
            version=number,
            effective_from=start,
            prescriptions=tuple(draw(prescriptions(line, number)) for line in LINES if draw(st.booleans())),
            published_at=datetime(2026, 3, 1, tzinfo=UTC),
            published_by="pt",
        )
        for number, start in enumerate(starts, start=1)
    )


@st.composite
def logs(draw: st.DrawFn, index: int = 0) -> ExerciseLog:
    day = draw(dates)
    at = datetime.combine(day, time(draw(st.integers(0, 23)), tzinfo=UTC))
    fields: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "sets_done": st.integers(0, 5),
                "reps_done": st.integers(0, 12),
                "hold_seconds": st.integers(0, 40),
                "duration_minutes": st.sampled_from([0.0, 0.1, 2.5, 7.5, 20.0]),
                "side": st.sampled_from(list(Side)),
                "not_done_reason": st.sampled_from(list(NotDoneReason)),
            },
        )
    )
    line = draw(st.sampled_from([*LINES, "unknown"]))
    named = f"{line}-{draw(st.integers(1, 3))}"
    return ExerciseLog(
        id=f"log-{index}-{draw(st.integers(0, 10**6))}",
        prescription_id=named,
        local_date=day,
        performed_at=at,
        edited_at=at,
        **fields,
    )


@st.composite
def check_ins(draw: st.DrawFn) -> CheckIn:
    day = draw(dates)
    at = datetime.combine(day, time(draw(st.integers(0, 23)), tzinfo=UTC))
    pain = st.none() | st.integers(0, 10)
    return CheckIn(
        id=f"check-in-{draw(st.integers(0, 10**6))}",
        local_date=day,
        recorded_at=at,
        edited_at=at,
        flare=draw(st.booleans()),
        pain_now=draw(pain),
        pain_worst=draw(pain),
    )


@st.composite
def holds(draw: st.DrawFn) -> Hold:
    start = draw(dates)
    length = draw(st.none() | st.integers(0, 9))
    return Hold(start, None if length is None else start + timedelta(days=length))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    return Course(
        versions=draw(versions()),
        logs=tuple(draw(logs(number)) for number in range(draw(st.integers(0, 12)))),
        check_ins=tuple(draw(st.lists(check_ins(), max_size=3, unique_by=lambda check_in: check_in.id))),
        holds=tuple(draw(st.lists(holds(), max_size=2))),
        first_sign_in=draw(st.none() | dates),
    )


busy_courses = st.builds(
    lambda course, sign_in, more: Course(course.versions, course.logs + more, course.check_ins, course.holds, sign_in),
    courses(),
    st.integers(-3, 5).map(lambda offset: FIRST + timedelta(days=offset)),
    st.lists(logs(99), max_size=10, unique_by=lambda log: log.id).map(tuple),
)
"""Courses in which the patient has signed in early on, with more logs."""
