"""New orders above the caseload: a PT reads each whole, and accepts it or declines it with the reason."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.orders import OrderCard
from patient_app.services import order_answers
from patient_app.ui import components as ui
from patient_app.ui.pages.order_cards import head, order_card, paper_link, said
from patient_app.ui.routes import href
from patient_app.ui.screen import Screen, handler

TOLD = "orders-told"
"""The id of the line that says what was just done."""


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """An order that waits for an answer. `note`: that it names another centre than the reader's."""

    card: OrderCard
    note: str = ""


class WaitingOrders(Screen):
    """The orders that wait for this PT."""

    waiting: list[WaitingCard] = []
    declining: str = ""
    order_told: str = ""

    @handler
    async def accept_order(self, patient_id: str, order_id: str) -> Any:
        """Take an order."""
        await self._answer(order_answers.accept, str(patient_id), str(order_id))
        self.order_told = self._t("The order is accepted. The physiatrist is told.")
        return rx.set_focus(TOLD)

    @handler
    async def ask_to_decline(self, order_id: str) -> None:
        """Open the form with the reason below one order; another id closes it."""
        self.declining = order_id if any(each.card.id == order_id for each in self.waiting) else ""
        self.order_told = ""

    @handler
    async def decline_order(self, form: dict[str, str]) -> Any:
        """Send the order that was asked about back, with the reason."""
        found = next((each.card for each in self.waiting if each.card.id == self.declining), None)
        if found is None:
            return None
        await self._answer(order_answers.decline, found.patient_id, found.id, str(form.get("reason", "")))
        self.order_told = self._t("The order was declined. The physiatrist is told why.")
        return rx.set_focus(TOLD)

    async def _answer(self, service: Any, *given: str) -> None:
        self.order_told = ""
        await self._call(service, *given)
        self.declining = ""
        await self._read_orders()

    async def _read_orders(self) -> None:
        """Every order that waits now."""
        t = self._t
        elsewhere = t("For another center than yours")
        self.waiting = [
            WaitingCard(
                order_card(t, each.order, each.today, each.known, each.renewed),
                "" if each.is_for_me else elsewhere,
            )
            for each in await self._call(order_answers.waiting)
        ]


def new_orders(t: Translator) -> rx.Component:
    """The orders that wait, when there are any; and what was just done."""
    return rx.fragment(
        rx.el.div(
            rx.cond(WaitingOrders.order_told != "", ui.notice(WaitingOrders.order_told, tone="done")),
            id=TOLD,
            role="status",
            tab_index=-1,
        ),
        rx.cond(WaitingOrders.problem != "", ui.notice(WaitingOrders.problem, tone="care", role="alert")),
        rx.cond(
            WaitingOrders.waiting.length() > 0,
            rx.el.section(
                rx.el.h2(t("New orders"), id="new-orders"),
                rx.el.ul(
                    rx.foreach(WaitingOrders.waiting, lambda each: _order(t, each)), class_name="hs-order-waiting"
                ),
                class_name="hs-stack",
                aria_labelledby="new-orders",
            ),
        ),
    )


def _order(t: Translator, each: Any) -> rx.Component:
    card = each.card
    about = f"{card.patient_name}, {card.title}"
    patient = rx.Var.create(f"{href(t, '/patients')}/{card.patient_id}")
    return rx.el.li(
        ui.link(card.patient_name, patient),
        head(card),
        rx.cond(each.note != "", rx.el.p(each.note, class_name="hs-hint")),
        ui.details(t("Read the order"), said(t, card.lines)),
        rx.el.div(
            ui.button(
                t("Accept"),
                kind="primary",
                icon_name="check",
                on_click=WaitingOrders.accept_order(card.patient_id, card.id),
                aria_label=f"{t('Accept')}: {about}",
            ),
            ui.button(
                t("Decline"),
                on_click=WaitingOrders.ask_to_decline(card.id),
                aria_label=f"{t('Decline')}: {about}",
            ),
            paper_link(t, card),
            class_name="hs-row",
        ),
        rx.cond(WaitingOrders.declining == card.id, _decline(t, about)),
        key=card.id,
        class_name="hs-card",
    )


def _decline(t: Translator, about: Any) -> rx.Component:
    return rx.el.form(
        ui.field(t("Why do you decline it"), "reason", max_length=500, required=True, auto_complete="off"),
        rx.el.div(
            ui.button(t("Decline the order"), kind="danger", type="submit"),
            ui.button(t("Keep it"), on_click=WaitingOrders.ask_to_decline("")),
            class_name="hs-row",
        ),
        on_submit=WaitingOrders.decline_order,
        class_name="hs-stack hs-stack-tight",
        aria_label=f"{t('Decline')}: {about}",
    )
