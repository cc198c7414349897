"""`homestretch load-measure`: what is loaded, and the report on what cannot be."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.questionnaires import a_questionnaire


@pytest.fixture
def clinic(run: Run) -> None:
    result = run("create-clinic", "Riverside Rehab", "--admin-email", "ada@example.org", "--phone", "(207) 555-0101")
    assert result.exit_code == 0


def written(folder: Path, content: object) -> str:
    file = folder / "questionnaire.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(file)


@pytest.mark.usefixtures("clinic")
def test_a_questionnaire_is_loaded_and_the_same_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, a_questionnaire())
    first = run("load-measure", file, "--we-have-the-right")
    assert (first.exit_code, first.stdout) == (0, "Stairs and shoes, version 1, is loaded: 2 questions.\n")
    assert "was there already" in run("load-measure", file, "--we-have-the-right").stdout


@pytest.mark.usefixtures("clinic")
def test_everything_that_is_wrong_is_a_line_of_its_own(run: Run, tmp_path: Path) -> None:
    result = run("load-measure", written(tmp_path, a_questionnaire(version="", item=[])), "--we-have-the-right")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "This questionnaire cannot be used as it is. Every problem is listed.",
        "  version: Give a version of 1 to 40 letters, digits, dots and hyphens. It never changes.",
        "  item: There is no question in it.",
    ]


@pytest.mark.usefixtures("clinic")
def test_the_right_is_confirmed_and_another_file_is_told(run: Run, tmp_path: Path) -> None:
    assert "has the right" in run("load-measure", written(tmp_path, a_questionnaire())).stderr
    assert run("load-measure", written(tmp_path, "{"), "--we-have-the-right").stderr == "This file is not JSON.\n"
    large = run("load-measure", written(tmp_path, " " * 1_000_001), "--we-have-the-right")
    assert large.stderr == "This file is larger than 1 MB.\n"
