"""That the clinic counts days with an entry, told to the patient in plain words."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.dates import dated
from patient_app.services import monitoring
from patient_app.ui import components as ui
from patient_app.ui.screen import Screen, handler


class CountedScreen(Screen):
    """Since when days are counted; empty when they are not."""

    since: str = ""

    @handler
    async def load(self) -> None:
        """Ask since when."""
        found = await self._call(monitoring.counted_since)
        self.since = dated(self._t, found) if found else ""


def counted(t: Translator) -> rx.Component:
    """The words; nothing where nothing is counted."""
    return rx.cond(
        CountedScreen.since != "",
        ui.notice(
            rx.fragment(t("Since"), " ", CountedScreen.since, "."),
            t("Your clinic counts on how many days you enter something. It is only a number: there is none to reach."),
            title=t("Your days are counted"),
        ),
    )
