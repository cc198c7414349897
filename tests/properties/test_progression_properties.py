"""Steps over random courses: one a line, only with evidence for it, and silent once decided."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from patient_app.domain.course import Course, Hold
from patient_app.domain.course_index import indexed
from patient_app.domain.entries import ExerciseLog, MorningSettled
from patient_app.domain.pain import PainColour
from patient_app.domain.program import PainRule, ProgramVersion
from patient_app.domain.progression import StepKind, progression
from patient_app.domain.settings import DEFAULT_SETTINGS
from tests.unit.domain.builders import (
    EVERY_DAY,
    a_check_in,
    a_course,
    a_log,
    a_prescription,
    a_version,
    day,
    on,
    weekly,
)

many = settings(max_examples=200, deadline=None)
LAST = 16
RULE = PainRule(3, 5)
mornings = st.sampled_from([None, None, *MorningSettled])
pains = st.sampled_from([None, 1, 2, 2, 2, 3, 5, 8])
efforts = st.sampled_from([None, 2, 3, 3, 4, 6])
sets = st.sampled_from([None, None, None, 3, 2, 0])
todays = st.integers(10, LAST).map(day)


@st.composite
def days_of_logs(draw: st.DrawFn, versions: tuple[ProgramVersion, ...]) -> list[ExerciseLog]:
    """On most days most lines are worked on, each by a prescription that is in force or was."""
    found = []
    for offset in range(LAST + 1):
        for version in versions:
            for line in version.prescriptions:
                if draw(st.integers(0, 3)):
                    felt = {"pain_during": draw(pains), "effort": draw(efforts), "sets_done": draw(sets)}
                    found.append(a_log(line, day(offset), id=f"log-{offset}-{line.id}", **felt))
    return found


@st.composite
def felt_courses(draw: st.DrawFn) -> Course:
    """Two lines, in a second version for some; pain and effort in most logs, mornings in some check-ins."""
    bridge = a_prescription("bridge", draw(st.sampled_from([on(EVERY_DAY), on("mon wed fri"), weekly(4)])))
    squat = a_prescription("squat", times_per_day=draw(st.integers(1, 2)))
    lines = tuple(replace(line, pain_rule=RULE) for line in (bridge, squat))
    later = tuple(
        replace(line, id=f"{line.line_id}-2", reps=draw(st.sampled_from([10, 12])))
        for line in lines
        if draw(st.booleans())
    )
    versions = (a_version(*lines), a_version(*later, starts=day(draw(st.integers(3, LAST + 2))), number=2))
    versions = versions[: draw(st.integers(1, 2))]
    checked = draw(st.lists(st.integers(0, LAST), max_size=6, unique=True))
    return a_course(
        *versions,
        logs=draw(days_of_logs(versions)),
        check_ins=[
            a_check_in(day(offset), flare=not draw(st.integers(0, 7)), morning_settled=draw(mornings))
            for offset in checked
        ],
        holds=[Hold(day(offset)) for offset in draw(st.lists(st.integers(8, 40), max_size=1))],
    )


@many
@given(felt_courses(), todays)
def test_each_step_has_the_evidence_for_it(course: Course, today: date) -> None:
    found = progression(course, today)
    assert len({each.line.line_id for each in found}) == len(found)
    index = indexed(course)
    for each in found:
        assert each.line.line_id in index.lines_on(today)
        assert all((today - session.on).days < DEFAULT_SETTINGS.progression_days for session in each.sessions)
        assert [session.on for session in each.sessions] == sorted({session.on for session in each.sessions})
        if each.kind is StepKind.UP:
            assert len(each.sessions) == 2 and not index.on_hold(today)
            assert all(session.is_whole and session.colour is PainColour.GREEN for session in each.sessions)
            assert all(session.effort is not None and session.effort <= 4 for session in each.sessions)
        else:
            assert each.sessions and all(session.asks_for_less for session in each.sessions)


@many
@given(felt_courses(), todays)
def test_what_was_decided_is_silent(course: Course, today: date) -> None:
    for each in progression(course, today):
        again = progression(course, today, {each.kind: each.evidence})
        same = [one for one in again if one.line.line_id == each.line.line_id and one.kind is each.kind]
        assert all(one.evidence.isdisjoint(each.evidence) for one in same)


@many
@given(felt_courses(), todays)
def test_the_order_of_arrival_does_not_matter(course: Course, today: date) -> None:
    turned = replace(course, logs=course.logs[::-1], check_ins=course.check_ins[::-1], versions=course.versions[::-1])
    assert progression(turned, today) == progression(course, today)


@many
@given(felt_courses(), todays)
def test_without_pain_limits_there_is_no_step(course: Course, today: date) -> None:
    plain = replace(
        course,
        versions=tuple(
            replace(each, prescriptions=tuple(replace(line, pain_rule=None) for line in each.prescriptions))
            for each in course.versions
        ),
    )
    assert progression(plain, today) == ()
