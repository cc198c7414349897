"""When a line is ready for one step up, and when it needs one back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from patient_app.domain.course import Hold, HoldLevel
from patient_app.domain.entries import CheckIn, ExerciseLog, MorningSettled
from patient_app.domain.pain import PainColour
from patient_app.domain.program import PainRule, Prescription, ProgramVersion, Side
from patient_app.domain.progression import Progression, StepKind, progression
from tests.unit.domain.builders import (
    a_check_in,
    a_course,
    a_flare,
    a_log,
    a_prescription,
    a_version,
    day,
    not_done,
    on,
    weekly,
)

RULE = PainRule(3, 5)
BRIDGE = a_prescription(pain_rule=RULE)
TODAY = day(9)


def a_session(on: date, line: Prescription = BRIDGE, **felt: Any) -> ExerciseLog:
    """All of it, pain 2 and effort 3, unless told otherwise."""
    return a_log(line, on, **{"pain_during": 2, "effort": 3} | felt)


def due(
    *logs: ExerciseLog,
    versions: Iterable[ProgramVersion] = (a_version(BRIDGE),),
    check_ins: Iterable[CheckIn] = (),
    holds: Iterable[Hold] = (),
    today: date = TODAY,
    decided: dict[StepKind, frozenset[str]] | None = None,
) -> Progression | None:
    """The one step that is due."""
    found = progression(a_course(*versions, logs=logs, check_ins=check_ins, holds=holds), today, decided)
    assert len(found) < 2
    return found[0] if found else None


def kind(found: Progression | None) -> StepKind | None:
    return found.kind if found else None


EASY = (a_session(day(5)), a_session(day(7), pain_during=1, effort=4))


def test_two_whole_green_easy_sessions_in_a_row_are_a_step_up() -> None:
    found = due(*EASY)
    assert found is not None
    assert (found.kind, found.line, found.before) == (StepKind.UP, BRIDGE, None)
    assert [(each.on, each.sets, each.reps, each.pain, each.effort) for each in found.sessions] == [
        (day(5), 3, 10, 2, 3),
        (day(7), 3, 10, 1, 4),
    ]
    assert found.evidence == {log.id for log in EASY}


def test_the_last_two_count() -> None:
    found = due(a_session(day(2), effort=9), *EASY)
    assert found is not None and [each.on for each in found.sessions] == [day(5), day(7)]


@pytest.mark.parametrize(
    "second",
    [
        {"sets_done": 2},
        {"reps_done": 9},
        {"pain_during": 4},
        {"pain_during": None},
        {"effort": 5},
        {"effort": None},
    ],
    ids=["a set missing", "a rep missing", "amber", "pain not given", "not easy", "effort not given"],
)
@pytest.mark.parametrize("at", [0, 1])
def test_one_thing_short_in_either_session_is_no_step_up(second: dict[str, Any], at: int) -> None:
    logs = [*EASY]
    logs[at] = replace(logs[at], **second)
    assert due(*logs) is None


def test_one_session_alone_is_no_step_up() -> None:
    assert due(EASY[1]) is None


def test_without_a_pain_rule_pain_has_no_colour_and_nothing_is_suggested() -> None:
    plain = a_prescription()
    assert due(a_session(day(5), plain), a_session(day(7), plain), versions=[a_version(plain)]) is None


def test_a_pain_rule_that_was_taken_away_judges_nothing_any_more() -> None:
    plain = replace(BRIDGE, id="bridge-2", pain_rule=None)
    versions = [a_version(BRIDGE), a_version(plain, starts=day(8), number=2)]
    assert due(*EASY, versions=versions) is None
    assert due(a_session(day(7), pain_during=9), versions=versions) is None


def test_a_not_done_report_between_is_no_session() -> None:
    assert kind(due(EASY[0], not_done(BRIDGE, day(6)), EASY[1])) is StepKind.UP


def test_sessions_of_more_than_two_weeks_ago_say_nothing_of_today() -> None:
    assert kind(due(*EASY, today=day(18))) is StepKind.UP
    assert due(*EASY, today=day(19)) is None


def test_twice_a_day_needs_both_times() -> None:
    twice = replace(BRIDGE, times_per_day=2)
    full = [a_session(day(n), twice, hour=hour) for n in (5, 7) for hour in (8, 18)]
    assert kind(due(*full, versions=[a_version(twice)])) is StepKind.UP
    assert due(*full[:-1], versions=[a_version(twice)]) is None


def test_a_part_of_today_says_nothing_yet_unless_it_hurt() -> None:
    today = a_session(TODAY, sets_done=1)
    assert kind(due(*EASY, today)) is StepKind.UP
    assert due(*EASY, replace(today, pain_during=5)) is None


def test_work_on_an_unplanned_day_counts_when_it_is_whole() -> None:
    mondays = replace(BRIDGE, schedule=on("mon"))
    versions = [a_version(mondays)]
    monday, tuesday = a_session(day(7), mondays), a_session(day(8), mondays)
    assert kind(due(monday, tuesday, versions=versions)) is StepKind.UP
    part = replace(tuesday, sets_done=1)
    assert due(monday, part, versions=versions) is None
    assert kind(due(a_session(day(0), mondays), monday, part, versions=versions)) is StepKind.UP


def test_any_days_of_the_week_count_alike() -> None:
    flexible = replace(BRIDGE, schedule=weekly(3))
    logs = [a_session(day(n), flexible) for n in (7, 8)]
    assert kind(due(*logs, versions=[a_version(flexible)])) is StepKind.UP


def test_the_two_sides_are_one_session_and_both_are_needed() -> None:
    both = replace(BRIDGE, side=Side.BOTH)
    left = [a_session(day(n), both, side=Side.LEFT) for n in (5, 7)]
    right = [a_log(both, day(n), 9, side=Side.RIGHT) for n in (5, 7)]
    found = due(*left, *right, versions=[a_version(both)])
    assert found is not None and (found.kind, found.sessions[0].sets) == (StepKind.UP, 3)
    assert due(*left, *right[:1], versions=[a_version(both)]) is None


def test_a_new_dose_begins_anew_and_a_version_that_leaves_it_alone_does_not() -> None:
    other = a_prescription("walk")
    same = replace(BRIDGE, id="bridge-2", note="Slower.", pain_rule=PainRule(2, 4))
    more = replace(BRIDGE, id="bridge-2", reps=12)
    for line, expected in ((same, StepKind.UP), (more, None)):
        versions = [a_version(BRIDGE), a_version(line, other, starts=day(6), number=2)]
        found = due(a_session(day(5)), a_session(day(7), line), versions=versions)
        assert kind(found) is expected


def test_the_dose_before_is_known() -> None:
    more = replace(BRIDGE, id="bridge-2", reps=12)
    versions = [a_version(BRIDGE), a_version(more, starts=day(4), number=2)]
    found = due(a_session(day(5), more), a_session(day(7), more), versions=versions)
    assert found is not None and (found.line, found.before) == (more, BRIDGE)


@pytest.mark.parametrize("lines", [[], [replace(BRIDGE, id="bridge-2", sets=4)]])
def test_what_a_version_to_come_changes_is_decided_already(lines: list[Prescription]) -> None:
    assert due(*EASY, versions=[a_version(BRIDGE), a_version(*lines, starts=day(12), number=2)]) is None


def test_a_version_to_come_that_leaves_the_line_alone_has_the_step() -> None:
    later = replace(BRIDGE, id="bridge-2")
    found = due(*EASY, versions=[a_version(BRIDGE), a_version(later, starts=day(12), number=2)])
    assert found is not None and found.line.id == "bridge-2"


@pytest.mark.parametrize(
    "hold",
    [
        Hold(day(8)),
        Hold(TODAY, cleared_on=TODAY),
        Hold(day(1), level=HoldLevel.URGENT),
        Hold(day(8), level=HoldLevel.EMERGENCY),
    ],
)
def test_no_step_up_on_hold_or_with_an_open_warning_sign(hold: Hold) -> None:
    assert due(*EASY, holds=[hold]) is None


def test_a_hold_that_is_over_is_no_matter() -> None:
    assert kind(due(*EASY, holds=[Hold(day(1), cleared_on=day(4))])) is StepKind.UP


@pytest.mark.parametrize("flare", [day(5), day(6), TODAY])
def test_no_step_up_in_a_flare(flare: date) -> None:
    assert due(*EASY, check_ins=[a_flare(flare)]) is None


def test_a_flare_of_before_is_past_when_a_later_check_in_says_so() -> None:
    assert due(*EASY, check_ins=[a_flare(day(3))]) is None
    assert kind(due(*EASY, check_ins=[a_flare(day(3)), a_check_in(day(6))])) is StepKind.UP


# Back ----------------------------------------------------------------------------------------------------------------


def test_a_red_session_is_a_step_back() -> None:
    found = due(a_session(day(7), pain_during=6, sets_done=1))
    assert found is not None
    assert (found.kind, found.is_red) == (StepKind.BACK, True)
    [session] = found.sessions
    assert (session.pain, session.colour, session.sets) == (6, PainColour.RED, 1)


def test_an_attempt_that_hurt_counts_though_nothing_was_done() -> None:
    assert kind(due(a_session(day(7), pain_during=8, sets_done=0))) is StepKind.BACK


@pytest.mark.parametrize("settled", [MorningSettled.BIT_MORE, MorningSettled.MUCH_MORE])
def test_amber_that_has_not_settled_by_the_next_morning_is_a_step_back(settled: MorningSettled) -> None:
    found = due(a_session(day(7), pain_during=5), check_ins=[a_check_in(day(8), morning_settled=settled)])
    assert found is not None
    assert (found.kind, found.is_red, found.sessions[0].settled) == (StepKind.BACK, False, settled)


@pytest.mark.parametrize(
    "morning",
    [
        a_check_in(day(8), morning_settled=MorningSettled.YES),
        a_check_in(day(8)),
        a_check_in(day(7), morning_settled=MorningSettled.BIT_MORE),
        a_check_in(day(9), morning_settled=MorningSettled.BIT_MORE),
    ],
)
def test_amber_that_settled_or_of_which_nothing_is_said_is_none(morning: CheckIn) -> None:
    assert due(a_session(day(7), pain_during=5), check_ins=[morning]) is None


@pytest.mark.parametrize("morning", [6, 8])
def test_green_with_a_worse_morning_is_neither(morning: int) -> None:
    unsettled = a_check_in(day(morning), morning_settled=MorningSettled.BIT_MORE)
    assert due(*EASY, check_ins=[unsettled]) is None


def test_resting_pain_lifts_the_limits() -> None:
    """With constant pain of 5 a pain of 5 while exercising is no more than at rest."""
    session = a_session(day(7), pain_during=6)
    assert due(session, check_ins=[a_check_in(day(7), hour=7, pain_now=5)]) is None
    assert kind(due(session)) is StepKind.BACK


def test_two_calm_sessions_after_red_and_it_is_past() -> None:
    red = a_session(day(3), pain_during=7)
    assert kind(due(red, EASY[0])) is StepKind.BACK
    assert kind(due(red, *EASY)) is StepKind.UP


def test_back_outranks_up() -> None:
    """Red in extra work between two easy sessions."""
    monday_friday = replace(BRIDGE, schedule=on("mon fri"))
    logs = [a_session(day(n), monday_friday) for n in (4, 7)]
    extra = a_session(day(8), monday_friday, sets_done=1, pain_during=9)
    assert kind(due(*logs, extra, versions=[a_version(monday_friday)])) is StepKind.BACK


def test_a_step_back_is_suggested_on_hold_too() -> None:
    assert kind(due(a_session(day(7), pain_during=6), holds=[Hold(day(8))])) is StepKind.BACK


# Decisions -----------------------------------------------------------------------------------------------------------


def test_what_was_decided_on_the_same_sessions_is_silent_until_two_more() -> None:
    decided = {StepKind.UP: frozenset(log.id for log in EASY)}
    third, fourth = a_session(day(8)), a_session(day(9))
    assert due(*EASY, decided=decided) is None
    assert due(*EASY, third, decided=decided) is None
    found = due(*EASY, third, fourth, decided=decided)
    assert found is not None and [each.on for each in found.sessions] == [day(8), day(9)]


def test_after_a_decision_a_new_red_session_is_a_step_back_again() -> None:
    first, second = a_session(day(5), pain_during=7), a_session(day(7), pain_during=7)
    decided = {StepKind.BACK: frozenset({first.id})}
    assert due(first, decided=decided) is None
    found = due(first, second, decided=decided)
    assert found is not None and [each.on for each in found.sessions] == [day(7)]


def test_a_decision_on_the_other_way_silences_nothing() -> None:
    decided = {StepKind.BACK: frozenset(log.id for log in EASY)}
    assert kind(due(*EASY, decided=decided)) is StepKind.UP


def test_each_line_has_its_own() -> None:
    squat = a_prescription("squat", pain_rule=RULE)
    logs = [*EASY, a_session(day(5), squat, pain_during=9), a_session(day(7), squat)]
    found = progression(a_course(a_version(BRIDGE, squat), logs=logs), TODAY)
    assert [(each.line.exercise_id, each.kind) for each in found] == [
        ("bridge", StepKind.UP),
        ("squat", StepKind.BACK),
    ]


def test_without_a_program_there_is_nothing() -> None:
    assert progression(a_course(), TODAY) == ()
