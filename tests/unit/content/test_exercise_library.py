"""The exercise library: every file is sound, and a wrong one says which file and which field."""

import json
import re
from collections import Counter
from importlib import resources
from typing import Any

import pytest

from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.exercise_library import (
    Equipment,
    Position,
    Purpose,
    Region,
    SafetyGate,
    SideChoice,
    library,
    parse_exercise,
)
from patient_app.content.locales import translator
from patient_app.domain.program import Side, TimesPerWeek
from patient_app.presenters.exercise import equipment, positions
from patient_app.presenters.program import purposes, regions

EXERCISES = sorted(library().values(), key=lambda exercise: exercise.id)


def a_bridge() -> dict[str, Any]:
    """The file of one exercise, as it stands on disk."""
    file = resources.files("patient_app.content").joinpath("exercises", "bridge.json")
    values: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return values


def parse(values: dict[str, Any]) -> None:
    parse_exercise(Fields(values, "bridge.json"))


def test_the_library_holds_at_least_eighty_exercises_and_some_of_every_region() -> None:
    assert len(EXERCISES) >= 80
    regions = Counter(exercise.region for exercise in EXERCISES)
    assert {region for region in Region if regions[region] < 4} == set()


def test_the_library_holds_the_first_forty_exercises_and_more() -> None:
    assert len(EXERCISES) >= 68


def test_every_exercise_has_words_in_english_and_spanish() -> None:
    for exercise in EXERCISES:
        for language in ("en", "es"):
            assert exercise.name(language) and exercise.caution(language)
            assert 2 <= len(exercise.steps(language)) <= 5
        assert exercise.name("en") != exercise.name("es")
        assert exercise.steps("en") != exercise.steps("es")


def test_a_language_without_words_falls_back_to_english() -> None:
    assert library()["bridge"].name("fr") == "Bridge"


def syllables(word: str) -> int:
    """A rough count, good enough for a reading grade: groups of vowels, a silent final e left out."""
    groups = len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))
    return max(1, groups)


def test_the_english_steps_read_at_grade_6_or_lower() -> None:
    for exercise in EXERCISES:
        text = " ".join((*exercise.steps("en"), exercise.caution("en")))
        sentences = len(re.findall(r"[.!?]", text))
        words = re.findall(r"[A-Za-z']+", text)
        grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
        assert grade <= 6, f"{exercise.id} reads at grade {grade:.1f}"


def test_the_spanish_speaks_to_the_patient_as_usted_and_in_short_sentences() -> None:
    for exercise in EXERCISES:
        for text in (*exercise.steps("es"), exercise.caution("es")):
            assert not re.search(r"\b(tú|tu|tus|te|ti|vosotros|debes|puedes|tienes)\b", text), f"{exercise.id}: {text}"
            for sentence in re.split(r"[.:]", text):
                assert len(sentence.split()) <= 18, f"{exercise.id}: {sentence}"


def test_easier_and_harder_are_two_ends_of_the_same_link() -> None:
    exercises = library()
    for exercise in EXERCISES:
        for other in exercise.harder:
            assert exercise.id in exercises[other].easier
        for other in exercise.easier:
            assert exercise.id in exercises[other].harder


def test_every_region_has_a_ladder() -> None:
    for region in Region:
        assert any(exercise.harder for exercise in EXERCISES if exercise.region is region), region


def test_no_exercise_is_harder_than_itself_by_any_way_up() -> None:
    def above(id: str, seen: frozenset[str]) -> None:
        assert id not in seen, f"{id} is harder than itself"
        for other in library()[id].harder:
            above(other, seen | {id})

    for exercise in EXERCISES:
        above(exercise.id, frozenset())


def test_an_exercise_that_takes_the_neck_to_its_end_or_loads_it_asks_about_the_spine() -> None:
    for exercise in EXERCISES:
        if exercise.region is Region.NECK and exercise.id not in ("head-nod", "scap-squeeze"):
            assert SafetyGate.SPINE_FRACTURE_OSTEOPOROSIS in exercise.safety_gates, exercise.id


def test_a_default_dose_makes_a_prescription() -> None:
    prescription = library()["slr"].prescription(id="p", line_id="l")
    assert (prescription.sets, prescription.reps, prescription.schedule) == (3, 10, TimesPerWeek(5))
    assert prescription.exercise_id == "slr"


def test_a_default_dose_lies_inside_the_usual_range() -> None:
    for exercise in EXERCISES:
        dose = exercise.default_dose
        for field in ("sets", "reps", "hold_seconds", "duration_minutes", "times_per_day"):
            bounds, value = getattr(exercise.usual_range, field), getattr(dose, field)
            assert bounds is None or (value is not None and bounds[0] <= value <= bounds[1]), f"{exercise.id}: {field}"


def test_a_default_dose_lies_inside_the_usual_range_of_its_source() -> None:
    for exercise in EXERCISES:
        dose, usual = exercise.default_dose, exercise.usual_range
        for field in ("sets", "reps", "hold_seconds", "duration_minutes", "times_per_day"):
            value, bounds = getattr(dose, field), getattr(usual, field)
            if value is not None and bounds is not None:
                assert bounds[0] <= value <= bounds[1], f"{exercise.id}: {field}"
        if usual.days_per_week is not None:
            days = dose.schedule.times_per_week if isinstance(dose.schedule, TimesPerWeek) else len(dose.schedule.days)
            assert usual.days_per_week[0] <= days <= usual.days_per_week[1], exercise.id


def test_a_two_sided_default_dose_belongs_to_an_exercise_with_sides() -> None:
    for exercise in EXERCISES:
        assert exercise.default_dose.side.is_two_sided == (exercise.side_choice is not SideChoice.NONE), exercise.id


def test_balance_and_stroke_exercises_say_that_a_helper_is_needed() -> None:
    for exercise in EXERCISES:
        needs_helper = exercise.region in ("balance", "stroke")
        assert (SafetyGate.HELPER_NEEDED in exercise.safety_gates) == needs_helper, exercise.id


def test_the_figure_is_mirrored_for_the_other_side_only() -> None:
    exercise = library()["slr"]
    drawn = Side(exercise.figure["side"])
    other = Side.LEFT if drawn is Side.RIGHT else Side.RIGHT
    assert exercise.is_mirrored_for(other)
    assert not any(exercise.is_mirrored_for(side) for side in (drawn, Side.BOTH, Side.ALTERNATING, Side.NONE))


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("region", "elbow", "region"),
        ("position", "upside_down", "position"),
        ("name", {"en": "Bridge"}, "name.es"),
        ("steps", {"en": ["One."], "es": []}, "steps"),
        ("equipment", ["trampoline"], "equipment"),
        ("safety_gates", ["hip_replacement", "hip_replacement"], "safety_gates"),
        ("caution", "Do not arch your back.", "caution"),
        ("figure", None, "figure"),
        ("unknown", 1, "unknown"),
    ],
)
def test_a_wrong_field_is_named_with_its_file(field: str, value: object, named: str) -> None:
    with pytest.raises(DataFileError, match=rf"^bridge\.json: {re.escape(named)}: "):
        parse({**a_bridge(), field: value})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"sets": 0}, "default_dose.sets"),
        ({"reps": 2.5}, "default_dose.reps"),
        ({"reps": None}, "default_dose.reps"),
        ({"times_per_day": True}, "default_dose.times_per_day"),
        ({"schedule": {"days": []}}, "default_dose.schedule.days"),
        ({"schedule": {"days": ["monday"]}}, "default_dose.schedule.days"),
        ({"side": "middle"}, "default_dose.side"),
        ({"load": {"kind": "stone"}}, "default_dose.load.kind"),
    ],
)
def test_a_wrong_dose_is_named_with_its_file(change: dict[str, Any], named: str) -> None:
    bridge = a_bridge()
    with pytest.raises(DataFileError, match=rf"^bridge\.json: {re.escape(named)}: "):
        parse({**bridge, "default_dose": {**bridge["default_dose"], **change}})


def test_a_missing_field_is_named_with_its_file() -> None:
    values = a_bridge()
    del values["purpose"]
    with pytest.raises(DataFileError, match=r"^bridge\.json: purpose: is missing"):
        parse(values)


def test_every_term_has_a_word_for_people() -> None:
    t = translator("en")
    for terms, words in (
        (Region, regions(t)),
        (Purpose, purposes(t)),
        (Position, positions(t)),
        (Equipment, equipment(t)),
    ):
        assert set(words) == {term.value for term in terms}
