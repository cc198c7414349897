"""Tokens of other systems: who makes them, what they open, and when they close."""

import asyncio
from typing import Any

import pytest
from sqlmodel import Session, select

from patient_app.domain.errors import Invalid, NotFound, NotSignedIn, WrongRole
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.services import access_log, admin, notices, policy, sharing, system_tokens
from patient_app.services.actor import Actor
from patient_app.services.door import Door
from patient_app.services.reading import reads
from patient_app.services.system_tokens import MadeToken, TokenStatus
from patient_app.store.tables import EmergencyAccess, SystemToken
from patient_app.store.unit import Unit
from tests.builders import Cast, Clock, Someone, another_clinic, someone


def a_token(cast: Cast, who: Someone | None = None, name: str = "City Hospital", days: int = 30) -> MadeToken:
    return cast.admin.call(system_tokens.make, (who or cast.dora).id, name, days)


@reads
def name_of(actor: Actor, unit: Unit) -> str:
    return actor.name


@reads
def opened(actor: Actor, unit: Unit, patient_id: str, parts: frozenset[SharePart]) -> frozenset[SharePart]:
    return policy.open_to_system(actor, unit, patient_id, parts).parts


async def _acall(door: Door, *args: Any) -> Any:
    return await door.acall_system(*args)


def through(door: Door, secret: str | None, service: Any, *args: Any) -> Any:
    """Run a service as another system does."""
    return asyncio.run(_acall(door, secret, service, *args))


def is_open(door: Door, secret: str) -> bool:
    try:
        through(door, secret, name_of)
    except NotSignedIn:
        return False
    return True


def test_a_token_reads_as_its_clinician_and_only_its_hash_is_kept(cast: Cast, door: Door) -> None:
    made = a_token(cast)
    assert through(door, made.secret, name_of) == cast.dora.name
    kept = door.database.read(lambda session: session.exec(select(SystemToken)).one().model_dump_json())
    assert made.secret not in kept and made.secret.startswith("hst_")


@pytest.mark.parametrize("secret", [None, "", "hst_", "hst_wrong", "x" * 5000, "hst_é"])
def test_without_a_right_token_nobody_gets_in(cast: Cast, door: Door, secret: str | None) -> None:
    a_token(cast)
    with pytest.raises(NotSignedIn):
        through(door, secret, name_of)


def test_the_cookie_of_a_person_is_no_token(cast: Cast, door: Door) -> None:
    assert not is_open(door, cast.dora.token)


def test_a_token_is_no_sign_in(cast: Cast, door: Door) -> None:
    with pytest.raises(NotSignedIn):
        door.call(a_token(cast).secret, name_of)


def test_it_closes_at_once_when_an_administrator_closes_it(cast: Cast, door: Door) -> None:
    made = a_token(cast)
    cast.admin.call(system_tokens.close, made.card.id)
    cast.admin.call(system_tokens.close, made.card.id)
    assert not is_open(door, made.secret)
    assert [card.status for card in cast.admin.call(system_tokens.tokens)] == [TokenStatus.CLOSED]


def test_it_ends_by_itself(cast: Cast, door: Door, clock: Clock) -> None:
    made = a_token(cast, days=1)
    clock.forward(hours=23, minutes=59)
    assert is_open(door, made.secret)
    clock.forward(minutes=1)
    assert not is_open(door, made.secret)
    cast.admin.signs_in()
    assert [card.status for card in cast.admin.call(system_tokens.tokens)] == [TokenStatus.ENDED]


def test_it_closes_with_the_account_of_its_clinician_for_good(cast: Cast, door: Door) -> None:
    made, other = a_token(cast), a_token(cast, cast.paul)
    cast.admin.call(admin.set_active, cast.dora.id, False)
    assert not is_open(door, made.secret) and is_open(door, other.secret)
    cast.admin.call(admin.set_active, cast.dora.id, True)
    assert not is_open(door, made.secret)


def test_when_it_was_last_used_is_kept_to_five_minutes(cast: Cast, door: Door, clock: Clock) -> None:
    made = a_token(cast)
    [card] = cast.admin.call(system_tokens.tokens)
    assert card.last_used_at is None
    first = clock.now
    for _ in range(3):
        is_open(door, made.secret)
        clock.forward(minutes=2)
    assert cast.admin.call(system_tokens.tokens)[0].last_used_at == first
    is_open(door, made.secret)
    assert cast.admin.call(system_tokens.tokens)[0].last_used_at == clock.now


def test_only_administrators_make_see_and_close_them(cast: Cast) -> None:
    made = a_token(cast)
    for who in (cast.ana, cast.paul, cast.dora):
        for ask in (
            lambda who=who: who.call(system_tokens.tokens),
            lambda who=who: who.call(system_tokens.clinicians),
            lambda who=who: who.call(system_tokens.make, cast.dora.id, "Mine", 3),
            lambda who=who: who.call(system_tokens.close, made.card.id),
        ):
            with pytest.raises(WrongRole):
                ask()


def test_each_bad_field_is_named_and_nothing_is_made(cast: Cast) -> None:
    for clinician, name, days, wrong in (
        (cast.ana.id, "City", 3, ["clinician_id"]),
        (cast.admin.id, "City", 3, ["clinician_id"]),
        ("nobody", " ", 0, ["clinician_id", "name", "days"]),
        (cast.dora.id, "x" * 81, 367, ["name", "days"]),
    ):
        with pytest.raises(Invalid) as refused:
            cast.admin.call(system_tokens.make, clinician, name, days)
        assert [each.field for each in refused.value.fields] == wrong
    cast.admin.call(admin.set_active, cast.paul.id, False)
    with pytest.raises(Invalid):
        a_token(cast, cast.paul)
    assert cast.admin.call(system_tokens.tokens) == ()


def test_another_clinic_is_out_of_reach(cast: Cast, door: Door) -> None:
    made = a_token(cast)
    elsewhere = another_clinic(cast.clinic)
    stranger = someone(elsewhere, cast.admin.role, "Abe Elsewhere")
    assert stranger.call(system_tokens.tokens) == () and stranger.call(system_tokens.clinicians) == ()
    with pytest.raises(NotFound):
        stranger.call(system_tokens.close, made.card.id)
    with pytest.raises(Invalid):
        stranger.call(system_tokens.make, cast.dora.id, "City", 3)
    assert is_open(door, made.secret)


def test_the_clinician_is_told_of_it(cast: Cast) -> None:
    a_token(cast)
    [told] = cast.dora.call(notices.mine).notices
    assert told.kind == "system_let_in" and told.params == {"system": "City Hospital"}


@pytest.mark.parametrize("parts", [ALL_PARTS, frozenset({SharePart.PAIN}), frozenset({SharePart.JOURNEY})])
def test_it_opens_exactly_the_parts_that_are_shared_now(cast: Cast, door: Door, parts: frozenset[SharePart]) -> None:
    cast.ana.shares(cast.dora, parts)
    secret = a_token(cast).secret
    assert through(door, secret, opened, cast.ana.id, ALL_PARTS) == parts
    assert through(door, secret, opened, cast.ana.id, {SharePart.PAIN}) == parts & {SharePart.PAIN}
    share = next(each for each in cast.ana.call(sharing.my_shares) if each.clinician.id == cast.dora.id)
    cast.ana.call(sharing.revoke, share.id)
    with pytest.raises(NotFound):
        through(door, secret, opened, cast.ana.id, ALL_PARTS)


@pytest.mark.parametrize("patient", ["strange_patient", "paul", "nobody"])
def test_a_patient_without_a_share_does_not_exist(cast: Cast, door: Door, patient: str) -> None:
    secret = a_token(cast).secret
    with pytest.raises(NotFound):
        through(door, secret, opened, getattr(getattr(cast, patient, None), "id", "nobody"), ALL_PARTS)


def test_emergency_access_opens_nothing_to_another_system(cast: Cast, door: Door, clock: Clock) -> None:
    secret = a_token(cast, cast.strange_doctor).secret
    until = clock.now.replace(year=clock.now.year + 1)

    def break_glass(session: Session) -> None:
        session.add(
            EmergencyAccess(
                patient_id=cast.ana.id, clinician_id=cast.strange_doctor.id, reason="Fall", since=clock.now, until=until
            )
        )

    door.database.write(break_glass).result()
    with pytest.raises(NotFound):
        through(door, secret, opened, cast.ana.id, ALL_PARTS)


def test_the_patient_and_the_administrator_see_who_looked_through_what(cast: Cast, door: Door, clock: Clock) -> None:
    secret = a_token(cast).secret
    clock.forward(seconds=1)
    for _ in range(2):
        through(door, secret, opened, cast.ana.id, {SharePart.PAIN})
    looks = [each for each in cast.ana.call(access_log.access_log) if each.through]
    assert [(each.who, each.through, each.kind) for each in looks] == [(cast.dora.name, "City Hospital", "pain")]
    logged = [line for line in cast.admin.call(admin.audit_log) if line.through]
    assert [(line.who, line.through, line.action) for line in logged] == [
        (cast.dora.name, "City Hospital", "record.viewed")
    ]
