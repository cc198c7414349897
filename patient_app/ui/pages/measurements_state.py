"""The sheet of measurements: its view model. What is typed lives in the browser until it is saved (`use_sheet.js`)."""

from typing import Any

import reflex as rx

from patient_app.content.exercise_library import Region
from patient_app.domain.errors import NotFound
from patient_app.presenters import measurements as words
from patient_app.presenters.measurements import PastView, SheetView
from patient_app.presenters.program import regions
from patient_app.services import measurements
from patient_app.ui.live import live
from patient_app.ui.screen import Screen, handler

CORRECT, REMOVE = "correct", "remove"
CLOSE_BUTTON = "history-close"
"""Gets the focus when the form that had it goes."""


class MeasurementsScreen(Screen):
    """One patient's measurements for one PT. `shown` is the id that the rest is about."""

    shown: str = ""
    missing: bool = False
    owner: str = ""
    view: SheetView = SheetView()
    opened: str = ""
    opened_name: str = ""
    past: list[PastView] = []
    asking: str = ""
    asked: PastView = PastView()
    done: str = ""

    @handler
    async def load(self) -> None:
        """Show the patient of the address, or that there is none for this reader."""
        asked = self._path_part("patients")
        if asked != self.shown:
            self._close()
            self.view, self.done = SheetView(), ""
        live.watch(self._tab, [f"patient:{asked}"], MeasurementsScreen.load)
        self.owner = (await self._who()).id
        try:
            # Only a PT writes here; another role is led to its own page.
            found = await self._call(measurements.worksheet, asked)
        except NotFound:
            self._close()
            self.shown, self.missing, self.view = asked, True, SheetView()
            return
        region = found.identity.region or ""
        name = regions(self._t)[Region(region)] if region in set(Region) else region
        self.view = words.sheet(self._t, found, name)
        self.shown, self.missing = asked, False
        if self.opened:
            await self._read_history(self.opened)

    @handler
    async def open_history(self, row: str) -> None:
        """Show every value of a row; the same row again closes it."""
        if row == self.opened:
            self._close()
            return
        self._close()
        await self._read_history(str(row))

    @handler
    async def close_history(self) -> None:
        """Back to the sheet."""
        self._close()

    @handler
    async def ask(self, what: str, measurement_id: str) -> None:
        """Open the form to correct or to remove a value; anything else closes it."""
        found = next((each for each in self.past if each.id == measurement_id and each.live), None)
        self.asking = what if found and what in (CORRECT, REMOVE) else ""
        self.asked, self.done = found or PastView(), ""

    @handler
    async def correct(self, form: dict[str, str]) -> Any:
        """Put the right value in the place of the one that was asked about."""
        value, note = str(form.get("value", "")), str(form.get("note", ""))
        await self._call(measurements.correct, self.shown, self.asked.id, value, note)
        return await self._settled(self._t("The value was corrected. The former one stays below."))

    @handler
    async def remove(self, form: dict[str, str]) -> Any:
        """Remove the value that was asked about, with the reason."""
        reason = str(form.get("words", "")).strip() or str(form.get("reason", ""))
        await self._call(measurements.void, self.shown, self.asked.id, reason)
        return await self._settled(self._t("The value was removed. It stays below with the reason."))

    async def _settled(self, done: str) -> Any:
        self.asking, self.asked, self.done = "", PastView(), done
        await self._read_history(self.opened)
        return rx.set_focus(CLOSE_BUTTON)

    async def _read_history(self, row: str) -> None:
        me = await self._who()
        found = await self._call(measurements.history, self.shown, row)
        self.past = words.history(self._t, found.values, found.today, me.time_zone)
        self.opened, self.opened_name = row, words.full_name(self._t, row, found.item)

    def _close(self) -> None:
        self.opened = self.opened_name = self.asking = self.done = ""
        self.past, self.asked = [], PastView()
