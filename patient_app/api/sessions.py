"""Signing in and out. The session is an HttpOnly cookie that scripts never see."""

import asyncio
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import COOKIE, Asker, Caller
from patient_app.api.fields import Body, Code, Password, Text
from patient_app.domain.errors import NotSignedIn
from patient_app.services import sessions, sign_in
from patient_app.services.actor import Actor
from patient_app.services.sessions import SignedIn

router = APIRouter()


class SignInBody(Body):
    """Email and password; with a one-time `code` from the clinic the password is the new one."""

    email: Annotated[Text, Field(min_length=1, max_length=320)]
    password: Password
    code: Code | None = None


class SessionAnswer(TypedDict):
    """Who is signed in. role: patient, physical_therapist, physiatrist or administrator."""

    user_id: str
    role: str
    name: str
    language: str


@router.post("/session", response_model=SessionAnswer, tags=["session", "for visitors"])
async def open_session(body: SignInBody, caller: Asker) -> Response:
    """Sign in. Ends the session that the cookie named before."""
    signed_in = await asyncio.to_thread(
        sign_in.sign_in, caller.door, caller.visitor, body.email, body.password, body.code
    )
    return await welcome(caller, signed_in, 200)


@router.get("/session", response_model=SessionAnswer, tags=["session"])
async def read(caller: Asker) -> Response:
    """Who is signed in."""
    return shapes.answer(session_shape(await caller.call(sessions.who)))


@router.delete("/session", status_code=204, tags=["session"])
async def close(request: Request, caller: Asker) -> Response:
    """Sign out: the session ends at the server."""
    await caller.call(sessions.sign_out)
    response = shapes.no_content()
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=caller.is_over_https())
    return response


async def welcome(caller: Caller, signed_in: SignedIn, status: int) -> Response:
    """The answer to someone who just signed in, with the cookie; a session before it is ended."""
    if caller.token:
        with suppress(NotSignedIn):
            await caller.call(sessions.sign_out)
    response = shapes.answer(session_shape(signed_in.actor), status)
    response.set_cookie(
        COOKIE,
        signed_in.token,
        max_age=signed_in.max_age_seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=caller.is_over_https(),
    )
    return response


def session_shape(actor: Actor) -> SessionAnswer:
    """Who is signed in, as it is answered."""
    return SessionAnswer(user_id=actor.id, role=actor.role.value, name=actor.name, language=actor.language)
