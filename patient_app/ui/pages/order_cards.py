"""A signed order as it is read: on the physiatrist's page, in the caseload, and beside the program."""

from dataclasses import replace
from datetime import date
from typing import Any

import reflex as rx

from patient_app.content.precautions import order_terms
from patient_app.domain.text import Translator
from patient_app.presenters import orders as words
from patient_app.presenters.orders import OrderCard
from patient_app.services.measures import KnownMeasures
from patient_app.services.orders import OrderView
from patient_app.ui import components as ui
from patient_app.ui.names import names


def order_card(
    t: Translator,
    order: OrderView,
    today: date,
    known: KnownMeasures,
    renewed: OrderView | None = None,
    *,
    may_change: bool = False,
) -> OrderCard:
    """An order in the reader's language. `renewed`: the order that it goes on from, when what changed is to be told."""
    terms = order_terms()
    return words.card(
        t,
        replace(order, content=terms.spoken(order.content, t.language)),
        today,
        names(t, {}, known),
        terms.spoken(renewed.content, t.language) if renewed else None,
        may_change=may_change,
    )


def said(t: Translator, lines: Any) -> rx.Component:
    """Everything that an order says, line by line; what changed since the order before is marked."""

    def line(each: Any) -> rx.Component:
        return rx.el.div(
            rx.el.dt(each.label),
            rx.foreach(each.texts, lambda text: rx.el.dd(text)),
            rx.cond(
                each.is_changed,
                rx.el.dd(
                    ui.icon("edit", size="small"),
                    rx.cond(each.before != "", f"{t('Before')}: {each.before}", t("New in this order")),
                    class_name="hs-order-before",
                ),
            ),
            key=each.name,
        )

    return rx.el.dl(rx.foreach(lines, line), class_name="hs-order-said")


def head(card: Any) -> rx.Component:
    """Number, state, who signed, and what came of it."""
    return rx.el.div(
        rx.el.div(
            rx.el.h3(card.title, class_name="hs-h3"),
            ui.badge(card.state, card.icon, colour=card.colour),
            class_name="hs-row",
        ),
        rx.el.p(card.summary),
        rx.el.p(card.signed, class_name="hs-hint"),
        rx.foreach(card.about, lambda text: rx.el.p(text, class_name="hs-hint")),
        class_name="hs-stack hs-stack-tight",
    )


def paper_link(t: Translator, card: Any) -> rx.Component:
    """The order as a PDF, beside the page."""
    return rx.el.a(
        ui.icon("note"),
        t("Print"),
        href=f"/api/v1/patients/{card.patient_id}/orders/{card.id}.pdf?language={t.language}",
        target="_blank",
        rel="noopener",
        aria_label=f"{t('Print')}: {card.title}",
        class_name="hs-button",
    )
