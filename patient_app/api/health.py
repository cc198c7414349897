"""Is the process up, and can it do its work? For the machinery around it; at the root, not under /api."""

import asyncio
import logging
from http import HTTPStatus

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker, Caller
from patient_app.services.health import is_ready

logger = logging.getLogger(__name__)

router = APIRouter(tags=["health", "for visitors"])


class StatusAnswer(TypedDict):
    """'ok' or 'ready'."""

    status: str


@router.get("/healthz", response_model=StatusAnswer)
async def healthz() -> Response:
    """The process is up."""
    return shapes.answer(StatusAnswer(status="ok"))


@router.get("/readyz", response_model=StatusAnswer)
async def readyz(caller: Asker) -> Response:
    """The database answers and has the newest schema; 503 when not."""
    if not await asyncio.to_thread(_can_work, caller):
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE)
    return shapes.answer(StatusAnswer(status="ready"))


def _can_work(caller: Caller) -> bool:
    try:
        return is_ready(caller.door)
    except Exception:
        logger.exception("The database cannot be opened")
        return False
