"""A patient deletes the own account."""

import asyncio

from fastapi import APIRouter
from starlette.responses import Response

from patient_app.api import shapes
from patient_app.api.caller import COOKIE, Asker
from patient_app.api.fields import Body, Password
from patient_app.services import sessions
from patient_app.services.account_deletion import delete_account

router = APIRouter(tags=["account"])


class DeletionBody(Body):
    """The password once more, and `confirm`: true."""

    password: Password
    confirm: bool


@router.delete("/me", status_code=204)
async def delete_me(body: DeletionBody, caller: Asker) -> Response:
    """Delete the patient's own account and everything in it, at once and for good. The clinic keeps what it signed,
    decided and measured itself, under a pseudonym.
    """
    # Whose page this call comes from is asked first: it must not delete the account of whoever signed in since.
    await caller.call(sessions.who)
    await asyncio.to_thread(delete_account, caller.door, caller.token, body.password, confirmed=body.confirm)
    response = shapes.no_content()
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=caller.is_over_https())
    return response
