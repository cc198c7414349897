"""Small things that the ASGI classes share: types, headers, problem answers. No policy is decided here."""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

API_PREFIXES = ("/api/", "/fhir/", "/calendar/", "/s/")
"""Answers of the API, at any depth: for programs, and the pages of links, which are not screens of the app."""

SYSTEM_PATHS = frozenset({"/api", "/healthz", "/readyz", "/ping", "/_health", "/_event", "/_upload"})
"""Answers for programs, at exactly this path (or below it, for those that begin with an underscore)."""


def header(scope: Scope, name: bytes) -> str | None:
    """A request header (lower-case name), or None. Cookies, which HTTP/2 sends one a line, come together."""
    values = [str(value, "latin-1") for key, value in scope["headers"] if key == name]
    if name == b"cookie":
        return "; ".join(values) or None
    return values[0] if values else None


def is_for_programs(path: str) -> bool:
    """Whether a path is answered by the API, the event socket or a health check, not by a page or file."""
    return path.startswith(API_PREFIXES) or path in SYSTEM_PATHS or path.startswith("/_event/")


async def send_problem(send: Send, status: HTTPStatus, detail: str) -> None:
    """Answer with RFC 9457 problem details."""
    body = json.dumps(
        {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    ).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})
