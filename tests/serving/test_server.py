"""The running server, seen from outside: what is built, how it is cached, which pages are answered."""

import base64
import hashlib
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import socketio

from patient_app import runtime
from patient_app.content.locales import LANGUAGES
from patient_app.ui.routes import PAGES, localized
from tests.servers import front_end, serving

PAGE = {"Accept": "text/html", "Sec-Fetch-Mode": "cors"}
"""A page's empty shell, asked for without the guard's question."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a running server with nobody in it."""
    with (
        serving(tmp_path_factory.mktemp("data")) as address,
        httpx.Client(base_url=address) as client,
    ):
        yield client


def _a_script(server: httpx.Client) -> str:
    found = re.search(r"/assets/entry\.client-[\w-]+\.js", server.get("/", headers=PAGE).text)
    assert found
    return found[0]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_scripts_come_compressed_and_may_be_kept_for_ever(server: httpx.Client, encoding: str) -> None:
    answer = server.get(_a_script(server), headers={"Accept-Encoding": encoding})
    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_page_is_asked_for_again_each_time(server: httpx.Client) -> None:
    first = server.get("/", headers=PAGE)
    assert first.headers["cache-control"] == "no-cache"
    assert server.get("/", headers=PAGE | {"If-None-Match": first.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/healthz", "/api/openapi.json"])
def test_answers_of_the_api_are_never_kept(server: httpx.Client, path: str) -> None:
    answer = server.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("route", [page.route for page in PAGES])
def test_every_page_is_answered_on_a_cold_load(server: httpx.Client, route: str, language: str) -> None:
    path = re.sub(r"\[\w+\]", "0192f0c1-6b1e-7000-8000-000000000001", localized(route, language))
    answer = server.get(path if path.startswith("/") else f"/{path}", headers=PAGE)
    assert answer.status_code == 200
    assert 'src="' in answer.text or "import(" in answer.text or route == "/offline"


def test_a_page_that_does_not_exist_is_a_404(server: httpx.Client) -> None:
    assert server.get("/no-such-page", headers=PAGE).status_code == 404


def test_the_policy_of_a_page_names_its_inline_scripts_and_allows_no_other(server: httpx.Client) -> None:
    answer = server.get("/", headers=PAGE)
    policy = answer.headers["content-security-policy"]
    allowed = re.search(r"script-src ([^;]+)", policy)
    assert allowed
    bodies = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.+?)</script>", answer.text, re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" for body in bodies}
    assert set(allowed[1].split()) == {"'self'", *hashes}
    assert "frame-ancestors 'none'" in policy


def test_every_answer_says_what_browsers_must_not_do(server: httpx.Client) -> None:
    assert server.get(_a_script(server)).headers["x-content-type-options"] == "nosniff"
    for path in ("/", "/healthz", "/no-such-page", "/sw.js"):
        headers = server.get(path, headers=PAGE).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers


def _socket(server: httpx.Client, origin: str) -> None:
    client = socketio.Client(reconnection=False)
    client.connect(
        f"{server.base_url}/?token=t",
        headers={"Origin": origin},
        transports=["websocket"],
        namespaces=["/_event"],
        socketio_path="/_event",
    )
    client.disconnect()


def test_a_socket_opened_by_another_site_is_refused(server: httpx.Client) -> None:
    _socket(server, origin=str(server.base_url))
    with pytest.raises(socketio.exceptions.ConnectionError):
        _socket(server, origin="https://evil.example")


def test_a_second_start_builds_nothing() -> None:
    built = front_end()
    said: list[str] = []
    assert runtime.frontend.ensure_built(built.parent.parent, said.append) == built
    assert said == []


def test_a_taken_port_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(runtime.PortInUse, match=rf"^Port {port} is in use\. Choose another with --port\.$"):
            runtime.serve(port=port)


def test_a_front_end_that_cannot_be_built_says_where_the_log_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime.frontend.sys, "executable", "/bin/false")
    with pytest.raises(runtime.BuildFailed, match=r"build\.log"):
        runtime.frontend.ensure_built(tmp_path, print)


def test_what_a_phone_keeps_is_answered_to_it_exactly_as_built(server: httpx.Client) -> None:
    """As the service worker asks: without cookies, and no navigation. It takes nothing that has another hash."""
    worker = server.get("/sw.js")
    assert worker.headers["cache-control"] == "no-cache"
    listed = re.search(r"^const SHELL = (.*);$", worker.text, re.MULTILINE)
    assert listed
    files: dict[str, str] = json.loads(listed[1])["files"]
    assert "/today" in files
    for path, integrity in files.items():
        answer = server.get(path, headers={"Sec-Fetch-Mode": "same-origin"}, follow_redirects=False)
        digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
        assert (answer.status_code, f"sha256-{digest}") == (200, integrity), path
        assert "*" not in answer.headers.get("vary", ""), path
