"""An account without an invitation over HTTP: only where the clinic allows it, and shared with nobody."""

from typing import Any

import pytest
from httpx import Response

from patient_app.domain.people import Role
from patient_app.services import admin, clinic_settings, invitations, secrets, sharing, today
from patient_app.services.door import Door
from patient_app.services.settings import REGISTRATIONS_PER_ADDRESS
from tests.api.client import COOKIE, Client
from tests.builders import NEW_YORK, PASSWORD, Cast, Clock

ACCOUNT = {
    "name": "Nora  Field ",
    "email": " Nora@Example.org",
    "password": "seven brown herons at dawn",
    "time_zone": NEW_YORK,
    "language": "es",
}


@pytest.fixture
def open_clinic(cast: Cast) -> Cast:
    """A clinic that lets patients register by themselves."""
    cast.admin.call(clinic_settings.change, {"self_registration": True})
    return cast


def register(visitor: Client, **other: Any) -> Response:
    return visitor.post("/registrations", {**ACCOUNT, **other})


def test_a_visitor_learns_whether_it_is_allowed_and_where(cast: Cast, visitor: Client) -> None:
    assert visitor.get("/registrations").json() == {"is_open": False, "clinic": None}
    cast.admin.call(clinic_settings.change, {"self_registration": True})
    offer = visitor.get("/registrations").json()
    assert offer["is_open"] and offer["clinic"]["name"] == "Riverside Rehabilitation"


def test_where_it_is_not_allowed_no_account_is_made(cast: Cast, visitor: Client) -> None:
    answer = register(visitor)
    assert answer.status_code == 404 and "invitation only" in answer.json()["detail"]
    assert "set-cookie" not in answer.headers
    assert not any(each.email == "nora@example.org" for each in cast.admin.call(admin.everyone))


def test_it_makes_a_patient_signs_in_and_shares_nothing(open_clinic: Cast, visitor: Client, door: Door) -> None:
    answer = register(visitor)
    assert answer.status_code == 201
    assert (answer.json()["role"], answer.json()["name"], answer.json()["language"]) == ("patient", "Nora Field", "es")
    token = answer.headers["set-cookie"].split(f"{COOKIE}=")[1].split(";")[0]
    assert door.call(token, sharing.my_shares) == ()
    assert not door.call(token, today.today).has_program
    assert visitor.post("/session", {"email": "nora@example.org", "password": ACCOUNT["password"]}).status_code == 200


def test_the_administrator_sees_who_came_without_an_invitation_and_may_close_the_account(
    open_clinic: Cast, visitor: Client, clock: Clock
) -> None:
    register(visitor)
    people = {each.email: each for each in open_clinic.admin.call(admin.everyone)}
    nora = people["nora@example.org"]
    assert (nora.registered_at, nora.role, nora.is_active) == (clock.now, Role.PATIENT, True)
    assert people[open_clinic.ana.email].registered_at is None
    assert "person.registered" in [each.action for each in open_clinic.admin.call(admin.audit_log)]
    open_clinic.admin.call(admin.set_active, nora.id, False)
    assert visitor.post("/session", {"email": "nora@example.org", "password": ACCOUNT["password"]}).status_code == 401


def test_an_account_and_an_invitation_answer_alike_and_change_nothing(open_clinic: Cast, visitor: Client) -> None:
    open_clinic.dora.call(invitations.invite, Role.PATIENT, "invited@example.org")
    open_clinic.admin.call(admin.set_active, open_clinic.strange_patient.id, False)
    taken = [open_clinic.ana.email, open_clinic.paul.email, "invited@example.org", open_clinic.strange_patient.email]
    found = [register(visitor, email=email) for email in taken]
    assert {answer.status_code for answer in found} == {422}
    assert len({answer.text for answer in found}) == 1
    assert "+1 555 0100" in found[0].json()["detail"] and found[0].json()["errors"] == []
    assert all("set-cookie" not in answer.headers for answer in found)
    assert visitor.post("/session", {"email": open_clinic.ana.email, "password": PASSWORD}).status_code == 200


def test_a_taken_address_costs_the_same_slow_hash_as_a_new_one(
    open_clinic: Cast, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = secrets.hash_password

    def counted(password: str) -> str:
        made.append(password)
        return real(password)

    monkeypatch.setattr(secrets, "hash_password", counted)
    assert register(visitor, email=open_clinic.ana.email).status_code == 422
    assert register(visitor).status_code == 201
    assert made == [ACCOUNT["password"]] * 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "too short"),
        ("password", "passwordpassword"),
        ("password", "aaaaaaaaaaaaaaaa"),
        ("email", "nora"),
        ("name", "  "),
        ("time_zone", "Mars/Olympus"),
    ],
)
def test_what_cannot_be_used_is_named(open_clinic: Cast, visitor: Client, field: str, value: str) -> None:
    answer = register(visitor, **{field: value})
    assert answer.status_code == 422
    assert field in [each["field"] for each in answer.json()["errors"]]


def test_an_address_makes_only_so_many_tries(open_clinic: Cast, visitor: Client, clock: Clock) -> None:
    for number in range(REGISTRATIONS_PER_ADDRESS):
        assert register(visitor, password="short", email=f"p{number}@example.org").status_code == 422
    refused = register(visitor)
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0
    clock.forward(minutes=16)
    assert register(visitor).status_code == 201
