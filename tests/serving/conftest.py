"""Real servers for the tests of serving: a tiny app with sockets, and clients that act as browser tabs."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
import socketio

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 10.0


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until it holds; fail with `what` when it does not within the patience of these tests."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {PATIENCE_SECONDS:.0f} s for: {what}")
        time.sleep(0.02)


class Tab:
    """A browser tab: a websocket with a token, maybe a session cookie, and the state it was shown."""

    def __init__(self, server: str, token: str, session: str | None, greet: bool = True) -> None:
        self.shown: dict[str, Any] = {}
        self.heard: list[str] = []
        self._client = socketio.Client(reconnection=False)
        self._client.on("event", self._update, namespace="/_event")
        headers = {"Cookie": f"homestretch_session={session}"} if session else {}
        greeting = {"event": _event("reflex___state____state.hydrate_and_load")} if greet else None
        self._client.connect(
            f"{server}/?token={token}",
            headers=headers,
            auth=greeting,
            transports=["websocket"],
            namespaces=["/_event"],
            socketio_path="/_event",
        )
        if greet:
            eventually(lambda: "entry" in self.shown, "the first state")

    def _update(self, update: dict[str, Any]) -> None:
        self.heard.append(str(update))
        for values in (update.get("delta") or {}).values():
            self.shown |= {name.removesuffix("_rx_state_"): value for name, value in values.items()}

    def do(self, handler: str, **payload: Any) -> None:
        """Call an event handler of `Diary`."""
        name = f"reflex___state____state.tests___serving___socket_app____diary.{handler}"
        self._client.emit("event", _event(name, **payload), namespace="/_event")

    def shows(self, **values: Any) -> None:
        """Wait until the tab shows these values."""
        eventually(lambda: values.items() <= self.shown.items(), f"{values}, shown: {self.shown}")

    def close(self) -> None:
        self._client.disconnect()


def _event(name: str, **payload: Any) -> dict[str, Any]:
    return {"name": name, "payload": payload, "router_data": {"pathname": "/", "asPath": "/", "query": {}}}


def start_socket_app(folder: Path, redis_url: str = "") -> tuple[subprocess.Popen[bytes], str]:
    """Serve `socket_app` on a free port, without building its pages."""
    folder.mkdir(exist_ok=True)
    mode = "REDIS" if redis_url else "MEMORY"
    (folder / "rxconfig.py").write_text(
        "import reflex as rx\n"
        "config = rx.Config(app_name='socket_app', app_module_import='tests.serving.socket_app',\n"
        f"    telemetry_enabled=False, state_manager_mode=rx.constants.StateManagerMode.{mode},\n"
        f"    redis_url={redis_url or None!r})\n"
    )
    port = free_port()
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "REFLEX_ENV_MODE": "prod",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_DIR": str(folder / "reflex"),
        "__REFLEX_SKIP_COMPILE": "true",
        "HOMESTRETCH_REDIS_URL": redis_url,
    }
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--port", str(port)]
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(
        [*command, "tests.serving.socket_app:app"], cwd=folder, env=environment, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    eventually(lambda: process.poll() is not None or answers(f"{address}/watched"), "the socket app")
    if process.poll() is not None:
        pytest.fail((folder / "server.log").read_text())
    return process, address


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (URLError, ConnectionError):
        return False


def publish(server: str, *topics: str) -> None:
    """Tell the server's pages of a change, from a worker thread of the server."""
    query = "&".join(f"topic={topic}" for topic in topics)
    urlopen(Request(f"{server}/publish?{query}", method="POST"), timeout=5).close()


def end_session(server: str, session: str) -> None:
    """From now on this session stands for nobody."""
    urlopen(Request(f"{server}/end?session={session}", method="POST"), timeout=5).close()


@pytest.fixture(scope="module")
def socket_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running `socket_app`."""
    process, address = start_socket_app(tmp_path_factory.mktemp("socket_app"))
    yield address
    process.terminate()
    process.wait(20)


@pytest.fixture
def open_tab() -> Iterator[Callable[..., Tab]]:
    """Opens tabs: `open_tab(server, token, session)`; they are closed after the test."""
    tabs: list[Tab] = []

    def _open(server: str, token: str, session: str | None = None, *, greet: bool = True) -> Tab:
        tabs.append(Tab(server, token, session, greet))
        return tabs[-1]

    yield _open
    for tab in tabs:
        tab.close()
