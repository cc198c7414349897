"""Sign-ins: how long they last, what ends them, what guessing meets."""

import asyncio
from datetime import timedelta

import pytest
from sqlmodel import select

from patient_app.domain.errors import Invalid, NotSignedIn, TooManyTries
from patient_app.domain.people import Role
from patient_app.services import profile, resets, sessions, sign_in
from patient_app.services.actor import Operator, Visitor
from patient_app.services.door import Door
from patient_app.services.sessions import WrongPassword
from patient_app.services.settings import TRIES_PER_ACCOUNT, TRIES_PER_ACCOUNT_AND_ADDRESS, TRIES_PER_ADDRESS
from patient_app.store.queries import people
from patient_app.store.tables import AuthSession, Person
from patient_app.store.unit import Unit
from tests.builders import PASSWORD, Clinic, Clock, a_patient, someone

HOME = Visitor("192.0.2.7", "a phone")


def guess(door: Door, email: str, times: int, visitor: Visitor = HOME) -> None:
    for _ in range(times):
        door.visit(visitor, sessions.begin_sign_in, email)


def test_a_patient_stays_signed_in_for_90_days_when_the_phone_is_used(clinic: Clinic, clock: Clock) -> None:
    ana = a_patient(clinic)
    for _ in range(3):
        clock.forward(days=29)
        assert ana.call(sessions.who).id == ana.id
    clock.forward(days=3)
    with pytest.raises(NotSignedIn):
        ana.call(sessions.who)


def test_a_phone_that_is_put_away_is_signed_out_after_30_days(clinic: Clinic, clock: Clock) -> None:
    ana = a_patient(clinic)
    clock.forward(days=30)
    with pytest.raises(NotSignedIn):
        ana.call(sessions.who)


def test_clinicians_sign_in_anew_each_day_and_after_an_idle_hour(clinic: Clinic, clock: Clock) -> None:
    paul = someone(clinic, Role.PHYSICAL_THERAPIST, "Paul")
    for _ in range(13):
        clock.forward(minutes=55)
        paul.call(sessions.who)
    clock.forward(minutes=10)
    with pytest.raises(NotSignedIn):
        paul.call(sessions.who)
    paul.signs_in()
    clock.forward(minutes=60)
    with pytest.raises(NotSignedIn):
        paul.call(sessions.who)


def test_an_open_screen_that_asks_by_itself_keeps_no_session_alive(clinic: Clinic, door: Door, clock: Clock) -> None:
    doctor = someone(clinic, Role.PHYSIATRIST, "Dora")
    for _ in range(5):
        clock.forward(minutes=11)
        assert asyncio.run(door.acall_unattended(doctor.token, sessions.who)).id == doctor.id
    clock.forward(minutes=6)
    with pytest.raises(NotSignedIn):
        asyncio.run(door.acall_unattended(doctor.token, sessions.who))
    with pytest.raises(NotSignedIn):
        doctor.call(sessions.who)


def test_only_hashes_of_tokens_are_kept(clinic: Clinic, door: Door) -> None:
    ana = a_patient(clinic)
    kept = door.database.read(lambda session: [row.token_hash for row in session.exec(select(AuthSession))])
    assert len(kept) == 1 and ana.token not in kept


@pytest.mark.parametrize("token", [None, "", "guess"])
def test_without_a_right_token_there_is_no_session(clinic: Clinic, token: str | None) -> None:
    with pytest.raises(NotSignedIn):
        clinic.door.call(token, sessions.who)


def test_someone_who_is_deactivated_is_out_at_once(clinic: Clinic, door: Door) -> None:
    ana = a_patient(clinic)

    def deactivate(operator: Operator, unit: Unit) -> None:
        person = unit.session.get(Person, ana.id)
        assert person is not None
        person.deactivated_at = unit.now

    door.operate(deactivate)
    with pytest.raises(NotSignedIn):
        ana.call(sessions.who)
    with pytest.raises(WrongPassword):
        sign_in.sign_in(door, HOME, ana.email, PASSWORD)


def test_signing_out_ends_this_session_only(clinic: Clinic) -> None:
    ana = a_patient(clinic)
    phone, tablet = ana.token, ana.signs_in()
    clinic.door.call(tablet, sessions.sign_out)
    assert clinic.door.call(phone, sessions.who).id == ana.id
    with pytest.raises(NotSignedIn):
        clinic.door.call(tablet, sessions.who)


def test_the_first_sign_in_of_a_patient_starts_the_days_that_count(clinic: Clinic, clock: Clock, door: Door) -> None:
    def first_day(operator: Operator, unit: Unit) -> object:
        person = people.get(unit.session, ana.id)
        return person and person.first_sign_in_on

    clock.forward(hours=13)
    ana = a_patient(clinic)
    clock.forward(days=3)
    ana.signs_in()
    assert str(door.operate(first_day)) == "2026-03-16"


def test_the_password_opens_and_nothing_else_does(clinic: Clinic, door: Door) -> None:
    ana = a_patient(clinic)
    assert sign_in.sign_in(door, HOME, f" {ana.email.upper()}", PASSWORD).actor.id == ana.id
    for email, password in ((ana.email, "wrong"), (ana.email, ""), ("nobody@example.org", PASSWORD)):
        with pytest.raises(WrongPassword):
            sign_in.sign_in(door, HOME, email, password)


def test_ten_tries_from_one_place_are_enough_for_a_quarter_of_an_hour(clinic: Clinic, door: Door, clock: Clock) -> None:
    ana = a_patient(clinic)
    guess(door, ana.email, TRIES_PER_ACCOUNT_AND_ADDRESS)
    with pytest.raises(TooManyTries) as refused:
        guess(door, ana.email, 1)
    assert 0 < refused.value.retry_after_seconds <= 15 * 60 + 1
    guess(door, ana.email, 1, Visitor("198.51.100.1"))
    clock.forward(minutes=15, seconds=1)
    guess(door, ana.email, 1)


def test_guessing_one_account_from_many_places_is_slowed_down(clinic: Clinic, door: Door) -> None:
    ana = a_patient(clinic)
    for place in range(TRIES_PER_ACCOUNT // 5):
        guess(door, ana.email, 5, Visitor(f"198.51.100.{place}"))
    with pytest.raises(TooManyTries):
        guess(door, ana.email, 1, Visitor("203.0.113.9"))


def test_guessing_many_accounts_from_one_place_is_slowed_down(clinic: Clinic, door: Door) -> None:
    for number in range(TRIES_PER_ADDRESS):
        guess(door, f"person{number}@example.org", 1)
    with pytest.raises(TooManyTries):
        guess(door, "another@example.org", 1)


def test_tries_before_the_right_password_are_forgotten(clinic: Clinic, door: Door) -> None:
    ana = a_patient(clinic)
    guess(door, ana.email, TRIES_PER_ACCOUNT_AND_ADDRESS - 1)
    sign_in.sign_in(door, HOME, ana.email, PASSWORD)
    guess(door, ana.email, TRIES_PER_ACCOUNT_AND_ADDRESS - 1)


def test_a_new_password_needs_the_present_one_and_ends_the_other_sign_ins(clinic: Clinic, door: Door) -> None:
    ana, new = a_patient(clinic), "seven brown herons at dawn"
    other, ours = ana.token, ana.signs_in()
    with pytest.raises(Invalid):
        sign_in.change_password(door, ours, "wrong", new)
    with pytest.raises(Invalid):
        sign_in.change_password(door, ours, PASSWORD, "too short")
    sign_in.change_password(door, ours, PASSWORD, new)
    assert door.call(ours, sessions.who).id == ana.id
    with pytest.raises(NotSignedIn):
        door.call(other, sessions.who)
    assert sign_in.sign_in(door, HOME, ana.email, new).actor.id == ana.id


def test_someone_at_an_open_screen_cannot_guess_the_present_password(clinic: Clinic, door: Door, clock: Clock) -> None:
    ana = a_patient(clinic)
    for _ in range(TRIES_PER_ACCOUNT_AND_ADDRESS):
        with pytest.raises(Invalid):
            sign_in.change_password(door, ana.token, "wrong", "seven brown herons at dawn")
    with pytest.raises(TooManyTries):
        sign_in.change_password(door, ana.token, PASSWORD, "seven brown herons at dawn")
    clock.forward(minutes=15, seconds=1)
    sign_in.change_password(door, ana.token, PASSWORD, "seven brown herons at dawn")


def test_a_name_has_an_end(clinic: Clinic) -> None:
    with pytest.raises(Invalid):
        a_patient(clinic).call(profile.update, "x" * 201, "en", "America/New_York")


def test_a_reset_code_works_once_for_an_hour_and_for_its_person_only(clinic: Clinic, door: Door, clock: Clock) -> None:
    ana, otto = a_patient(clinic), a_patient(clinic, "Otto")
    new = "seven brown herons at dawn"
    code = door.operate(resets.make_reset_code, ana.email).code
    with pytest.raises(Invalid):
        door.visit(HOME, sessions.use_reset_code, otto.email, code, new)
    clock.forward(hours=1)
    with pytest.raises(Invalid):
        door.visit(HOME, sessions.use_reset_code, ana.email, code, new)
    code = door.operate(resets.make_reset_code, ana.email).code
    assert door.visit(HOME, sessions.use_reset_code, ana.email, code.replace("-", " ").lower(), new) == ana.id
    with pytest.raises(NotSignedIn):
        ana.call(sessions.who)
    with pytest.raises(Invalid):
        door.visit(HOME, sessions.use_reset_code, ana.email, code, new)


def test_a_code_for_nobody_is_not_made(clinic: Clinic, door: Door) -> None:
    with pytest.raises(Invalid):
        door.operate(resets.make_reset_code, "nobody@example.org")


@pytest.mark.parametrize("weak", ["short", "a" * 15, "passwordpassword", "ana.reyes@example.org"])
def test_a_weak_password_is_refused_with_the_reason(clinic: Clinic, door: Door, weak: str) -> None:
    ana = a_patient(clinic)
    code = door.operate(resets.make_reset_code, ana.email).code
    with pytest.raises(Invalid) as refused:
        door.visit(HOME, sessions.use_reset_code, ana.email, code, weak)
    assert [each.field for each in refused.value.fields] == ["password"]


def test_a_session_is_written_to_at_most_every_five_minutes(clinic: Clinic, door: Door, clock: Clock) -> None:
    ana = a_patient(clinic)

    def last_seen() -> object:
        return door.database.read(lambda session: session.exec(select(AuthSession)).one().last_seen_at)

    start = last_seen()
    clock.forward(minutes=5)
    ana.call(sessions.who)
    assert last_seen() == start
    clock.forward(seconds=1)
    ana.call(sessions.who)
    assert last_seen() == clock.now
    assert clock.now - start == timedelta(minutes=5, seconds=1)  # type: ignore[operator]
