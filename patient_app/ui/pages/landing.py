"""`/`: what Homestretch is, for whom, and the two ways in."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.components.visitors import Hero, not_watched
from patient_app.ui.routes import href


def page(t: Translator) -> rx.Component:
    """The first page, for anyone."""
    return ui.page(
        t,
        t("Your exercises, day by day"),
        _hero(t),
        _people(t),
        _steps(t),
        not_watched(t),
        heading="own",
        width="wide",
    )


def _hero(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h1(t("Your exercises, day by day")),
            rx.el.p(
                t(
                    "Homestretch is the diary of your physical therapy. It shows what to do today. You tap what you "
                    "did and how it felt. Your care team sees what you choose to share."
                ),
                class_name="hs-lead",
            ),
            rx.el.div(
                ui.link_button(t("Sign in"), href(t, "/sign-in"), kind="primary", large=True, block=True),
                ui.link_button(t("I have an invitation code"), href(t, "/join"), large=True, block=True),
                class_name="hs-hero-ways",
            ),
            class_name="hs-stack hs-hero-words",
        ),
        Hero.create(),
        class_name="hs-hero",
    )


def _people(t: Translator) -> rx.Component:
    return ui.section(
        t("For the three people in your treatment"),
        rx.el.div(
            _person(
                t("You"),
                "person",
                t("Today's exercises in large print, with a drawing of each one. One tap when it is done."),
                t("Rest days and bad days never count against you."),
            ),
            _person(
                t("Your physical therapist"),
                "exercise",
                t("Builds your program, and changes it as you get stronger."),
                t("Sees which exercises are done, which hurt, and which are left out."),
            ),
            _person(
                t("Your physiatrist"),
                "clipboard",
                t("The doctor who orders the therapy and meets you at regular visits."),
                t("Sees in a moment whether it is done, whether it hurts, and what has changed."),
            ),
            class_name="hs-columns",
        ),
        ui.link(t("What is a physiatrist, and how do I find one?"), href(t, "/find-a-physiatrist"), alone=True),
    )


def _person(who: str, icon_name: str, *lines: str) -> rx.Component:
    return ui.card(
        rx.el.div(ui.icon(icon_name, size="large"), rx.el.h3(who), class_name="hs-row hs-person"),
        *(rx.el.p(line) for line in lines),
    )


def _steps(t: Translator) -> rx.Component:
    steps = (
        (t("Get a code"), t("Your clinic gives you an invitation code. Joining takes about 2 minutes.")),
        (t("Do today's list"), t("Your therapist has chosen it for you. Tap each exercise when you have done it.")),
        (t("Say how it is"), t("Three taps a day: pain now, worst pain, and how well you get on.")),
        (t("Decide who sees it"), t("Share it with your care team, part by part, and stop at any time.")),
    )
    return ui.section(
        t("How it works"),
        rx.el.ol(
            *(rx.el.li(rx.el.div(rx.el.h3(title), rx.el.p(text, class_name="hs-muted"))) for title, text in steps),
            class_name="hs-how",
        ),
    )
