"""One step of a dose: which thing, by how much, and back again."""

from typing import Any

import pytest

from patient_app.domain.dose_steps import Ladder, StepField, added_percent, step_back, step_up, with_general
from patient_app.domain.program import Load, LoadKind, Prescription
from patient_app.domain.usual_dose import UsualRange
from tests.unit.domain.builders import a_prescription

BRIDGE = Ladder(UsualRange(sets=(2, 3), reps=(8, 12), hold_seconds=(3, 5)))
STRETCH = Ladder(UsualRange(reps=(3, 5), hold_seconds=(15, 30)))
WALK = Ladder(UsualRange(duration_minutes=(5, 45)))
SHIFT = Ladder(UsualRange(duration_minutes=(1, 2)))
EASIER, HARDER = a_prescription("pelvic-tilt"), a_prescription("one-leg-bridge")


def kilos(value: float) -> Load:
    return Load(LoadKind.MASS, value, "kg")


def pounds(value: float) -> Load:
    return Load(LoadKind.MASS, value, "lb")


def band(colour: str | None) -> Load:
    return Load(LoadKind.BAND, colour)


def a_stretch(**dose: Any) -> Prescription:
    return a_prescription("figure-4", **{"sets": 1, "reps": 5, "hold_seconds": 15} | dose)


def a_walk(minutes: float) -> Prescription:
    return a_prescription("walk", sets=1, reps=None, duration_minutes=minutes)


UPS = {
    "reps come first": (a_prescription(sets=2, reps=10), BRIDGE, {"reps": 12}),
    "a step never passes the top": (a_prescription(sets=2, reps=11), BRIDGE, {"reps": 12}),
    "a few reps go up by one": (a_prescription(sets=2, reps=4), BRIDGE, {"reps": 5}),
    "then sets": (a_prescription(sets=2, reps=12), BRIDGE, {"sets": 3}),
    "reps above the usual are at their top": (a_prescription(sets=2, reps=15), BRIDGE, {"sets": 3}),
    "then the load": (a_prescription(sets=3, reps=12, load=kilos(5)), BRIDGE, {"load": kilos(5.5)}),
    "at last the hold": (a_prescription(sets=3, reps=12, hold_seconds=3), BRIDGE, {"hold_seconds": 5}),
    "where holding is the exercise it comes first": (a_stretch(hold_seconds=15), STRETCH, {"hold_seconds": 20}),
    "then its times": (a_stretch(reps=4, hold_seconds=30), STRETCH, {"reps": 5}),
    "short walks grow by 2 minutes": (a_walk(10), WALK, {"duration_minutes": 12.0}),
    "long ones by a tenth": (a_walk(30), WALK, {"duration_minutes": 33.0}),
    "a minute or two by half a minute": (a_walk(1.0), SHIFT, {"duration_minutes": 1.5}),
}  # fmt: skip


@pytest.mark.parametrize(("line", "ladder", "changed"), UPS.values(), ids=UPS.keys())
def test_a_step_up_raises_one_thing(line: Prescription, ladder: Ladder, changed: dict[str, Any]) -> None:
    step = step_up(line, ladder)
    assert step is not None
    assert {name: getattr(step.line, name) for name in changed} == changed
    [field] = changed
    assert step.field == field


@pytest.mark.parametrize(("line", "ladder", "changed"), UPS.values(), ids=UPS.keys())
def test_one_step_up_and_one_back_is_where_one_was(line: Prescription, ladder: Ladder, changed: dict[str, Any]) -> None:
    step = step_up(line, ladder)
    assert step is not None
    back = step_back(step.line, ladder, before=line)
    assert back is not None and back.line == line


@pytest.mark.parametrize(
    ("load", "heavier", "percent"),
    [
        (kilos(2), kilos(2.5), 25.0),
        (kilos(5), kilos(5.5), 10.0),
        (kilos(20), kilos(21), 5.0),
        (kilos(5.25), kilos(5.75), 9.5),
        (pounds(5), pounds(6), 20.0),
        (pounds(30), pounds(32), 6.7),
    ],
)
def test_a_weight_grows_by_a_twentieth_in_whole_plates(load: Load, heavier: Load, percent: float) -> None:
    step = step_up(a_prescription(sets=3, reps=12, load=load), BRIDGE)
    assert step is not None and step.line.load == heavier
    assert added_percent(load, step.line.load) == percent


def test_the_next_band_is_the_next_colour() -> None:
    at_the_top = a_prescription(sets=3, reps=12, load=band("red"))
    step = step_up(at_the_top, BRIDGE)
    assert step is not None and step.line.load == band("green")
    back = step_back(at_the_top, BRIDGE)
    assert back is not None and back.line.load == band("yellow")


@pytest.mark.parametrize("load", [None, Load(LoadKind.BODY), band("gold"), band(None), band("mauve"), kilos(500)])
def test_what_has_no_next_load_leads_to_the_harder_exercise(load: Load | None) -> None:
    top = a_prescription(sets=3, reps=12, load=load)
    step = step_up(top, Ladder(BRIDGE.usual, harder=(HARDER,)))
    assert step is not None and (step.field, step.line) == (StepField.EXERCISE, HARDER)
    assert step_up(top, BRIDGE) is None


def test_without_a_range_nobody_says_where_to_stop() -> None:
    assert step_up(a_prescription(), Ladder()) is None


def test_the_general_dose_stands_in_for_a_source_that_gives_no_range() -> None:
    assert with_general(UsualRange(), "strength").reps == (8, 12)
    assert with_general(UsualRange(reps=(5, 10)), "strength") == UsualRange(reps=(5, 10))
    assert with_general(UsualRange(), "balance") == UsualRange()


def test_the_dose_of_before_comes_back_though_another_way_leads_here_too() -> None:
    now, before = a_prescription(sets=3, reps=12), a_prescription(sets=3, reps=10)
    back, alone = step_back(now, BRIDGE, before), step_back(now, BRIDGE)
    assert back is not None and (back.field, back.line.reps, back.line.sets) == (StepField.REPS, 10, 3)
    assert alone is not None and (alone.field, alone.line.reps, alone.line.sets) == (StepField.SETS, 12, 2)


@pytest.mark.parametrize("before", [a_prescription(sets=2, reps=8), a_prescription(reps=12), a_prescription(reps=10)])
def test_a_dose_of_before_that_differs_in_more_or_was_higher_does_not(before: Prescription) -> None:
    back = step_back(a_prescription(sets=3, reps=10), BRIDGE, before)
    assert back is not None and (back.line.sets, back.line.reps) == (3, 8)


def test_at_the_bottom_the_easier_exercise_comes() -> None:
    bottom = a_prescription(sets=2, reps=8)
    step = step_back(bottom, Ladder(BRIDGE.usual, easier=(EASIER,)))
    assert step is not None and (step.field, step.line) == (StepField.EXERCISE, EASIER)


def test_without_an_easier_one_it_is_less_of_the_same() -> None:
    step = step_back(a_prescription(sets=2, reps=8), BRIDGE)
    assert step is not None and step.line.reps == 6


def test_after_red_it_is_less_of_it_at_once() -> None:
    ladder = Ladder(BRIDGE.usual, easier=(EASIER,))
    step = step_back(a_prescription(sets=2, reps=8), ladder, less=True)
    assert step is not None and (step.field, step.line.reps) == (StepField.REPS, 6)
    walk = step_back(a_walk(20), WALK, less=True)
    assert walk is not None and walk.line.duration_minutes == 18


def test_from_one_repetition_there_is_no_way_back() -> None:
    assert step_back(a_prescription(sets=1, reps=1), BRIDGE) is None
