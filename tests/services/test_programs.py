"""Programs: immutable versions, one after the other, lines that keep their identity."""

from dataclasses import replace
from datetime import timedelta

import pytest

from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.program import Load, LoadKind, PainRule, Prescription, Side
from patient_app.services import programs, today
from patient_app.services.programs import MOST_PRESCRIPTIONS, Draft
from tests.builders import Cast, Clock, a_line


def fields_of(refused: pytest.ExceptionInfo[Invalid]) -> list[str]:
    return [each.field for each in refused.value.fields]


def publish(cast: Cast, *lines: Prescription, based_on: int | None = 1, days: int = 0) -> programs.Program:
    draft = Draft(based_on, cast.clinic.today + timedelta(days=days), lines)
    return cast.paul.call(programs.publish, cast.ana.id, draft)


def test_a_prescription_is_kept_to_the_last_field(cast: Cast) -> None:
    full = a_line(
        "band-row", days="mon sun wed", side=Side.LEFT, hold_seconds=5, rest_seconds=45, times_per_day=2,
        load=Load(LoadKind.BAND, "red"), tempo="2-1-2", intensity=6, range_limit="to 90 degrees",
        pain_rule=PainRule(3, 5), precautions="Stop when dizzy", note="Mirror helps",
    )  # fmt: skip
    walk = a_line(
        "walk", sets=1, reps=None, duration_minutes=12.5, times_per_week=5, load=Load(LoadKind.MASS, 2.5, "kg")
    )
    published = publish(cast, full, walk)
    assert [replace(line, id="", line_id="") for line in published.version.prescriptions] == [full, walk]
    assert cast.ana.call(programs.program, cast.ana.id) == published


def test_an_older_version_stays_as_it_was(cast: Cast) -> None:
    before = cast.ana.call(programs.program, cast.ana.id)
    publish(cast, a_line("bird-dog"))
    assert cast.dora.call(programs.program, cast.ana.id, 1) == before
    assert [each.version.version for each in cast.ana.call(programs.versions, cast.ana.id)] == [1, 2]


def test_a_version_that_does_not_exist_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        cast.ana.call(programs.program, cast.ana.id, 2)


@pytest.mark.parametrize("stale", [None, 2])
def test_who_did_not_see_the_newest_version_changes_nothing(cast: Cast, stale: int | None) -> None:
    with pytest.raises(Conflict) as refused:
        publish(cast, a_line(), based_on=stale)
    assert refused.value.current_version == 1
    assert len(cast.ana.call(programs.versions, cast.ana.id)) == 1


def test_a_line_keeps_its_identity_and_gets_a_new_prescription(cast: Cast) -> None:
    bridge = cast.ana.line("bridge")
    [changed] = publish(cast, replace(bridge, sets=2)).version.prescriptions
    assert (changed.line_id, changed.sets) == (bridge.line_id, 2)
    assert changed.id != bridge.id


def test_a_line_that_was_left_out_may_come_back(cast: Cast) -> None:
    bridge = cast.ana.line("bridge")
    publish(cast, a_line("bird-dog"))
    [back] = publish(cast, bridge, based_on=2).version.prescriptions
    assert back.line_id == bridge.line_id


def test_a_line_never_changes_its_exercise_and_stands_once(cast: Cast) -> None:
    bridge = cast.ana.line("bridge")
    with pytest.raises(Invalid) as refused:
        publish(cast, replace(bridge, exercise_id="bird-dog"))
    assert fields_of(refused) == ["prescriptions.0.line_id"]
    with pytest.raises(Invalid) as refused:
        publish(cast, bridge, bridge)
    assert fields_of(refused) == ["prescriptions.1.line_id"]


def test_the_line_of_another_patient_is_not_known(cast: Cast) -> None:
    cast.strange_patient.sharing_with(cast.strange_pt).with_program(a_line("bridge"), by=cast.strange_pt)
    with pytest.raises(Invalid) as refused:
        publish(cast, cast.strange_patient.line("bridge"))
    assert fields_of(refused) == ["prescriptions.0.line_id"]


def test_each_bad_line_is_named(cast: Cast) -> None:
    lines = (
        a_line("levitation"),
        a_line(reps=None),
        a_line("walk", duration_minutes=5.0),
        a_line(line_id="00000000-0000-4000-8000-000000000000"),
    )
    with pytest.raises(Invalid) as refused:
        publish(cast, *lines, days=-1)
    assert fields_of(refused) == [
        "effective_from", "prescriptions.0.exercise_id", "prescriptions.1.reps", "prescriptions.2.duration_minutes",
        "prescriptions.3.line_id",
    ]  # fmt: skip


def test_a_program_has_at_most_thirty_exercises(cast: Cast) -> None:
    with pytest.raises(Invalid):
        publish(cast, *[a_line()] * (MOST_PRESCRIPTIONS + 1))
    publish(cast, *[a_line()] * MOST_PRESCRIPTIONS)


def test_it_may_begin_on_the_patients_today(cast: Cast, clock: Clock) -> None:
    """At 11 in the evening in New York it is tomorrow in UTC already."""
    clock.forward(hours=13)
    cast.paul.signs_in()
    with pytest.raises(Invalid):
        publish(cast, a_line(), days=-1)
    assert publish(cast, a_line()).version.effective_from == cast.clinic.today


def test_a_version_for_later_leaves_today_alone(cast: Cast) -> None:
    publish(cast, a_line("cat-camel"), days=2)
    shown = cast.ana.call(today.today)
    assert (shown.version, shown.next_version_on) == (1, cast.clinic.today + timedelta(days=2))
    later = cast.ana.call(today.today, cast.clinic.today + timedelta(days=2))
    assert [slot.prescription.exercise_id for slot in later.slots] == ["cat-camel"]


def test_of_two_versions_from_the_same_day_the_newer_rules(cast: Cast) -> None:
    publish(cast, a_line("cat-camel"))
    publish(cast, a_line("chin-tuck"), based_on=2)
    assert [slot.prescription.exercise_id for slot in cast.ana.call(today.today).slots] == ["chin-tuck"]


def test_changing_the_dose_at_noon_does_not_change_the_morning(cast: Cast) -> None:
    bridge = cast.ana.line("bridge")
    cast.ana.logs(bridge, sets_done=3)
    publish(cast, replace(bridge, sets=6))
    [slot] = cast.ana.call(today.today).slots
    assert (slot.due, slot.done) == (1, 1)


def test_the_patients_open_screen_is_told(cast: Cast, published: list[frozenset[str]]) -> None:
    published.clear()
    publish(cast, a_line())
    assert frozenset({f"patient:{cast.ana.id}"}) in published
