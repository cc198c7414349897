"""A program to print, as a PDF."""

import asyncio
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from patient_app.api.caller import Asker
from patient_app.api.fields import Id, NumberInAddress, Parameters
from patient_app.config import settings
from patient_app.exports.handout import handout_pdf
from patient_app.services import handouts
from patient_app.services.handouts import Paper

router = APIRouter(tags=["program"])

PDF = "application/pdf"


class HandoutAsked(Parameters):
    """The language (the patient's without one), the version (the newest), the paper (the clinic's)."""

    language: Literal["en", "es"] | None = None
    version: NumberInAddress | None = None
    paper: Literal["letter", "a4"] | None = None


@router.get("/patients/{patient_id}/handout.pdf", response_class=Response, responses={200: {"content": {PDF: {}}}})
async def read(patient_id: Id, asked: Annotated[HandoutAsked, Query()], caller: Asker, request: Request) -> Response:
    """The program to print: large type, figures, steps, safety, and two weeks to tick by hand. Audited."""
    found = await caller.call(handouts.handout, patient_id, asked.version)
    make = partial(
        handout_pdf,
        found,
        language=asked.language or found.language,
        address=settings().base_url or str(request.base_url).rstrip("/"),
        printed_at=caller.door.clock(),
        paper=Paper(asked.paper) if asked.paper else None,
    )
    name = f"program-v{found.program.version.version}.pdf"
    content = await asyncio.to_thread(make)
    return Response(content, media_type=PDF, headers={"Content-Disposition": f'inline; filename="{name}"'})
