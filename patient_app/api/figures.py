"""Exercise figures as SVG, drawn from the library's poses. Public and long kept: they hold nobody's data."""

import asyncio
from functools import lru_cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from patient_app.api.caller import Asker
from patient_app.api.fields import Parameters
from patient_app.domain.errors import NotFound
from patient_app.domain.program import Side
from patient_app.figures import draw
from patient_app.services import exercises

router = APIRouter(tags=["figures", "for visitors"])

CACHE = "public, max-age=604800"


class FigureAsked(Parameters):
    """The side that works; `still`: one frame, for lists with many figures."""

    side: Literal["left", "right"] | None = None
    still: bool = False


@router.get("/figures/{exercise_id}.svg", response_class=Response, responses={200: {"content": {"image/svg+xml": {}}}})
async def read(exercise_id: str, asked: Annotated[FigureAsked, Query()], caller: Asker) -> Response:
    """The figure of one exercise, in the reader's language, mirrored as needed to show `side` at work."""
    language = caller.language_asked_for() or "en"
    svg = await asyncio.to_thread(_drawn, exercise_id, asked.side, language, not asked.still)
    return Response(svg, media_type="image/svg+xml", headers={"Cache-Control": CACHE, "Vary": "Accept-Language"})


@lru_cache(maxsize=512)
def _drawn(exercise_id: str, side: str | None, language: str, animated: bool) -> str:
    exercise = exercises.shipped(exercise_id)
    if exercise is None or exercise.figure is None:
        raise NotFound
    mirrored = side is not None and exercise.is_mirrored_for(Side(side))
    name = exercise.name(language)
    return draw(exercise.figure, mirrored=mirrored, language=language, title=name, animated=animated)
