"""The course around the summary: diagnosis and order, last and next visit, reports."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.pages.patient_answers import not_shared

REPORT = "/patients/[id]/reports/[report_id]"


def course(t: Translator, view: Any, *, leads_on: bool = True) -> rx.Component:
    """One line for each thing, when the journey is shared. `leads_on`: a report's line leads to it."""
    return rx.el.section(
        rx.el.h2(t("Course")),
        rx.cond(
            view.sees_journey,
            rx.el.dl(
                rx.foreach(view.course, lambda fact: _fact(t, view, fact, leads_on=leads_on)),
                class_name="hs-course-facts",
            ),
            not_shared(t),
        ),
        class_name="hs-card",
    )


def _fact(t: Translator, view: Any, fact: Any, *, leads_on: bool) -> rx.Component:
    name = fact.name
    if leads_on and routes.exists(REPORT):
        address = rx.Var.create(f"{routes.href(t, '/patients')}/{view.summary.id}/reports/{fact.report}")
        name = rx.cond(fact.report != "", ui.link(fact.name, address), fact.name)
    return rx.el.div(rx.el.dt(name), rx.el.dd(fact.text), key=fact.name)
