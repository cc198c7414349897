"""SMART Health Links (HL7 SMART Health Cards and Links, STU 1): the address, the manifest's files, their encryption.

One address serves people and programs: a browser opens the page at `{base}/s/{secret}` and never sends what stands
after `#`; a program that knows the standard reads the payload there and asks for the manifest.
"""

import base64
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import segno
from joserfc import jwe
from joserfc.jwk import OctKey

FHIR_JSON = "application/fhir+json"
JOSE = "application/jose"
FHIR_VERSION = "4.0.1"
LONGEST_MANIFEST_URL = 128
FLAGS = "LP"
"""In alphabetical order: L, for long use, its content changes; P, it needs a passcode."""


def page_address(base: str, secret: str) -> str:
    """Where a browser finds the page."""
    return f"{base}/s/{secret}"


def manifest_address(base: str, secret: str) -> str:
    """Where a program finds the manifest."""
    return f"{page_address(base, secret)}/manifest"


def address(base: str, secret: str, key: bytes, label: str, expires_at: datetime) -> str:
    """The whole address to hand over. It is known nowhere else: it holds the secret and the key of the files."""
    payload = {
        "url": manifest_address(base, secret),
        "key": _base64url(key),
        "exp": int(expires_at.timestamp()),
        "flag": FLAGS,
        "label": label,
        "v": 1,
    }
    minified = json.dumps(payload, separators=(",", ":"), ensure_ascii=False).encode()
    return f"{page_address(base, secret)}#shlink:/{_base64url(minified)}"


def qr_image(address: str) -> str:
    """The address as a QR code, an SVG as a `data:` URI. Error correction M, as the standard recommends."""
    return segno.make(address, error="m", micro=False).svg_data_uri(border=4, scale=4, dark="#000", light="#fff")


def encrypted(content: bytes, key: bytes) -> str:
    """A FHIR file as a compact JWE: direct encryption with AES-256-GCM, compressed."""
    header = {"alg": "dir", "enc": "A256GCM", "cty": FHIR_JSON, "zip": "DEF"}
    return jwe.encrypt_compact(header, content, OctKey.import_key(key), algorithms=["dir", "A256GCM", "DEF"])


def pdf_document(pdf: bytes, patient_id: str, title: str, language: str, at: datetime) -> bytes:
    """A PDF as a FHIR Bundle with one DocumentReference that has it attached: links carry FHIR and nothing else."""
    attachment = {
        "contentType": "application/pdf",
        "language": language,
        "data": base64.b64encode(pdf).decode(),
        "title": title,
        "creation": at.isoformat(),
    }
    document = {
        "resourceType": "DocumentReference",
        "id": f"summary-{patient_id}",
        "status": "current",
        "type": {"text": title},
        "subject": {"reference": f"Patient/{patient_id}"},
        "date": at.isoformat(),
        "content": [{"attachment": attachment}],
    }
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(),
        "entry": [{"fullUrl": f"urn:homestretch:summary:{patient_id}", "resource": document}],
    }
    return json.dumps(bundle, ensure_ascii=False).encode()


def manifest(files: Iterable[dict[str, str]], at: datetime) -> dict[str, Any]:
    """The manifest of files, each with `embedded` or `location`. They are made anew at each opening."""
    rest = {
        "contentType": FHIR_JSON,
        "lastUpdated": at.isoformat(),
        "status": "can-change",
        "fhirVersion": FHIR_VERSION,
    }
    return {"status": "can-change", "files": [{**rest, **each} for each in files]}


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
