"""The part of the visits page that puts visits and exercises into the patient's own calendar: addresses, made and
closed."""

from typing import Any

import reflex as rx

from patient_app.domain.errors import Invalid
from patient_app.domain.text import Translator
from patient_app.presenters import calendar_feeds as words
from patient_app.presenters.calendar_feeds import FeedView
from patient_app.services import calendar_feeds
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.screen import Screen, handler

FIRST_TIME = "09:00"
"""The reminder's time that the form begins with."""
MADE = "calendar-made"
"""Gets the focus when the form that had it goes."""
FORM = "calendar-reminder"


class CopyText(LocalComponent):
    """A text with a button that copies it."""

    library = client_module("copy_text.jsx")
    tag = "CopyText"

    text: rx.Var[str]
    label: rx.Var[str]


class CalendarFeedsScreen(Screen):
    """The patient's calendar addresses. `made`: a new address, shown until the patient has it. `closing`: the id of the
    one that is asked about."""

    rows: list[FeedView] = []
    asking: bool = False
    made: str = ""
    closing: str = ""
    done: str = ""

    @handler
    async def load(self) -> None:
        """Show the open addresses."""
        self.asking, self.made, self.closing, self.done = False, "", "", ""
        await self._fill()

    @handler
    async def start(self) -> Any:
        """Open the form for a new address."""
        self.asking, self.made, self.closing, self.done = True, "", "", ""
        return rx.set_focus(FORM)

    @handler
    async def stop(self) -> Any:
        """Leave the form, or put the new address away."""
        self.asking, self.made = False, ""
        return rx.set_focus(MADE)

    @handler
    async def make(self, form: dict[str, str]) -> Any:
        """Make an address."""
        alarm = str(form.get("calendar-alarm", ""))
        if alarm and not alarm.isdecimal():
            raise Invalid.field("alarm_minutes", "Choose 30, 60, 120 or 1440 minutes.")
        reminder = str(form.get(FORM, ""))[:5] or None
        found = await self._call(calendar_feeds.make, reminder, int(alarm) if alarm else None)
        self.asking, self.made = False, f"{self.router.url.origin}/calendar/{found.token}.ics"
        await self._fill()
        return rx.set_focus(MADE)

    @handler
    async def ask_to_close(self, feed_id: str) -> None:
        """Ask whether an address is to be closed; an empty id: leave it."""
        self.closing, self.done = str(feed_id), ""

    @handler
    async def close(self, feed_id: str) -> Any:
        """Close an address."""
        await self._call(calendar_feeds.close, str(feed_id))
        self.closing, self.made = "", ""
        self.done = self._t("The address is closed. Calendars that used it get nothing more.")
        await self._fill()
        return rx.set_focus(MADE)

    async def _fill(self) -> None:
        actor = await self._who()
        found = await self._call(calendar_feeds.mine)
        self.rows = [words.view(self._t, each, actor.time_zone) for each in found]


def calendar(t: Translator) -> rx.Component:
    """The section."""
    screen = CalendarFeedsScreen
    return ui.section(
        t("Put it in your calendar"),
        rx.cond(screen.problem != "", ui.notice(screen.problem, tone="care", role="alert")),
        rx.el.div(
            rx.cond(screen.done != "", ui.notice(screen.done, tone="done", role="status")),
            rx.cond(screen.made != "", _made(t)),
            id=MADE,
            tab_index=-1,
        ),
        rx.cond(
            screen.rows.length() > 0,
            rx.el.ul(rx.foreach(screen.rows, lambda row: _row(t, row)), class_name="hs-list"),
        ),
        rx.cond(
            screen.asking,
            _form(t),
            rx.cond(
                screen.made == "", ui.button(t("Make a calendar address"), icon_name="calendar", on_click=screen.start)
            ),
        ),
        hint=t(
            "Your visits, and a reminder on days with exercises, in the calendar that you use. It follows when your "
            "program or a visit changes."
        ),
    )


def _form(t: Translator) -> rx.Component:
    return rx.el.form(
        ui.field(
            t("Remind me of my exercises at"),
            FORM,
            hint=t("Leave it empty for no reminders."),
            type="time",
            default_value=FIRST_TIME,
        ),
        ui.field(t("Alarm before a visit"), "calendar-alarm", options=words.alarms(t), default_value="60"),
        rx.el.p(
            t(
                "Others may see your calendar. It says Exercises, and with whom a visit is: nothing about your health. "
                "Whoever has the address can see that too, until you close it."
            ),
            class_name="hs-muted",
        ),
        rx.el.div(
            ui.button(t("Make the address"), kind="primary", type="submit"),
            ui.button(t("Cancel"), on_click=CalendarFeedsScreen.stop),
            class_name="hs-row",
        ),
        on_submit=CalendarFeedsScreen.make,
        method="post",
        class_name="hs-card hs-form",
    )


def _made(t: Translator) -> rx.Component:
    made = CalendarFeedsScreen.made
    webcal = made.to(str).replace("https://", "webcal://").replace("http://", "webcal://")
    return ui.notice(
        rx.el.div(
            rx.el.p(t("It is shown this once. Keep it to yourself, like a key.")),
            CopyText.create(t=t, text=made, label=t("Your calendar address")),
            rx.el.p(
                t(
                    "In Google or Outlook, add a calendar from the web (by its URL), and put the address in. "
                    "On an iPhone, iPad or Mac, open it here."
                )
            ),
            rx.el.p(
                t("Some calendars, such as Google, sound no alarms from an address, and look for changes now and then.")
            ),
            rx.el.div(
                rx.el.a(ui.icon("calendar"), t("Open in my calendar"), href=webcal, class_name="hs-button"),
                ui.button(t("I have it"), kind="primary", on_click=CalendarFeedsScreen.stop),
                class_name="hs-row",
            ),
            class_name="hs-stack hs-stack-tight",
        ),
        tone="done",
        title=t("Your calendar address"),
    )


def _row(t: Translator, row: Any) -> rx.Component:
    screen = CalendarFeedsScreen
    return rx.el.li(
        rx.el.div(
            rx.el.p(row.what, class_name="hs-label"),
            rx.el.p(row.made, " · ", row.read, class_name="hs-muted hs-small"),
            rx.cond(
                screen.closing == row.id,
                rx.el.div(
                    rx.el.p(t("A calendar that uses this address gets nothing more. This cannot be undone.")),
                    rx.el.div(
                        ui.button(t("Close it"), kind="danger", on_click=screen.close(row.id)),
                        ui.button(t("Leave it open"), on_click=screen.ask_to_close("")),
                        class_name="hs-row",
                    ),
                    class_name="hs-stack hs-stack-tight",
                ),
            ),
            class_name="hs-grow hs-stack hs-stack-tight",
        ),
        rx.cond(
            screen.closing != row.id,
            ui.button(
                t("Close this address"),
                kind="quiet",
                on_click=screen.ask_to_close(row.id),
                aria_label=t("Close this address") + ": " + row.what.to(str),
            ),
        ),
        key=row.id,
    )
