"""A tiny Reflex app over which the tests watch states and live updates on a real websocket."""

import asyncio
import os

import reflex as rx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from patient_app.ui.live import Live, live
from patient_app.ui.state_guard import bind_states_to_sessions, session_token


class Diary(rx.State):
    """Something private."""

    entry: str = ""
    whose: str = ""
    reloads: int = 0
    by_itself: bool = False

    @rx.event
    def write(self, text: str) -> None:
        self.entry = text
        self.whose = session_token(self) or "nobody"

    @rx.event
    def watch(self, topic: str) -> None:
        live.watch(self.router.session.client_token, [topic], refresh=Diary.reload)

    @rx.event
    async def watch_without_asking(self, topic: str) -> None:
        live.watch(self.router.session.client_token, [topic])
        (await self.get_state(Live)).connected(self.router.session.session_id)

    @rx.event
    async def tell(self, topic: str) -> None:
        """As a page does that changes something: the services run in a worker thread."""
        await asyncio.to_thread(live.publish, topic)

    @rx.event
    def reload(self) -> None:
        self.reloads += 1
        self.whose = session_token(self) or "nobody"
        self.by_itself = live.is_refreshing(self.router.session.client_token)


def _page() -> rx.Component:
    return rx.el.p(Diary.entry, Diary.whose, Diary.reloads, Live.beat)


def _publish(request: Request) -> Response:
    """Runs in a worker thread, as the services do."""
    live.publish(*request.query_params.getlist("topic"))
    return Response(status_code=204)


_ended: set[str] = set()


async def _end(request: Request) -> Response:
    _ended.add(request.query_params["session"])
    return Response(status_code=204)


async def _watched(_: Request) -> JSONResponse:
    live._forget_closed_tabs()
    return JSONResponse(len(live._tabs))


app = rx.App(
    toaster=None,
    app_wraps={},
    api_transformer=Starlette(
        routes=[
            Route("/publish", _publish, methods=["POST"]),
            Route("/end", _end, methods=["POST"]),
            Route("/watched", _watched, methods=["GET"]),
        ]
    ),
)
app.add_page(_page, route="/")
bind_states_to_sessions(app, lambda session: session not in _ended)
live.attach(app, os.environ.get("HOMESTRETCH_REDIS_URL", ""))
