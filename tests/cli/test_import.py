"""`homestretch import`: what would happen, row by row; done only when told to; problems by their path."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.fhir_bundles import a_record, bundle, care_plan, condition, daily, pain, patient


@pytest.fixture
def clinic(run: Run) -> None:
    result = run("create-clinic", "Riverside Rehab", "--admin-email", "ada@example.org", "--phone", "(207) 555-0101")
    assert result.exit_code == 0


def written(folder: Path, data: object) -> str:
    file = folder / "record.json"
    file.write_text(json.dumps(data))
    return str(file)


@pytest.mark.usefixtures("clinic")
def test_a_dry_run_shows_each_row_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, a_record())

    first, second = run("import", file), run("import", file)

    assert first.exit_code == 0
    assert "9 new, 0 changed, 0 the same, 2 not taken." in first.stdout
    assert "Nothing was changed." in first.stdout
    assert first.stdout == second.stdout


@pytest.mark.usefixtures("clinic")
def test_an_import_does_what_was_shown_and_the_same_again_nothing(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, a_record())
    plan = json.loads(run("import", file, "--json").stdout)

    done = run("import", file, "--apply", "--plan", plan["plan"], "--email", "ana@example.org", "--json")
    again = json.loads(run("import", file, "--json").stdout)
    refused = run("import", file, "--apply", "--plan", plan["plan"])

    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert {name: answer[name] for name in plan} == plan
    assert answer["invitation"]["email"] == "ana@example.org"
    assert again["counts"] == {"new": 0, "changed": 0, "same": 9, "not_taken": 2}
    assert refused.exit_code == 1
    assert "not what was shown any more" in refused.stderr


@pytest.mark.usefixtures("clinic")
def test_every_problem_of_a_file_is_a_line_of_its_own(run: Run, tmp_path: Path) -> None:
    result = run("import", written(tmp_path, bundle(patient(birthDate="x"), pain(status=7))), "--apply")

    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[0] == "Nothing was imported."
    assert lines[1].startswith("  Bundle.entry[0].resource.birthDate: ")
    assert lines[2].startswith("  Bundle.entry[1].resource.status: ")


@pytest.mark.usefixtures("clinic")
def test_an_exercise_is_chosen(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, bundle(patient(), condition(), care_plan(daily("Glute [bold]lift", "3 x 10"))))

    assert 'No such exercise here: "Glute [bold]lift"' in " ".join(run("import", file).stdout.replace("│", "").split())
    assert "3 new" in run("import", file, "--map", "Glute [bold]lift=bridge").stdout


def test_without_a_clinic_it_says_so(run: Run, tmp_path: Path) -> None:
    result = run("import", written(tmp_path, a_record()))
    assert (result.exit_code, "There is no clinic yet" in result.stderr) == (1, True)
