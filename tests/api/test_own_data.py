"""Everything about a patient as JSON: nothing of theirs is missing, nothing secret or of others is in it."""

import json
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from patient_app.domain.people import Role
from patient_app.domain.reports import ReportDecision
from patient_app.domain.visits import VisitKind
from patient_app.services import access_log, calendar_feeds, report_answers, visit_marks, visit_planning
from patient_app.services.actor import Operator
from patient_app.services.visit_planning import Plan
from patient_app.store.database import Database
from patient_app.store.queries import own_data
from patient_app.store.tables import AttentionMark, metadata
from patient_app.store.unit import Unit
from tests.api.client import Client
from tests.builders import PASSWORD_HASH, Cast, Someone
from tests.reports import a_course, a_signed_report


@pytest.fixture
def entered(cast: Cast) -> Cast:
    cast.ana.logs(cast.ana.line("bridge"), note='Ça va "bien"')
    cast.ana.checks_in(pain_worst=4)
    cast.clinic.door.operate(_marked, cast)
    cast.ana.call(calendar_feeds.make, "08:30")
    return cast


def _marked(operator: Operator, unit: Unit, cast: Cast) -> None:
    """A clinician's own reminder of what she has seen."""
    mark = AttentionMark(
        patient_id=cast.ana.id,
        clinician_id=cast.paul.id,
        reason="silent",
        note="Rings me every day",
        at=unit.now,
        on=cast.clinic.today,
    )
    unit.session.add(mark)


def data(client: Client) -> dict[str, Any]:
    answer = client.get("/me/data.json")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_every_table_that_refers_to_people_is_in_it_or_has_a_reason() -> None:
    named = own_data.TABLES.keys() | own_data.LEFT_OUT.keys()
    # The person's own row, and lines of a program, which refer to one through its version.
    assert named - own_data.refers_to_people() == {"person", "prescription"}
    assert own_data.refers_to_people() <= named
    assert not own_data.TABLES.keys() & own_data.LEFT_OUT.keys()
    assert all(reason.endswith(".") for reason in own_data.LEFT_OUT.values())


def test_no_secret_column_leaves() -> None:
    kept = {"content_hash"}
    for name in own_data.TABLES:
        hashes = {column.name for column in metadata.tables[name].columns if column.name.endswith("_hash")}
        assert hashes - kept <= own_data.SECRETS


def test_it_has_what_was_entered_with_names_for_the_ids(entered: Cast, ana: Client) -> None:
    found = data(ana)
    assert (found["format"], found["version"], found["patient_id"]) == (
        "homestretch-patient-data",
        1,
        entered.ana.id,
    )
    tables = found["tables"]
    [log] = tables["exercise_log"]
    assert (log["note"], log["local_date"]) == ('Ça va "bien"', entered.clinic.today.isoformat())
    assert [row["pain_worst"] for row in tables["check_in"]] == [4]
    assert {row["exercise_id"] for row in tables["prescription"]} <= found["exercises"].keys()
    assert found["people"][tables["program_version"][0]["published_by"]] == {
        "name": "Paul Okafor",
        "role": Role.PHYSICAL_THERAPIST.value,
    }
    assert {row["action"] for row in tables["audit_event"]} >= {"exercise_log.saved", "record.exported"}
    assert list(tables) == list(own_data.TABLES)


def test_neither_secrets_nor_others_notes_are_in_it(entered: Cast, ana: Client) -> None:
    planned = Plan(VisitKind.PHYSIATRIST, date(2026, 3, 20), time(9))
    visit_id = entered.dora.call(visit_planning.plan, entered.ana.id, planned).ids[0]
    entered.dora.call(visit_marks.write_note, visit_id, "Ask about the night")
    text = ana.get("/me/data.json").text
    for absent in (PASSWORD_HASH, "token_hash", "password_hash", "Rings me every day", "Ask about the night", "Otto"):
        assert absent not in text
    assert {"attention_mark", "program_draft"} <= json.loads(text)["left_out"].keys()


def test_the_note_on_a_decision_is_in_it_only_when_it_was_written_for_the_patient(entered: Cast, ana: Client) -> None:
    a_course(entered)
    report = a_signed_report(entered)
    decide = (report_answers.acknowledge, entered.ana.id, report.id, ReportDecision.CONTINUE)
    entered.dora.call(*decide, "Between us, slowly", for_patient=False)
    text = ana.get("/me/data.json").text
    assert "Between us, slowly" not in text and report.assessment in text


def test_it_leads_to_what_is_a_file_of_its_own(entered: Cast, ana: Client) -> None:
    files = data(ana)["files"]
    for path in (*files["csv"], files["summary_pdf"], files["fhir"]):
        assert ana.get(path).status_code == 200
    assert files["fhir"] == f"/api/v1/patients/{entered.ana.id}/fhir"


def test_taking_it_along_is_written_down(entered: Cast, ana: Client, database: Database) -> None:
    data(ana)
    [event] = [row for row in data(ana)["tables"]["audit_event"] if row["object_kind"] == "everything"][:1]
    assert (event["action"], event["actor_id"]) == ("record.exported", entered.ana.id)
    assert entered.ana.call(access_log.access_log) is not None


def test_another_patients_file_is_another(entered: Cast, client_of: Callable[[Someone | None], Client]) -> None:
    tables = data(client_of(entered.strange_patient))["tables"]
    assert [row["name"] for row in tables["person"]] == ["Otto Weiss"]
    assert tables["exercise_log"] == tables["share"] == []
