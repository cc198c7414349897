"""Links for tests: make one as a patient, open one as somebody without an account, read its files as any program."""

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from patient_app.domain.people import ALL_PARTS
from patient_app.domain.share_links import NewLink
from patient_app.services import share_link_door, share_link_opening
from patient_app.services.actor import Visitor
from patient_app.services.printed_summary import PrintedSummary
from patient_app.services.share_link_opening import PAGE, Opened, Refused
from patient_app.services.share_links import MadeLink
from tests.builders import Patient

PASSCODE = "4831 7702"


def new_link(patient: Patient, **changed: Any) -> NewLink:
    """The last four weeks, all parts, for 30 days."""
    values = {"label": "Dr. Lee", "parts": ALL_PARTS, "until": patient.clinic.today + timedelta(days=30)}
    if "first" not in changed:
        values["days"] = 28
    return NewLink(**{**values, **changed})


def make(patient: Patient, passcode: str = PASSCODE, **changed: Any) -> MadeLink:
    """A link of this patient."""
    return share_link_door.make(patient.clinic.door, patient.token, new_link(patient, **changed), passcode)


def opens(patient: Patient, secret: str, passcode: str = PASSCODE, who: str = "Dr. Lee") -> Opened | Refused:
    """Somebody types a passcode."""
    return share_link_door.open_link(patient.clinic.door, Visitor(), secret, passcode, who)


def shown(patient: Patient, secret: str) -> PrintedSummary:
    """What the page of a link shows."""
    opened = opens(patient, secret)
    assert isinstance(opened, Opened)
    return patient.clinic.door.visit(Visitor(), share_link_opening.summary, secret, PAGE, opened.page)


@dataclass
class Payload:
    """What stands behind the # of an address, as a program reads it."""

    data: dict[str, Any]

    @property
    def key(self) -> bytes:
        """The key of the files."""
        return from_base64url(self.data["key"])


def payload_of(address: str) -> Payload:
    """The payload of a SMART Health Link."""
    _, _, encoded = address.partition("#shlink:/")
    return Payload(json.loads(from_base64url(encoded)))


def decrypted(jwe: str, key: bytes) -> dict[str, Any]:
    """A compact JWE of the kind that SMART Health Links use, opened step by step as RFC 7516 has it."""
    header, encrypted_key, iv, ciphertext, tag = jwe.split(".")
    said = json.loads(from_base64url(header))
    assert said == {"alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json", "zip": "DEF"}
    assert encrypted_key == ""
    sealed = from_base64url(ciphertext) + from_base64url(tag)
    packed = AESGCM(key).decrypt(from_base64url(iv), sealed, header.encode())
    found: dict[str, Any] = json.loads(zlib.decompress(packed, -zlib.MAX_WBITS))
    return found


def from_base64url(text: str) -> bytes:
    """Bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
