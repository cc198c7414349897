"""Documents of the journey: send one in, download it, remove it. Never shown in place, always downloaded."""

from functools import partial
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Id, is_id
from patient_app.api.one_at_a_time import OneAtATime
from patient_app.domain.errors import Invalid
from patient_app.domain.text import storable
from patient_app.media.document import JPEG, PDF, PNG, checked
from patient_app.media.kinds import FIELD
from patient_app.services import documents
from patient_app.services.documents import Document

router = APIRouter(tags=["journey"])

SAFE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Nothing in a file could run, whatever a browser takes it for.
    "Content-Security-Policy": "sandbox; default-src 'none'",
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {
                        FIELD: {"type": "string", "format": "binary"},
                        "entry_id": {"type": "string", "format": "uuid"},
                        "title": {"type": "string", "maxLength": documents.LONGEST_TITLE},
                    },
                }
            }
        },
    }
}

_checker = OneAtATime("documents")


class DocumentAnswer(TypedDict):
    """A document as it is kept. `url` leads to its download."""

    id: str
    entry_id: str | None
    title: str
    file_name: str
    media_type: str
    size: int
    url: str


@router.post("/patients/{patient_id}/documents", status_code=201, response_model=DocumentAnswer, openapi_extra=_BODY)
async def add(patient_id: Id, request: Request, caller: Asker) -> Response:
    """Send a document (PDF, JPEG or PNG; 20 MB unless the clinic says otherwise) in the field `file`.

    `entry_id` names the entry of the journey that it belongs to. What it is, is told by its content. A picture is made
    anew, without place and time; a PDF is kept as it is, and refused when it is locked, broken, or holds scripts, forms
    that send, or other files. Nothing is kept of a file that is refused.
    """
    most = await caller.call(documents.may_add, patient_id)  # before the file comes over the line
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise _no_file()
    try:
        form = await request.form(max_files=1, max_fields=2, max_part_size=8192)
    except HTTPException as unreadable:
        raise _no_file() from unreadable
    try:
        file = form.get(FIELD)
        if not isinstance(file, UploadFile):
            raise _no_file()
        entry_id, title = _text(form.get("entry_id")) or None, _text(form.get("title"))
        if entry_id is not None and not is_id(entry_id):
            raise Invalid.field("entry_id", "This entry is not there any more.")
        check = partial(checked, name=_text(file.filename), most_bytes=most)
        found = await _checker.run(check, file.file)
    finally:
        await form.close()
    return shapes.answer(_shape(await caller.call(documents.add, patient_id, found, entry_id, title)), 201)


@router.get(
    "/documents/{document_id}",
    response_class=Response,
    responses={200: {"content": {PDF: {}, JPEG: {}, PNG: {}}}},
)
async def download(document_id: Id, caller: Asker) -> Response:
    """A document, to be downloaded. For the patient, and clinicians with the part `journey`; audited."""
    found = await caller.call(documents.download, document_id)
    headers = SAFE | {"Content-Disposition": disposition(found.file_name)}
    return Response(found.content, media_type=found.media_type, headers=headers)


@router.delete("/documents/{document_id}", status_code=204)
async def remove(document_id: Id, caller: Asker) -> Response:
    """Remove a document that the caller sent: its bytes are erased at once."""
    await caller.call(documents.remove, document_id)
    return Response(status_code=204)


def disposition(file_name: str) -> str:
    """'attachment' with the name twice: in ASCII, and as it is (RFC 6266, RFC 5987)."""
    plain = "".join(each if 32 <= ord(each) < 127 and each not in '"\\%' else "_" for each in file_name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"


def _text(value: object) -> str:
    """A field of the form as text that can be kept; a file in its place is none."""
    return storable(value) if isinstance(value, str) else ""


def _shape(found: Document) -> DocumentAnswer:
    return DocumentAnswer(
        id=found.id,
        entry_id=found.entry_id,
        title=found.title,
        file_name=found.file_name,
        media_type=found.media_type,
        size=found.size,
        url=f"/api/v1/documents/{found.id}",
    )


def _no_file() -> Invalid:
    return Invalid.field(FIELD, "Choose a PDF, or a photo (JPEG or PNG).")
