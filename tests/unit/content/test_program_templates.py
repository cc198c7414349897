"""Program templates: every file is sound, names only what its sources say, and a wrong one says which field."""

import json
import re
from importlib import resources
from typing import Any

import pytest

from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.exercise_library import SafetyGate, SideChoice, library
from patient_app.content.program_templates import (
    Origin,
    parse_shipped,
    parse_template,
    program_templates,
    template_data,
)
from patient_app.domain.program import FixedDays, TimesPerWeek, Weekday
from patient_app.domain.settings import DEFAULT_SETTINGS

TEMPLATES = tuple(program_templates().values())

# ICD-10-CM codes and categories of facts.md 7.6; a template may name no others.
_CODES = """
M54.50 M54.51 M54.59 M54.16 M54.17 M54.12 M54.2 M54.6 M54.31 M54.32 M54.41 M54.42 M48.061 M48.062 M47.816 M47.812
M51.16 M51.26 M51.36 M25.511 M25.512 M25.561 M25.562 M75.01 M75.02 M75.41 M75.42 M75.101 M75.102 M17 M16 M70.61
M70.62 M76.61 M76.62 M79.7 Z72.3 I69.351 I69.352
"""
KNOWN_CODES = frozenset(_CODES.split())


def a_file() -> dict[str, Any]:
    """The file of one template, as it stands on disk."""
    file = resources.files("patient_app.content").joinpath("templates", "low-back-extension.json")
    values: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return values


def parse(values: dict[str, Any]) -> None:
    parse_shipped(Fields(values, "low-back-extension.json"))


def test_the_common_problems_have_a_template() -> None:
    wanted = """
    low-back-extension low-back-flexion lumbar-stenosis neck-pain shoulder-impingement frozen-shoulder
    hip-osteoarthritis
    knee-osteoarthritis patellofemoral-pain ankle-sprain stroke-stand-balance falls-prevention-1 knee-early-operation
    """
    assert set(wanted.split()) <= set(program_templates())


def test_every_text_stands_in_english_and_spanish() -> None:
    for each in TEMPLATES:
        for read in (each.name, each.problem, each.about, each.source.text):  # type: ignore[union-attr]
            assert read("en") and read("es") and read("en") != read("es"), each.id
        assert each.not_for("en") and each.not_for("en") != each.not_for("es")
        for line in each.template_lines:
            assert line.note is None or line.note.text("en") != line.note.text("es")


def test_no_template_is_longer_than_patients_keep_up_with() -> None:
    for each in TEMPLATES:
        assert len(each.lines) <= DEFAULT_SETTINGS.many_prescriptions, each.id
        assert len({line.exercise_id for line in each.lines}) == len(each.lines), each.id


def test_a_side_is_open_for_exercises_with_sides_only_and_none_is_left_or_right() -> None:
    for each in TEMPLATES:
        for at, line in enumerate(each.lines):
            has_sides = library()[line.exercise_id].side_choice is not SideChoice.NONE
            assert line.side.is_two_sided == has_sides, (each.id, line.exercise_id)
            assert at not in each.open_sides or has_sides


def test_doses_stay_inside_what_the_source_of_the_exercise_gives() -> None:
    """A template with a published source of its own may go beyond it."""
    for each in TEMPLATES:
        for line in each.lines:
            usual = library()[line.exercise_id].usual_range
            for bounds, value in (
                (usual.sets, line.sets),
                (usual.reps, line.reps),
                (usual.hold_seconds, line.hold_seconds),
                (usual.duration_minutes, line.duration_minutes),
                (usual.times_per_day, line.times_per_day),
            ):
                inside = bounds is None or value is None or bounds[0] <= value <= bounds[1]
                assert inside or each.source.tag in ("V", "V*", "V2"), (each.id, line.exercise_id)  # type: ignore[union-attr]


def test_every_code_is_one_that_was_looked_up() -> None:
    for each in TEMPLATES:
        assert set(each.icd10) <= KNOWN_CODES, each.id


def test_only_a_verified_template_names_a_published_program() -> None:
    for each in TEMPLATES:
        assert each.source is not None
        unpublished = "no published program" in each.source.text("en")
        assert unpublished == (each.source.tag in ("G", "D")), each.id


def test_a_template_fits_a_code_or_its_category() -> None:
    back = program_templates()["low-back-extension"]
    assert back.fits("M54.50") and not back.fits("M54.2")


def test_the_notes_speak_to_the_patient_plainly() -> None:
    for each in TEMPLATES:
        for line in each.template_lines:
            if line.note:
                assert "!" not in line.note.text("en")
                assert not re.search(r"\b(tú|tu|tus|te|ti|debes|puedes|tienes)\b", line.note.text("es")), each.id
                for sentence in re.split(r"[.:]", line.note.text("en")):
                    assert len(sentence.split()) <= 18, sentence


def test_the_gates_of_a_template_are_those_of_its_exercises() -> None:
    gates = program_templates()["low-back-extension"].gates
    assert SafetyGate.SPINE_FRACTURE_OSTEOPOROSIS in gates
    assert SafetyGate.HIP_REPLACEMENT not in gates


def test_a_template_survives_its_way_through_the_database() -> None:
    for each in TEMPLATES:
        data = json.loads(json.dumps(template_data(each)))
        assert parse_template(Fields(data, "row"), each.id, Origin.SHIPPED) == each


def test_the_schedule_is_of_weekdays_or_times() -> None:
    back = program_templates()["low-back-extension"]
    assert [line.schedule for line in back.lines] == [
        FixedDays(frozenset(Weekday)), FixedDays(frozenset(Weekday)), TimesPerWeek(3), TimesPerWeek(5)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("id", " ", "id"),
        ("name", {"en": "Back"}, "name.es"),
        ("region", "spine", "region"),
        ("weeks", 0, "weeks"),
        ("source", {"text": {"en": "x", "es": "y"}, "tag": "A"}, "source.tag"),
        ("icd10", ["M54,5"], "icd10.0"),
        ("not_for", {"en": ["a"], "es": ["b", "c"]}, "not_for"),
        ("lines", [], "lines"),
        ("unknown", 1, "unknown"),
    ],
)
def test_a_wrong_field_is_named_with_its_file(field: str, value: object, named: str) -> None:
    with pytest.raises(DataFileError, match=rf"^low-back-extension\.json: {re.escape(named)}: "):
        parse({**a_file(), field: value})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"exercise": "yodel"}, "exercise"),
        ({"side": "up"}, "side"),
        ({"sets": 0}, "sets"),
        ({"reps": None}, "reps"),
        ({"duration_minutes": 5}, "reps"),
        ({"times_per_day": 7}, "times_per_day"),
        ({"schedule": {"days": []}}, "schedule.days"),
        ({"load": {"kind": "mass", "value": 5}}, "load.unit"),
        ({"pain_rule": {"green_max": 5, "amber_max": 3}}, "pain_rule.amber_max"),
        ({"note": {"es": "Despacio"}}, "note.en"),
        ({"speed": 1}, "speed"),
    ],
)
def test_a_wrong_line_is_named_with_its_place(change: dict[str, Any], named: str) -> None:
    values = a_file()
    values["lines"][1] |= change
    with pytest.raises(DataFileError, match=rf"^low-back-extension\.json: lines\.1\.{re.escape(named)}: "):
        parse(values)


@pytest.mark.parametrize("field", ["problem", "about", "not_for", "source", "weeks"])
def test_a_shipped_template_says_everything(field: str) -> None:
    values = a_file()
    del values[field]
    with pytest.raises(DataFileError, match=rf"^low-back-extension\.json: {field}: is missing"):
        parse(values)
