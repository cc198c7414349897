"""Asks, before a page is sent, whether this person may have it, and leads elsewhere when not.

Which pages are whose is not decided here: a `Guard` is given (see `patient_app.py`).
"""

import asyncio
from collections.abc import Callable

from starlette.requests import cookie_parser

from patient_app.serving.asgi import App, Receive, Scope, Send, header, is_for_programs

SESSION_COOKIE = "homestretch_session"

Guard = Callable[[str, str | None], str | None]
"""(path, value of the session cookie or None) -> path to go to instead, or None to let the page be shown."""


def session_cookie(cookies: str | None) -> str | None:
    """The session's token in a Cookie header, or None."""
    if not cookies:
        return None
    # The API's own reader: one that gives up at another program's odd cookie would sign the person out here only.
    return cookie_parser(cookies).get(SESSION_COOKIE) or None


class PageGuard:
    """Puts the guard's question for each page that a browser opens; runs it in a worker thread (it may query)."""

    def __init__(self, app: App, guard: Guard) -> None:
        self.app = app
        self.guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _opens_a_page(scope):
            token = session_cookie(header(scope, b"cookie"))
            elsewhere = await asyncio.to_thread(self.guard, scope["path"], token)
            if elsewhere is not None:
                await _see_other(send, elsewhere)
                return
        await self.app(scope, receive, send)


def _opens_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"} or is_for_programs(scope["path"]):
        return False
    if "." in scope["path"].rpartition("/")[2]:
        return False
    mode = header(scope, b"sec-fetch-mode")
    return mode == "navigate" if mode else "text/html" in (header(scope, b"accept") or "")


async def _see_other(send: Send, path: str) -> None:
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        raise ValueError(f"A guard may lead to a page of this app only, not to {path!r}")
    headers = [(b"location", path.encode("ascii")), (b"content-length", b"0"), (b"vary", b"Cookie")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
