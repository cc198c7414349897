"""Every refusal of the FHIR endpoint as an `OperationOutcome`. Its texts are English: programs' authors read them."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

MEDIA_TYPE = "application/fhir+json"


class Refused(Exception):
    """A request that is not answered, and why. `code` is one of FHIR's issue types."""

    def __init__(self, status: HTTPStatus, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.headers = status, code, message, dict(headers or {})

    def answer(self) -> Response:
        """The refusal as it is sent."""
        return fhir(outcome("error", self.code, self.message), self.status, self.headers)


def not_found() -> Refused:
    """There is no such thing for this token: absent, or not shared (the two look the same)."""
    return Refused(HTTPStatus.NOT_FOUND, "not-found", "This was not found, or is not shared with this clinician.")


def unauthorized() -> Refused:
    """No token, or none that is open."""
    return Refused(
        HTTPStatus.UNAUTHORIZED,
        "login",
        "Send 'Authorization: Bearer' with a token that is open. An administrator of the clinic makes one.",
        {"WWW-Authenticate": 'Bearer realm="Homestretch FHIR"'},
    )


def too_fast(seconds: int) -> Refused:
    """More requests than a token may make."""
    message = f"This token has made as many requests as it may. Go on in {seconds} s."
    return Refused(HTTPStatus.TOO_MANY_REQUESTS, "throttled", message, {"Retry-After": str(seconds)})


def failed() -> Refused:
    """A defect of ours: nothing of it is told."""
    return Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "exception", "Something went wrong here. Please try again.")


def outcome(severity: str, code: str, message: str) -> dict[str, Any]:
    """An OperationOutcome with one issue."""
    issue = {"severity": severity, "code": code, "diagnostics": message}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def fhir(resource: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A resource as an answer."""
    return Response(encoded(resource), status, dict(headers or {}), MEDIA_TYPE)


def encoded(resource: Mapping[str, Any]) -> bytes:
    """A resource as JSON text in UTF-8."""
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode()
