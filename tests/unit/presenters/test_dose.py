"""A dose in words."""

from dataclasses import replace
from typing import Any

import pytest

from patient_app.content.exercise_library import library
from patient_app.content.locales import translator
from patient_app.domain.program import FixedDays, Load, LoadKind, Prescription, Side, Weekday
from patient_app.presenters.dose import dose

THREE_OF_TEN = Prescription(
    id="p", line_id="l", exercise_id="bridge", side=Side.NONE, sets=3, times_per_day=1,
    schedule=FixedDays(frozenset({Weekday.MON})), reps=10,
)  # fmt: skip


def words(**changes: Any) -> str:
    return dose(translator("en"), replace(THREE_OF_TEN, **changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "3 sets of 10"),
        ({"sets": 1}, "1 set of 10"),
        ({"side": Side.BOTH, "hold_seconds": 5}, "3 sets of 10, each side, hold 5 seconds"),
        ({"side": Side.ALTERNATING}, "3 sets of 10, each side, taking turns"),
        ({"side": Side.LEFT, "hold_seconds": 1}, "3 sets of 10, left side, hold 1 second"),
        ({"side": Side.RIGHT}, "3 sets of 10, right side"),
        ({"reps": None, "hold_seconds": 30}, "3 times, hold 30 seconds"),
        ({"reps": 1, "hold_seconds": 30, "sets": 1}, "1 time, hold 30 seconds"),
        ({"reps": 1}, "3 sets of 1"),
        ({"reps": None, "hold_seconds": 120}, "3 times, hold 2 minutes"),
        ({"reps": None, "hold_seconds": 90}, "3 times, hold 90 seconds"),
        ({"reps": None, "sets": 1, "duration_minutes": 20.0}, "20 minutes"),
        ({"reps": None, "sets": 1, "duration_minutes": 1.0}, "1 minute"),
        ({"reps": None, "sets": 1, "duration_minutes": 0.5}, "30 seconds"),
        ({"reps": None, "sets": 2, "duration_minutes": 2.5}, "2 times 2.5 minutes"),
    ],
)
def test_the_dose_says_what_is_prescribed(changes: dict[str, Any], expected: str) -> None:
    assert words(**changes) == expected


@pytest.mark.parametrize(
    ("load", "expected"),
    [
        (Load(LoadKind.NONE), "3 sets of 10"),
        (Load(LoadKind.BODY), "3 sets of 10"),
        (Load(LoadKind.BAND), "3 sets of 10, with the band"),
        (Load(LoadKind.BAND, "Red"), "3 sets of 10, with the red band"),
        (Load(LoadKind.BAND, "purple"), "3 sets of 10, with the purple band"),
        (Load(LoadKind.MASS, 2.5, "kg"), "3 sets of 10, with 2.5 kg"),
        (Load(LoadKind.MASS, 5.0, "lb"), "3 sets of 10, with 5 lb"),
        (Load(LoadKind.MASS), "3 sets of 10, with a weight"),
    ],
)
def test_the_load_is_named_when_there_is_one(load: Load, expected: str) -> None:
    assert words(load=load) == expected


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_exercise_of_the_library_has_a_dose_in_words(language: str) -> None:
    t = translator(language)
    for exercise in library().values():
        found = dose(t, exercise.prescription(id="p", line_id="l"))
        assert found and "None" not in found and "{" not in found
