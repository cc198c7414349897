"""Monitoring days and minutes on a patient's visits page: the view model. Shown only where the clinic counts."""

from datetime import date
from typing import Any

import reflex as rx

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.monitoring import Activity, WithWhom
from patient_app.domain.monitoring_ledger import Minutes
from patient_app.domain.visits import VisitMode
from patient_app.presenters import monitoring as words
from patient_app.presenters.monitoring import LedgerView
from patient_app.services import monitoring
from patient_app.ui.screen import Screen, handler, in_words

DONE = "monitoring-done"
ADD, START = "add", "start"


class MonitoringScreen(Screen):
    """What is counted for one patient. `removing`: the line that is asked about."""

    patient: str = ""
    view: LedgerView = LedgerView()
    removing: str = ""
    done: str = ""
    wrong: str = ""
    wrong_words: str = ""
    entered: int = 0
    """How many lines were entered here: a new number empties the fields."""

    @handler
    async def load(self) -> None:
        """Show what is counted for the patient of the address: nothing without the exercise log."""
        asked = self._path_part("patients")
        if asked != self.patient:
            self.removing = self.done = self.wrong = self.wrong_words = ""
        self.patient = asked
        await self._fill()

    @handler
    async def start(self, form: dict[str, str]) -> Any:
        """Count days from a date on."""
        return await self._try(self._start, form)

    @handler
    async def stop(self) -> Any:
        """Count days no more."""
        await self._call(monitoring.stop, self.patient)
        return await self._settled(self._t("Days are no longer counted. The minutes stay."))

    @handler
    async def add(self, form: dict[str, str]) -> Any:
        """Add a line of minutes."""
        return await self._try(self._add, form)

    @handler
    async def ask_to_remove(self, line_id: str) -> Any:
        """Ask for the reason before a line is removed; nothing closes the question."""
        known = {line.id for line in self.view.lines if line.may_remove}
        self.removing = line_id if line_id in known else ""
        return rx.set_focus("monitoring-reason") if self.removing else rx.set_focus(DONE)

    @handler
    async def remove(self, form: dict[str, str]) -> Any:
        """Remove the line that was asked about, with its reason."""
        return await self._try(self._remove, form)

    async def _start(self, form: dict[str, str]) -> str:
        await self._call(monitoring.start, self.patient, _day(form, "since"))
        return self._t("Days with an entry are counted. The patient can see that.")

    async def _add(self, form: dict[str, str]) -> str:
        what, mode, whom = (str(form.get(name, "")) for name in ("activity", "mode", "with_whom"))
        try:
            minutes = int(str(form.get("minutes", "")))
        except ValueError:
            raise Invalid.field("minutes", "Give a whole number.") from None
        entered = Minutes(
            _day(form, "on"),
            minutes,
            Activity(what) if what in set(Activity) else Activity.OTHER,
            VisitMode(mode) if mode in set(VisitMode) else None,
            WithWhom(whom) if whom in set(WithWhom) else None,
            str(form.get("note", "")),
        )
        await self._call(monitoring.add_minutes, self.patient, entered)
        self.entered += 1
        return self._t("The minutes are entered.")

    async def _remove(self, form: dict[str, str]) -> str:
        await self._call(monitoring.void, self.removing, str(form.get("reason", "")))
        self.removing = ""
        return self._t("Removed. The line stays with its reason.")

    async def _try(self, act: Any, form: dict[str, str]) -> Any:
        self.wrong = self.wrong_words = ""
        try:
            done = await act(form)
        except Invalid as error:
            if not error.fields:
                raise
            self.wrong, self.wrong_words = error.fields[0].field, in_words(self._t, error)
            return rx.set_focus(f"monitoring-{self.wrong}")
        return await self._settled(done)

    async def _settled(self, done: str) -> Any:
        self.done = done
        await self._fill()
        return rx.set_focus(DONE)

    async def _fill(self) -> None:
        try:
            found = await self._call(monitoring.ledger, self.patient)
        except NotFound:
            found = None
        self.view = words.view(self._t, found)


def _day(form: dict[str, str], name: str) -> date:
    try:
        return date.fromisoformat(str(form.get(name, "")))
    except ValueError:
        raise Invalid.field("on", "Choose a day.") from None
