"""Signing in: the slow check of the password stands outside any transaction."""

from patient_app.services import secrets, sessions
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.sessions import SignedIn, WrongPassword


def sign_in(door: Door, visitor: Visitor, email: str, password: str, code: str | None = None) -> SignedIn:
    """A new session for email and password; with a reset `code`, the password is the new one.

    Raises `WrongPassword`, `TooManyTries`, `Invalid` (the code or the new password).
    """
    claim = door.visit(visitor, sessions.begin_sign_in, email)
    if code is not None:
        person_id = door.visit(visitor, sessions.use_reset_code, email, code, password)
    elif secrets.is_password(password, claim.kept_hash) and claim.person_id is not None:
        person_id = claim.person_id
    else:
        door.visit(visitor, sessions.refuse_sign_in, claim.person_id)
        raise WrongPassword
    return door.visit(visitor, sessions.finish_sign_in, person_id, door.session_settings)
