"""What must hold for every course: its recent part, with what was left behind, gives the same as the whole."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.domain.adherence import adherence
from patient_app.domain.attention import attention, good_news
from patient_app.domain.attention_facts import AttentionFacts
from patient_app.domain.course import Course, Hold
from patient_app.domain.course_index import CourseIndex, indexed
from patient_app.domain.dates import range_ending
from patient_app.domain.days import days
from patient_app.domain.entries import ActivityRating, CheckIn, ExerciseLog, MorningSettled, NotDoneReason
from patient_app.domain.pain import pain_change, pain_series
from patient_app.domain.program import FixedDays, PainRule, Prescription, ProgramVersion, Side, TimesPerWeek, Weekday
from patient_app.domain.progression import progression
from patient_app.domain.recent import (
    DAYS,
    Checkpoint,
    RecentCourse,
    checkpoint,
    checkpoint_day,
    has_all_it_needs,
)
from patient_app.domain.streak import streak
from patient_app.services.summary import function_change

FIRST = date(2026, 1, 5)
LENGTH = 150
DAY = timedelta(days=1)
many = settings(max_examples=120, deadline=None)
seeds = st.integers(0, 2**32)


def a_long_course(random: Random) -> Course:
    """About five months of three exercises: versions, gaps, pain in runs, flares, holds, late and odd entries."""
    versions = tuple(_version(random, number) for number in range(1, random.randint(2, 5)))
    mood = random.uniform(2, 9)
    logs: list[ExerciseLog] = []
    check_ins: list[CheckIn] = []
    for offset in range(LENGTH):
        day = FIRST + timedelta(days=offset)
        mood = min(10.0, max(0.0, mood + random.uniform(-1.4, 1.4)))
        if random.random() < 0.12:
            continue
        logs += [_log(random, day, len(logs) + n, mood) for n in range(random.randint(0, 3))]
        check_ins += [_check_in(random, day, len(check_ins) + n, mood) for n in range(random.choice((0, 1, 1, 2)))]
    quiet = FIRST + timedelta(days=random.randint(20, LENGTH))
    until = quiet + timedelta(days=random.choice((0, 3, 90)))
    return Course(
        versions,
        tuple(log for log in logs if not quiet <= log.local_date < until),
        tuple(each for each in check_ins if not quiet <= each.local_date < until),
        tuple(_hold(random) for _ in range(random.randint(0, 3))),
        random.choice((None, FIRST, FIRST + 3 * DAY)),
    )


def _version(random: Random, number: int) -> ProgramVersion:
    start = FIRST + timedelta(days=random.randint(0, 60) if number > 1 else 0)
    lines = tuple(
        Prescription(
            id=f"{line}-{number}",
            line_id=line,
            exercise_id=line,
            side=random.choice(list(Side)),
            sets=random.randint(1, 3),
            times_per_day=random.randint(1, 2),
            schedule=random.choice(
                (FixedDays(frozenset(Weekday)), FixedDays(frozenset({Weekday.MON})), TimesPerWeek(3))
            ),
            reps=10,
            pain_rule=random.choice((None, PainRule(3, 5), PainRule(2, 4))),
        )
        for line in ("bridge", "squat", "walk")
    )
    return ProgramVersion(number, start, lines, datetime(2026, 1, 1, tzinfo=UTC), "pt")


def _log(random: Random, day: date, number: int, mood: float) -> ExerciseLog:
    at = datetime.combine(day, time(random.randint(0, 23)), UTC) + timedelta(days=random.choice((0,) * 9 + (5,)))
    fields: dict[str, Any] = random.choice(
        ({}, {}, {"sets_done": 1}, {"not_done_reason": random.choice(list(NotDoneReason))})
    )
    pain = random.choice((None, min(10, int(mood) + random.randint(0, 3))))
    named = f"{random.choice(('bridge', 'squat', 'walk'))}-{random.randint(1, 4)}"
    return ExerciseLog(
        f"log-{number}",
        named,
        day,
        at,
        at,
        pain_during=pain,
        effort=random.choice((None, 3, 8)),
        received_at=at,
        **fields,
    )


def _check_in(random: Random, day: date, number: int, mood: float) -> CheckIn:
    at = datetime.combine(day, time(random.randint(0, 23)), UTC)
    return CheckIn(
        f"check-in-{number}",
        day,
        at,
        at + timedelta(hours=random.randint(0, 50)),
        flare=random.random() < 0.05,
        pain_now=random.choice((None, int(mood))),
        pain_worst=random.choice((None, min(10, int(mood) + 2))),
        activity_ratings=random.choice(((), (ActivityRating("stairs", random.randint(0, 10)),))),
        morning_settled=random.choice((None, *MorningSettled)),
        received_at=at,
    )


def _hold(random: Random) -> Hold:
    start = FIRST + timedelta(days=random.randint(0, LENGTH))
    return Hold(start, random.choice((None, start, start + timedelta(days=random.randint(1, 20)))))


def read_back(whole: Course, left: Checkpoint) -> RecentCourse:
    """What is read of the course when so much was left behind."""
    return RecentCourse(
        indexed(
            replace(
                whole,
                logs=tuple(e for e in whole.logs if e.local_date >= left.monday or e.id in left.log_ids),
                check_ins=tuple(e for e in whole.check_ins if e.local_date >= left.monday or e.id in left.check_in_ids),
            )
        ),
        left.monday,
        left,
    )


def without(course: CourseIndex, *parts: str) -> CourseIndex:
    """The course without logs and program, or without check-ins."""
    return indexed(replace(course.course, **dict.fromkeys(parts, ())))


def what_is_shown(recent: RecentCourse, today: date, since: date) -> list[object]:
    """Everything that the panel and the summary of four weeks say of a course, for readers of all and of some parts."""
    found: list[object] = [recent.streak(today)]
    course = recent.index
    for seen in (course, without(course, "check_ins"), without(course, "logs", "versions")):
        facts = AttentionFacts(course=seen)
        first, _ = range_ending(today, 28)
        series = [(day, value) for day, value in pain_series(seen) if since <= day <= today]
        found += [
            attention(facts, today),
            good_news(facts, today),
            days(seen, first, today, today),
            [adherence(seen, *range_ending(today, length), today) for length in (5, 7, 14, 28)],
            adherence(seen, *range_ending(first - DAY, 28), today),
            max((day for day in seen.entry_days if day <= today), default=None),
            pain_change(series),
            pain_change(series, 4.0),
            function_change(seen, since, today),
            progression(seen, today),
        ]
    return found


@many
@given(seeds, st.integers(0, 40), st.integers(0, 100))
def test_the_recent_part_gives_what_the_whole_gives(seed: int, later: int, began: int) -> None:
    whole = a_long_course(Random(seed))
    today, since = FIRST + timedelta(days=LENGTH - 20 + later), FIRST + timedelta(days=began)
    monday = checkpoint_day(today)
    everything = RecentCourse(indexed(whole))
    left = checkpoint(everything, monday, since)
    if has_all_it_needs(everything.index, monday):
        assert what_is_shown(read_back(whole, left), today, since) == what_is_shown(everything, today, since)


@many
@given(seeds, st.integers(1, 8), st.integers(0, 8), st.integers(0, 100))
def test_what_is_left_behind_may_be_taken_from_a_recent_part(seed: int, weeks: int, later: int, began: int) -> None:
    whole = a_long_course(Random(seed))
    since = FIRST + timedelta(days=began)
    at = FIRST + timedelta(weeks=weeks)
    left = checkpoint(RecentCourse(indexed(whole)), at, since)
    if not has_all_it_needs(indexed(whole), at):
        return
    for _ in range(later):
        at += timedelta(weeks=1)
        if not has_all_it_needs(indexed(whole), at):
            return
        left = checkpoint(read_back(whole, left), at, since)
    today = at + timedelta(days=DAYS - 1)
    assert what_is_shown(read_back(whole, left), today, since) == what_is_shown(
        RecentCourse(indexed(whole)), today, since
    )


@pytest.mark.parametrize("pains", [(9,) * 120, (9,) * 30 + (3,) + (9,) * 89, (3,) * 119 + (9,)])
def test_pain_that_has_been_high_for_months_says_since_when(pains: tuple[int, ...]) -> None:
    check_ins = tuple(
        replace(_check_in(Random(1), FIRST + timedelta(days=at), at, 5.0), pain_worst=pain)
        for at, pain in enumerate(pains)
    )
    whole = Course(check_ins=check_ins, first_sign_in=FIRST)
    today = FIRST + timedelta(days=len(pains) - 1)
    left = checkpoint(RecentCourse(indexed(whole)), checkpoint_day(today), FIRST)
    recent = read_back(whole, left)
    assert len(recent.index.check_ins) < DAYS + 20
    for course in (recent.index, indexed(whole)):
        assert attention(AttentionFacts(course=course), today) == attention(AttentionFacts(course=whole), today)
    assert streak(whole, today) == recent.streak(today)
