"""The FHIR endpoint as an app of its own, mounted at `/fhir`: read-only, with its own errors.

It stands apart from `/api/v1` because it speaks another language: paths, parameters, media type, errors and its own
description (`metadata`) are FHIR's. So it is not in `/api/openapi.json`.
"""

import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from patient_app.api.fhir_r4 import reading
from patient_app.api.fhir_r4.asking import base, check_form, in_address
from patient_app.api.fhir_r4.capability import statement
from patient_app.api.fhir_r4.outcomes import Refused, failed, fhir
from patient_app.api.fhir_r4.pace import Pace
from patient_app.domain.fhir_params import TYPES
from patient_app.services.door import Door

logger = logging.getLogger(__name__)

Endpoint = Callable[[Request], Awaitable[Response]]


def create_fhir(door: Callable[[], Door]) -> Starlette:
    """The app. `door` is asked for at each request."""
    app = Starlette(
        routes=[
            Route("/r4/metadata", _answered(_metadata), methods=["GET"]),
            Route("/r4/Patient/{id}/$everything", _answered(reading.everything), methods=["GET"]),
            Route("/r4/{type}/_search", _answered(reading.search_by_form), methods=["POST"]),
            Route("/r4/{type}/{id}", _answered(reading.read), methods=["GET"]),
            Route("/r4/{type}", _answered(reading.search), methods=["GET"]),
        ],
        exception_handlers={HTTPException: _no_such_request},
    )
    app.router.redirect_slashes = False
    app.state.door = door
    app.state.pace = Pace()
    return app


def _answered(endpoint: Endpoint) -> Endpoint:
    """Whatever goes wrong is answered with an OperationOutcome."""

    @wraps(endpoint)
    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refused:
            return refused.answer()
        except Exception:
            logger.exception("%s %s failed", request.method, request.url.path)
            return failed().answer()

    return answered


async def _metadata(request: Request) -> Response:
    check_form(request, in_address(request))
    return fhir(statement(base(request), TYPES))


async def _no_such_request(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        message = "This endpoint only reads: nothing can be made, changed or deleted here."
        return Refused(HTTPStatus.METHOD_NOT_ALLOWED, "not-supported", message, error.headers).answer()
    return Refused(HTTPStatus.NOT_FOUND, "not-supported", "There is nothing at this address. See metadata.").answer()
