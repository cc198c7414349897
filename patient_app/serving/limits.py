"""What is refused before the app sees it: requests made by another site's page, and bodies that are too large."""

import re
from collections.abc import Collection, Mapping
from http import HTTPStatus
from urllib.parse import urlsplit

from patient_app.serving.asgi import App, Message, Receive, Scope, Send, header, send_problem

MAX_BODY_BYTES = 1024 * 1024

_READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """Refuses a change (or an event socket) that another site's page asks for in the person's name.

    Programs send no Origin header and pass; they have no cookie that a browser would add by itself.
    """

    def __init__(self, app: App, origins: Collection[str], anyone: tuple[str, ...] = ()) -> None:
        """`origins`: addresses of this app besides the one in the request's Host header. `anyone`: what paths begin
        with that do nothing in the name of a signed-in person: any website's page may ask there."""
        self.app = app
        self.anyone = anyone
        self.hosts = {urlsplit(origin).netloc for origin in origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asks = scope["type"] == "websocket" or (scope["type"] == "http" and scope["method"] not in _READING)
        if not asks or scope["path"].startswith(self.anyone) or self._is_own(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send_problem(send, HTTPStatus.FORBIDDEN, "This request came from another website, so it was refused.")

    def _is_own(self, scope: Scope) -> bool:
        own = {header(scope, b"host"), *self.hosts}
        origins = [value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"]
        return all(urlsplit(origin).netloc in own for origin in origins)


class BodyLimit:
    """Refuses request bodies over `limit` bytes with 413, by their announced length or while they arrive.

    `larger`: paths that take more, in bytes; `*` in one stands for a part of it.
    """

    def __init__(self, app: App, limit: int = MAX_BODY_BYTES, larger: Mapping[str, int] | None = None) -> None:
        self.app = app
        self.limit = limit
        self.larger = {
            re.compile(re.escape(path).replace(r"\*", "[^/]+")): most for path, most in (larger or {}).items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in _READING:
            await self.app(scope, receive, send)
            return
        announced = header(scope, b"content-length") or "0"
        found = (most for path, most in self.larger.items() if path.fullmatch(scope["path"]))
        limit = next(found, self.limit)
        if not announced.isdigit() or int(announced) > limit:
            await _refuse(send, limit)
            return
        received = 0
        started = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise _TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, counted, noted)
        except _TooLarge:
            if started:
                raise
            await _refuse(send, limit)


async def _refuse(send: Send, limit: int) -> None:
    size = f"{limit // 1024} KiB" if limit < 10 * 1024 * 1024 else f"{limit // (1024 * 1024)} MiB"
    detail = f"This is more than the {size} that one request may have."
    await send_problem(send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)


class _TooLarge(Exception):
    pass
