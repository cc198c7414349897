"""The patient's visits: the view model."""

from typing import Any

import reflex as rx

from patient_app.domain.errors import NotFound
from patient_app.domain.visit_book import Wishes
from patient_app.domain.visits import PartOfDay, RequestKind
from patient_app.presenters import visits as words
from patient_app.presenters.visits import BookView
from patient_app.services import visit_requests, visits
from patient_app.ui.live import live
from patient_app.ui.screen import Screen, handler

ASK_MOVE, ASK_CANCEL = RequestKind.MOVE.value, RequestKind.CANCEL.value
DONE = "visits-done"
"""Gets the focus when the form that had it goes."""
WEEK = [str(day) for day in range(7)]


class MyVisitsScreen(Screen):
    """The patient's own visits. `about` and `asking`: which visit the open form is about, and what it asks."""

    loaded: bool = False
    view: BookView = BookView()
    about: str = ""
    asking: str = ""
    days: list[str] = []
    parts: list[str] = []
    done: str = ""
    kept: int = 0
    """How many questions were kept here: a new number empties the field."""

    @handler
    async def load(self) -> None:
        """Show the page, and hear of every change of the own record."""
        actor = await self._who()
        live.watch(self._tab, [f"patient:{actor.id}"], refresh=MyVisitsScreen.refresh)
        self.done = ""
        self._close()
        await self._fill()

    @handler
    async def refresh(self) -> None:
        """Something changed elsewhere."""
        await self._fill()

    @handler
    async def begin(self, visit_id: str, kind: str) -> None:
        """Open the form to ask to move or to cancel a visit."""
        self._close()
        self.done = ""
        self.about, self.asking = str(visit_id), ASK_CANCEL if kind == ASK_CANCEL else ASK_MOVE

    @handler
    async def close(self) -> Any:
        """Leave the visit as it is."""
        self._close()
        return rx.set_focus(DONE)

    @handler
    async def toggle_day(self, day: str) -> None:
        """Tick or untick a day of the week ('0' is Monday)."""
        kept = {*self.days} ^ {day}
        self.days = [each for each in WEEK if each in kept]

    @handler
    async def toggle_part(self, part: str) -> None:
        """Tick or untick a part of the day."""
        kept = {*self.parts} ^ {part}
        self.parts = [each.value for each in PartOfDay if each.value in kept]

    @handler
    async def send(self, form: dict[str, str]) -> Any:
        """Send the wish about the visit."""
        kind = RequestKind(self.asking) if self.asking in (ASK_MOVE, ASK_CANCEL) else None
        if kind is None:
            raise NotFound
        wishes = Wishes(tuple(int(day) for day in self.days), tuple(PartOfDay(part) for part in self.parts))
        await self._call(visit_requests.ask, self.about, kind, wishes, str(form.get("visit-note", "")))
        self._close()
        self.done = self._t("Sent. Your clinic answers here. The visit stands until then.")
        await self._fill()
        return rx.set_focus(DONE)

    @handler
    async def withdraw(self, request_id: str) -> Any:
        """Take a wish or a question back."""
        await self._call(visit_requests.withdraw, str(request_id))
        self.done = self._t("Taken back.")
        await self._fill()
        return rx.set_focus(DONE)

    @handler
    async def keep_question(self, form: dict[str, str]) -> Any:
        """Keep a question for the next visit."""
        await self._call(visit_requests.ask_question, str(form.get("question", "")))
        self.kept += 1
        self.done = self._t("Kept. Your care team sees it before the visit.")
        await self._fill()
        return rx.set_focus("question")

    async def _fill(self) -> None:
        actor = await self._who()
        found = await self._call(visits.mine)
        self.view = words.book(self._t, found, actor.time_zone, actor.role)
        self.loaded = True

    def _close(self) -> None:
        self.about = self.asking = ""
        self.days, self.parts = [], []
