"""Tokens, codes and passwords: made here, kept only as hashes.

Passwords: argon2id; 15 characters or more, no composition rules, common ones refused (NIST SP 800-63B-4).
"""

import hashlib
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from zxcvbn import zxcvbn

from patient_app.domain.errors import Invalid

SHORTEST_PASSWORD = 15
SHORTEST_PASSCODE = 6
# So many guesses or fewer and five tries might do ('123456', 'aaaaaa').
TOO_FEW_GUESSES_LOG10 = 3
LONGEST_PASSWORD = 1000
# Fewer guesses than this and a list of common passwords finds it ('passwordpassword', 'aaaaaaaaaaaaaaa').
FEWEST_GUESSES_LOG10 = 8
_CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_urlsafe())


def new_token() -> str:
    """A session token: 256 random bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A one-time code to read out or type: 80 random bits in 4 groups (Crockford base 32)."""
    letters = "".join(secrets.choice(_CODE_LETTERS) for _ in range(16))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def digest(secret: str) -> str:
    """How a token or code is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def code_digest(code: str) -> str:
    """The digest of a code, however it was typed: case, spaces, dashes, O for 0, I or L for 1."""
    typed = "".join(c for c in code.upper() if c.isalnum())
    return digest(typed.translate(str.maketrans("OIL", "011")))


def check_new_password(password: str, known_words: tuple[str, ...] = ()) -> None:
    """Raise `Invalid` unless the password is long enough and not one of the first to be guessed.

    `known_words` (name, email, clinic) count as guessable.
    """
    text = unicodedata.normalize("NFC", password)
    if len(text) < SHORTEST_PASSWORD:
        raise Invalid.field("password", "Use 15 characters or more. A few words in a row are easy to remember.")
    if len(text) > LONGEST_PASSWORD:
        raise Invalid.field("password", "Use at most 1,000 characters.")
    words = [part for word in known_words for part in (word, *word.replace("@", " ").split())]
    if zxcvbn(text[:72], user_inputs=words)["guesses_log10"] < FEWEST_GUESSES_LOG10:
        raise Invalid.field("password", "This password is easy to guess. Choose other words.")


def new_passcode() -> str:
    """A passcode to say on the phone: 8 random digits in 2 groups, such as '4831 7702'. It has five tries."""
    while True:
        digits = "".join(secrets.choice("0123456789") for _ in range(8))
        if not is_easy_passcode(digits):
            return f"{digits[:4]} {digits[4:]}"


def passcode(typed: str) -> str:
    """A passcode as it counts: spaces and capitals do not, since people read it out and type it on phones."""
    return "".join(unicodedata.normalize("NFC", typed).split()).casefold()


def is_easy_passcode(typed: str) -> bool:
    """Is this among the first that anybody tries?"""
    return float(zxcvbn(passcode(typed)[:72])["guesses_log10"]) <= TOO_FEW_GUESSES_LOG10


def check_new_passcode(typed: str) -> None:
    """Raise `Invalid` unless the passcode is long enough and not one of the first to be guessed."""
    if len(passcode(typed)) < SHORTEST_PASSCODE:
        raise Invalid.field("passcode", "Use a passcode of 6 characters or more.")
    if len(typed) > LONGEST_PASSWORD:
        raise Invalid.field("passcode", "Use at most 1,000 characters.")
    if is_easy_passcode(typed):
        raise Invalid.field("passcode", "This passcode is easy to guess. Choose another one.")


def hash_password(password: str) -> str:
    """The argon2id hash to keep."""
    return _hasher.hash(unicodedata.normalize("NFC", password))


def is_password(password: str, kept: str | None) -> bool:
    """Does the password match? Takes as long for someone who does not exist (`None`)."""
    try:
        matches = _hasher.verify(kept or _NOBODY, unicodedata.normalize("NFC", password))
    except (Argon2Error, InvalidHashError):
        return False
    return matches and kept is not None
