"""Ties the state of a tab to the sign-in that made it.

A browser names its tab's state by a token that it keeps in the page's reach. Here the server adds a digest of the
session cookie in the websocket handshake (HttpOnly, out of the page's reach) to it, so that one token under two
sign-ins is two states: whoever stole a token alone finds an empty state, and so does the next person at the device.
A session that has ended selects no state of its own: what its pages showed stays behind.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import reflex as rx

from patient_app.serving.asgi import header
from patient_app.serving.guard import session_cookie

_NOBODY = "nobody"
_EVENTS = "reflex_base.event.processor.event_processor"
"""Where Reflex logs an event that it cannot handle, whole: with the session's cookie and what was typed."""


def bind_states_to_sessions(app: rx.App, is_live: Callable[[str], bool]) -> None:
    """From now on each websocket selects the state of its token *and* its session. Call once, after making the app.

    `is_live` tells whether a session's cookie still stands for somebody; it runs in a worker thread (it may query).
    """
    namespace = app.event_namespace
    if namespace is None:
        raise RuntimeError("The app has no state, so it has no sockets to guard.")
    connect = namespace.on_connect

    async def on_connect(sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        session = session_cookie(header(environ["asgi.scope"], b"cookie"))
        if session and not await asyncio.to_thread(is_live, session):
            session = None
        await connect(sid, environ | {"QUERY_STRING": _bound_query(environ, session)}, auth)

    setattr(namespace, "on_connect", on_connect)  # noqa: B010 - python-socketio looks it up by name
    logging.getLogger(_EVENTS).addFilter(_without_the_event)


def session_token(state: rx.State) -> str | None:
    """The session cookie of the websocket over which this state is used; None when nobody is signed in.

    The only thing that says who someone is: everything else that arrives over the socket is the browser's word.
    """
    return session_cookie(state.router.headers.cookie)


def _without_the_event(record: logging.LogRecord) -> bool:
    """Keep a failure (its traceback names the handler), but not the event: that opens a session to who reads logs."""
    if "Event(" in record.getMessage():
        record.msg, record.args = "An event from a browser could not be handled", ()
    return True


def _bound_query(environ: dict[str, Any], session: str | None) -> str:
    owner = hashlib.sha256(session.encode()).hexdigest() if session else _NOBODY
    query = parse_qsl(environ.get("QUERY_STRING", ""))
    return urlencode([(name, f"{value}.{owner}" if name == "token" else value) for name, value in query])
