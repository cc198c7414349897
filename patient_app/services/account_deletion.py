"""A patient deletes the own account: the password again, a tick, and one transaction. Other roles' accounts stay."""

from patient_app.domain.errors import Invalid
from patient_app.services import erasure, policy, secrets, sessions
from patient_app.services.actor import Actor
from patient_app.services.door import Door
from patient_app.store.queries import people
from patient_app.store.unit import Unit

NOT_IT = "This is not your password. Nothing was deleted."


def delete_account(door: Door, token: str | None, password: str, *, confirmed: bool) -> None:
    """Delete the account of the patient of this session, at once and for good.

    Raises `NotSignedIn`, `WrongRole` for anyone but a patient, `TooManyTries`, `Invalid` (the tick or the password).
    """
    kept_hash = door.call(token, begin, confirmed)
    if kept_hash is None or not secrets.is_password(password, kept_hash):
        raise Invalid.field("password", NOT_IT)
    door.call(token, finish, kept_hash)


def begin(actor: Actor, unit: Unit, confirmed: bool) -> str | None:
    """Count the try, and find the hash that the password is checked against. Raises as `delete_account`."""
    patient = policy.own_record(actor, unit)
    if not confirmed:
        raise Invalid.field("confirm", "Tick the box if you want to delete your account.")
    sessions.count_password_try(unit, actor.id)
    return patient.password_hash


def finish(actor: Actor, unit: Unit, checked_hash: str) -> None:
    """Erase the record of someone whose password was right, unless it was changed meanwhile."""
    patient = policy.own_record(actor, unit)
    people.lock(unit.session, patient.id)
    unit.session.refresh(patient)
    if patient.password_hash != checked_hash:
        raise Invalid.field("password", NOT_IT)
    erasure.erase(actor, unit, patient)
