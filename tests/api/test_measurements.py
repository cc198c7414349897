"""The sheet of measurements over HTTP: each cell its own outcome, and a repeat adds nothing."""

from typing import Any

from tests.api.client import cell_body
from tests.builders import Cast


def test_each_cell_gets_its_own_outcome_in_the_readers_language(cast: Cast, client_of: Any) -> None:
    today, paul = cast.clinic.today, client_of(cast.paul)
    path = f"/patients/{cast.ana.id}/measurements"
    right, wrong = cell_body(today), cell_body(today, side="right", text="350")
    answer = paul.post(path, {"entries": [right, wrong]}, headers={"Accept-Language": "es"}).json()["results"]
    assert [each["outcome"] for each in answer] == ["saved", "rejected"]
    assert answer[0]["measurement"]["value"] == 112
    assert "no es creíble" in answer[1]["problem"]["detail"]
    assert [each["outcome"] for each in paul.post(path, {"entries": [right]}).json()["results"]] == ["unchanged"]
    (kept,) = client_of(cast.dora).get(path).json()
    assert (kept["row"], kept["side"], kept["value"], kept["unit"]) == ("rom:knee:flexion:active", "left", 112, "deg")


def test_a_call_for_another_person_is_not_taken(cast: Cast, client_of: Any) -> None:
    body = {"entries": [cell_body(cast.clinic.today)]}
    path = f"/patients/{cast.ana.id}/measurements"
    answer = client_of(cast.paul).post(path, body, headers={"Homestretch-Person": cast.strange_pt.id})
    assert answer.status_code == 401
    assert client_of(cast.paul).get(path).json() == []
