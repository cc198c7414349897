"""The page guard is asked for pages that a browser opens, and for nothing else."""

import asyncio
import threading
from collections.abc import MutableMapping
from typing import Any

import httpx
import pytest

from patient_app.serving.asgi import header
from patient_app.serving.guard import PageGuard, session_cookie


async def _shown(scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"shown"})


def _open(guarded: PageGuard, path: str, **headers: str) -> httpx.Response:
    async def _get() -> httpx.Response:
        transport = httpx.ASGITransport(app=guarded)
        async with httpx.AsyncClient(transport=transport, base_url="http://app.test") as client:
            return await client.get(path, headers={"Accept": "text/html", **headers})

    return asyncio.run(_get())


def _only_signed_in(path: str, token: str | None) -> str | None:
    return None if token == "good" else f"/sign-in?next={path}"


def test_a_stranger_is_led_to_sign_in() -> None:
    answer = _open(PageGuard(_shown, _only_signed_in), "/today")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/today")


def test_a_person_with_a_session_sees_the_page() -> None:
    answer = _open(PageGuard(_shown, _only_signed_in), "/today", Cookie="other=1; homestretch_session=good")
    assert answer.text == "shown"


def test_cookies_that_come_one_a_line_are_read_together() -> None:
    """HTTP/2 browsers may send them so."""
    cookies = [(b"cookie", b"other=1"), (b"cookie", b"homestretch_session=good")]
    assert session_cookie(header({"headers": cookies}, b"cookie")) == "good"


@pytest.mark.parametrize("path", ["/api/v1/today", "/healthz", "/assets/root-1.js", "/sw.js"])
def test_files_and_the_api_are_not_asked_about(path: str) -> None:
    assert _open(PageGuard(_shown, _only_signed_in), path).text == "shown"


def test_a_script_that_fetches_the_empty_page_is_not_asked_about() -> None:
    answer = _open(PageGuard(_shown, _only_signed_in), "/today", **{"Sec-Fetch-Mode": "cors"})
    assert answer.text == "shown"


def test_the_guard_runs_beside_the_event_loop() -> None:
    threads: list[int] = []

    def _noting(path: str, token: str | None) -> None:
        threads.append(threading.get_ident())

    _open(PageGuard(_shown, _noting), "/today")
    assert threads != [threading.get_ident()]


@pytest.mark.parametrize("elsewhere", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_a_guard_cannot_lead_out_of_the_app(elsewhere: str) -> None:
    with pytest.raises(ValueError, match="this app only"):
        _open(PageGuard(_shown, lambda path, token: elsewhere), "/today")


@pytest.mark.parametrize("odd", ['other={"a": 1}', "other=a b,c", "name only", "k@y=[1]"])
def test_an_odd_cookie_of_another_program_signs_nobody_out(odd: str) -> None:
    assert session_cookie(f"{odd}; homestretch_session=hers") == "hers"
    assert session_cookie(f"homestretch_session=hers; {odd}") == "hers"


@pytest.mark.parametrize("cookies", [None, "", "homestretch_session=", "a=b", "=;;"])
def test_no_session_cookie_is_nobody(cookies: str | None) -> None:
    assert session_cookie(cookies) is None


def test_a_page_that_a_phone_keeps_is_no_visit() -> None:
    """The service worker fetches its pages: nobody is led elsewhere then, as nobody looks."""
    answer = _open(PageGuard(_shown, _only_signed_in), "/today", **{"Sec-Fetch-Mode": "same-origin", "Accept": "*/*"})
    assert answer.text == "shown"
