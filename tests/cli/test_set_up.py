"""Setting up a clinic at the command line: what is printed, and what an error says."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from patient_app import composition
from patient_app.domain.people import Role
from patient_app.services import invitations
from patient_app.services.actor import Visitor
from patient_app.services.settings import SessionSettings
from tests.cli.conftest import Run

PASSWORD = "copper kettle sings softly"


@pytest.fixture
def clinic(run: Run) -> None:
    result = run("create-clinic", "Riverside Rehab", "--admin-email", "ada@example.org", "--phone", "(207) 555-0101")
    assert result.exit_code == 0


def accept(code: str, name: str) -> Role:
    """Make the account of an invitation, as its holder would."""
    door = composition.door()
    made = door.visit(Visitor(), invitations.accept, SessionSettings(), code, name, PASSWORD, "America/New_York")
    composition.close()
    return made.actor.role


def test_create_clinic_prints_a_code_that_makes_the_administrator(run: Run) -> None:
    arguments = ("create-clinic", "Riverside Rehab", "--admin-email", "Ada@example.org", "--phone", "(207) 555-0101")
    made = json.loads(run(*arguments, "--json").stdout)
    assert accept(made["code"], "Ada Quill") is Role.ADMINISTRATOR


@pytest.mark.usefixtures("clinic")
def test_a_second_clinic_is_refused_in_one_line(run: Run) -> None:
    result = run("create-clinic", "Another", "--admin-email", "b@example.org", "--phone", "1")
    assert result.exit_code == 1
    assert result.stderr == "There is a clinic already. One installation serves one clinic.\n"
    assert result.stdout == ""


def test_an_unknown_time_zone_is_named_in_one_line(run: Run) -> None:
    result = run("create-clinic", "A", "--admin-email", "a@example.org", "--phone", "1", "--time-zone", "Mars/Olympus")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "time zone" in result.stderr


@pytest.mark.usefixtures("clinic")
def test_an_invitation_is_one_line_of_json_with_code_address_and_end(run: Run) -> None:
    result = run(
        "invite", "physical_therapist", "pat@example.org", "--json", HOMESTRETCH_BASE_URL="https://pt.example.org"
    )
    assert result.stdout.count("\n") == 1
    made = json.loads(result.stdout)
    assert set(made) == {"code", "url", "expires_at"}
    assert made["url"] == f"https://pt.example.org/join/{made['code']}"
    assert datetime.fromisoformat(made["expires_at"]) > datetime.now(UTC) + timedelta(days=13)
    assert accept(made["code"], "Pat Birch") is Role.PHYSICAL_THERAPIST


@pytest.mark.usefixtures("clinic")
def test_a_person_reads_the_invitation_as_a_sentence(run: Run) -> None:
    result = run("invite", "patient", "ana@example.org")
    assert result.stdout.startswith("Invitation for ana@example.org (patient): open http://127.0.0.1:8300/join/")
    assert "It works once, until " in result.stdout


@pytest.mark.usefixtures("clinic")
def test_a_patients_care_team_is_named_by_email(run: Run) -> None:
    for role, email in (("physiatrist", "fay@example.org"), ("physical_therapist", "pat@example.org")):
        accept(json.loads(run("invite", role, email, "--json").stdout)["code"], f"Someone {role}")
    invited = run("invite", "patient", "ana@example.org", "--care-team", "fay@example.org, pat@example.org", "--json")
    card = composition.door().visit(Visitor(), invitations.look, json.loads(invited.stdout)["code"])
    assert {member.role for member in card.care_team} == {Role.PHYSIATRIST, Role.PHYSICAL_THERAPIST}


@pytest.mark.usefixtures("clinic")
def test_a_care_team_that_is_not_known_is_refused(run: Run) -> None:
    result = run("invite", "patient", "ana@example.org", "--care-team", "nobody@example.org")
    assert result.exit_code == 1
    assert result.stderr == "nobody@example.org is not a clinician of this clinic. Invite them first.\n"


def test_an_invitation_needs_a_clinic(run: Run) -> None:
    result = run("invite", "patient", "ana@example.org")
    assert result.exit_code == 1
    assert "homestretch create-clinic" in result.stderr


@pytest.mark.usefixtures("clinic")
def test_an_unknown_role_is_a_usage_error_that_names_the_roles(run: Run) -> None:
    result = run("invite", "wizard", "ana@example.org")
    assert result.exit_code == 2
    assert "physiatrist" in result.stderr


@pytest.mark.usefixtures("clinic")
def test_a_reset_code_lets_a_person_choose_a_new_password(run: Run) -> None:
    accept(json.loads(run("invite", "patient", "ana@example.org", "--json").stdout)["code"], "Ana Reyes")
    made = json.loads(run("reset", "ana@example.org", "--json").stdout)
    assert made["url"].endswith(f"/sign-in?code={made['code']}")
    assert "Hand it over" in run("reset", "ana@example.org").stdout


@pytest.mark.usefixtures("clinic")
def test_a_reset_for_nobody_is_refused_in_one_line(run: Run) -> None:
    result = run("reset", "nobody@example.org")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Nobody has an account with nobody@example.org. Look at the spelling.\n"
