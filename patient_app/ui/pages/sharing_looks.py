"""Who looked: what others did with the record, by day and person, with a filter; older days on request."""

from datetime import UTC, datetime
from typing import Any

import reflex as rx

from patient_app.domain.dates import local_date
from patient_app.domain.text import Translator
from patient_app.presenters import looks as words
from patient_app.presenters.looks import LookDay, Looker
from patient_app.services import access_log
from patient_app.services.access_log import Access
from patient_app.ui import components as ui
from patient_app.ui.screen import Screen, handler

DAYS_AT_FIRST = 7


class LooksScreen(Screen):
    """The days that are shown. `person`: the key of the one whose looks are shown, empty for all."""

    loaded: bool = False
    days: list[LookDay] = []
    people: list[Looker] = []
    person: str = ""
    has_more: bool = False
    _found: tuple[Access, ...] = ()
    _has_older: bool = False
    _shown: int = DAYS_AT_FIRST

    @handler
    async def load(self) -> None:
        """The newest looks; as many days as were shown before."""
        self._found = await self._call(access_log.access_log)
        self._has_older = len(self._found) == access_log.MOST
        await self._show()

    @handler
    async def choose_person(self, person: str) -> None:
        """Show one person's looks, or everyone's."""
        self.person, self._shown = person, DAYS_AT_FIRST
        await self._show()

    @handler
    async def show_more(self) -> None:
        """Earlier days too."""
        self._shown += DAYS_AT_FIRST
        await self._show()

    async def _show(self) -> None:
        t, actor = self._t, await self._who()
        today = local_date(datetime.now(UTC), actor.time_zone)
        found = words.days(t, self._found, today, actor.time_zone, self.person)
        while len(found) <= self._shown and self._has_older:
            older = await self._call(access_log.access_log, self._found[-1].id)
            self._found, self._has_older = (*self._found, *older), len(older) == access_log.MOST
            found = words.days(t, self._found, today, actor.time_zone, self.person)
        self.people = list(words.lookers(t, self._found))
        self.days, self.has_more = list(found[: self._shown]), len(found) > self._shown
        self.loaded = True


def looks(t: Translator) -> rx.Component:
    """The list; it says so when nobody looked."""
    screen = LooksScreen
    return rx.cond(
        screen.loaded,
        ui.stack(
            rx.cond(screen.people.length() > 1, _filter(t)),
            rx.cond(
                screen.days.length() > 0,
                rx.foreach(screen.days, lambda day: _day(t, day)),
                rx.el.p(t("Nobody else has looked at your record yet."), class_name="hs-muted"),
            ),
            rx.cond(
                screen.has_more,
                ui.button(
                    t("Show earlier days"), icon_name="down", class_name="hs-self-start", on_click=screen.show_more
                ),
            ),
        ),
        ui.skeleton_lines(t("Loading")),
    )


def _filter(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.label(t("Whose looks"), html_for="looks-person"),
        rx.el.select(
            rx.el.option(t("Everyone"), value=""),
            rx.foreach(LooksScreen.people, lambda one: rx.el.option(one.name, value=one.key, key=one.key)),
            id="looks-person",
            value=LooksScreen.person,
            on_change=LooksScreen.choose_person,
            class_name="hs-input",
        ),
        class_name="hs-field",
    )


def _day(t: Translator, day: Any) -> rx.Component:
    return rx.el.div(
        rx.el.h3(day.day),
        rx.el.ul(rx.foreach(day.rows, lambda row: _row(t, row)), class_name="hs-list"),
        key=day.day,
    )


def _row(t: Translator, row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(row.who, class_name="hs-label"),
                rx.cond(row.role != "", rx.el.span(", ", row.role, class_name="hs-muted")),
            ),
            rx.cond(row.emergency, rx.el.p(ui.badge(t("Emergency access"), "alert", colour="amber"))),
            rx.foreach(row.lines, lambda line: rx.el.p(line, key=line)),
            class_name="hs-grow",
        ),
        key=row.id,
    )
