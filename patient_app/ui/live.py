"""Live updates: a page that is open somewhere learns at once that what it shows has changed.

Only the fact travels: a counter goes up (`Live.beat`), and the page asks again through its service, which decides
anew what this person may see. Topics are free text such as `patient:<id>` or `panel:<clinician id>`.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import uuid4

import redis.asyncio
import reflex as rx
from reflex.event import Event, EventCallback, EventHandler

logger = logging.getLogger(__name__)

CHANNEL = "homestretch:live"
"""Redis channel on which server processes tell each other."""

LONGEST_WAIT = 24 * 60 * 60
"""Seconds. A clinician's sign-in ends before."""


Refresh: TypeAlias = EventHandler | EventCallback[()] | list[EventHandler | EventCallback[()]]
"""An event handler without arguments, such as `PanelState.reload`; or several, one after the other."""


class Live(rx.State):
    """The part of a tab's state that says 'something changed': give `beat` to a local component as a prop."""

    beat: int = 0
    _connection: str = ""

    def connected(self, connection: str) -> None:
        """The tab watches over this connection. One that replaces another says so: what changed between the two was
        told to nobody. For pages that do not ask again by themselves in their `on_load`."""
        if self._connection not in ("", connection):
            self.beat += 1
        self._connection = connection


@dataclass
class _Tab:
    topics: frozenset[str]
    refresh: Refresh | None


@dataclass
class LiveUpdates:
    """Which tab watches what, in this process. `watch` is called on the event loop, `publish` from any thread."""

    _app: rx.App | None = None
    _redis_url: str = ""
    _loop: asyncio.AbstractEventLoop | None = None
    _context: Context | None = None
    _tabs: dict[str, _Tab] = field(default_factory=dict)
    _pending: set[str] = field(default_factory=set)
    _closings: dict[str, asyncio.TimerHandle] = field(default_factory=dict)
    _refreshing: Counter[str] = field(default_factory=Counter)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _redis: "redis.asyncio.Redis | None" = None
    _process: str = field(default_factory=lambda: uuid4().hex)

    def attach(self, app: rx.App, redis_url: str = "") -> None:
        """Work for this app while its server runs; with Redis, together with the other server processes."""
        self._app = app
        self._redis_url = redis_url
        app.register_lifespan_task(self._running)

    def watch(self, token: str, topics: Iterable[str], refresh: Refresh | None = None) -> None:
        """This tab now shows these topics, and no others. `refresh` is an event handler (`PanelState.reload`) that
        is run for the tab after each change, besides `Live.beat` going up.

        `token` is `self.router.session.client_token`. Call it from the page's `on_load`, which also runs when a
        tab comes back after a lost connection; a tab that is closed is forgotten at the next change.
        """
        self._forget_closed_tabs()
        self._tabs[token] = _Tab(frozenset(topics), refresh)

    def tell_after(self, token: str, seconds: float | None) -> None:
        """Tell this tab after so many seconds that something changed, once: what it shows closes by itself then, and
        nobody publishes that. Replaces what was asked before; `None` takes it back. Call it on the event loop."""
        asked = self._closings.pop(token, None)
        if asked is not None:
            asked.cancel()
        if seconds is not None and seconds <= LONGEST_WAIT:
            loop = asyncio.get_running_loop()
            # Like `publish`: never in the context of whoever asks.
            self._closings[token] = loop.call_later(max(seconds, 0.0), self._closed, token, context=self._context)

    def _closed(self, token: str) -> None:
        self._closings.pop(token, None)
        if token in self._tabs:
            idle = not self._pending
            self._pending.add(token)
            if idle:
                self._start(self._tell_tabs())

    def publish(self, *topics: str) -> None:
        """Something changed. Returns at once; safe in any thread; does nothing when no server runs."""
        loop = self._loop
        if loop is not None and topics:
            # Never in the context of whoever publishes: that may be another person's event, and Reflex gives what is
            # enqueued from there that person's headers, so a tab would ask again as somebody else.
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody watches any more
                loop.call_soon_threadsafe(self._published, frozenset(topics), context=self._context)

    def _published(self, topics: frozenset[str]) -> None:
        if self._redis is not None:
            self._start(self._tell_others(self._redis, topics))
        self._changed(topics)

    def _changed(self, topics: frozenset[str]) -> None:
        """Note the tabs to tell; several changes before the next turn of the loop become one."""
        idle = not self._pending
        self._pending |= {token for token, tab in self._tabs.items() if not topics.isdisjoint(tab.topics)}
        if idle and self._pending:
            self._start(self._tell_tabs())

    async def _tell_tabs(self) -> None:
        tokens, self._pending = self._pending, set()
        self._forget_closed_tabs()
        for token in tokens & self._tabs.keys():
            try:
                await self._tell(token, self._tabs[token])
            except Exception:
                logger.exception("A tab could not be told of a change")

    async def _tell(self, token: str, tab: _Tab) -> None:
        app = self._attached()
        async with app.modify_state(rx.BaseStateToken(ident=token, cls=Live)) as state:
            live = await state.get_state(Live)
            live.beat += 1
        if tab.refresh is not None:
            for event in Event.from_event_type(tab.refresh):
                self._refreshing[token] += 1
                try:
                    asked = await app.event_processor.enqueue(token, event)
                except BaseException:
                    self._refreshed(token)
                    raise
                asked.add_done_callback(lambda _: self._refreshed(token))

    def is_refreshing(self, token: str) -> bool:
        """Is this tab asking by itself now, because something changed? That is no use of the session by a person."""
        return token in self._refreshing

    def _refreshed(self, token: str) -> None:
        self._refreshing[token] -= 1
        if not self._refreshing[token]:
            del self._refreshing[token]

    def _forget_closed_tabs(self) -> None:
        namespace = self._attached().event_namespace
        connected = namespace.token_to_sid if namespace is not None else {}
        for token in [token for token in self._tabs if token not in connected]:
            del self._tabs[token]

    def _attached(self) -> rx.App:
        if self._app is None:
            raise RuntimeError("Live updates are not attached to an app.")
        return self._app

    def _start(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    @contextlib.asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        self._context = copy_context()
        listener = None
        if self._redis_url:
            self._redis = redis.asyncio.from_url(self._redis_url)
            listener = self._loop.create_task(self._listen(self._redis))
        try:
            yield
        finally:
            self._loop = None
            if listener is not None:
                listener.cancel()
                await asyncio.gather(listener, return_exceptions=True)
            if self._redis is not None:
                await self._redis.aclose()
                self._redis = None

    async def _tell_others(self, connection: "redis.asyncio.Redis", topics: frozenset[str]) -> None:
        try:
            await connection.publish(CHANNEL, "\n".join([self._process, *topics]))
        except redis.RedisError:
            logger.warning("Other server processes could not be told of a change", exc_info=True)

    async def _listen(self, connection: "redis.asyncio.Redis") -> None:
        while True:
            try:
                async with connection.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    async for message in channel.listen():
                        if message["type"] == "message":
                            process, *topics = message["data"].decode().split("\n")
                            if process != self._process:
                                self._changed(frozenset(topics))
            except redis.RedisError:
                logger.warning("Redis is not reachable; trying again in a second", exc_info=True)
                await asyncio.sleep(1)


live = LiveUpdates()
"""The one instance: `from patient_app.ui.live import live`."""
