"""The order for a course of PT: written, signed, renewed and cancelled; and all orders of the patient."""

from typing import Any

import reflex as rx

from patient_app.content.exercise_library import Region
from patient_app.content.icd10cm import diagnosis_codes
from patient_app.content.precautions import order_terms
from patient_app.domain.goals import GoalCategory
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters.goals import category
from patient_app.presenters.order_desk import Choice, DeskView
from patient_app.presenters.program import regions
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.pages.order_cards import head, paper_link, said
from patient_app.ui.pages.order_state import DONE, OrderScreen
from patient_app.ui.pages.patient import ForAddress
from patient_app.ui.routes import href


class OrderSheet(LocalComponent):
    """The form. It keeps what is typed by itself and signs over the API."""

    library = client_module("order_sheet.jsx")
    tag = "OrderSheet"

    desk: rx.Var[DeskView]
    owner: rx.Var[str]
    codes: rx.Var[list[Choice]]
    precautions: rx.Var[list[Choice]]
    modalities: rx.Var[list[Choice]]
    regions: rx.Var[list[Choice]]
    categories: rx.Var[list[Choice]]

    on_signed: rx.EventHandler[rx.event.passthrough_event_spec(int)]
    on_elsewhere: rx.EventHandler[rx.event.no_args_event_spec]


on_load = OrderScreen.load


def page(t: Translator) -> rx.Component:
    """`/patients/[id]/order`."""
    return ui.page(
        t,
        t("Order"),
        ForAddress.create(
            rx.fragment(rx.cond(OrderScreen.missing, _closed(t), _orders(t))),
            rx.fragment(ui.skeleton(t("Loading the order"), title=True, cards=4)),
            shown=OrderScreen.shown,
        ),
        role=Role.PHYSIATRIST,
        active="/patients/[id]",
        heading="own",
    )


def _orders(t: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.h1(f"{t('Order')}: {OrderScreen.patient_name}"),
        ui.patient_tabs(t, Role.PHYSIATRIST, OrderScreen.shown, "/patients/[id]/order"),
        _told(),
        rx.el.div(
            rx.el.section(
                rx.el.h2(t("Write an order"), id="new-order"),
                OrderSheet.create(
                    t=t,
                    desk=OrderScreen.desk,
                    owner=OrderScreen.owner,
                    codes=_codes(),
                    precautions=_precautions(t),
                    modalities=_modalities(t),
                    regions=_regions(t),
                    categories=_categories(t),
                    on_signed=OrderScreen.signed,
                    on_elsewhere=OrderScreen.refresh,
                ),
                class_name="hs-stack",
                aria_labelledby="new-order",
            ),
            rx.el.section(
                rx.el.h2(t("Signed orders"), id="signed-orders"),
                rx.cond(
                    OrderScreen.past.length() > 0,
                    rx.el.ul(rx.foreach(OrderScreen.past, lambda card: _past(t, card)), class_name="hs-stack"),
                    rx.el.p(t("No order is signed yet."), class_name="hs-muted"),
                ),
                class_name="hs-stack hs-order-past",
                aria_labelledby="signed-orders",
            ),
            class_name="hs-order-page",
        ),
    )


def _told() -> rx.Component:
    """What was just done, or why it was not."""
    return rx.fragment(
        rx.el.div(
            rx.cond(OrderScreen.done != "", ui.notice(OrderScreen.done, tone="done")),
            id=DONE,
            role="status",
            tab_index=-1,
        ),
        rx.cond(OrderScreen.problem != "", ui.notice(OrderScreen.problem, tone="stop", role="alert")),
    )


def _past(t: Translator, card: Any) -> rx.Component:
    return rx.el.li(
        head(card),
        ui.details(t("Read the order"), said(t, card.lines)),
        rx.el.div(
            rx.cond(
                card.can_renew,
                ui.button(
                    t("Renew"),
                    icon_name="refresh",
                    on_click=OrderScreen.renew(card.id),
                    aria_label=f"{t('Renew')}: {card.title}",
                ),
            ),
            paper_link(t, card),
            rx.cond(
                card.can_cancel,
                ui.button(
                    t("Cancel order"),
                    kind="quiet",
                    on_click=OrderScreen.ask_to_cancel(card.id),
                    aria_label=f"{t('Cancel order')}: {card.title}",
                ),
            ),
            class_name="hs-row",
        ),
        rx.cond(OrderScreen.cancelling == card.id, _cancel(t, card)),
        key=card.id,
        class_name="hs-card",
    )


def _cancel(t: Translator, card: Any) -> rx.Component:
    return rx.el.form(
        ui.field(t("Why is it cancelled"), "reason", max_length=500, required=True, auto_complete="off"),
        rx.el.div(
            ui.button(t("Cancel the order"), kind="danger", type="submit"),
            ui.button(t("Keep it"), on_click=OrderScreen.ask_to_cancel("")),
            class_name="hs-row",
        ),
        on_submit=OrderScreen.cancel,
        class_name="hs-stack hs-stack-tight",
        aria_label=f"{t('Cancel order')}: {card.title}",
    )


def _closed(t: Translator) -> rx.Component:
    """The record is not open to the reader: what they signed themselves stays, as it was signed."""
    return rx.cond(
        OrderScreen.copies.length() > 0,
        rx.fragment(
            rx.el.h1(f"{t('Order')}: {OrderScreen.patient_name}"),
            ui.notice(
                t(
                    "The patient does not share the journey with you any more. "
                    "You keep what you signed, as it was signed."
                ),
                tone="info",
            ),
            rx.el.ul(
                rx.foreach(
                    OrderScreen.copies,
                    lambda card: rx.el.li(
                        head(card),
                        ui.details(t("Read the order"), said(t, card.lines)),
                        rx.el.div(paper_link(t, card), class_name="hs-row"),
                        key=card.id,
                        class_name="hs-card",
                    ),
                ),
                class_name="hs-stack",
                aria_label=t("Your signed copies"),
            ),
        ),
        rx.fragment(
            rx.el.h1(t("Order")),
            ui.empty_state(
                t("This record is not open to you"),
                t("The patient does not share the journey with you, or stopped. Ask the patient to share it."),
                ui.link(t("To your patients"), href(t, "/panel"), alone=True),
                icon_name="lock",
            ),
        ),
    )


def _codes() -> list[Choice]:
    return [
        Choice(each.code, each.title, each.words, side=each.side.value if each.side else "")
        for each in diagnosis_codes().codes.values()
    ]


def _precautions(t: Translator) -> list[Choice]:
    return [
        Choice(
            each.id,
            each.name(t.language),
            " ".join(text for _, text in (*each.names.texts, *each.hint.texts)),
            each.hint.text(t.language),
        )
        for each in order_terms().precautions.values()
    ]


def _modalities(t: Translator) -> list[Choice]:
    return [
        Choice(each.id, each.name(t.language), " ".join(text for _, text in each.names.texts))
        for each in order_terms().modalities.values()
    ]


def _regions(t: Translator) -> list[Choice]:
    names = regions(t)
    return [Choice(each.value, names[each]) for each in Region]


def _categories(t: Translator) -> list[Choice]:
    return [Choice(each.value, category(t, each)) for each in GoalCategory]
