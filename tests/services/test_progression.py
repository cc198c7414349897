"""Suggested steps: who is told of them, what silences them, and what brings them back."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from patient_app.domain.dose_steps import StepField
from patient_app.domain.entries import MorningSettled
from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.people import SharePart
from patient_app.domain.program import PainRule, Side
from patient_app.domain.progression import StepKind
from patient_app.services import access_log, holds, panel, programs, progression
from patient_app.services.door import Door
from patient_app.services.programs import Draft
from patient_app.services.progression import Suggestion
from patient_app.store.database import Database
from tests.builders import Cast, Someone, a_line
from tests.databases import rows_of

RULE = PainRule(3, 5)


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Ana has a bridge and a mini squat with pain limits, and a clamshell without, for ten days."""
    cast.ana.with_program(
        a_line("bridge", pain_rule=RULE),
        a_line("mini-squat", pain_rule=RULE, sets=2, reps=8),
        a_line("clamshell", side=Side.BOTH),
        by=cast.paul,
    )
    cast.clinic.clock.forward(days=10)
    for person in (cast.ana, cast.paul, cast.dora, cast.strange_pt, cast.admin):
        person.signs_in()
    return cast


def does(cast: Cast, days_ago: int, exercise: str = "bridge", **felt: Any) -> None:
    """All of it, pain 2 and effort 3, unless told otherwise."""
    cast.ana.logs(cast.ana.line(exercise), on=cast.clinic.days_ago(days_ago), **{"pain_during": 2, "effort": 3} | felt)


def is_ready(cast: Cast) -> Suggestion:
    """Two easy green bridges, and what they suggest."""
    does(cast, 3)
    does(cast, 1, pain_during=1)
    [found] = suggested(cast)
    return found


def suggested(cast: Cast, by: Someone | None = None) -> tuple[Suggestion, ...]:
    return (by or cast.paul).call(progression.suggestions, cast.ana.id)


def on_the_caseload(cast: Cast, by: Someone | None = None) -> tuple[Suggestion, ...]:
    [row] = (by or cast.paul).call(panel.panel).patients
    return row.suggestions


def decisions(door: Door) -> list[dict[str, Any]]:
    return rows_of(door.database)["progression_decision"]


# What is suggested ---------------------------------------------------------------------------------------------------


def test_two_easy_green_sessions_suggest_one_step_up(cast: Cast) -> None:
    found = is_ready(cast)
    assert (found.found.kind, found.step.field, found.step.line.reps) == (StepKind.UP, StepField.REPS, 12)
    assert found.step.line.line_id == cast.ana.line("bridge").line_id
    assert [each.pain for each in found.found.sessions] == [2, 1]
    assert on_the_caseload(cast) == (found,)


def test_amber_that_did_not_settle_suggests_one_step_back(cast: Cast) -> None:
    does(cast, 3, "mini-squat", pain_during=5)
    assert suggested(cast) == ()
    cast.ana.checks_in(cast.clinic.days_ago(2), morning_settled=MorningSettled.BIT_MORE)
    [found] = suggested(cast)
    # At the bottom of the usual dose the easier exercise comes, on the same days and with the same pain limits.
    assert (found.found.kind, found.step.field) == (StepKind.BACK, StepField.EXERCISE)
    easier, squat = found.step.line, cast.ana.line("mini-squat")
    assert (easier.exercise_id, easier.line_id, easier.schedule) == ("sit-to-stand", "", squat.schedule)
    assert easier.pain_rule == RULE


def test_red_suggests_fewer_repetitions(cast: Cast) -> None:
    does(cast, 1, "mini-squat", pain_during=8)
    [found] = suggested(cast)
    assert (found.step.field, found.step.line.reps) == (StepField.REPS, 6)


def test_without_a_pain_rule_nothing_is_suggested(cast: Cast) -> None:
    does(cast, 3, "clamshell")
    does(cast, 1, "clamshell")
    assert suggested(cast) == ()


def test_the_step_as_it_is_suggested_can_be_published(cast: Cast) -> None:
    found = is_ready(cast)
    draft = Draft(2, cast.clinic.today, (found.step.line,))
    [line] = cast.paul.call(programs.publish, cast.ana.id, draft).version.prescriptions
    assert (line.line_id, line.reps) == (found.found.line.line_id, 12)
    assert suggested(cast) == ()


def test_publishing_the_step_takes_it_and_another_change_does_not(cast: Cast, door: Door) -> None:
    found = is_ready(cast)
    bridge, squat = cast.ana.line("bridge"), cast.ana.line("mini-squat")
    day = cast.clinic.today
    cast.paul.call(programs.publish, cast.ana.id, Draft(2, day, (replace(bridge, sets=4), squat)))
    assert decisions(door) == []
    cast.paul.call(programs.publish, cast.ana.id, Draft(3, day, (bridge, squat)))
    cast.paul.call(programs.publish, cast.ana.id, Draft(4, day, (found.step.line, squat), "Easy now."))
    [row] = decisions(door)
    assert (row["decision"], row["kind"], row["note"]) == ("taken", "step_up", "Easy now.")


def test_publishing_the_easier_exercise_in_the_place_of_the_line_takes_the_step_back(cast: Cast, door: Door) -> None:
    does(cast, 3, "mini-squat", pain_during=5)
    cast.ana.checks_in(cast.clinic.days_ago(2), morning_settled=MorningSettled.MUCH_MORE)
    [found] = suggested(cast)
    draft = Draft(2, cast.clinic.today, (cast.ana.line("bridge"), found.step.line))
    cast.paul.call(programs.publish, cast.ana.id, draft)
    assert [(row["decision"], row["kind"]) for row in decisions(door)] == [("taken", "step_back")]


def test_a_program_on_hold_has_no_step_up(cast: Cast) -> None:
    is_ready(cast)
    cast.paul.call(holds.start_hold, cast.ana.id, "Rest until Monday.")
    assert suggested(cast) == on_the_caseload(cast) == ()


# Who is told ---------------------------------------------------------------------------------------------------------


def test_a_pt_without_a_share_finds_nobody(cast: Cast) -> None:
    key = is_ready(cast).key
    calls: list[Callable[[], object]] = [
        lambda: cast.strange_pt.call(progression.suggestions, cast.ana.id),
        lambda: cast.strange_pt.call(progression.dismiss, cast.ana.id, key),
    ]
    for call in calls:
        with pytest.raises(NotFound):
            call()
    assert decisions(cast.clinic.door) == []


def test_steps_are_the_pts_alone(cast: Cast) -> None:
    key = is_ready(cast).key
    for person in (cast.dora, cast.ana, cast.admin):
        with pytest.raises(WrongRole):
            suggested(cast, by=person)
        with pytest.raises(WrongRole):
            person.call(progression.dismiss, cast.ana.id, key)
    assert on_the_caseload(cast, by=cast.dora) == ()


def test_without_the_pain_part_half_the_evidence_is_missing_and_nothing_is_suggested(cast: Cast) -> None:
    key = is_ready(cast).key
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.PROGRAM}))
    assert suggested(cast, by=cast.strange_pt) == on_the_caseload(cast, by=cast.strange_pt) == ()
    with pytest.raises(NotFound):
        cast.strange_pt.call(progression.dismiss, cast.ana.id, key)


def test_without_the_program_part_the_patient_is_not_found(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_pt, parts=frozenset({SharePart.PAIN}))
    is_ready(cast)
    with pytest.raises(NotFound):
        suggested(cast, by=cast.strange_pt)
    assert on_the_caseload(cast, by=cast.strange_pt) == ()


# Decisions -----------------------------------------------------------------------------------------------------------


def test_a_decision_silences_it_and_is_kept_with_its_evidence(cast: Cast, door: Door) -> None:
    found = is_ready(cast)
    cast.paul.call(progression.dismiss, cast.ana.id, found.key, " Next week. ")
    assert suggested(cast) == on_the_caseload(cast) == ()
    [row] = decisions(door)
    assert (row["decision"], row["kind"], row["note"]) == ("dismissed", "step_up", "Next week.")
    assert (row["decided_by"], row["line_id"]) == (cast.paul.id, cast.ana.line("bridge").line_id)
    assert set(row["evidence"]["logs"]) == found.found.evidence
    [first, second] = row["evidence"]["sessions"]
    assert (first["sets"], first["reps"], first["pain"], first["effort"]) == (3, 10, 2, 3)
    assert second["on"] == cast.clinic.days_ago(1).isoformat()


def test_two_new_sessions_bring_it_back(cast: Cast) -> None:
    cast.paul.call(progression.dismiss, cast.ana.id, is_ready(cast).key)
    does(cast, 0)
    assert suggested(cast) == ()
    cast.clinic.clock.forward(days=1)
    cast.paul.signs_in()
    does(cast, 0)
    [found] = suggested(cast)
    assert [each.on for each in found.found.sessions] == [cast.clinic.days_ago(1), cast.clinic.today]


def test_a_new_red_session_brings_the_step_back_again(cast: Cast) -> None:
    does(cast, 2, "mini-squat", pain_during=8)
    [first] = suggested(cast)
    cast.paul.call(progression.dismiss, cast.ana.id, first.key)
    does(cast, 1, "mini-squat", pain_during=7)
    [again] = suggested(cast)
    assert [each.pain for each in again.found.sessions] == [7]


def test_a_decision_on_one_line_leaves_the_others(cast: Cast) -> None:
    does(cast, 1, "mini-squat", pain_during=8)
    does(cast, 3)
    does(cast, 1)
    bridge, squat = suggested(cast)
    cast.paul.call(progression.dismiss, cast.ana.id, bridge.key)
    assert suggested(cast) == (squat,)


def test_what_is_no_longer_suggested_cannot_be_decided(cast: Cast, door: Door) -> None:
    found = is_ready(cast)
    does(cast, 0, pain_during=5)
    for key in (found.key, "nothing", ""):
        with pytest.raises(NotFound):
            cast.paul.call(progression.dismiss, cast.ana.id, key)
    assert decisions(door) == []


def test_a_note_has_an_end(cast: Cast, door: Door) -> None:
    key = is_ready(cast).key
    with pytest.raises(Invalid):
        cast.paul.call(progression.dismiss, cast.ana.id, key, "x" * 2001)
    assert decisions(door) == []


def test_a_decision_is_audited_without_health_data_and_open_screens_are_told(
    cast: Cast, door: Door, published: list[frozenset[str]]
) -> None:
    key = is_ready(cast).key
    published.clear()
    cast.paul.call(progression.dismiss, cast.ana.id, key, "Knee was sore.")
    event = next(row for row in rows_of(door.database)["audit_event"] if row["action"] == "progression.dismissed")
    assert (event["patient_id"], event["detail"]) == (cast.ana.id, {"step": "step_up"})
    assert frozenset({f"patient:{cast.ana.id}"}) in published
    looks = cast.ana.call(access_log.access_log)
    assert "progression.dismissed" in {look.action for look in looks}


def test_the_look_at_the_evidence_is_in_the_access_log(cast: Cast, database: Database) -> None:
    is_ready(cast)
    kinds = {row["object_kind"] for row in rows_of(database)["audit_event"] if row["action"] == "record.viewed"}
    assert {"program", "pain"} <= kinds
