"""Programs over HTTP: read by version, published by the PT, refused when somebody else was first."""

from datetime import timedelta
from typing import Any

from tests.api.client import Client, line_body, new_id, program_body
from tests.builders import Cast


def test_a_new_version_is_published_and_read(cast: Cast, ana: Client, paul: Client, dora: Client) -> None:
    path, today = f"/patients/{cast.ana.id}/program", cast.clinic.today
    answer = paul.put(path, program_body(1, today, line_body(note="Slowly"), note="One exercise for now"))
    assert answer.status_code == 201
    program = answer.json()
    assert (program["patient_id"], program["version"], program["note"]) == (cast.ana.id, 2, "One exercise for now")
    assert (program["published_by"], program["published_by_name"]) == (cast.paul.id, "Paul Okafor")
    assert program["effective_from"] == today.isoformat()
    [line] = program["prescriptions"]
    assert line["id"] and line["line_id"] and line["note"] == "Slowly"
    assert line["schedule"] == {"days": ["mon", "thu"]} and line["hold_seconds"] is None
    assert ana.get(path).json() == dora.get(path).json() == program
    assert dora.get(f"{path}?version=1").json()["version"] == 1
    assert dora.get(f"{path}?version=3").status_code == 404


def test_a_line_keeps_its_id_through_the_versions(cast: Cast, paul: Client) -> None:
    path, old = f"/patients/{cast.ana.id}/program", cast.ana.line("bridge")
    body = program_body(1, cast.clinic.today, line_body(line_id=old.line_id, sets=4), line_body("bird-dog"))
    kept, new = paul.put(path, body).json()["prescriptions"]
    assert kept["line_id"] == old.line_id and kept["id"] != old.id and kept["sets"] == 4
    assert new["line_id"] != cast.ana.line("bird-dog").line_id


def test_who_did_not_see_the_newest_version_is_told(cast: Cast, paul: Client) -> None:
    path, today = f"/patients/{cast.ana.id}/program", cast.clinic.today
    for stale in (None, 2, 7):
        refused = paul.put(path, program_body(stale, today, line_body()))
        assert refused.status_code == 409
        assert refused.json()["current_version"] == 1
    assert paul.put(path, program_body(1, today, line_body())).status_code == 201
    assert paul.put(path, program_body(1, today, line_body())).json()["current_version"] == 2


def test_the_first_version_is_based_on_none(cast: Cast, client_of: Any) -> None:
    otto, stan = cast.strange_patient, cast.strange_pt
    otto.sharing_with(stan)
    path = f"/patients/{otto.id}/program"
    assert client_of(otto).get(path).status_code == 404
    body = program_body(None, cast.clinic.today, line_body())
    assert client_of(stan).put(path, body).json()["version"] == 1


def test_an_empty_program_can_be_published(cast: Cast, paul: Client) -> None:
    answer = paul.put(f"/patients/{cast.ana.id}/program", program_body(1, cast.clinic.today))
    assert answer.status_code == 201 and answer.json()["prescriptions"] == []


def test_a_program_may_begin_later_but_not_earlier(cast: Cast, paul: Client) -> None:
    path, today = f"/patients/{cast.ana.id}/program", cast.clinic.today
    refused = paul.put(path, program_body(1, today - timedelta(days=1), line_body()))
    assert [error["field"] for error in refused.json()["errors"]] == ["effective_from"]
    assert paul.put(path, program_body(1, today + timedelta(days=30), line_body())).status_code == 201


def test_every_bad_line_is_named_at_once(cast: Cast, paul: Client) -> None:
    lines = [line_body(sets=0), line_body("levitation"), line_body(reps=None, side="top")]
    refused = paul.put(f"/patients/{cast.ana.id}/program", program_body(1, cast.clinic.today, *lines))
    assert {"prescriptions.0.sets", "prescriptions.2.side"} <= {each["field"] for each in refused.json()["errors"]}
    lines = [line_body(line_id=new_id()), line_body("levitation"), line_body(reps=None)]
    refused = paul.put(f"/patients/{cast.ana.id}/program", program_body(1, cast.clinic.today, *lines))
    assert [each["field"] for each in refused.json()["errors"]] == [
        "prescriptions.0.line_id", "prescriptions.1.exercise_id", "prescriptions.2.reps",
    ]  # fmt: skip


def test_the_library_is_there_to_choose_from(cast: Cast, paul: Client) -> None:
    found = paul.get("/exercises", headers={"Accept-Language": "es"}).json()
    bridge = next(each for each in found if each["id"] == "bridge")
    assert bridge["name"] == "Puente" and bridge["default_dose"]["sets"] >= 1
    assert [each["name"] for each in found] == sorted(each["name"] for each in found)
