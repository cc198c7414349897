"""Photos and videos of a clinic's own exercises: send one in. `api/figures.py` hands them out."""

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.exercises import picture_url
from patient_app.api.one_at_a_time import OneAtATime
from patient_app.content.exercise_library import Media
from patient_app.domain.errors import Invalid
from patient_app.media.encode import encode
from patient_app.media.kinds import FIELD
from patient_app.services import media

router = APIRouter(tags=["exercises"])

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {FIELD: {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


class MediaAnswer(TypedDict):
    """A photo or video as it is kept. kind: photo or video. `picture_url`: the photo, or the video's still picture."""

    id: str
    kind: str
    width: int
    height: int
    duration_seconds: float | None
    picture_url: str


_encoder = OneAtATime("media")


@router.post("/media", status_code=201, response_model=MediaAnswer, openapi_extra=_BODY)
async def add(request: Request, caller: Asker) -> Response:
    """Send a photo (JPEG, PNG, WebP; 15 MB) or a video (MP4, MOV, WebM; 100 MB, 60 seconds) in the field `file`.

    It is made anew: smaller, without sound, without the place and time it was taken at. Nothing is kept of a file that
    is refused. Name the id in the `media` of an exercise within a day.
    """
    await caller.call(media.may_add)  # before the file comes over the line
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise _no_file()
    try:
        form = await request.form(max_files=1, max_fields=0)
    except HTTPException as unreadable:
        raise _no_file() from unreadable
    try:
        file = form.get(FIELD)
        if not isinstance(file, UploadFile):
            raise _no_file()
        encoded = await _encoder.run(encode, file.file)
    finally:
        await form.close()
    return shapes.answer(media_shape(await caller.call(media.add, encoded)), 201)


def media_shape(found: Media) -> MediaAnswer:
    """A photo or video as it is answered."""
    return MediaAnswer(
        id=found.id,
        kind=found.kind.value,
        width=found.width,
        height=found.height,
        duration_seconds=found.duration_seconds,
        picture_url=picture_url(found),
    )


def _no_file() -> Invalid:
    return Invalid.field(FIELD, "Choose a photo or a video.")
