"""Deleting the own account over HTTP."""

from collections.abc import Callable

import pytest

from patient_app.services.settings import TRIES_PER_ACCOUNT_AND_ADDRESS
from tests.api.client import COOKIE, Client
from tests.builders import PASSWORD, Cast, Someone

Clients = Callable[[Someone | None], Client]
RIGHT = {"password": PASSWORD, "confirm": True}


def test_the_account_is_gone_the_cookie_too_and_signing_in_says_no_more_than_ever(
    cast: Cast, ana: Client, dora: Client, visitor: Client
) -> None:
    assert dora.get(f"/summary?patient={cast.ana.id}").status_code == 200
    answer = ana.ask("DELETE", "/me", RIGHT)
    assert (answer.status_code, answer.content) == (204, b"")
    assert f'{COOKIE}=""' in answer.headers["set-cookie"] and "Max-Age=0" in answer.headers["set-cookie"]
    assert ana.get("/session").status_code == ana.ask("DELETE", "/me", RIGHT).status_code == 401
    assert dora.get(f"/summary?patient={cast.ana.id}").status_code == 404
    gone = visitor.post("/session", {"email": cast.ana.email, "password": PASSWORD})
    unknown = visitor.post("/session", {"email": "nobody@example.org", "password": PASSWORD})
    assert gone.status_code == 401 and gone.json() == unknown.json()


def test_a_wrong_password_is_named_and_only_so_many_are_tried(cast: Cast, ana: Client) -> None:
    for _ in range(TRIES_PER_ACCOUNT_AND_ADDRESS):
        answer = ana.ask("DELETE", "/me", {**RIGHT, "password": "not the right one"})
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == ["password"]
    late = ana.ask("DELETE", "/me", RIGHT)
    assert late.status_code == 429 and int(late.headers["retry-after"]) > 0
    assert ana.get("/session").json()["name"] == "Ana Reyes"


@pytest.mark.parametrize("confirm", [False, None])
def test_without_the_tick_nothing_happens(cast: Cast, ana: Client, confirm: bool | None) -> None:
    answer = ana.ask("DELETE", "/me", {**RIGHT, "confirm": confirm}, headers={"Accept-Language": "es"})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["confirm"]
    assert ana.get("/session").status_code == 200


def test_a_page_of_somebody_else_deletes_nothing(cast: Cast, ana: Client) -> None:
    answer = ana.ask("DELETE", "/me", RIGHT, headers={"Homestretch-Person": cast.strange_patient.id})
    assert answer.status_code == 401 and answer.json()["type"] == "/problems/someone-else"
    assert ana.get("/session").status_code == 200
