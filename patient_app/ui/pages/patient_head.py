"""The head of the summary: who, which days, and what can be done."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import link as router_link

from patient_app.domain.people import Role
from patient_app.domain.periods import PeriodKind
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages import patient_hold
from patient_app.ui.pages.emergency_banner import IS_OPEN
from patient_app.ui.pages.handout_link import handout_link, summary_link
from patient_app.ui.pages.patient_downloads import downloads
from patient_app.ui.pages.patient_state import PatientScreen
from patient_app.ui.routes import href


def head(t: Translator, role: Role) -> rx.Component:
    """Name, problem and period, the periods to choose from, and the buttons."""
    view, period = PatientScreen.view.summary, PatientScreen.view.period
    may_change = view.sees_program & ~IS_OPEN
    return rx.el.div(
        rx.el.div(
            rx.el.h1(view.name),
            rx.el.p(rx.cond(view.problem != "", rx.el.span(view.problem, ". ")), period.words, class_name="hs-muted"),
            class_name="hs-grow",
        ),
        rx.el.div(
            rx.cond(may_change & (view.hold.id == ""), patient_hold.start_button(t, PatientScreen.ask)),
            rx.cond(view.versions.length() > 0, handout_link(t("Print handout"), view.id)),
            summary_link(t("PDF"), view.id, period.query, t.language),
            downloads(t, view, period),
            rx.cond(may_change, _change_program(t, view.id)) if role is Role.PHYSICAL_THERAPIST else None,
            class_name="hs-row hs-summary-actions",
        ),
        rx.el.div(_periods(t, period), _own_days(t, period), class_name="hs-row hs-summary-periods"),
        class_name="hs-page-head",
    )


def _change_program(t: Translator, patient_id: Any) -> rx.Component:
    address = rx.Var.create(f"{href(t, '/patients')}/{patient_id}/program")
    return ui.link_button(t("Change the program"), address, kind="primary", icon_name="edit")


def _periods(t: Translator, period: Any) -> rx.Component:
    """Links, so that each period has an address of its own."""
    choices = {
        PeriodKind.VISIT: t("Since the last visit"),
        PeriodKind.WEEK: t("7 days"),
        PeriodKind.FOUR_WEEKS: t("28 days"),
        PeriodKind.TWELVE_WEEKS: t("84 days"),
        PeriodKind.START: t("Since the start"),
    }
    links = {kind: _segment(kind, text, period) for kind, text in choices.items()}
    links[PeriodKind.VISIT] = rx.cond(period.has_visit, links[PeriodKind.VISIT])
    return rx.el.nav(*links.values(), aria_label=t("Period"), class_name="hs-segments")


def _segment(kind: PeriodKind, text: str, period: Any) -> rx.Component:
    chosen = rx.cond(period.kind == kind.value, "true", "false")
    return router_link(text, to=f"?period={kind.value}", aria_current=chosen, class_name="hs-segment")


def _own_days(t: Translator, period: Any) -> rx.Component:
    day = {"type": "date", "max": period.today, "required": True}
    form = rx.el.form(
        ui.field(t("From"), "from", default_value=period.first, **day),
        ui.field(t("To"), "to", default_value=period.last, **day),
        ui.button(t("Show these days"), type="submit"),
        on_submit=PatientScreen.choose_days,
        method="get",
        key=f"{period.first}/{period.last}",
        class_name="hs-row hs-summary-own-days",
    )
    return rx.el.details(
        rx.el.summary(
            ui.icon("calendar", size="small"),
            t("Other days"),
            class_name=rx.cond(period.kind == PeriodKind.OWN.value, "hs-summary-own-chosen", ""),
        ),
        form,
        class_name="hs-details hs-summary-own",
    )
