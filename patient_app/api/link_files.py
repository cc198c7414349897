"""SMART Health Links: the manifest of a link and its encrypted files, for programs of any website (HL7 SMART Health
Cards and Links, STU 1). Nobody is signed in here, and no cookie is asked for."""

import asyncio
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import JSONResponse, Response

from patient_app.api import problems
from patient_app.api.caller import Asker, Caller
from patient_app.api.fields import Text
from patient_app.api.share_links import base_of
from patient_app.content.locales import translator
from patient_app.domain.errors import NotFound
from patient_app.exports import fhir, health_link
from patient_app.exports.summary_pdf import summary_pdf
from patient_app.services import share_link_door, share_link_opening
from patient_app.services.share_link_opening import PAPER, RECORD, Opened

router = APIRouter(tags=["share links", "for visitors"], include_in_schema=False)

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "600",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


class ManifestBody(BaseModel):
    """Who asks, as the patient is told; the passcode; and how long an embedded file may be (any length without it).

    The standard has receivers add fields of their own: those that are not known are passed over.
    """

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    recipient: Annotated[Text, Field(min_length=1, max_length=500)]
    passcode: Annotated[Text, Field(max_length=200)] = ""
    embeddedLengthMax: Annotated[int, Field(ge=0)] | None = None  # noqa: N815 (the standard's name)


@router.post("/s/{secret}/manifest")
async def manifest(secret: str, caller: Asker, request: Request) -> Response:
    """The manifest of a SMART Health Link. 401 for a wrong passcode, 404 for a link that is not there or has ended."""
    try:
        body = ManifestBody.model_validate_json(await request.body())
    except ValidationError as error:
        problem = problems.of_fields(error.errors(), caller.words_asked_for())
        return JSONResponse(problem, 422, headers=CORS, media_type=problems.MEDIA_TYPE)
    try:
        if not body.passcode.strip():  # None was given: that is no try.
            claim = await caller.visit(share_link_opening.look, secret)
            return _wrong(claim.tries_left)
        opened = await asyncio.to_thread(
            share_link_door.open_link, caller.door, caller.visitor, secret, body.passcode, body.recipient
        )
        if not isinstance(opened, Opened):
            return _wrong(opened.tries_left)
        most, base = body.embeddedLengthMax, base_of(request)
        files = [await _file(caller, secret, ticket, most, base) for ticket in (opened.record, opened.paper)]
    except NotFound:
        return _gone()
    return JSONResponse(health_link.manifest(files, caller.door.clock()), headers=CORS)


def _wrong(tries_left: int) -> Response:
    """How many wrong passcodes are left before the link is closed for good."""
    return JSONResponse({"remainingAttempts": tries_left}, 401, headers=CORS)


@router.get("/s/{secret}/files/{ticket}")
async def file(secret: str, ticket: str, caller: Asker, request: Request) -> Response:
    """A file of a manifest, encrypted (JWE), made anew. 404 half an hour after the manifest, or when the link ends."""
    try:
        content = await _content(caller, secret, ticket, base_of(request))
    except NotFound:
        return _gone()
    return Response(content, media_type=health_link.JOSE, headers=CORS)


@router.options("/s/{secret}/manifest")
@router.options("/s/{secret}/files/{ticket}")
async def preflight() -> Response:
    """Any website may ask: what is answered needs the secret, and the passcode or a ticket, and is encrypted."""
    return Response(status_code=204, headers=CORS)


async def _file(caller: Caller, secret: str, ticket: str, most: int | None, base: str) -> dict[str, str]:
    """A file of the manifest: in it when it may be so long, else where it is."""
    if most != 0:
        content = await _content(caller, secret, ticket, base)
        if most is None or len(content) <= most:
            return {"embedded": content}
    return {"location": f"{health_link.page_address(base, secret)}/files/{ticket}"}


async def _content(caller: Caller, secret: str, ticket: str, base: str) -> str:
    key = await caller.visit(share_link_opening.key, secret)
    plain = await (_record if ticket.startswith(f"{RECORD}.") else _paper)(caller, secret, ticket, base)
    return await asyncio.to_thread(health_link.encrypted, plain, key)


async def _record(caller: Caller, secret: str, ticket: str, base: str) -> bytes:
    record = await caller.visit(share_link_opening.record, secret, ticket)
    return await asyncio.to_thread(lambda: b"".join(fhir.bundle(record, base, caller.door.clock())))


async def _paper(caller: Caller, secret: str, ticket: str, base: str) -> bytes:
    found = await caller.visit(share_link_opening.summary, secret, PAPER, ticket)
    language = await caller.visit(share_link_opening.language, secret)
    pdf = await asyncio.to_thread(partial(summary_pdf, found, language=language))
    summary = found.overview.summary
    title = translator(language)("Summary of {name}", name=summary.patient_name)
    return health_link.pdf_document(pdf, summary.patient_id, title, language, found.made_at)


def _gone() -> Response:
    detail = "This link does not work, or does not work any more."
    content = {"type": "about:blank", "title": "Not Found", "status": 404, "detail": detail}
    return JSONResponse(content, 404, headers=CORS, media_type=problems.MEDIA_TYPE)
