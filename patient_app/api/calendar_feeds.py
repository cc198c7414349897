"""A patient's calendar addresses; and, at the root, the calendar that an address gives to any calendar program."""

import asyncio
import hashlib
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response
from typing_extensions import TypedDict

from patient_app.api import shapes
from patient_app.api.caller import Asker, Caller
from patient_app.api.fields import Body, Id, ShortText
from patient_app.api.pace import Pace
from patient_app.api.visits import ICALENDAR
from patient_app.config import settings
from patient_app.content.locales import translator
from patient_app.domain.calendar_feed import FeedAddress
from patient_app.domain.errors import NotFound
from patient_app.exports.calendar_feed import feed_ics
from patient_app.services import calendar_feeds

router = APIRouter(tags=["visits"])
at_root = APIRouter(tags=["visits", "for visitors"])

PATH = "/calendar/{token}.ics"
LONGEST_TOKEN = 200
_WINDOW = timedelta(minutes=10)
_READINGS = Pace(60, _WINDOW)
"""Of one address: a program asks every few hours, several of one person now and then at once."""
_MISSES = Pace(60, _WINDOW)
"""Of addresses that are none, from one network address."""


class FeedBody(Body):
    """What the calendar has besides visits: `reminder_time` HH:MM of the exercises (none without it), and an alarm
    `alarm_minutes` before each visit: 30, 60, 120 or 1440 (none without it)."""

    reminder_time: ShortText | None = None
    alarm_minutes: int | None = None


class FeedAnswer(TypedDict):
    """A calendar address, without the address itself: that is shown once."""

    id: str
    reminder_time: str | None
    alarm_minutes: int | None
    made_at: str
    last_read_at: str | None


class NewFeedAnswer(FeedAnswer):
    """`url` for any calendar program, `webcal_url` for those that open it by themselves. Keep it: it is not shown
    again."""

    url: str
    webcal_url: str


@router.get("/calendar-feeds", response_model=list[FeedAnswer])
async def read(caller: Asker) -> Response:
    """The patient's own open calendar addresses, newest first."""
    return shapes.answer([_shape(each) for each in await caller.call(calendar_feeds.mine)])


@router.post("/calendar-feeds", status_code=201, response_model=NewFeedAnswer)
async def make(body: FeedBody, caller: Asker) -> Response:
    """Make a calendar address. Whoever has it sees times and names, nothing else, until it is closed."""
    made = await caller.call(calendar_feeds.make, body.reminder_time, body.alarm_minutes)
    url = f"{_app_url(caller)}{PATH.format(token=made.token)}"
    webcal = f"webcal:{url.partition(':')[2]}"
    return shapes.answer(NewFeedAnswer(**_shape(made), url=url, webcal_url=webcal), 201)


@router.delete("/calendar-feeds/{feed_id}", status_code=204)
async def close(feed_id: Id, caller: Asker) -> Response:
    """Close a calendar address for good."""
    await caller.call(calendar_feeds.close, feed_id)
    return shapes.no_content()


@at_root.get(
    PATH,
    response_class=Response,
    responses={200: {"content": {ICALENDAR: {}}}, 304: {"description": "Nothing has changed."}},
)
async def calendar(
    token: Annotated[str, Path(min_length=1, max_length=LONGEST_TOKEN)], request: Request, caller: Asker
) -> Response:
    """The calendar of an address: visits, and reminders of the exercises for the next four weeks.

    The address is the credential. With If-None-Match of an unchanged one: 304. A closed or unknown address: 404.
    """
    now = caller.door.clock()
    _READINGS.count(hashlib.sha256(token.encode()).hexdigest(), now)
    try:
        found = await caller.visit(calendar_feeds.read, token)
    except NotFound:
        _MISSES.count(caller.visitor.address, now)
        raise
    content = await asyncio.to_thread(feed_ics, translator(found.language), found, settings().base_url)
    headers = {
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        "Cache-Control": "private, no-cache",
        "Content-Disposition": 'inline; filename="homestretch.ics"',
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=f"{ICALENDAR}; charset=utf-8", headers=headers)


def _app_url(caller: Caller) -> str:
    """Where people reach the app."""
    return settings().base_url.rstrip("/") or str(caller.request.base_url).rstrip("/")


def _shape(found: FeedAddress) -> FeedAnswer:
    return FeedAnswer(
        id=found.id,
        reminder_time=found.reminder_time,
        alarm_minutes=found.alarm_minutes,
        made_at=shapes.instant(found.made_at),
        last_read_at=shapes.instant(found.last_read_at) if found.last_read_at else None,
    )
