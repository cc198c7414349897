"""Tokens with which other systems read at `/fhir/r4`, for administrators."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Id, Text
from patient_app.services import system_tokens
from patient_app.services.system_tokens import LONGEST_NAME, MOST_DAYS, TokenCard

router = APIRouter(tags=["other systems"])


class SystemTokenBody(Body):
    """As which clinician the system reads, the name of the system, and for how many days (1 to 366)."""

    clinician_id: Id
    name: Annotated[Text, Field(min_length=1, max_length=LONGEST_NAME)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]


class TokenClinicianAnswer(TypedDict):
    """The clinician as whom the system reads."""

    id: str
    name: str
    role: str


class SystemTokenAnswer(TypedDict):
    """A token without its secret. `last_used_at` is exact to five minutes; status: open, closed or ended."""

    id: str
    name: str
    clinician: TokenClinicianAnswer
    made_at: str
    ends_at: str
    last_used_at: str | None
    status: str


class MadeTokenAnswer(SystemTokenAnswer):
    """A new token. `token` is shown this once: only its hash is kept."""

    token: str


@router.get("/system-tokens", response_model=list[SystemTokenAnswer])
async def read(caller: Asker) -> Response:
    """Every token of the clinic, the open ones first."""
    return shapes.answer([_shape(card) for card in await caller.call(system_tokens.tokens)])


@router.post("/system-tokens", status_code=201, response_model=MadeTokenAnswer)
async def make(body: SystemTokenBody, caller: Asker) -> Response:
    """Let another system read as a clinician: the patients who share with them, and what they share."""
    made = await caller.call(system_tokens.make, body.clinician_id, body.name, body.days)
    return shapes.answer(MadeTokenAnswer(**_shape(made.card), token=made.secret), 201)


@router.delete("/system-tokens/{token_id}", status_code=204)
async def close(token_id: Id, caller: Asker) -> Response:
    """Close a token at once."""
    await caller.call(system_tokens.close, token_id)
    return shapes.no_content()


def _shape(card: TokenCard) -> SystemTokenAnswer:
    return SystemTokenAnswer(
        id=card.id,
        name=card.name,
        clinician=TokenClinicianAnswer(id=card.clinician.id, name=card.clinician.name, role=card.clinician.role.value),
        made_at=shapes.instant(card.made_at),
        ends_at=shapes.instant(card.ends_at),
        last_used_at=shapes.instant(card.last_used_at) if card.last_used_at else None,
        status=card.status.value,
    )
