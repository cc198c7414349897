"""Signing in and out over HTTP: the cookie, its flags, the end of a session, guessing, reset codes, invitations."""

from collections.abc import Callable

from patient_app.config import settings
from patient_app.domain.people import Role
from patient_app.services import invitations, resets
from patient_app.services.door import Door
from tests.api.client import COOKIE, Client, check_in_body, new_id
from tests.builders import PASSWORD, Cast, Clock, Someone

Clients = Callable[[Someone | None], Client]
NEW_PASSWORD = "seven brown herons at dawn"


def sign_in(visitor: Client, email: str, password: str = PASSWORD, **more: str) -> tuple[int, str]:
    """The status and the whole Set-Cookie header."""
    answer = visitor.post("/session", {"email": email, "password": password, **more})
    return answer.status_code, answer.headers.get("set-cookie", "")


def token_in(cookie: str) -> str:
    return cookie.split(f"{COOKIE}=")[1].split(";")[0]


def test_signing_in_tells_who_it_is_and_sets_a_cookie_that_scripts_cannot_read(cast: Cast, visitor: Client) -> None:
    answer = visitor.post("/session", {"email": cast.ana.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert answer.json() == {"user_id": cast.ana.id, "role": "patient", "name": "Ana Reyes", "language": "en"}
    cookie = answer.headers["set-cookie"]
    flags = {flag.strip().lower() for flag in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", "max-age=7776000"} <= flags
    assert "secure" not in flags
    assert visitor.get("/session", headers={"Cookie": f"{COOKIE}={token_in(cookie)}"}).json() == answer.json()


def test_over_https_the_cookie_is_secure(cast: Cast, visitor: Client) -> None:
    answer = visitor.server(
        "POST",
        "https://homestretch.test/api/v1/session",
        json={"email": cast.ana.email, "password": PASSWORD},
    )
    assert "; Secure" in answer.headers["set-cookie"]
    assert not settings().uses_https


def test_a_clinicians_session_is_short(cast: Cast, visitor: Client) -> None:
    assert "Max-Age=43200" in sign_in(visitor, cast.paul.email)[1]


def test_email_is_read_as_people_type_it(cast: Cast, visitor: Client) -> None:
    assert sign_in(visitor, f" {cast.ana.email.upper()} ")[0] == 200


def test_a_wrong_password_and_an_unknown_email_look_the_same(cast: Cast, visitor: Client) -> None:
    wrong = visitor.post("/session", {"email": cast.ana.email, "password": "not the right one"})
    unknown = visitor.post("/session", {"email": "nobody@example.org", "password": "not the right one"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert "set-cookie" not in wrong.headers


def test_signing_out_ends_the_session_at_the_server(cast: Cast, ana: Client) -> None:
    answer = ana.delete("/session")
    assert answer.status_code == 204
    assert f'{COOKIE}=""' in answer.headers["set-cookie"] and "Max-Age=0" in answer.headers["set-cookie"]
    assert ana.get("/session").status_code == 401
    assert ana.get("/today").status_code == 401
    assert ana.put(f"/check-ins/{new_id()}", check_in_body(cast.clinic.today)).status_code == 401


def test_signing_in_again_ends_the_session_before(cast: Cast, ana: Client) -> None:
    status, cookie = sign_in(ana, cast.ana.email)
    assert status == 200 and token_in(cookie) != ana.token
    assert ana.get("/session").status_code == 401


def test_signing_in_on_another_device_leaves_this_one_signed_in(cast: Cast, ana: Client, visitor: Client) -> None:
    assert sign_in(visitor, cast.ana.email)[0] == 200
    assert ana.get("/session").status_code == 200


def test_a_session_ends_when_it_is_not_used(cast: Cast, paul: Client, ana: Client, clock: Clock) -> None:
    clock.forward(minutes=59)
    assert paul.get("/session").status_code == 200
    clock.forward(minutes=59)
    assert paul.get("/session").status_code == 200
    clock.forward(minutes=61)
    assert paul.get("/session").status_code == 401
    clock.forward(days=29)
    assert ana.get("/session").status_code == 200


def test_guessing_is_slowed_down_and_says_for_how_long(cast: Cast, visitor: Client, clock: Clock) -> None:
    for _ in range(10):
        assert sign_in(visitor, cast.ana.email, "a wrong password")[0] == 401
    refused = visitor.post("/session", {"email": cast.ana.email, "password": PASSWORD})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= 15 * 60 + 1
    assert sign_in(visitor, cast.paul.email)[0] == 200
    clock.forward(minutes=16)
    assert sign_in(visitor, cast.ana.email)[0] == 200


def test_a_reset_code_sets_a_new_password_once_and_ends_every_sign_in(
    cast: Cast, ana: Client, visitor: Client, door: Door
) -> None:
    code = door.operate(resets.make_reset_code, cast.ana.email).code
    assert sign_in(visitor, cast.ana.email, NEW_PASSWORD, code="WRONG-CODE")[0] == 422
    assert sign_in(visitor, cast.ana.email, "too short", code=code)[0] == 422
    assert sign_in(visitor, cast.paul.email, NEW_PASSWORD, code=code)[0] == 422
    assert sign_in(visitor, cast.ana.email, NEW_PASSWORD, code=code.lower())[0] == 200
    assert ana.get("/session").status_code == 401
    assert sign_in(visitor, cast.ana.email, NEW_PASSWORD, code=code)[0] == 422
    assert sign_in(visitor, cast.ana.email)[0] == 401
    assert sign_in(visitor, cast.ana.email, NEW_PASSWORD)[0] == 200


def test_an_invitation_says_what_it_is_for_and_makes_the_account(cast: Cast, visitor: Client, door: Door) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, "bo@example.org", [cast.paul.email, cast.dora.email]).code
    card = visitor.get(f"/invitations/{code}").json()
    assert card["role"] == "patient" and card["clinic"] == "Riverside Rehabilitation"
    assert {each["name"] for each in card["care_team"]} == {"Paul Okafor", "Dora Lindqvist"}
    body = {"name": " Bo  Chen ", "password": NEW_PASSWORD, "time_zone": "America/Chicago", "language": "es"}
    answer = visitor.post(f"/invitations/{code}/accept", {**body, "share": True})
    assert answer.status_code == 201
    user = answer.json()
    assert (user["role"], user["name"], user["language"]) == ("patient", "Bo Chen", "es")
    bo = {"Cookie": f"{COOKIE}={token_in(answer.headers['set-cookie'])}"}
    assert {each["clinician"]["name"] for each in visitor.get("/shares", headers=bo).json()} == {
        "Paul Okafor",
        "Dora Lindqvist",
    }
    assert visitor.post(f"/invitations/{code}/accept", body).status_code == 404
    assert visitor.get(f"/invitations/{code}").status_code == 404


def test_without_share_nothing_is_shared_at_the_invitation(cast: Cast, visitor: Client, door: Door) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, "bo@example.org", [cast.paul.email]).code
    body = {"name": "Bo", "password": NEW_PASSWORD, "time_zone": "America/Chicago"}
    cookie = visitor.post(f"/invitations/{code}/accept", body).headers["set-cookie"]
    assert visitor.get("/shares", headers={"Cookie": f"{COOKIE}={token_in(cookie)}"}).json() == []


def test_each_bad_answer_at_the_invitation_is_named(cast: Cast, visitor: Client, door: Door) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, "bo@example.org").code
    body = {"name": "  ", "password": NEW_PASSWORD, "time_zone": "Mars/Olympus"}
    problem = visitor.post(f"/invitations/{code}/accept", body).json()
    assert [error["field"] for error in problem["errors"]] == ["name", "time_zone"]
    weak = visitor.post(f"/invitations/{code}/accept", {**body, "name": "Bo", "time_zone": "UTC", "password": "a" * 20})
    assert [error["field"] for error in weak.json()["errors"]] == ["password"]
