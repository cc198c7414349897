"""Puts a few words of the person's own into a built page, so that they are on the screen with the first paint.

On a slow line the scripts of a page arrive a second or two after its HTML. A page marks the place with an element
that has `data-first-words`; its component leaves what stands there (`suppressHydrationWarning`) until it knows more.
"""

import asyncio
import gzip
import re
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path

import brotli

from patient_app.serving.asgi import App, Receive, Scope, Send, header
from patient_app.serving.guard import session_cookie

FirstWords = Callable[[str, str | None], str | None]
"""(path, value of the session cookie or None) -> the words for the marked place, or None to leave the page alone."""

_PLACE = re.compile(r"(<(\w+)\b[^>]*\bdata-first-words\b[^>]*>)([^<]*)(</\2>)")
# The page is small and made for each request: quick rather than smallest.
_BROTLI_QUALITY = 4


class FirstWordsPages:
    """Answers GETs of the pages that have such a place; everything else goes on to the app."""

    def __init__(self, app: App, pages: Mapping[str, Path], words: FirstWords) -> None:
        self.app = app
        self.words = words
        texts = {route: file.read_text("utf-8") for route, file in pages.items()}
        self.texts = {route: text for route, text in texts.items() if _PLACE.search(text)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        route = scope["path"].rstrip("/") if scope["type"] == "http" and scope["method"] == "GET" else ""
        text = self.texts.get(route)
        if text is not None:
            token = session_cookie(header(scope, b"cookie"))
            words = await asyncio.to_thread(self.words, route, token)
            if words is not None:
                await _send_page(send, with_words(text, words), header(scope, b"accept-encoding") or "")
                return
        await self.app(scope, receive, send)


def with_words(text: str, words: str) -> str:
    """The page with `words`, as text, in its marked place."""
    return _PLACE.sub(lambda place: place[1] + escape(words) + place[4], text, count=1)


async def _send_page(send: Send, text: str, accepted: str) -> None:
    body, encoding = text.encode(), b""
    if "br" in accepted:
        body, encoding = brotli.compress(body, quality=_BROTLI_QUALITY), b"br"
    elif "gzip" in accepted:
        body, encoding = gzip.compress(body, compresslevel=5), b"gzip"
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        # A name stands in it: never kept, and never given to somebody else.
        (b"cache-control", b"private, no-store"),
        (b"vary", b"Cookie, Accept-Encoding"),
    ]
    if encoding:
        headers.append((b"content-encoding", encoding))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
