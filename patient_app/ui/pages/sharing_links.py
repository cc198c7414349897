"""Links on the sharing page: for a doctor outside the clinic, who has no account."""

from typing import Any

import reflex as rx

from patient_app.domain.people import SharePart
from patient_app.domain.share_links import LONGEST_LABEL
from patient_app.domain.text import Translator
from patient_app.presenters import people
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.pages.sharing_links_state import FIXED, LinksScreen


class LinkActions(LocalComponent):
    """Copy, send and print the address of a new link."""

    library = client_module("link_actions.jsx")
    tag = "LinkActions"

    address: rx.Var[str]
    label: rx.Var[str]


def links(t: Translator) -> rx.Component:
    """The section: the new link, the form, the links that are open, and those that have ended."""
    return ui.section(
        t("A link for a doctor outside your clinic"),
        rx.cond(LinksScreen.problem != "", ui.notice(LinksScreen.problem, tone="stop", role="alert")),
        rx.cond(LinksScreen.done != "", ui.notice(LinksScreen.done, tone="done", role="status")),
        rx.cond(LinksScreen.loaded, _content(t), ui.skeleton(t("Loading"), cards=1)),
        hint=t("They need no account. They see a summary, and can change nothing. You choose a passcode and an end."),
    )


def _content(t: Translator) -> rx.Component:
    return ui.stack(
        rx.cond(LinksScreen.made.address != "", _made(t)),
        rx.foreach(LinksScreen.links, lambda link: _card(t, link)),
        rx.cond(
            LinksScreen.allowed,
            rx.cond(
                LinksScreen.making,
                _form(t),
                ui.button(t("Make a link"), icon_name="share", on_click=LinksScreen.start, class_name="hs-self-start"),
            ),
            ui.notice(t("Your clinic does not let patients make links. Ask your clinic.")),
        ),
        rx.cond(
            LinksScreen.ended.length() > 0,
            rx.el.details(
                rx.el.summary(t("Links that have ended")),
                rx.el.ul(rx.foreach(LinksScreen.ended, _ended), class_name="hs-list"),
                class_name="hs-details",
            ),
        ),
    )


def _card(t: Translator, link: Any) -> rx.Component:
    return ui.card(
        rx.el.div(
            rx.el.h3(link.label),
            rx.el.p(link.period),
            rx.el.p(link.until, class_name="hs-muted"),
            rx.el.p(link.opened, class_name="hs-muted"),
        ),
        rx.cond(link.ended != "", ui.notice(link.ended, tone="care")),
        rx.el.ul(rx.foreach(link.parts, lambda part: rx.el.li(ui.badge(part, "eye"))), class_name="hs-row"),
        rx.cond(
            LinksScreen.closing == link.id,
            ui.stack(
                rx.el.p(t("Whoever has it will see nothing from now on. It cannot be opened again. Close this link?")),
                rx.el.div(
                    ui.button(t("Close this link"), kind="danger", on_click=LinksScreen.close(link.id)),
                    ui.button(t("Keep it open"), on_click=LinksScreen.ask_to_close("")),
                    class_name="hs-row",
                ),
                tight=True,
            ),
            ui.button(
                t("Close this link"),
                on_click=LinksScreen.ask_to_close(link.id),
                class_name="hs-self-start",
                aria_label=t("Close this link") + ": " + link.label.to(str),
            ),
        ),
    )


def _ended(link: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(link.label, class_name="hs-label"),
            rx.el.p(link.ended),
            rx.el.p(link.opened, class_name="hs-muted hs-small"),
            class_name="hs-grow",
        )
    )


def _made(t: Translator) -> rx.Component:
    made = LinksScreen.made
    return rx.el.div(
        ui.notice(
            t("Copy or print it now. For your safety we do not keep the address, so it cannot be shown again."),
            tone="done",
            title=t("Your link is ready"),
            role="status",
        ),
        rx.el.div(
            rx.el.h3(made.label),
            rx.el.p(made.until, class_name="hs-muted"),
        ),
        rx.image(src=made.qr, alt=t("QR code of the link"), class_name="hs-link-qr"),
        rx.el.p(t("The link"), class_name="hs-label"),
        rx.el.p(made.address, id="link-address", class_name="hs-link-address"),
        LinkActions.create(t=t, address=made.address, label=made.label),
        rx.el.div(
            rx.el.p(t("Passcode"), class_name="hs-label"),
            rx.el.p(made.passcode, class_name="hs-stat-value hs-input-code"),
            rx.el.p(
                t("Tell the passcode in another way, for example by phone. After 5 wrong tries the link is closed."),
                class_name="hs-hint",
            ),
            class_name="hs-print-not",
        ),
        ui.button(t("I have handed it over"), on_click=LinksScreen.put_away, class_name="hs-self-start hs-print-not"),
        class_name="hs-card hs-stack hs-link-made",
    )


def _form(t: Translator) -> rx.Component:
    return rx.el.form(
        ui.field(
            t("For whom"),
            "link-label",
            hint=t("Such as Dr. Lee. Whoever has the link may see these words."),
            max_length=LONGEST_LABEL,
            required=True,
            auto_complete="off",
        ),
        ui.field(
            t("Which days"),
            "link-period",
            options=[
                ("7", t("The last 7 days")),
                ("28", t("The last 4 weeks")),
                ("84", t("The last 12 weeks")),
                ("366", t("The last year")),
                (FIXED, t("From one day to another")),
            ],
            value=LinksScreen.period,
            on_change=LinksScreen.choose_period,
        ),
        rx.cond(LinksScreen.period == FIXED, _days(t)),
        rx.el.fieldset(
            rx.el.legend(t("What they may see"), class_name="hs-label"),
            rx.el.div(
                *(ui.tick(people.part(t, part), f"link-{part.value}", default_checked=True) for part in SharePart),
                class_name="hs-stack hs-stack-tight",
            ),
            class_name="hs-choice",
        ),
        ui.field(
            t("The link ends after"),
            "link-until",
            type="date",
            min=LinksScreen.today,
            max=LinksScreen.latest,
            default_value=LinksScreen.usual,
            required=True,
        ),
        ui.field(
            t("How often it can be opened"),
            "link-openings",
            options=[("", t("Any number of times")), ("1", t("Once")), ("3", t("3 times")), ("10", t("10 times"))],
        ),
        ui.field(
            t("Passcode"),
            "link-passcode",
            hint=t("6 characters or more. Use this one, or type your own."),
            default_value=LinksScreen.passcode,
            key=LinksScreen.suggested.to_string(),
            required=True,
            max_length=200,
            auto_complete="off",
            auto_capitalize="none",
            spell_check=False,
        ),
        ui.button(
            t("Suggest another passcode"), kind="quiet", on_click=LinksScreen.suggest, class_name="hs-self-start"
        ),
        rx.el.div(
            ui.button(t("Make the link"), kind="primary", type="submit"),
            ui.button(t("Cancel"), on_click=LinksScreen.stop),
            class_name="hs-row",
        ),
        on_submit=LinksScreen.make,
        class_name="hs-card hs-form",
        aria_label=t("Make a link"),
    )


def _days(t: Translator) -> rx.Component:
    return rx.el.div(
        *(
            ui.field(words, id, type="date", max=LinksScreen.today, required=True)
            for words, id in ((t("First day"), "link-first"), (t("Last day"), "link-last"))
        ),
        class_name="hs-row",
    )
