"""The schema of every data file: each one is read whole, and a wrong one says which file and which field.

A new kind of data file gets a line in `KINDS`; a file that none of them reads fails the first test.
"""

import copy
import json
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from patient_app.content import demo_exercises
from patient_app.content.body_sites import parse_groups
from patient_app.content.data_file import DataFileError, Fields
from patient_app.content.demo_people import parse_clinic, parse_patient
from patient_app.content.exercise_library import parse_exercise
from patient_app.content.icd10cm import parse_codes
from patient_app.content.intake_questions import parse_form
from patient_app.content.measurement_catalogue import parse_grades, parse_joint, parse_presets, parse_test
from patient_app.content.outcome_measures import parse_measure
from patient_app.content.precautions import parse_terms
from patient_app.content.program_templates import parse_shipped
from patient_app.content.safety_gates import parse_gates
from patient_app.content.warning_sign_lists import parse_list, parse_stop_exercise, parse_texts

CONTENT = Path(str(resources.files("patient_app.content")))
Parse = Callable[[Fields], Any]

# The first pattern that a file matches says how it is read.
KINDS: tuple[tuple[str, Parse | None], ...] = (
    ("locales/*.json", None),  # texts: tests/unit/test_translations.py
    ("body_sites.json", parse_groups),
    ("safety_gates.json", parse_gates),
    ("icd10cm.json", parse_codes),
    ("precautions.json", parse_terms),
    ("demo/clinic.json", parse_clinic),
    ("demo/exercises/*.json", demo_exercises.parse_demo_exercise),
    ("demo/patients/*.json", parse_patient),
    ("exercises/*.json", parse_exercise),
    ("intake/questions.json", parse_form),
    ("measurements/grades.json", parse_grades),
    ("measurements/presets.json", parse_presets),
    ("measurements/joints/*.json", parse_joint),
    ("measurements/tests/*.json", parse_test),
    ("measures/*.json", parse_measure),
    ("templates/*.json", parse_shipped),
    ("warning_signs/texts.json", parse_texts),
    ("warning_signs/stop_exercise.json", parse_stop_exercise),
    ("warning_signs/*.json", parse_list),
)
FILES = sorted(CONTENT.rglob("*.json"))


def parser_of(file: Path) -> Parse | None:
    """How a file is read; fails when no kind knows it."""
    relative = file.relative_to(CONTENT)
    for pattern, parse in KINDS:
        if relative.match(pattern):
            return parse
    pytest.fail(f"{relative} is of no kind that is known here")


READ = [file for file in FILES if parser_of(file) is not None]
every_file = pytest.mark.parametrize("file", READ, ids=[str(file.relative_to(CONTENT)) for file in READ])


def read(file: Path, values: Any) -> None:
    parse = parser_of(file)
    assert parse is not None
    parse(Fields(values, file.name))


def refused(file: Path, values: Any) -> DataFileError:
    """What is said of wrong values."""
    with pytest.raises(DataFileError) as found:
        read(file, values)
    assert found.value.file == file.name
    return found.value


@every_file
def test_a_file_is_read_whole(file: Path) -> None:
    read(file, json.loads(file.read_text("utf-8")))


@every_file
def test_a_field_that_nobody_knows_is_named(file: Path) -> None:
    values = json.loads(file.read_text("utf-8"))
    assert refused(file, {**values, "misspelt": 1}).field == "misspelt"


@every_file
def test_a_value_of_another_kind_is_named(file: Path) -> None:
    """Each field in turn becomes an object, or a number where it is one, which no schema takes."""
    values = json.loads(file.read_text("utf-8"))
    for key, wrong in mistakes(values):
        said = refused(file, wrong).field
        assert said == key or said.startswith((f"{key}.", f"{key} ")), f"{key}: {said}"


def mistakes(values: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in values.items():
        wrong = copy.deepcopy(values)
        wrong[key] = -99999.5 if isinstance(value, dict | list) else {"not": "this"}
        yield key, wrong
