"""Sharing, owned by the patient: who sees which part, until when; and who looked."""

from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import Field, model_validator
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Code, Id, LocalDate, PartName, refuse
from patient_app.domain.people import SharePart
from patient_app.presenters import access
from patient_app.services import access_log as looks
from patient_app.services import sharing
from patient_app.services.sharing import Clinician, Share

router = APIRouter(tags=["sharing"])

CLINICIAN_OR_CODE = "Give clinician_id, or code: one of the two."


class ShareBody(Body):
    """Whom to share with (by id, or by the code that the clinician gave), which parts (all), until when (no end)."""

    clinician_id: Id | None = None
    code: Code | None = None
    parts: Annotated[list[PartName], Field(min_length=1, max_length=8)] | None = None
    until: LocalDate | None = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.clinician_id is None) == (self.code is None):
            raise refuse(CLINICIAN_OR_CODE)
        return self


class ClinicianAnswer(TypedDict):
    """A clinician as patients see one."""

    id: str
    name: str
    role: str


class ShareAnswer(TypedDict):
    """One permission. `until` is the last day; status: active, revoked or expired."""

    id: str
    clinician: ClinicianAnswer
    parts: list[str]
    since: str
    until: str | None
    status: str


class AccessAnswer(TypedDict):
    """Somebody else's look at the record, or change of it, in words. A look of another system names both: the
    clinician as whom it reads, and the system."""

    at: str
    who: str
    what: str


@router.get("/clinicians", response_model=list[ClinicianAnswer])
async def clinicians(caller: Asker) -> Response:
    """The clinicians to choose from, the care team first."""
    return shapes.answer([_clinician(each) for each in await caller.call(sharing.clinicians)])


@router.get("/shares", response_model=list[ShareAnswer])
async def read(caller: Asker) -> Response:
    """All shares, newest first."""
    return shapes.answer([share_shape(each) for each in await caller.call(sharing.my_shares)])


@router.post("/shares", status_code=201, response_model=ShareAnswer)
async def share(body: ShareBody, caller: Asker) -> Response:
    """Share with a clinician. Replaces an earlier share with the same one."""
    parts = frozenset(body.parts) if body.parts is not None else frozenset(SharePart)
    made = await caller.call(sharing.share, body.clinician_id, body.code, parts, body.until)
    return shapes.answer(share_shape(made), 201)


@router.delete("/shares/{share_id}", status_code=204)
async def revoke(share_id: Id, caller: Asker) -> Response:
    """Close a share at once."""
    await caller.call(sharing.revoke, share_id)
    return shapes.no_content()


@router.get("/access-log", response_model=list[AccessAnswer])
async def access_log(caller: Asker) -> Response:
    """What others did with the patient's record, newest first."""
    found = await caller.call(looks.access_log)
    t = await caller.words()
    return shapes.answer(
        [
            AccessAnswer(
                at=shapes.instant(each.at),
                who=access.through(t, access.who(t, each.who, each.label), each.through),
                what=access.said(t, each),
            )
            for each in found
        ]
    )


def share_shape(share: Share) -> ShareAnswer:
    """A share as it is answered."""
    return ShareAnswer(
        id=share.id,
        clinician=_clinician(share.clinician),
        parts=[part.value for part in share.parts],
        since=shapes.instant(share.since),
        until=shapes.day(share.until),
        status=share.status.value,
    )


def _clinician(clinician: Clinician) -> ClinicianAnswer:
    return ClinicianAnswer(id=clinician.id, name=clinician.name, role=clinician.role.value)
