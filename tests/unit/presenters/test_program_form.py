"""Doses as typed: forgiving where the meaning is clear, a reason where it is not, nothing dropped."""

from dataclasses import replace

import pytest

from patient_app.content.exercise_library import library
from patient_app.content.locales import translator
from patient_app.domain.program import (
    FixedDays,
    Load,
    LoadKind,
    PainRule,
    Prescription,
    Side,
    TimesPerWeek,
    Weekday,
)
from patient_app.presenters.program_form import LineForm, form_of, read
from tests.unit.presenters.test_program import a_line

T = translator("en")
FORM = form_of(a_line(), "line-bridge")


def prescribed(**fields: object) -> Prescription:
    found = read(T, replace(FORM, **fields))  # type: ignore[arg-type]
    assert found.prescription is not None, found.problems
    return found.prescription


def refused(**fields: object) -> dict[str, str]:
    found = read(T, replace(FORM, **fields))  # type: ignore[arg-type]
    assert found.prescription is None
    return {each.field: each.message for each in found.problems}


@pytest.mark.parametrize(
    "line",
    [
        a_line(),
        a_line(reps=None, hold_seconds=30),
        a_line(reps=None, duration_minutes=12.5, schedule=FixedDays(frozenset(Weekday))),
        a_line(
            side=Side.ALTERNATING,
            hold_seconds=5,
            rest_seconds=0,
            load=Load(LoadKind.MASS, 2.5, "kg"),
            tempo="2-1-2",
            intensity=0,
            range_limit="to 90 degrees",
            pain_rule=PainRule(0, 10),
            precautions="No twisting.",
            note="Slow.",
        ),
        a_line(load=Load(LoadKind.BAND, "purple")),
        a_line(load=Load(LoadKind.BAND)),
        a_line(load=Load(LoadKind.MASS)),
        a_line(load=Load(LoadKind.NONE)),
    ],
)
def test_a_prescription_comes_back_as_it_was(line: Prescription) -> None:
    assert read(T, form_of(line, "key")).prescription == replace(line, id="")


def test_every_default_dose_of_the_library_can_be_published_as_it_is() -> None:
    for exercise in library().values():
        line = exercise.prescription(id="", line_id="")
        assert read(T, form_of(line, "key")).prescription == line


@pytest.mark.parametrize("typed", ["12", " 12 ", "12 reps", "12x", "１２", "12.0", "12 rep."])
def test_a_number_may_be_typed_with_its_unit(typed: str) -> None:
    assert prescribed(reps=typed).reps == 12


@pytest.mark.parametrize(("typed", "seconds"), [("90", 90), ("90 s", 90), ("1:30", 90), ("1.5 min", 90), ("2'", 120)])
def test_a_hold_may_be_typed_in_seconds_or_minutes(typed: str, seconds: int) -> None:
    assert prescribed(hold=typed).hold_seconds == seconds


@pytest.mark.parametrize(("typed", "minutes"), [("20", 20), ("2,5", 2.5), ("90 s", 1.5), ("1:30", 1.5), ("20 min", 20)])
def test_minutes_may_be_typed_in_seconds_too(typed: str, minutes: float) -> None:
    assert prescribed(measure="minutes", minutes=typed).duration_minutes == minutes


@pytest.mark.parametrize("typed", ["8-10", "ten", "3 x 10", "1,000", "-3", "10 kg", "1e3", "²", "∞"])
def test_what_is_not_one_number_is_refused_with_an_example(typed: str) -> None:
    assert refused(reps=typed) == {"reps": "Write one number, such as 10."}


def test_a_number_out_of_range_says_the_range() -> None:
    assert refused(sets="0", times_per_day="7") == {
        "sets": "Use a number from 1 to 50.",
        "times_per_day": "Use a number from 1 to 6.",
    }


def test_half_a_set_is_refused() -> None:
    assert refused(sets="2.5") == {"sets": "Use a whole number."}


def test_reps_or_hold_or_minutes_are_needed() -> None:
    assert refused(reps="", hold="") == {"reps": "Write how many repetitions, or how long to hold."}
    assert refused(measure="minutes", minutes=" ") == {"minutes": "Write how many minutes."}


def test_what_the_chosen_measure_does_not_use_is_not_prescribed() -> None:
    line = prescribed(measure="minutes", minutes="10", reps="12", hold="5")
    assert (line.reps, line.hold_seconds, line.duration_minutes) == (None, None, 10)


@pytest.mark.parametrize(
    ("typed", "load"),
    [
        ("5 lb", Load(LoadKind.MASS, 5, "lb")),
        ("2,5kg", Load(LoadKind.MASS, 2.5, "kg")),
        ("3 pounds", Load(LoadKind.MASS, 3, "lb")),
        ("", Load(LoadKind.MASS)),
    ],
)
def test_a_weight_is_typed_with_its_unit(typed: str, load: Load) -> None:
    assert prescribed(load="mass", weight=typed).load == load


def test_a_weight_without_a_unit_is_never_guessed() -> None:
    assert refused(load="mass", weight="5") == {"weight": "Write the weight with its unit, such as 5 lb or 2.5 kg."}


def test_a_schedule_needs_a_day_or_a_number() -> None:
    assert refused(schedule="days", days=()) == {"days": "Choose at least one day."}
    assert refused(times_per_week="") == {"times_per_week": "Write how many days a week."}
    assert prescribed(times_per_week="5 days").schedule == TimesPerWeek(5)


def test_pain_limits_come_in_pairs_and_in_order() -> None:
    assert refused(pain_green="3") == {"pain_amber": "Give both limits, or none."}
    assert refused(pain_green="5", pain_amber="3") == {"pain_amber": "This limit must not be below the green one."}
    assert prescribed(pain_green="", pain_amber="").pain_rule is None


def test_a_text_that_is_too_long_is_refused_and_not_cut() -> None:
    assert refused(tempo="x" * 201) == {"tempo": "Use 200 characters at most; these are 201."}
    assert refused(note="x" * 2001) == {"note": "Use 2000 characters at most; these are 2001."}


def test_choices_that_are_none_of_ours_are_refused() -> None:
    assert set(refused(side="up", load="anvil")) == {"side", "load"}


def test_the_colour_of_a_band_is_short() -> None:
    assert prescribed(load="band:" + "c" * 40).load == Load(LoadKind.BAND, "c" * 40)
    assert set(refused(load="band:" + "c" * 41)) == {"load"}


def test_an_empty_form_asks_for_everything_that_is_needed_and_nothing_else() -> None:
    found = read(T, LineForm("new-1", "", "bridge"))
    assert [each.field for each in found.problems] == ["reps", "side", "sets", "times_per_day", "times_per_week"]
    assert all(each.missing for each in found.problems)
