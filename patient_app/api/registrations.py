"""Accounts without an invitation, where the clinic allows them."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Password, ShortText, Text, TimeZone
from patient_app.api.sessions import SessionAnswer, welcome
from patient_app.api.today import clinic_shape
from patient_app.services import registrations, sign_in
from patient_app.services.registrations import NewAccount

router = APIRouter(tags=["registrations", "for visitors"])


class RegistrationBody(Body):
    """The new account, of a patient."""

    name: Annotated[ShortText, Field(min_length=1)]
    email: Annotated[Text, Field(min_length=1, max_length=320)]
    password: Password
    time_zone: TimeZone
    language: Literal["en", "es"] = "en"


class OfferAnswer(TypedDict):
    """May one make an account here without an invitation? Then `clinic` says at which clinic."""

    is_open: bool
    clinic: shapes.ClinicAnswer | None


@router.get("/registrations", response_model=OfferAnswer)
async def offer(caller: Asker) -> Response:
    """May one make an account here without an invitation?"""
    card = await caller.visit(registrations.offer)
    return shapes.answer(OfferAnswer(is_open=card is not None, clinic=clinic_shape(card) if card else None))


@router.post("/registrations", status_code=201, response_model=SessionAnswer)
async def register(body: RegistrationBody, caller: Asker) -> Response:
    """Make a patient's account and sign in. Nothing is shared with anybody by it."""
    wanted = NewAccount(body.name, body.email, body.password, body.time_zone, body.language)
    signed_in = await asyncio.to_thread(sign_in.register, caller.door, caller.visitor, wanted)
    return await welcome(caller, signed_in, 201)
