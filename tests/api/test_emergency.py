"""Emergency access over HTTP."""

from typing import Any

import pytest

from patient_app.services import clinic_settings
from tests.api.client import Client, new_id
from tests.builders import Cast

PATH = "/emergency-access"
BODY = {"patient": "Ana Reyes", "reason": "Fell at home, cannot speak"}


@pytest.fixture
def sue(cast: Cast, client_of: Any) -> Client:
    """A physiatrist without a share, in a clinic that allows emergency access."""
    cast.admin.call(clinic_settings.change, {"break_glass": True})
    client: Client = client_of(cast.strange_doctor)
    return client


def test_a_clinic_that_does_not_allow_it_refuses(cast: Cast, client_of: Any) -> None:
    stan = client_of(cast.strange_doctor)
    assert stan.post(PATH, BODY).status_code == 403
    assert stan.get(PATH).status_code == 403


def test_it_opens_the_record_for_reading_until_it_is_ended(cast: Cast, sue: Client, ana: Client) -> None:
    made = sue.post(PATH, BODY)
    assert made.status_code == 201
    assert (made.json()["patient_id"], made.json()["is_open"]) == (cast.ana.id, True)
    assert [each["id"] for each in sue.get(PATH).json()] == [made.json()["id"]]
    assert sue.get(f"/summary?patient={cast.ana.id}").status_code == 200
    assert sue.get("/panel").json()["patients"] == []
    hold = sue.post(f"/patients/{cast.ana.id}/holds", {"note": "Rest"})
    assert hold.status_code == 403 and "only for reading" in hold.json()["detail"]

    [seen] = ana.get(PATH).json()
    assert (seen["clinician"], seen["reason"], seen["ended_at"]) == ("Sue Park", BODY["reason"], None)
    assert any("opened your record in an emergency" in each["text"] for each in ana.get("/notices").json())
    assert ("Sue Park", "Opened your record in an emergency") in [
        (each["who"], each["what"]) for each in ana.get("/access-log").json()
    ]
    assert any(each["what"].endswith("(emergency access)") for each in ana.get("/access-log").json())

    assert ana.delete(f"{PATH}/{seen['id']}").status_code == 204
    assert sue.get(f"/summary?patient={cast.ana.id}").status_code == 404
    assert sue.get(PATH).json() == []
    assert ana.get(PATH).json()[0]["is_open"] is False


def test_a_miss_answers_the_same_whoever_was_meant(cast: Cast, sue: Client) -> None:
    answers = [
        sue.post(PATH, {**BODY, "patient": who}) for who in ("Nobody Here", "paul.okafor@example.org", "Dora Lindqvist")
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert len({answer.text for answer in answers}) == 1


def test_bad_values_are_named(sue: Client) -> None:
    answer = sue.post(PATH, {"patient": "Ana Reyes", "reason": "short"})
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == ["reason"]


def test_too_many_tries_are_slowed_down(sue: Client) -> None:
    for _ in range(5):
        sue.post(PATH, {**BODY, "patient": "Nobody Here"})
    answer = sue.post(PATH, BODY)
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 0


def test_nobody_else_ends_it(cast: Cast, sue: Client, dora: Client, client_of: Any) -> None:
    made = sue.post(PATH, BODY).json()
    for other in (dora, client_of(cast.strange_patient)):
        assert other.delete(f"{PATH}/{made['id']}").status_code == 404
    assert sue.delete(f"{PATH}/{new_id()}").status_code == 404
