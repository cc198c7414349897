"""The greeting that stands in a page before its scripts run."""

import asyncio
import gzip
from pathlib import Path

import brotli
import pytest

from patient_app.serving.asgi import Message, Receive, Scope, Send
from patient_app.serving.first_words import FirstWordsPages, with_words

PAGE = '<html><main><h1 class="x" data-first-words="">Today</h1><p>More</p></main></html>'


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"the app"})


def answer(app: FirstWordsPages, path: str, accepted: str = "", cookie: str = "") -> tuple[dict[str, str], bytes]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    headers = [(b"accept-encoding", accepted.encode()), (b"cookie", cookie.encode())]
    scope: Scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
    asyncio.run(app(scope, receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}, sent[1]["body"]


@pytest.fixture
def app(tmp_path: Path) -> FirstWordsPages:
    page, other = tmp_path / "today.html", tmp_path / "other.html"
    page.write_text(PAGE)
    other.write_text("<html><h1>Other</h1></html>")
    words = {"s1": "Hello, <b>Ana</b>"}
    return FirstWordsPages(behind, {"/today": page, "/other": other}, lambda _path, token: words.get(token or ""))


def test_the_words_stand_in_the_marked_place_as_text() -> None:
    assert with_words(PAGE, "A & B").count('<h1 class="x" data-first-words="">A &amp; B</h1>') == 1


def test_a_person_is_greeted_in_a_page_that_is_never_kept(app: FirstWordsPages) -> None:
    headers, body = answer(app, "/today", cookie="homestretch_session=s1")
    assert b"Hello, &lt;b&gt;Ana&lt;/b&gt;" in body
    assert headers["cache-control"] == "private, no-store"
    assert "Cookie" in headers["vary"]


@pytest.mark.parametrize(("accepted", "unpack"), [("gzip, br", brotli.decompress), ("gzip", gzip.decompress)])
def test_the_page_is_compressed_as_the_browser_takes_it(app: FirstWordsPages, accepted: str, unpack: object) -> None:
    headers, body = answer(app, "/today", accepted, "homestretch_session=s1")
    assert headers["content-encoding"] in accepted
    assert b"Ana" in unpack(body)  # type: ignore[operator]


@pytest.mark.parametrize("path", ["/other", "/api/v1/today"])
def test_other_pages_are_left_to_the_app(app: FirstWordsPages, path: str) -> None:
    assert answer(app, path, cookie="homestretch_session=s1")[1] == b"the app"


def test_nobody_is_greeted_without_a_session(app: FirstWordsPages) -> None:
    assert answer(app, "/today")[1] == b"the app"


def test_a_phone_that_keeps_the_page_gets_it_without_a_name(app: FirstWordsPages) -> None:
    """The service worker fetches its pages without cookies; so nobody's name can stand in what it keeps."""
    assert answer(app, "/today", "br")[1] == b"the app"
