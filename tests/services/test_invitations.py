"""Invitations: who may invite whom, a code that works once, and the care team that comes with it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from sqlmodel import select

from patient_app.domain.errors import Invalid, NotFound, WrongRole
from patient_app.domain.people import ALL_PARTS, Role
from patient_app.services import clinic_settings, clinics, invitations, registrations, sharing
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.registrations import NewAccount
from patient_app.services.sessions import SignedIn
from patient_app.services.settings import SessionSettings
from patient_app.store.database import Database
from patient_app.store.tables import Invitation
from patient_app.store.unit import Unit
from tests.builders import Cast, Clock

NEW_PASSWORD = "seven brown herons at dawn"
BO = "bo@example.org"


def accept(door: Door, code: str, *, name: str = "Bo Chen", share: bool = False) -> SignedIn:
    return door.visit(
        Visitor(), invitations.accept, SessionSettings(), code, name, NEW_PASSWORD, "America/Chicago", "es", share
    )


def test_accepting_makes_the_account_and_signs_in(cast: Cast, door: Door) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, f" {BO.upper()} ").code
    signed_in = accept(door, code, name="  Bo   Chen ")
    assert (signed_in.actor.name, signed_in.actor.role, signed_in.actor.language) == ("Bo Chen", Role.PATIENT, "es")
    assert door.call(signed_in.token, sharing.my_shares) == ()


def test_a_code_is_read_as_people_type_it(cast: Cast, door: Door) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, BO).code
    assert len(code.replace("-", "")) == 16
    assert door.visit(Visitor(), invitations.look, code.lower().replace("-", " ")).role is Role.PATIENT


def test_a_code_works_once(cast: Cast, door: Door) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, BO).code
    accept(door, code)
    with pytest.raises(NotFound):
        accept(door, code)
    with pytest.raises(NotFound):
        door.visit(Visitor(), invitations.look, code)


def test_a_code_ends_after_two_weeks(cast: Cast, door: Door, clock: Clock) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, BO).code
    clock.forward(days=14)
    with pytest.raises(NotFound):
        accept(door, code)


def test_a_newer_invitation_replaces_the_one_before(cast: Cast, door: Door) -> None:
    old = door.operate(invitations.invite, Role.PATIENT, BO).code
    new = door.operate(invitations.invite, Role.PATIENT, BO).code
    with pytest.raises(NotFound):
        accept(door, old)
    accept(door, new)


def test_only_the_hash_of_a_code_is_kept(cast: Cast, door: Door) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, BO).code
    rows = door.database.read(lambda session: [row.model_dump() for row in session.exec(select(Invitation))])
    assert code not in str(rows) and code.replace("-", "") not in str(rows)


def test_with_share_the_whole_care_team_sees_everything(cast: Cast, door: Door) -> None:
    team = [cast.paul.email, cast.dora.email]
    code = door.operate(invitations.invite, Role.PATIENT, BO, team).code
    card = door.visit(Visitor(), invitations.look, code)
    assert {member.name for member in card.care_team} == {"Paul Okafor", "Dora Lindqvist"}
    signed_in = accept(door, code, share=True)
    shares = door.call(signed_in.token, sharing.my_shares)
    assert {share.clinician.id for share in shares} == {cast.paul.id, cast.dora.id}
    assert all(frozenset(share.parts) == ALL_PARTS for share in shares)


def test_without_share_the_care_team_is_known_and_sees_nothing(cast: Cast, door: Door) -> None:
    code = door.operate(invitations.invite, Role.PATIENT, BO, [cast.strange_doctor.email]).code
    signed_in = accept(door, code)
    assert door.call(signed_in.token, sharing.my_shares) == ()
    assert door.call(signed_in.token, sharing.clinicians)[0].id == cast.strange_doctor.id


def test_an_address_with_an_account_is_not_invited_again(cast: Cast, door: Door) -> None:
    for role, email in (
        (Role.PATIENT, cast.ana.email),
        (Role.PHYSIATRIST, cast.ana.email),
        (Role.PATIENT, "no address"),
    ):
        with pytest.raises(Invalid):
            door.operate(invitations.invite, role, email)


def test_a_care_team_has_clinicians_of_the_clinic_only(cast: Cast, door: Door) -> None:
    for email in (cast.ana.email, "nobody@example.org"):
        with pytest.raises(Invalid):
            door.operate(invitations.invite, Role.PATIENT, BO, [email])


def test_clinicians_invite_patients_and_administrators_invite_anyone(cast: Cast) -> None:
    cast.paul.call(invitations.invite, Role.PATIENT, BO)
    cast.admin.call(invitations.invite, Role.PHYSIATRIST, "new.doctor@example.org")
    with pytest.raises(WrongRole):
        cast.paul.call(invitations.invite, Role.PHYSIATRIST, "colleague@example.org")
    with pytest.raises(WrongRole):
        cast.ana.call(invitations.invite, Role.PATIENT, "friend@example.org")


def test_one_installation_serves_one_clinic(cast: Cast, door: Door) -> None:
    with pytest.raises(Invalid):
        door.operate(clinics.create_clinic, "Another", "555", "admin2@example.org")


def test_of_two_accounts_with_one_address_at_once_one_is_refused_in_words(cast: Cast, door: Door, clock: Clock) -> None:
    cast.admin.call(clinic_settings.change, {"self_registration": True})
    wanted = NewAccount("Bo Chen", BO, NEW_PASSWORD, "America/Chicago")
    made, go_on = Event(), Event()

    def first(visitor: Visitor, unit: Unit) -> SignedIn:
        found = registrations.make(visitor, unit, SessionSettings(), wanted, "hash")
        made.set()
        go_on.wait(10)
        return found

    other = Door(Database(door.database.url), clock)  # as in another server process
    try:
        with ThreadPoolExecutor() as threads:
            one = threads.submit(door.visit, Visitor(), first)
            made.wait(10)
            two = threads.submit(other.visit, Visitor(), registrations.make, SessionSettings(), wanted, "hash")
            three = threads.submit(other.operate, invitations.invite, Role.PATIENT, BO)
            go_on.set()
            assert one.result(20).actor.name == "Bo Chen"
            for refused in (two, three):
                with pytest.raises(Invalid):
                    refused.result(20)
    finally:
        other.database.close()
