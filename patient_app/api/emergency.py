"""Emergency access: a clinician reads a record without a share, where the clinic allows it; the patient is told."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Id, Text
from patient_app.domain.people import Role
from patient_app.services import emergency, sessions
from patient_app.services.emergency import EmergencyAccess, NoRecord

router = APIRouter(tags=["sharing"])


class EmergencyBody(Body):
    """The patient's exact email address or full name, and why the record is needed (10 characters or more)."""

    patient: Annotated[Text, Field(min_length=1, max_length=320)]
    reason: Annotated[Text, Field(min_length=emergency.SHORTEST_REASON, max_length=emergency.LONGEST_REASON)]


class EmergencyAnswer(TypedDict):
    """One access. `until` is when it ends by itself; `ended_at` stands when someone ended it before."""

    id: str
    patient_id: str
    patient: str
    clinician: str
    reason: str
    since: str
    until: str
    ended_at: str | None
    is_open: bool


@router.get("/emergency-access", response_model=list[EmergencyAnswer])
async def read(caller: Asker) -> Response:
    """A clinician: what is open now. A patient: who opened the record in the last 30 days."""
    actor = await caller.call(sessions.who)
    if actor.role is Role.PATIENT:
        found = await caller.call(emergency.mine)
    else:
        found = (await caller.call(emergency.desk)).open
    return shapes.answer([_shape(each) for each in found])


@router.post("/emergency-access", status_code=201, response_model=EmergencyAnswer)
async def open_access(body: EmergencyBody, caller: Asker) -> Response:
    """Open a record for some hours, for reading. The patient is told at once. 422 when no record was opened."""
    made = await caller.call(emergency.open_access, body.patient, body.reason)
    if made is None:
        raise NoRecord
    return shapes.answer(_shape(made), 201)


@router.delete("/emergency-access/{access_id}", status_code=204)
async def end(access_id: Id, caller: Asker) -> Response:
    """Close it at once: the clinician who opened it, or the patient."""
    await caller.call(emergency.end, access_id)
    return shapes.no_content()


def _shape(access: EmergencyAccess) -> EmergencyAnswer:
    return EmergencyAnswer(
        id=access.id,
        patient_id=access.patient_id,
        patient=access.patient_name,
        clinician=access.clinician_name,
        reason=access.reason,
        since=shapes.instant(access.since),
        until=shapes.instant(access.until),
        ended_at=shapes.instant(access.ended_at) if access.ended_at else None,
        is_open=access.is_open,
    )
