"""Acknowledging a reason, or putting it off, wherever reasons stand: two small buttons each, one dialog for all."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.attention import AsideView, ReasonView
from patient_app.services import attention_marks
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.routes import href
from patient_app.ui.screen import Screen, handler


class MarksScreen(Screen):
    """What the dialog does. The page around it hears of the change as of any other (`live`)."""

    done: int = 0
    """Goes up when a mark was made: the dialog closes."""

    @handler
    async def mark(self, patient_id: str, reason: str, subject: str, note: str, days: int) -> None:
        """Acknowledge a reason (`days` 0), or put it off for so many days."""
        about = subject or None
        if days:
            await self._call(attention_marks.snooze, patient_id, reason, days, about, note)
        else:
            await self._call(attention_marks.acknowledge, patient_id, reason, about, note)
        self.done += 1

    @handler
    async def undo(self, mark_id: str) -> None:
        """Show a reason again that was set aside."""
        await self._call(attention_marks.undo, mark_id)


class MarkDialog(LocalComponent):
    """Opens for a button with `data-mark` ('acknowledge' or 'snooze') within a `data-reason` of a `data-patient`, and
    for the keys that `ListKeys` passes on."""

    library = client_module("mark_dialog.jsx")
    tag = "MarkDialog"

    done: rx.Var[int]
    problem: rx.Var[str]
    on_mark: rx.EventHandler[rx.event.passthrough_event_spec(str, str, str, str, int)]


def dialog(t: Translator) -> rx.Component:
    """Once on each page that has reasons to mark."""
    return MarkDialog.create(t=t, done=MarksScreen.done, problem=MarksScreen.problem, on_mark=MarksScreen.mark)


def keys_button(t: Translator) -> rx.Component:
    """Shows the list of keys, as `?` does."""
    return rx.el.button(
        t("Keys"),
        type="button",
        class_name="hs-link hs-panel-keys",
        custom_attrs={"data-keys": "true", "aria-keyshortcuts": "?"},
    )


def reason(t: Translator, one: rx.Var[ReasonView], may_mark: Any = True) -> rx.Component:
    """A reason as a line: icon, sentence, since when, who has seen it, and the two buttons where one may mark it."""
    return rx.el.li(
        ui.icon(one.icon, size="small"),
        rx.el.span(
            one.text,
            " ",
            rx.el.span(one.since, class_name="hs-muted hs-reason-since"),
            rx.cond(
                may_mark,
                rx.el.span(
                    _button(t("Acknowledge"), "check", "acknowledge", one),
                    rx.cond(one.stays, rx.fragment(), _button(t("Put off"), "clock", "snooze", one)),
                    class_name="hs-reason-marks",
                ),
            ),
            rx.foreach(one.seen, lambda line: rx.el.span(line, class_name="hs-hint hs-reason-seen")),
            class_name="hs-grow",
        ),
        class_name=f"hs-reason hs-reason-{one.tone}",
        custom_attrs={
            "data-reason": one.code,
            "data-subject": one.subject,
            "data-text": one.text,
            "data-stays": one.stays.to_string(),  # type: ignore[attr-defined]
        },
    )


def aside_list(t: Translator, found: Any, *, with_names: bool = True) -> rx.Component:
    """What was set aside, each with the way to take it back."""

    def line(one: rx.Var[AsideView]) -> rx.Component:
        address = rx.Var.create(f"{href(t, '/patients')}/{one.patient_id}")
        who = [ui.link(one.patient, address), ". "] if with_names else []
        return rx.el.li(
            rx.el.span(*who, one.text, ". ", rx.el.span(one.how, class_name="hs-muted"), class_name="hs-grow"),
            ui.button(
                t("Show again"),
                kind="quiet",
                icon_name="undo",
                on_click=MarksScreen.undo(one.id),
                aria_label=rx.Var.create(f"{t('Show again')}: {one.text}, {one.patient}"),
            ),
            key=one.id,
        )

    return rx.el.ul(rx.foreach(found, line), class_name="hs-panel-aside")


def _button(label: str, icon_name: str, kind: str, one: Any) -> rx.Component:
    return rx.el.button(
        ui.icon(icon_name, size="small"),
        type="button",
        title=label,
        aria_label=rx.Var.create(f"{label}: {one.text}"),
        class_name="hs-reason-mark",
        custom_attrs={"data-mark": kind},
    )
