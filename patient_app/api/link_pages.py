"""What stands at a link, `/s/{secret}`: the page for people (for programs: `link_files.py`). Nobody is signed in."""

import asyncio
from functools import partial
from typing import Literal

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, Response

from patient_app.api.caller import Asker, Caller
from patient_app.api.handouts import PDF
from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.errors import NotFound
from patient_app.domain.share_links import LONGEST_NAME
from patient_app.domain.text import storable
from patient_app.exports import link_page
from patient_app.exports.summary_pdf import summary_pdf
from patient_app.services import share_link_door, share_link_opening
from patient_app.services.share_link_opening import PAGE, Opened

router = APIRouter(tags=["share links", "for visitors"], include_in_schema=False)

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
LONGEST_PASSCODE = 200


@router.get("/s/{secret}")
async def ask(secret: str, caller: Asker, language: str = "") -> Response:
    """The form for the passcode."""
    try:
        claim = await caller.visit(share_link_opening.look, secret)
    except NotFound:
        return _closed(caller, language)
    return _page(link_page.passcode_page(_known(language) or claim.language, claim.clinic))


@router.post("/s/{secret}")
async def answer(secret: str, caller: Asker, request: Request, pdf: Literal["", "1"] = "") -> Response:
    """The summary, for the right passcode; with a ticket of that page the same in another language, or as a PDF."""
    form = await request.form(max_files=0, max_fields=8, max_part_size=4096)
    language = _text(form, "language")
    try:
        language = _known(language) or await caller.visit(share_link_opening.language, secret)
        if ticket := _text(form, "ticket"):
            return await _shown(caller, secret, language, ticket, is_pdf=bool(pdf))
        return await _opened(caller, secret, language, form)
    except NotFound:
        return _closed(caller, language)


async def _opened(caller: Caller, secret: str, language: str, form: FormData) -> Response:
    name, passcode = _text(form, "recipient")[:LONGEST_NAME], _text(form, "passcode")
    claim = await caller.visit(share_link_opening.look, secret)
    t = translator(language)
    if not name.strip() or not passcode.strip() or len(passcode) > LONGEST_PASSCODE:
        told = t("Write who you are, and the passcode.")
        return _page(link_page.passcode_page(language, claim.clinic, name=name, problem=told), 422)
    found = await asyncio.to_thread(share_link_door.open_link, caller.door, caller.visitor, secret, passcode, name)
    if isinstance(found, Opened):
        return await _shown(caller, secret, language, found.page)
    if found.tries_left == 0:
        return _closed(caller, language)
    told = t.n(
        "This passcode is not right. You can try {n} more time. Ask the patient.",
        "This passcode is not right. You can try {n} more times. Ask the patient.",
        found.tries_left,
    )
    return _page(link_page.passcode_page(language, claim.clinic, name=name, problem=told), 401)


async def _shown(caller: Caller, secret: str, language: str, ticket: str, *, is_pdf: bool = False) -> Response:
    found = await caller.visit(share_link_opening.summary, secret, PAGE, ticket)
    if not is_pdf:
        return _page(await asyncio.to_thread(link_page.summary_page, found, language, ticket))
    content = await asyncio.to_thread(partial(summary_pdf, found, language=language))
    period = found.overview.period
    name = f"summary-{period.first}-to-{period.last}.pdf"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=PDF, headers={**HEADERS, **disposition})


def _page(html: str, status: int = 200) -> Response:
    policy = {"Content-Security-Policy": link_page.content_policy()}
    return HTMLResponse(html, status, headers={**HEADERS, **policy})


def _closed(caller: Caller, language: str) -> Response:
    return _page(link_page.closed_page(_known(language) or caller.language_asked_for() or "en"), 404)


def _known(language: str) -> str:
    return language if language in LANGUAGES else ""


def _text(form: FormData, name: str) -> str:
    """A field as text, with a mark for what cannot be kept."""
    value = form.get(name, "")
    return str(storable(value)) if isinstance(value, str) else ""
