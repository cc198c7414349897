"""Holds: a program that rests until a clinician says that it may go on."""

from fastapi import APIRouter
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Id, Note
from patient_app.services import holds
from patient_app.services.holds import HoldView

router = APIRouter(tags=["holds"])


class NoteBody(Body):
    """Why, in a few words."""

    note: Note


class HoldAnswer(TypedDict):
    """A hold. level: E or U (a warning sign), C (a clinician's decision)."""

    id: str
    level: str
    since: str
    since_on: str
    text: str
    note: str | None


@router.post("/patients/{patient_id}/holds", status_code=201, response_model=HoldAnswer)
async def start(patient_id: Id, body: NoteBody, caller: Asker) -> Response:
    """Put the program on hold from the patient's today."""
    return shapes.answer(hold_shape(await caller.call(holds.start_hold, patient_id, body.note)), 201)


@router.delete("/holds/{hold_id}", status_code=204)
async def clear(hold_id: Id, body: NoteBody, caller: Asker) -> Response:
    """Clear a hold with a note."""
    await caller.call(holds.clear_hold, hold_id, body.note)
    return shapes.no_content()


def hold_shape(hold: HoldView) -> HoldAnswer:
    """A hold as it is answered."""
    return HoldAnswer(
        id=hold.id,
        level=hold.level.value,
        since=shapes.instant(hold.started_at),
        since_on=hold.started_on.isoformat(),
        text=hold.text,
        note=hold.note,
    )
