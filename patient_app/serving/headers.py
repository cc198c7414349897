"""Response headers: the content security policy and its companions, and how long what may be cached.

The policy of a page names the hashes of the inline scripts and styles in that very file, read once at start.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from pathlib import Path

from patient_app.serving.asgi import App, Message, Receive, Scope, Send, is_for_programs

_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""Of the empty text: Emotion and Plotly add an empty style element and fill it rule by rule."""

FOR_ALL = {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
}
FOR_DOCUMENTS = {
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
}
"""Besides the content security policy, on all but the built scripts and styles: there they mean nothing, and a
first visit would carry them a dozen times."""
SHELL = "/404"
"""Where Reflex puts the page that finds out in the browser what to show: for addresses with an id in them."""

HSTS = "max-age=31536000"

IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATED = "no-cache"
AN_HOUR = "public, max-age=3600"
NEVER = "no-store"

_REVALIDATED_SUFFIXES = (".html", ".webmanifest", "/sw.js", "manifest.json")


def policy(html: str = "") -> str:
    """The Content-Security-Policy for a page with this text; without one, for anything else that is served."""
    scripts = sorted({_hash(body) for kind, body in _inline(html) if kind == "script"})
    styles = sorted({_hash(body) for kind, body in _inline(html) if kind == "style"} | {_EMPTY_STYLE})
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *scripts]),
        "style-src": " ".join(["'self'", *styles]),
        # Widths and positions set as attributes (Plotly's labels, the page before its scripts run).
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _inline(html: str) -> Iterable[tuple[str, str]]:
    for kind, attributes, body in _INLINE.findall(html):
        if body and not re.search(r"\bsrc=", attributes):
            yield kind, body


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def page_policies(pages: Mapping[str, Path]) -> dict[str, str]:
    """The policy of each built page by its path ('/', '/today', …)."""
    return {route: policy(file.read_text()) for route, file in pages.items()}


def caching(path: str, query: bytes, content_type: str) -> str:
    """The Cache-Control of a static answer. Vite puts a hash of the content in the names under /assets,
    `rx.asset` in a `v` parameter."""
    if content_type.startswith("text/html") or path.endswith(_REVALIDATED_SUFFIXES):
        return REVALIDATED
    if path.startswith("/assets/") or query.startswith(b"v="):
        return IMMUTABLE
    return AN_HOUR


class Headers:
    """Adds the security headers to every answer, and Cache-Control where the app has not set it."""

    def __init__(self, app: App, policies: Mapping[str, str], https: bool) -> None:
        self.app = app
        self.policies = policies
        self.plain = policy()
        self.https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._headers(scope, message)
            await send(message)

        await self.app(scope, receive, with_headers)

    def _headers(self, scope: Scope, message: Message) -> list[tuple[bytes, bytes]]:
        given = [(name.lower(), value) for name, value in message.get("headers", [])]
        present = {name.decode("latin-1"): value.decode("latin-1") for name, value in given}
        path = scope["path"]
        is_page = present.get("content-type", "").startswith("text/html") and not is_for_programs(path)
        route = path.rstrip("/").removesuffix(".html") or "/"
        shown = self.policies.get(route, self.policies[SHELL]) if is_page else self.plain
        added = dict(FOR_ALL)
        if not path.startswith("/assets/"):
            added |= FOR_DOCUMENTS | {"content-security-policy": shown}
        if message["status"] == HTTPStatus.NOT_MODIFIED:
            # It has no content type to tell a page by, and a policy here would replace the stored page's own.
            added.pop("content-security-policy", None)
        if self.https or scope.get("scheme") == "https":
            added["strict-transport-security"] = HSTS
        if is_for_programs(path) or message["status"] >= 400 or message["status"] == 303:
            added["cache-control"] = NEVER
        else:
            added["cache-control"] = caching(path, scope.get("query_string", b""), present.get("content-type", ""))
        missing = {name: value for name, value in added.items() if name not in present}
        return given + [(name.encode(), value.encode()) for name, value in missing.items()]
