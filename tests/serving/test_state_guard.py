"""A tab's state belongs to the sign-in that made it: seen from a real websocket."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.serving.conftest import Tab, end_session, eventually, publish

OpenTab = Callable[..., Tab]

HERS = "the-session-of-the-patient"
HIS = "the-session-of-a-stranger"


def _with_an_entry(open_tab: OpenTab, server: str, token: str) -> Tab:
    tab = open_tab(server, token, HERS)
    tab.do("write", text="It hurt today")
    tab.shows(entry="It hurt today", whose=HERS)
    return tab


def _after(tab: Tab) -> None:
    """Close the tab, so that its token is free for another websocket."""
    tab.close()


def test_a_tab_that_comes_back_finds_its_state(socket_app: str, open_tab: OpenTab) -> None:
    token = str(uuid4())
    _after(_with_an_entry(open_tab, socket_app, token))
    assert open_tab(socket_app, token, HERS).shown["entry"] == "It hurt today"


def test_a_tab_whose_session_has_ended_finds_nothing_of_it(socket_app: str, open_tab: OpenTab) -> None:
    token, session = str(uuid4()), "a-session-that-ends"
    tab = open_tab(socket_app, token, session)
    tab.do("write", text="It hurt today")
    tab.shows(entry="It hurt today")
    _after(tab)
    end_session(socket_app, session)
    later = open_tab(socket_app, token, session)
    assert later.shown["entry"] == ""
    assert "It hurt today" not in "".join(later.heard)


def test_a_stolen_token_without_a_cookie_shows_nothing(socket_app: str, open_tab: OpenTab) -> None:
    token = str(uuid4())
    _after(_with_an_entry(open_tab, socket_app, token))
    thief = open_tab(socket_app, token)
    thief.do("write", text="mine")
    thief.shows(entry="mine", whose="nobody")
    assert "It hurt today" not in "".join(thief.heard)


def test_a_stolen_token_with_another_persons_cookie_shows_nothing(socket_app: str, open_tab: OpenTab) -> None:
    token = str(uuid4())
    _after(_with_an_entry(open_tab, socket_app, token))
    thief = open_tab(socket_app, token, HIS)
    assert thief.shown["entry"] == ""
    assert "It hurt today" not in "".join(thief.heard)


def test_a_stolen_token_shows_nothing_while_its_owner_is_connected(socket_app: str, open_tab: OpenTab) -> None:
    token = str(uuid4())
    hers = _with_an_entry(open_tab, socket_app, token)
    thief = open_tab(socket_app, token, HIS)
    hers.do("write", text="More of it")
    hers.shows(entry="More of it")
    assert "More" not in "".join(thief.heard)
    assert thief.shown["entry"] == ""


def test_a_socket_that_does_not_greet_hears_nothing_of_the_owners_state(socket_app: str, open_tab: OpenTab) -> None:
    token = str(uuid4())
    hers = _with_an_entry(open_tab, socket_app, token)
    hers.do("watch", topic="patient:quiet")
    _after(hers)
    thief = open_tab(socket_app, token, HIS, greet=False)
    publish(socket_app, "patient:quiet")
    thief.do("write", text="mine")
    thief.shows(whose=HIS)
    assert "It hurt today" not in "".join(thief.heard)


def test_the_derived_name_of_a_state_does_not_open_it(socket_app: str, open_tab: OpenTab) -> None:
    token = str(uuid4())
    hers = _with_an_entry(open_tab, socket_app, token)
    derived = hers.shown["rx_router_session"]["client_token"]
    _after(hers)
    assert derived != token
    assert open_tab(socket_app, derived).shown["entry"] == ""


def test_an_event_that_nobody_handles_is_logged_without_the_cookie_and_what_was_typed(
    socket_app: str, open_tab: OpenTab, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def log() -> str:
        return "".join(file.read_text() for file in tmp_path_factory.getbasetemp().glob("socket_app*/server.log"))

    tab = open_tab(socket_app, str(uuid4()), "a-cookie-for-the-log")
    tab.do("no_such_handler", text="It hurt today")
    eventually(lambda: "no_such_handler" in log() and "could not be handled" in log(), "the failure in the log")
    assert "a-cookie-for-the-log" not in log()
    assert "It hurt today" not in log()


def test_the_session_cookie_never_reaches_the_page(socket_app: str, open_tab: OpenTab) -> None:
    tab = open_tab(socket_app, str(uuid4()), HERS)
    tab.do("watch", topic="patient:x")
    eventually(lambda: bool(tab.heard), "the first state")
    assert HERS not in "".join(tab.heard)
