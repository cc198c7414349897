"""The order's page: its view model. What is typed is kept by the browser itself (`client/use_order.js`)."""

from typing import Any

import reflex as rx

from patient_app.domain.errors import NotFound
from patient_app.presenters import order_desk as desks
from patient_app.presenters.order_desk import DeskView
from patient_app.presenters.orders import OrderCard
from patient_app.services import order_drafts, order_signing, orders
from patient_app.services.measures import shipped
from patient_app.services.order_drafts import Desk
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages.order_cards import order_card
from patient_app.ui.screen import Screen, handler

DONE = "order-done"
"""The id of the line that says what was just done: it gets the focus."""


class OrderScreen(Screen):
    """One patient's orders for one physiatrist. `shown` is the id that the rest is about."""

    shown: str = ""
    missing: bool = False
    copies: list[OrderCard] = []
    """Own signed copies, when the record is closed."""
    owner: str = ""
    patient_name: str = ""
    desk: DeskView = DeskView()
    past: list[OrderCard] = []
    cancelling: str = ""
    done: str = ""

    @handler
    async def load(self) -> None:
        """Show the patient of the address, or that there is none for this reader."""
        asked = self._path_part("patients")
        if asked != self.shown:
            self.cancelling = self.done = ""
        await self._read(asked)

    @handler
    async def refresh(self) -> None:
        """The record changed, or another window changed the draft."""
        await self._read(self.shown or self._path_part("patients"))

    @handler
    async def signed(self, number: int) -> Any:
        """An order was signed in the form: say so, and show it among the others."""
        await self._read(self.shown)
        self.done = self._t("Order {n} is signed. The patient is told.", n=int(number))
        return rx.set_focus(DONE)

    @handler
    async def renew(self, order_id: str) -> Any:
        """Begin a new order from a signed one."""
        self.done = ""
        await self._call(order_drafts.renew, self.shown, order_id)
        await self._read(self.shown)
        self.done = self._t("A new order begins from the old one. Change what is different now.")
        return rx.set_focus(DONE)

    @handler
    async def ask_to_cancel(self, order_id: str) -> None:
        """Open the form with the reason below one order; another id closes it."""
        self.cancelling = order_id if any(each.id == order_id and each.can_cancel for each in self.past) else ""
        self.done = ""

    @handler
    async def cancel(self, form: dict[str, str]) -> Any:
        """Cancel the order that was asked about."""
        await self._call(order_signing.cancel, self.shown, self.cancelling, str(form.get("reason", "")))
        self.cancelling = ""
        await self._read(self.shown)
        self.done = self._t("The order is cancelled. It stays readable here.")
        return rx.set_focus(DONE)

    async def _read(self, patient_id: str) -> None:
        self.owner = (await self._who()).id
        live.watch(self._tab, [f"patient:{patient_id}", f"clinician:{self.owner}"], refresh=OrderScreen.refresh)
        try:
            found = await self._call(order_drafts.desk, patient_id)
        except NotFound:
            await self._lose(patient_id)
            return
        self._take(found)

    def _take(self, found: Desk) -> None:
        t = self._t
        self.desk = desks.view(t, found, names(t, {}, found.known))
        by_id = {each.id: each for each in found.orders}
        self.past = [
            order_card(t, each, found.today, found.known, by_id.get(each.renews_id or ""), may_change=True)
            for each in found.orders
        ]
        self.shown, self.missing, self.patient_name, self.copies = found.patient_id, False, found.patient_name, []

    async def _lose(self, patient_id: str) -> None:
        """The record is closed to the reader: what they signed themselves stays."""
        self.desk, self.past, self.cancelling, self.done = DeskView(), [], "", ""
        self.copies, self.patient_name = [], ""
        self.shown, self.missing = patient_id, True
        try:
            kept = await self._call(orders.own_copies, patient_id)
        except NotFound:
            return
        self.patient_name = kept[0].patient_name
        self.copies = [order_card(self._t, each, each.signed_on, shipped()) for each in kept]
