"""Python agrees with the shared vectors, read back from their files."""

import json
from datetime import date
from typing import Any

import pytest

from tests.vectors.course_json import course_from_json
from tests.vectors.generate import FILES, FOLDER, expected, text_of

COURSES: list[dict[str, Any]] = json.loads((FOLDER / "courses.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", COURSES, ids=lambda vector: vector["name"])
def test_a_course_read_from_its_file_gives_what_stands_there(vector: dict[str, Any]) -> None:
    course = course_from_json(vector["course"])
    for wanted in vector["expected"]:
        assert expected(course, date.fromisoformat(wanted["today"])) == wanted


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_the_script_writes(name: str) -> None:
    assert (FOLDER / name).read_text("utf-8") == text_of(name), "run: python -m tests.vectors.generate"
