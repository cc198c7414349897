"""Exercise figures as SVG, drawn from the library's poses: public and long kept, for they hold nobody's data. And the
photos and videos of a clinic's own exercises, for the people of that clinic only."""

import asyncio
import re
from functools import lru_cache
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from patient_app.api.caller import Asker
from patient_app.api.exercises import picture_url
from patient_app.api.fields import Id, Parameters, is_id
from patient_app.domain.errors import NotFound
from patient_app.domain.program import Side
from patient_app.figures import draw
from patient_app.figures.blank import blank
from patient_app.services import exercises, media

router = APIRouter(tags=["figures"])

CACHE = "public, max-age=604800"
# What an id stands for never changes. Kept by the browser alone, and not for the next person who signs in there.
MEDIA_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    "Vary": "Cookie",
    "X-Content-Type-Options": "nosniff",
    # Nothing in a file could run, whatever a browser takes it for.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class FigureAsked(Parameters):
    """The side that works; `still`: one frame, for lists with many figures."""

    side: Literal["left", "right"] | None = None
    still: bool = False


@router.get(
    "/figures/{exercise_id}.svg",
    response_class=Response,
    responses={200: {"content": {"image/svg+xml": {}}}, 307: {"description": "To the photo of an own exercise."}},
    tags=["for visitors"],
)
async def read(exercise_id: str, asked: Annotated[FigureAsked, Query()], caller: Asker) -> Response:
    """The figure of one exercise, in the reader's language, mirrored as needed to show `side` at work.

    Of a clinic's own exercise, for its people: the way to its photo, or an empty frame.
    """
    if is_id(exercise_id):
        return await _own(exercise_id, caller)
    language = caller.language_asked_for() or "en"
    svg = await asyncio.to_thread(_drawn, exercise_id, asked.side, language, not asked.still)
    return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": CACHE, "Vary": "Accept-Language"})


@router.get("/figures/{media_id}.webp", response_class=Response, responses={200: {"content": {"image/webp": {}}}})
async def picture(media_id: Id, caller: Asker) -> Response:
    """A photo, or the still picture of a video, of the caller's clinic."""
    content = await caller.call(media.picture, media_id)
    return Response(content, media_type=media.PHOTO_TYPE, headers=_headers(media_id, "webp"))


@router.get(
    "/figures/{media_id}.mp4",
    response_class=Response,
    responses={
        200: {"content": {"video/mp4": {}}},
        206: {"description": "The bytes asked for with Range.", "content": {"video/mp4": {}}},
        416: {"description": "The video has no such bytes."},
    },
)
async def video(media_id: Id, request: Request, caller: Asker) -> Response:
    """A video of the caller's clinic; with `Range` (one range of bytes) a part of it."""
    headers = {**_headers(media_id, "mp4"), "Accept-Ranges": "bytes"}
    asked = _RANGE.fullmatch(request.headers.get("range", "").strip())
    if asked is None or asked[1] == asked[2] == "":
        whole = await caller.call(media.video, media_id)
        return Response(whole.content, media_type=media.VIDEO_TYPE, headers=headers)
    first, last = (int(each) if each else None for each in asked.groups())
    part = await caller.call(media.video, media_id, first, last)
    if not part.content:
        refused = {"Content-Range": f"bytes */{part.whole}", "Cache-Control": "no-store"}
        return Response(status_code=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=refused)
    headers["Content-Range"] = f"bytes {part.first}-{part.first + len(part.content) - 1}/{part.whole}"
    return Response(part.content, HTTPStatus.PARTIAL_CONTENT, headers, media.VIDEO_TYPE)


async def _own(exercise_id: str, caller: Asker) -> Response:
    found = await caller.call(exercises.exercise, exercise_id)
    headers = {"Cache-Control": "no-store"}  # another photo may be chosen at any time
    if found.media:
        return RedirectResponse(picture_url(found.media[0]), headers=headers)
    name = found.name(await caller.language())
    return Response(blank(name), media_type="image/svg+xml", headers=headers)


def _headers(media_id: str, ending: str) -> dict[str, str]:
    return MEDIA_HEADERS | {"Content-Disposition": f'inline; filename="{media_id}.{ending}"'}


@lru_cache(maxsize=512)
def _drawn(exercise_id: str, side: str | None, language: str, animated: bool) -> str:
    exercise = exercises.shipped(exercise_id)
    if exercise is None or exercise.figure is None:
        raise NotFound
    mirrored = side is not None and exercise.is_mirrored_for(Side(side))
    name = exercise.name(language)
    return draw(exercise.figure, mirrored=mirrored, language=language, title=name, animated=animated)
