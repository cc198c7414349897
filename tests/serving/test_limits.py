"""Requests from other sites' pages and oversized bodies are refused before the app sees them."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from typing import Any

import httpx
import pytest

from patient_app.serving.asgi import App
from patient_app.serving.limits import BodyLimit, SameOrigin


async def _reads_all(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
    more = True
    while more:
        more = (await receive()).get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"taken"})


def _ask(app: App, method: str = "POST", **request: Any) -> httpx.Response:
    async def _send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://app.test:8300") as client:
            return await client.request(method, "/api/v1/session", **request)

    return asyncio.run(_send())


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://app.test:9999", "http://app.test"])
def test_another_sites_page_cannot_change_anything(method: str, origin: str) -> None:
    answer = _ask(SameOrigin(_reads_all, origins=[]), method, headers={"Origin": origin})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert "another website" in answer.json()["detail"]


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://app.test:8300"}, {"Origin": "https://pt.example"}])
def test_the_apps_own_pages_and_programs_pass(headers: dict[str, str]) -> None:
    assert _ask(SameOrigin(_reads_all, origins=["https://pt.example"]), headers=headers).text == "taken"


def test_reading_is_free_for_all_origins() -> None:
    answer = _ask(SameOrigin(_reads_all, origins=[]), "GET", headers={"Origin": "https://evil.example"})
    assert answer.text == "taken"


def test_what_anyone_may_ask_is_open_to_other_sites_pages() -> None:
    """Share links: nothing is done there in the name of who is signed in."""
    open_there = SameOrigin(_reads_all, origins=[], anyone=("/api/v1/sess",))
    assert _ask(open_there, headers={"Origin": "null"}).text == "taken"
    elsewhere = SameOrigin(_reads_all, origins=[], anyone=("/s/",))
    assert _ask(elsewhere, headers={"Origin": "null"}).status_code == 403


def test_a_body_at_the_limit_is_taken() -> None:
    assert _ask(BodyLimit(_reads_all, limit=1024), content=b"x" * 1024).text == "taken"


def test_a_body_over_the_limit_is_refused_by_its_length() -> None:
    answer = _ask(BodyLimit(_reads_all, limit=1024), content=b"x" * 1025)
    assert answer.status_code == 413
    assert answer.json()["detail"] == "This is more than the 1 KiB that one request may have."


def test_a_body_of_unknown_length_is_refused_when_it_grows_too_large() -> None:
    async def _drip() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * 512

    assert _ask(BodyLimit(_reads_all, limit=1024), content=_drip()).status_code == 413
