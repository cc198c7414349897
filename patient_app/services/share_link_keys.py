"""The secrets of share links: what an address holds, what the server keeps of it, and tickets for the files.

Kept are the hash of the secret (256 bits) and the file key (256 bits) sealed under that secret: without an address
nobody can open the files, not even with the whole database.
"""

import base64
import hmac
import os
import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from patient_app.domain.errors import NotFound
from patient_app.services import secrets

_SECRET = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
KEY_BYTES = 32
NONCE_BYTES = 12
TICKET_LASTS = timedelta(minutes=30)
"""SMART Health Cards and Links STU 1: a file's location lives for one hour at most."""


def hash_of(secret: str) -> str:
    """How the secret of an address is kept. Raises `NotFound` for what can be none."""
    if not _SECRET.fullmatch(secret):
        raise NotFound
    return secrets.digest(secret)


def new_key() -> bytes:
    """A key for the files of one link: 256 random bits."""
    return os.urandom(KEY_BYTES)


def seal(secret: str, link_id: str, key: bytes) -> str:
    """How the key of a link is kept: AES-256-GCM under a key made from the secret."""
    nonce = os.urandom(NONCE_BYTES)
    return _text(nonce + AESGCM(_derived(secret, b"seal")).encrypt(nonce, key, link_id.encode()))


def unseal(secret: str, link_id: str, sealed: str) -> bytes:
    """The key of a link. Raises `NotFound` when the secret is another one's."""
    data = _bytes(sealed)
    try:
        opened = AESGCM(_derived(secret, b"seal")).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], link_id.encode())
    except InvalidTag:
        raise NotFound from None
    return opened


def ticket(secret: str, passcode_hash: str, what: str, now: datetime) -> str:
    """Lets whoever gave the right passcode read `what` for half an hour more. Nothing of it is kept.

    It cannot be made by who has the address alone: the hash of the passcode, with its salt, is in the database only.
    """
    until = int((now + TICKET_LASTS).timestamp())
    said = f"{what}.{until}"
    return f"{said}.{_signed(secret, passcode_hash, said)}"


def check_ticket(secret: str, passcode_hash: str, what: str, given: str, now: datetime) -> None:
    """Raise `NotFound` unless the ticket is for `what` and still good."""
    said, _, signature = given.rpartition(".")
    named, _, until = said.partition(".")
    is_ours = given.isascii() and hmac.compare_digest(signature, _signed(secret, passcode_hash, said))
    if not is_ours or named != what or now >= datetime.fromtimestamp(int(until), UTC):
        raise NotFound


def _signed(secret: str, passcode_hash: str, said: str) -> str:
    key = _derived(secret, b"ticket", passcode_hash.encode())
    return _text(hmac.digest(key, said.encode(), sha256))


def _derived(secret: str, purpose: bytes, salt: bytes | None = None) -> bytes:
    """HKDF (RFC 5869) with SHA-256: a key of its own for each purpose."""
    made = HKDF(SHA256(), KEY_BYTES, salt, b"homestretch share link " + purpose)
    return made.derive(secret.encode())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
