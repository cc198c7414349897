"""Invitations: what a code is for, and making the account."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Code, Password, ShortText, TimeZone
from patient_app.api.sessions import SessionAnswer, welcome
from patient_app.services import invitations, sign_in

router = APIRouter(tags=["invitations", "for visitors"])

CodeInAddress = Annotated[Code, Path()]


class AcceptBody(Body):
    """The new account. `share`: share everything with the care team named in the invitation."""

    name: Annotated[ShortText, Field(min_length=1)]
    password: Password
    time_zone: TimeZone
    language: Literal["en", "es"] = "en"
    share: bool = False


class TeamMemberAnswer(TypedDict):
    """A clinician named in the invitation."""

    name: str
    role: str


class InvitationAnswer(TypedDict):
    """What the holder of a code may know before accepting."""

    role: str
    clinic: str
    care_team: list[TeamMemberAnswer]
    expires_at: str


@router.get("/invitations/{code}", response_model=InvitationAnswer)
async def look(code: CodeInAddress, caller: Asker) -> Response:
    """What the invitation is for; 404 when the code is wrong, used or too old."""
    card = await caller.visit(invitations.look, code)
    return shapes.answer(
        InvitationAnswer(
            role=card.role.value,
            clinic=card.clinic,
            care_team=[TeamMemberAnswer(name=each.name, role=each.role.value) for each in card.care_team],
            expires_at=shapes.instant(card.expires_at),
        )
    )


@router.post("/invitations/{code}/accept", status_code=201, response_model=SessionAnswer)
async def accept(code: CodeInAddress, body: AcceptBody, caller: Asker) -> Response:
    """Make the account and sign in."""
    signed_in = await asyncio.to_thread(
        sign_in.accept_invitation,
        caller.door,
        caller.visitor,
        code,
        body.name,
        body.password,
        body.time_zone,
        body.language,
        body.share,
    )
    return await welcome(caller, signed_in, 201)
