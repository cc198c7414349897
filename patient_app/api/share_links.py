"""Links to a read-only summary for people without an account, owned by the patient: make, list, close."""

import asyncio
from typing import Annotated, NotRequired

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker
from patient_app.api.fields import Body, Id, LocalDate, PartName, Text
from patient_app.config import settings
from patient_app.domain.people import SharePart
from patient_app.domain.share_links import LONGEST_LABEL, LONGEST_PERIOD, MOST_OPENINGS, NewLink
from patient_app.exports import health_link
from patient_app.services import share_link_door, share_links
from patient_app.services.share_links import ShareLink

router = APIRouter(tags=["sharing"])


class LinkBody(Body):
    """For whom (`label`), the passcode (6 characters or more), which parts (all), which days: the last `days`, which
    follow the data, or `first` to `last` (the last 28 without any), the last day it can be opened (`until`; 30 days
    from today, or less where the clinic wants it), and how often at most (any number)."""

    label: Annotated[Text, Field(min_length=1, max_length=LONGEST_LABEL)]
    passcode: Annotated[Text, Field(min_length=1, max_length=200)]
    parts: Annotated[list[PartName], Field(min_length=1, max_length=8)] | None = None
    days: Annotated[int, Field(ge=1, le=LONGEST_PERIOD)] | None = None
    first: LocalDate | None = None
    last: LocalDate | None = None
    until: LocalDate | None = None
    openings: Annotated[int, Field(ge=1, le=MOST_OPENINGS)] | None = None


class LinkAnswer(TypedDict):
    """A link. `state`: open, closed, locked (after 5 wrong passcodes), expired, used_up, or off (by the clinic)."""

    id: str
    label: str
    parts: list[str]
    days: int | None
    first: str | None
    last: str | None
    made_at: str
    until: str
    openings_left: int | None
    opened: int
    last_opened_at: str | None
    state: str


class MadeAnswer(LinkAnswer):
    """A new link with its whole `address`, which is told this once: nothing that is kept can make it again."""

    address: NotRequired[str]


@router.get("/share-links", response_model=list[LinkAnswer])
async def read(caller: Asker) -> Response:
    """The patient's links, the newest first."""
    return shapes.answer([link_shape(each) for each in (await caller.call(share_links.mine)).links])


@router.post("/share-links", status_code=201, response_model=MadeAnswer)
async def make(body: LinkBody, caller: Asker, request: Request) -> Response:
    """Make a link. 409 when the clinic does not let patients make any."""
    book = await caller.call(share_links.mine)
    names_days = body.days is not None or body.first is not None or body.last is not None
    wanted = NewLink(
        label=body.label,
        parts=frozenset(body.parts) if body.parts is not None else frozenset(SharePart),
        until=body.until or book.usual,
        days=body.days if names_days else 28,
        first=body.first,
        last=body.last,
        openings=body.openings,
    )
    made = await asyncio.to_thread(share_link_door.make, caller.door, caller.token, wanted, body.passcode)
    address = health_link.address(base_of(request), made.secret, made.key, made.link.label, made.expires_at)
    return shapes.answer(MadeAnswer(**link_shape(made.link), address=address), 201)


@router.delete("/share-links/{link_id}", status_code=204)
async def close(link_id: Id, caller: Asker) -> Response:
    """Close a link at once and for good."""
    await caller.call(share_links.close, link_id)
    return shapes.no_content()


def base_of(request: Request) -> str:
    """Where the app is opened."""
    return settings().base_url or str(request.base_url).rstrip("/")


def link_shape(link: ShareLink) -> LinkAnswer:
    """A link as it is answered."""
    return LinkAnswer(
        id=link.id,
        label=link.label,
        parts=[part.value for part in link.parts],
        days=link.days,
        first=shapes.day(link.first) if link.first else None,
        last=shapes.day(link.last) if link.last else None,
        made_at=shapes.instant(link.made_at),
        until=shapes.day(link.until),
        openings_left=link.openings_left,
        opened=link.opened,
        last_opened_at=shapes.instant(link.last_opened_at) if link.last_opened_at else None,
        state=link.state.value,
    )
