"""Signing in, joining, a new password: the slow work on passwords stands outside any transaction."""

from patient_app.domain.errors import Invalid
from patient_app.services import invitations, profile, registrations, secrets, sessions
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.registrations import NewAccount
from patient_app.services.sessions import SignedIn, WrongPassword


def sign_in(door: Door, visitor: Visitor, email: str, password: str, code: str | None = None) -> SignedIn:
    """A new session for email and password; with a reset `code`, the password is the new one.

    Raises `WrongPassword`, `TooManyTries`, `Invalid` (the code or the new password).
    """
    claim = door.visit(visitor, sessions.begin_sign_in, email)
    if code is not None:
        new_hash = secrets.hash_password(password)
        person_id = door.visit(visitor, sessions.use_reset_code, email, code, password, new_hash)
    elif secrets.is_password(password, claim.kept_hash) and claim.person_id is not None:
        person_id = claim.person_id
    else:
        door.visit(visitor, sessions.refuse_sign_in, claim.person_id)
        raise WrongPassword
    return door.visit(visitor, sessions.finish_sign_in, person_id, door.session_settings)


def accept_invitation(
    door: Door,
    visitor: Visitor,
    code: str,
    name: str,
    password: str,
    time_zone: str,
    language: str = "en",
    share: bool = False,
) -> SignedIn:
    """Make the account of an invitation and sign in. Raises as `invitations.accept`."""
    door.visit(visitor, invitations.look, code)  # a wrong code costs no hash
    password_hash = secrets.hash_password(password)
    settings = door.session_settings
    return door.visit(
        visitor, invitations.accept, settings, code, name, password, time_zone, language, share, password_hash
    )


def register(door: Door, visitor: Visitor, wanted: NewAccount) -> SignedIn:
    """Make a patient's account without an invitation and sign in. Raises as `registrations.check` and `make`.

    The hash is made whether the address is taken or not, so that the time it takes tells nothing.
    """
    door.visit(visitor, registrations.count_try)
    door.visit(visitor, registrations.check, wanted)
    password_hash = secrets.hash_password(wanted.password)
    return door.visit(visitor, registrations.make, door.session_settings, wanted, password_hash)


def change_password(door: Door, token: str | None, current: str, new: str) -> None:
    """A new password for the person of this session; needs the present one. Ends every other sign-in.

    Raises `NotSignedIn`, `TooManyTries`, `Invalid` (the present or the new password).
    """
    kept_hash = door.call(token, profile.begin_password_change)
    if not secrets.is_password(current, kept_hash):
        raise Invalid.field("current", "This is not your present password.")
    door.call(token, profile.finish_password_change, new, secrets.hash_password(new))
