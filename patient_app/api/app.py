"""Puts the routers together. Order matters in one point: addresses that no router knows come last."""

import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from patient_app import composition
from patient_app.api import (
    account_deletion,
    activities,
    calendar_feeds,
    clinic_measures,
    docs,
    documents,
    emergency,
    entries,
    exercises,
    fhir,
    figures,
    handouts,
    health,
    holds,
    intake,
    invitations,
    link_files,
    link_pages,
    measurements,
    media,
    monitoring,
    notices,
    orders,
    own_exercises,
    panel,
    printed_summary,
    problems,
    programs,
    record_data,
    record_files,
    record_import,
    registrations,
    reports,
    sessions,
    share_links,
    sharing,
    snapshot,
    summary,
    sync,
    system_tokens,
    today,
    visits,
)
from patient_app.api.fhir_r4 import create_fhir
from patient_app.services.door import Door

V1 = "/api/v1"
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
_OUR_PATHS = ("/api/", "/fhir/", "/healthz", "/readyz", "/figures/", "/calendar/", "/s/")
_OURS = ("/api/{rest:path}", "/healthz", "/readyz", "/figures/{rest:path}", "/calendar/{rest:path}", "/s/{rest:path}")

_ROUTERS = (
    sessions.router,
    account_deletion.router,
    invitations.router,
    registrations.router,
    today.router,
    snapshot.router,
    entries.router,
    sync.router,
    activities.router,
    intake.router,
    clinic_measures.router,
    programs.router,
    handouts.router,
    orders.router,
    exercises.router,
    own_exercises.router,
    media.router,
    documents.router,
    holds.router,
    measurements.router,
    summary.router,
    printed_summary.router,
    fhir.router,
    panel.router,
    reports.router,
    sharing.router,
    share_links.router,
    emergency.router,
    notices.router,
    visits.router,
    monitoring.router,
    system_tokens.router,
    calendar_feeds.router,
    record_files.router,
    record_data.router,
    record_import.router,
)


def create_api(door: Door | None = None) -> FastAPI:
    """The API as one app; the screens are mounted behind it.

    Without a door it takes the process's own one, at the first request.
    """
    api = FastAPI(
        title="Homestretch",
        description="The HTTP API of Homestretch. Sign in with POST /api/v1/session; the cookie is the credential.",
        version="1",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        responses=_PROBLEMS,
        redirect_slashes=False,
        # The phone's snapshot is mostly names of fields: a sixth of it goes over the line.
        middleware=[Middleware(NoStore), Middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)],
    )
    api.state.door = (lambda: door) if door is not None else composition.door
    problems.install(api)
    docs.install(api)
    api.include_router(health.router)
    api.include_router(figures.router)
    api.include_router(link_pages.router)
    api.include_router(link_files.router)
    api.include_router(calendar_feeds.at_root)
    for router in _ROUTERS:
        api.include_router(router, prefix=V1)
    api.router.routes.append(_whole(Mount("/fhir", create_fhir(lambda: api.state.door()))))
    for path in _OURS:
        api.add_route(path, _unknown(api), methods=list(_METHODS), include_in_schema=False)
    return api


_PROBLEMS: dict[int | str, dict[str, object]] = {
    "4XX": {
        "description": "A problem (RFC 9457): what is wrong and what to do. `errors` names each bad field.",
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}


def _whole(mount: Mount) -> Mount:
    """Takes every address below it: by itself a mount leaves one with a line break in it to whoever comes next."""
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def _unknown(api: FastAPI) -> Callable[[Request], Awaitable[Response]]:
    """Answers an address of ours that no router takes: 405 with what it does take, else 404.

    Without it such a request would fall through to the screens that are mounted behind the API.
    """

    async def unknown(request: Request) -> Response:
        allowed = [method for method in _METHODS if _is_taken(api, {**request.scope, "method": method})]
        if allowed:
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(allowed)})
        raise HTTPException(HTTPStatus.NOT_FOUND)

    return unknown


def _is_taken(api: FastAPI, scope: Scope) -> bool:
    return any(
        route.matches(scope)[0] is Match.FULL
        for route in api.routes
        if getattr(route, "path", None) not in (*_OURS, "")
    )


class NoStore:
    """Nothing of the API is kept by browsers or proxies, unless a route says how long it may be."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add `Cache-Control: no-store` to an answer that has none."""
        is_ours = scope["type"] == "http" and scope["path"].startswith(_OUR_PATHS)
        if not is_ours:
            await self.app(scope, receive, send)
            return

        async def never_kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                if not any(name.lower() == b"cache-control" for name, _ in headers):
                    message["headers"] = [*headers, (b"cache-control", b"no-store")]
            await send(message)

        await self.app(scope, receive, never_kept)
