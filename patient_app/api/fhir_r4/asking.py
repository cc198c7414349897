"""What a request to the FHIR endpoint says: token, form of the answer, parameters. Each part is refused in words."""

import re
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import parse_qsl

from starlette.requests import Request

from patient_app.api.fhir_r4.outcomes import Refused
from patient_app.config import settings

LONGEST_QUERY = 8 * 1024
"""Bytes of parameters, in the address or as a form."""
MOST_PARAMETERS = 100
FORM = "application/x-www-form-urlencoded"
_JSON = frozenset({"application/fhir+json", "application/json", "text/json", "json"})
_ANY = frozenset({"*/*", "application/*", "text/*"})
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")

Given = Sequence[tuple[str, str]]


def bearer(request: Request) -> str | None:
    """The token of the Authorization header, or `None`."""
    scheme, _, token = request.headers.get("authorization", "").strip().partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def check_form(request: Request, given: Given) -> None:
    """Raise `Refused` (406) unless the asker takes FHIR R4 as JSON: by `_format`, else by Accept."""
    wanted = [value for name, value in given if name == "_format"]
    # A plus sign that was not encoded comes as a space.
    asked = wanted[-1].replace(" ", "+") if wanted else request.headers.get("accept", "*/*") or "*/*"
    if not any(_takes(each) for each in asked.split(",")[:50]):
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, "not-supported", "Answers are application/fhir+json, FHIR R4 (4.0).")


def _takes(asked: str) -> bool:
    name, *parameters = (part.strip().lower() for part in asked.split(";"))
    values = dict(each.partition("=")[::2] for each in parameters)
    if values.get("fhirversion", "4.0").strip('"') not in ("4.0", "4.0.1"):
        return False
    return values.get("q", "1").strip("0.") != "" and name in _JSON | _ANY


def is_strict(request: Request) -> bool:
    """`Prefer: handling=strict`: parameters that are not known are refused instead of passed over."""
    return any("handling=strict" in each.replace(" ", "").lower() for each in request.headers.getlist("prefer"))


def in_address(request: Request) -> Given:
    """The parameters of the address."""
    return _parameters(request.scope.get("query_string", b""))


async def in_form(request: Request) -> Given:
    """The parameters of a `_search` by POST: those of the form, then those of the address."""
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        message = f"Send the parameters as {FORM}."
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "not-supported", message)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_QUERY:
            raise _too_long()
    return [*_parameters(bytes(body)), *in_address(request)]


def base(request: Request) -> str:
    """The address of the endpoint as people reach the clinic: 'https://pt.example.org/fhir/r4'."""
    root = settings().base_url or f"{request.url.scheme}://{request.url.netloc}"
    return f"{root}/fhir/r4"


def _parameters(raw: bytes) -> Given:
    if len(raw) > LONGEST_QUERY:
        raise _too_long()
    try:
        text = raw.decode("ascii")
        found = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError:
        message = "The parameters could not be read. Send them percent-encoded, in UTF-8."
        raise Refused(HTTPStatus.BAD_REQUEST, "invalid", message) from None
    except ValueError:
        message = f"A request may have at most {MOST_PARAMETERS} parameters."
        raise Refused(HTTPStatus.BAD_REQUEST, "too-costly", message) from None
    if any(_NOT_TEXT.search(name) or _NOT_TEXT.search(value) for name, value in found):
        raise Refused(HTTPStatus.BAD_REQUEST, "invalid", "The parameters hold characters that are no text.")
    return found


def _too_long() -> Refused:
    message = f"Parameters may have at most {LONGEST_QUERY // 1024} KiB."
    return Refused(HTTPStatus.BAD_REQUEST, "too-long", message)
