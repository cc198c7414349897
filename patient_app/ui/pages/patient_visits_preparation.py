"""The one page that prepares a visit: what changed since the last one, and the way to the whole summary."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.patient_answers import facts
from patient_app.ui.pages.patient_visits_state import VisitsScreen
from patient_app.ui.routes import href


def preparation(t: Translator) -> rx.Component:
    """The open page."""
    page = VisitsScreen.prepared
    summary = rx.Var.create(f"{href(t, '/patients')}/{VisitsScreen.shown}?period=visit")
    return rx.el.div(
        rx.el.div(
            rx.el.p(page.since, class_name="hs-label hs-grow"),
            ui.link_button(t("Whole summary"), summary, icon_name="chart"),
            rx.el.a(
                ui.icon("note"),
                t("Summary (PDF)"),
                href=f"/api/v1/patients/{VisitsScreen.shown}/summary.pdf",
                target="_blank",
                rel="noopener",
                class_name="hs-button",
            ),
            class_name="hs-row",
        ),
        rx.el.div(
            _part(t("Done?"), facts(page.done)),
            _part(t("Hurting?"), facts(page.pain)),
            _part(t("Functioning?"), facts(page.function)),
            _part(t("What changed?"), facts(page.events)),
            class_name="hs-answers",
        ),
        rx.cond(
            page.wishes.length() > 0,
            _part(
                t("The patient asks"),
                rx.el.ul(
                    rx.foreach(
                        page.wishes,
                        lambda wish: rx.el.li(
                            rx.el.span(wish.title, rx.cond(wish.wishes != "", rx.fragment(": ", wish.wishes)))
                        ),
                    )
                ),
            ),
        ),
        rx.cond(
            page.questions.length() > 0,
            _part(
                t("The patient's questions"),
                rx.el.ul(
                    rx.foreach(page.questions, lambda asked: rx.el.li(asked.note, class_name="hs-visit-typed")),
                    class_name="hs-visit-questions",
                ),
            ),
        ),
        class_name="hs-stack hs-visit-page",
    )


def _part(title: str, content: Any) -> rx.Component:
    return rx.el.section(rx.el.h3(title), content, class_name="hs-stack hs-stack-tight")
