"""Suggested steps in words, in both languages."""

from dataclasses import replace
from typing import Any

import pytest

from patient_app.content.locales import translator
from patient_app.domain.dose_steps import Ladder, Step, StepField, step_back, step_up
from patient_app.domain.entries import MorningSettled
from patient_app.domain.pain import PainColour
from patient_app.domain.program import Load, LoadKind, Prescription
from patient_app.domain.progression import LineSession, Progression, StepKind
from patient_app.domain.usual_dose import UsualRange
from patient_app.presenters.progression import note, sentence, step_view, step_words
from tests.unit.domain.builders import a_prescription, day

t, es = translator("en"), translator("es")
TODAY = day(14)
BRIDGE = a_prescription("Bridge")
LADDER = Ladder(UsualRange(sets=(2, 3), reps=(8, 12)))


def a_session(offset: int, **fields: Any) -> LineSession:
    values = {
        "log_ids": (f"log-{offset}",),
        "sets": 3,
        "reps": 10,
        "hold_seconds": None,
        "duration_minutes": None,
        "is_whole": True,
        "is_planned": True,
        "pain": 2,
        "colour": PainColour.GREEN,
        "effort": 3,
        "settled": None,
    }
    return LineSession(on=day(offset), **{**values, **fields})


UP = Progression(StepKind.UP, BRIDGE, None, (a_session(9), a_session(11, pain=1)))


def back(*sessions: LineSession) -> Progression:
    return Progression(StepKind.BACK, BRIDGE, None, sessions)


AMBER = {"pain": 5, "colour": PainColour.AMBER, "settled": MorningSettled.BIT_MORE}


def up_step(line: Prescription = BRIDGE) -> Step:
    step = step_up(line, LADDER)
    assert step is not None
    return step


def back_step() -> Step:
    step = step_back(BRIDGE, LADDER)
    assert step is not None
    return step


def test_a_step_up_says_both_sessions_with_their_figures() -> None:
    assert sentence(t, UP, up_step(), str, TODAY) == (
        "Bridge: all 3 × 10 on Mar 11 and Mar 13, pain 2 and 1, effort 3 and 3. One step up: 12 repetitions."
    )
    assert sentence(es, UP, up_step(), str, TODAY) == (
        "Bridge: todo (3 × 10) el 11 mar y 13 mar, dolor 2 y 1, esfuerzo 3 y 3. Un paso más: 12 repeticiones."
    )


def test_a_step_back_says_the_colour_and_the_next_morning() -> None:
    found = back(a_session(11, sets=2, **AMBER))
    assert sentence(t, found, back_step(), str, TODAY) == (
        "Bridge: 2 × 10 on Mar 13, pain 5 (amber), a bit more pain the next morning. One step back: 8 repetitions."
    )
    assert sentence(es, found, back_step(), str, TODAY) == (
        "Bridge: 2 × 10 el 13 mar, dolor 5 (amarillo), un poco más de dolor a la mañana siguiente. "
        "Un paso atrás: 8 repeticiones."
    )


def test_days_alike_are_said_once_and_others_apart() -> None:
    much = {**AMBER, "settled": MorningSettled.MUCH_MORE}
    red = {"pain": 7, "colour": PainColour.RED}
    alike = back(a_session(9, **much), a_session(11, **{**much, "pain": 4}))
    assert "3 × 10 on Mar 11 and Mar 13, pain 5 and 4 (amber), much more pain the next morning. One" in sentence(
        t, alike, back_step(), str, TODAY
    )
    apart = back(a_session(9, **red), a_session(11, **AMBER))
    assert "3 × 10 on Mar 11, pain 7 (red); 3 × 10 on Mar 13, pain 5 (amber), a bit" in sentence(
        t, apart, back_step(), str, TODAY
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sets": 1, "reps": None, "duration_minutes": 12.5}, "all 12.5 min on"),
        ({"sets": 2, "reps": None, "duration_minutes": 5.0}, "all 2 × 5 min on"),
        ({"reps": None, "hold_seconds": 30}, "all 3 × 30 s on"),
        ({"reps": 1, "hold_seconds": 30}, "all 3 × 30 s on"),
    ],
)
def test_what_all_is(fields: dict[str, Any], words: str) -> None:
    assert words in sentence(t, replace(UP, line=replace(BRIDGE, **fields)), up_step(), str, TODAY)


def kilos(value: float) -> Load:
    return Load(LoadKind.MASS, value, "kg")


def band(colour: str) -> Load:
    return Load(LoadKind.BAND, colour)


STEPS = {
    "sets": (StepField.SETS, {"sets": 4}, "4 sets"),
    "hold": (StepField.HOLD, {"hold_seconds": 5}, "hold 5 seconds"),
    "minutes": (StepField.MINUTES, {"duration_minutes": 12.0}, "12 min"),
    "weight": (StepField.LOAD, {"load": kilos(5.5)}, "5.5 kg (10% more)"),
    "lighter": (StepField.LOAD, {"load": kilos(4.5)}, "4.5 kg (10% less)"),
}


@pytest.mark.parametrize(("field", "after", "words"), STEPS.values(), ids=STEPS.keys())
def test_the_one_thing_in_words(field: StepField, after: dict[str, Any], words: str) -> None:
    line = replace(BRIDGE, load=kilos(5))
    assert step_words(t, line, Step(field, replace(line, **after)), str) == words


def test_a_small_weight_says_how_much_more_it_is() -> None:
    line = replace(BRIDGE, load=kilos(2))
    assert step_words(t, line, Step(StepField.LOAD, replace(line, load=kilos(2.5))), str) == "2.5 kg (25% more)"


def test_the_next_band_is_said_as_such_for_makers_differ() -> None:
    red, green = replace(BRIDGE, load=band("red")), replace(BRIDGE, load=band("green"))
    assert step_words(t, red, Step(StepField.LOAD, green), str) == "the next stronger band, green with many makers"
    assert step_words(es, green, Step(StepField.LOAD, red), str) == (
        "la siguiente banda más suave, roja en muchas marcas"
    )


def test_another_exercise_comes_with_its_dose() -> None:
    step = Step(StepField.EXERCISE, a_prescription("Pelvic tilt", sets=1, hold_seconds=5))
    assert step_words(t, BRIDGE, step, str) == "Pelvic tilt in its place, 1 set of 10, hold 5 seconds"


def test_the_note_says_what_changed_from_what_and_why() -> None:
    assert note(t, UP, up_step(), str, TODAY) == (
        "Bridge: 12 repetitions (before: 10 repetitions). "
        "All 3 × 10 on Mar 11 and Mar 13, pain 2 and 1, effort 3 and 3."
    )
    assert note(es, UP, up_step(), str, TODAY).startswith("Bridge: 12 repeticiones (antes: 10 repeticiones). Todo")


@pytest.mark.parametrize(
    ("load", "after", "words"),
    [
        (kilos(5), kilos(5.5), "5.5 kg (10% more) (before: 5 kg)"),
        (band("red"), band("green"), "the next stronger band, green with many makers (before: red)"),
    ],
)
def test_the_note_says_the_load_of_before(load: Load, after: Load, words: str) -> None:
    line = replace(BRIDGE, load=load)
    found = replace(UP, line=line)
    assert words in note(t, found, Step(StepField.LOAD, replace(line, load=after)), str, TODAY)


def test_the_note_of_another_exercise_says_the_dose_of_before() -> None:
    step = Step(StepField.EXERCISE, a_prescription("Pelvic tilt", sets=1))
    assert note(t, UP, step, str, TODAY).startswith(
        "Bridge: Pelvic tilt in its place, 1 set of 10 (before: 3 sets of 10). All"
    )


def test_the_way_is_an_icon_with_its_words() -> None:
    up = step_view(t, "key", UP, up_step(), str, TODAY)
    assert (up.key, up.icon, up.tone, up.step) == ("key", "up", "pine", "One step up: 12 repetitions")
    less = step_view(t, "key", back(a_session(11, **AMBER)), back_step(), str, TODAY)
    assert (less.icon, less.tone, less.step) == ("down", "amber", "One step back: 8 repetitions")
