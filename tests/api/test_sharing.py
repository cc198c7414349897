"""Sharing over HTTP: the patient opens and closes parts of the record, and sees who looked."""

from typing import Any

import pytest

from patient_app.domain.people import SharePart
from tests.api.client import Client, check_in_body, line_body, log_body, new_id, program_body
from tests.builders import Cast, Clock

EVERYTHING = ["program", "pain", "measures", "journey"]


def doors_of(patient_id: str) -> list[tuple[str, str, Any]]:
    """Each way into a patient's record, with the body of a right call."""
    return [
        ("GET", f"/summary?patient={patient_id}", None),
        ("GET", f"/patients/{patient_id}/program", None),
        ("GET", f"/activities?patient={patient_id}", None),
        ("POST", f"/patients/{patient_id}/holds", {"note": "Rest"}),
        ("PUT", f"/activities/{new_id()}?patient={patient_id}", {"name": "Walk"}),
    ]


def test_shares_are_listed_with_whom_what_and_since_when(cast: Cast, ana: Client) -> None:
    found = ana.get("/shares").json()
    assert {each["clinician"]["name"] for each in found} == {"Paul Okafor", "Dora Lindqvist"}
    dora = next(each for each in found if each["clinician"]["role"] == "physiatrist")
    assert dora["clinician"]["id"] == cast.dora.id
    assert (dora["parts"], dora["until"], dora["status"]) == (EVERYTHING, None, "active")
    assert dora["since"].startswith("2026-03-16T14:00:00")


def test_a_new_share_opens_the_record_and_revoking_closes_every_way_into_it(
    cast: Cast, ana: Client, client_of: Any
) -> None:
    stan = client_of(cast.strange_pt)
    for method, path, body in doors_of(cast.ana.id):
        assert stan.ask(method, path, body).status_code == 404
    share = ana.post("/shares", {"clinician_id": cast.strange_pt.id})
    assert share.status_code == 201 and share.json()["parts"] == EVERYTHING
    assert [each["id"] for each in stan.get("/panel").json()["patients"]] == [cast.ana.id]
    hold = stan.post(f"/patients/{cast.ana.id}/holds", {"note": "Rest"}).json()
    for method, path, body in doors_of(cast.ana.id):
        assert stan.ask(method, path, body).status_code in (200, 201)
    assert ana.delete(f"/shares/{share.json()['id']}").status_code == 204
    for method, path, body in doors_of(cast.ana.id):
        assert stan.ask(method, path, body).status_code == 404
    assert stan.delete(f"/holds/{hold['id']}", {"note": "Go on"}).status_code == 404
    assert stan.put(f"/patients/{cast.ana.id}/program", program_body(1, cast.clinic.today)).status_code == 404
    assert stan.get("/panel").json()["patients"] == []
    assert ana.delete(f"/shares/{share.json()['id']}").status_code == 204
    assert {each["status"] for each in ana.get("/shares").json() if each["id"] == share.json()["id"]} == {"revoked"}


def test_a_clinician_can_be_found_by_the_code_that_she_gives(cast: Cast, ana: Client) -> None:
    made = ana.post(
        "/shares", {"code": cast.strange_doctor.connect_code, "parts": ["pain", "program"], "until": "2026-03-20"}
    )
    assert made.status_code == 201
    assert made.json()["clinician"]["name"] == "Sue Park"
    assert (made.json()["parts"], made.json()["until"]) == (["program", "pain"], "2026-03-20")


def test_a_share_ends_after_its_last_day(cast: Cast, ana: Client, client_of: Any, clock: Clock) -> None:
    ana.post("/shares", {"clinician_id": cast.strange_doctor.id, "until": "2026-03-17"})
    clock.forward(days=1)
    cast.strange_doctor.signs_in()
    assert client_of(cast.strange_doctor).get(f"/summary?patient={cast.ana.id}").status_code == 200
    clock.forward(days=1)
    cast.strange_doctor.signs_in()
    assert client_of(cast.strange_doctor).get(f"/summary?patient={cast.ana.id}").status_code == 404
    assert "expired" in [each["status"] for each in ana.get("/shares").json()]


@pytest.mark.parametrize("part", list(SharePart))
def test_a_part_opens_only_itself(cast: Cast, ana: Client, client_of: Any, part: SharePart) -> None:
    today = cast.clinic.today
    ana.put(f"/check-ins/{new_id()}", check_in_body(today, pain_worst=7))
    ana.put(f"/exercise-logs/{new_id()}", log_body(cast.ana.line("bridge").id, today))
    ana.post("/shares", {"clinician_id": cast.strange_pt.id, "parts": [part.value]})
    stan = client_of(cast.strange_pt)
    sees_program, sees_pain = part is SharePart.PROGRAM, part is SharePart.PAIN
    assert stan.get(f"/patients/{cast.ana.id}/program").status_code == (200 if sees_program else 404)
    body = program_body(1, today, line_body())
    assert stan.get(f"/activities?patient={cast.ana.id}").status_code == (200 if sees_pain else 404)
    summary = stan.get(f"/summary?patient={cast.ana.id}").json()
    assert (summary["adherence"] is not None) is sees_program
    assert (summary["days"][-1]["pain_worst"] == 7) is sees_pain
    assert bool(summary["program_versions"]) is sees_program
    assert stan.put(f"/patients/{cast.ana.id}/program", body).status_code == (201 if sees_program else 404)


def test_sharing_again_replaces_the_share_before(cast: Cast, ana: Client, dora: Client) -> None:
    ana.post("/shares", {"clinician_id": cast.dora.id, "parts": ["pain"]})
    assert dora.get(f"/patients/{cast.ana.id}/program").status_code == 404
    mine = [each for each in ana.get("/shares").json() if each["clinician"]["id"] == cast.dora.id]
    assert [each["status"] for each in mine] == ["active", "revoked"]


def test_only_clinicians_of_the_clinic_can_be_shared_with(cast: Cast, ana: Client) -> None:
    for id in (cast.strange_patient.id, cast.admin.id, cast.ana.id, new_id()):
        assert ana.post("/shares", {"clinician_id": id}).status_code == 422
    assert [each["name"] for each in ana.get("/clinicians").json()] == [
        "Dora Lindqvist", "Paul Okafor", "Stan Novak", "Sue Park",
    ]  # fmt: skip


def test_one_cannot_revoke_the_share_of_another(cast: Cast, ana: Client, client_of: Any) -> None:
    [share, *_] = ana.get("/shares").json()
    assert client_of(cast.strange_patient).delete(f"/shares/{share['id']}").status_code == 404
    assert ana.get("/shares").json()[0]["status"] == "active"


def test_the_patient_sees_who_looked_at_what_and_when(
    cast: Cast, ana: Client, dora: Client, paul: Client, clock: Clock
) -> None:
    clock.forward(minutes=5)
    dora.get(f"/patients/{cast.ana.id}/program")
    paul.put(f"/patients/{cast.ana.id}/program", program_body(1, cast.clinic.today, line_body()))
    newest, *_ = found = ana.get("/access-log").json()
    assert set(newest) == {"at", "who", "what"}
    assert ("Dora Lindqvist", "Looked at your program and exercise log") in [
        (each["who"], each["what"]) for each in found
    ]
    assert ("Paul Okafor", "Changed your program") in [(each["who"], each["what"]) for each in found]
    assert newest["at"].startswith("2026-03-16T14:05:00")


def test_looking_again_within_the_hour_is_one_line(cast: Cast, ana: Client, dora: Client, clock: Clock) -> None:
    def looks() -> int:
        return sum(each["who"] == "Dora Lindqvist" for each in ana.get("/access-log").json())

    path = f"/patients/{cast.ana.id}/program"
    for _ in range(3):
        dora.get(path)
    assert looks() == 1
    clock.forward(minutes=61)
    dora.token = cast.dora.signs_in()
    dora.get(path)
    assert looks() == 2


def test_what_the_patient_does_is_not_in_the_list(cast: Cast, ana: Client) -> None:
    ana.get(f"/patients/{cast.ana.id}/program")
    ana.put(f"/check-ins/{new_id()}", check_in_body(cast.clinic.today))
    assert all(each["who"] != "Ana Reyes" for each in ana.get("/access-log").json())
