"""What the caller is to be told, until it was seen."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Id
from patient_app.presenters.notices import views
from patient_app.services import notices

router = APIRouter(tags=["notices"])


class NoticeAnswer(TypedDict):
    """One notice: its sentence in the caller's language, the day, and the screen that has more (empty: none)."""

    id: str
    text: str
    at: str
    route: str


class SeenBody(Body):
    """The notices that were seen."""

    ids: Annotated[list[Id], Field(max_length=500)]


@router.get("/notices", response_model=list[NoticeAnswer])
async def read(caller: Asker) -> Response:
    """What the caller has not seen yet, newest first."""
    found = await caller.call(notices.mine)
    shown = views(await caller.words(), found.notices, found.today, found.time_zone)
    return shapes.answer([NoticeAnswer(id=one.id, text=one.text, at=one.at, route=one.route) for one in shown])


@router.post("/notices/seen", status_code=204)
async def seen(body: SeenBody, caller: Asker) -> Response:
    """The caller has seen these. Ids of others' notices are passed over."""
    await caller.call(notices.seen, tuple(body.ids))
    return Response(status_code=204)
