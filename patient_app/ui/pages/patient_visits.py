"""A patient's visits for clinicians: prepare, hold and decide; plan, move and answer; treatment days."""

from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.domain.visits import VisitDecision
from patient_app.presenters.visits import RequestView, VisitView
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.pages import patient_monitoring
from patient_app.ui.pages import patient_visits_state as state
from patient_app.ui.pages.emergency_banner import IS_OPEN, EmergencyBanner, banner, record_tabs
from patient_app.ui.pages.patient import ForAddress
from patient_app.ui.pages.patient_visits_forms import forms
from patient_app.ui.pages.patient_visits_preparation import preparation
from patient_app.ui.pages.patient_visits_state import DONE, VisitsScreen
from patient_app.ui.routes import href

on_load = [VisitsScreen.load, EmergencyBanner.load]


def page(t: Translator) -> rx.Component:
    """`/patients/[id]/visits`, with the navigation of the reader's role."""
    return rx.cond(VisitsScreen.is_therapist, _page(t, Role.PHYSICAL_THERAPIST), _page(t, Role.PHYSIATRIST))


def _page(t: Translator, role: Role) -> rx.Component:
    return ui.page(
        t,
        t("Visits"),
        ForAddress.create(
            rx.fragment(rx.cond(VisitsScreen.missing, _missing(t, role), _visits(t, role))),
            rx.fragment(ui.skeleton(t("Loading the visits"), title=True)),
            shown=VisitsScreen.shown,
        ),
        role=role,
        active="/patients/[id]",
        heading="own",
    )


def _missing(t: Translator, role: Role) -> rx.Component:
    back = "/panel" if role is Role.PHYSIATRIST else "/caseload"
    return ui.stack(
        rx.el.h1(t("Visits")),
        ui.empty_state(
            t("These visits are not open to you"),
            t("The patient does not share the journey with you, or stopped. Ask the patient to share it."),
            ui.link_button(t("Back to my patients"), href(t, back), icon_name="arrow-left"),
            icon_name="lock",
        ),
    )


def _visits(t: Translator, role: Role) -> rx.Component:
    view = VisitsScreen.view
    return rx.el.div(
        banner(t),
        rx.el.div(
            rx.el.div(rx.el.h1(view.name), rx.el.p(t("Visits"), class_name="hs-muted"), class_name="hs-grow"),
            rx.cond(
                ~IS_OPEN,
                rx.el.div(
                    _treatment(t, role),
                    ui.button(
                        t("Plan a visit"), kind="primary", icon_name="plus", on_click=VisitsScreen.open("plan", "")
                    ),
                    class_name="hs-row",
                ),
            ),
            class_name="hs-page-head",
        ),
        record_tabs(t, role, VisitsScreen.shown, "/patients/[id]/visits"),
        rx.cond(VisitsScreen.problem != "", ui.notice(VisitsScreen.problem, tone="care", role="alert")),
        rx.el.div(
            rx.cond(VisitsScreen.done != "", ui.notice(VisitsScreen.done, tone="done", role="status")),
            _after_decision(t, role),
            rx.cond(view.clock != "", rx.el.p(ui.icon("clipboard", size="small"), view.clock, class_name="hs-row")),
            id=DONE,
            tab_index=-1,
            class_name="hs-stack hs-stack-tight",
        ),
        forms(t, role),
        rx.cond(view.waiting.length() > 0, _waiting(t)),
        rx.cond(view.unrecorded.length() > 0, _list(t, t("To record"), view.unrecorded)),
        _next(t),
        rx.cond(view.questions.length() > 0, _questions(t)),
        rx.cond(view.planned.length() > 0, _list(t, t("Planned"), view.planned)),
        rx.cond(view.past.length() > 0, _list(t, t("Past visits"), view.past)),
        rx.cond(~IS_OPEN, patient_monitoring.section(t)),
        class_name="hs-stack hs-stack-wide",
    )


def _treatment(t: Translator, role: Role) -> rx.Component:
    """A PT records a treatment day in one click."""
    if role is not Role.PHYSICAL_THERAPIST:
        return rx.fragment()
    return rx.fragment(
        rx.cond(
            VisitsScreen.view.treated_today,
            ui.badge(t("Treated today"), "check-circle", colour="pine"),
            ui.button(t("Treated today"), icon_name="check", on_click=VisitsScreen.treated_today),
        ),
        ui.button(t("An earlier day"), kind="quiet", on_click=VisitsScreen.open("treated", "")),
    )


def _after_decision(t: Translator, role: Role) -> rx.Component:
    """Where the decision that was just recorded leads."""
    base = rx.Var.create(f"{href(t, '/patients')}/{VisitsScreen.shown}")
    close = rx.Var.create(f"{href(t, '/patients')}/{VisitsScreen.shown}#close-course")
    order = rx.Var.create(f"{href(t, '/patients')}/{VisitsScreen.shown}/order")
    change = (
        ui.link_button(t("Change the order"), order, icon_name="edit")
        if routes.opens("/patients/[id]/order", role)
        else ui.link_button(t("Patient summary"), base, icon_name="chart")
    )
    return rx.match(
        VisitsScreen.decided,
        (VisitDecision.DISCHARGE.value, rx.el.p(ui.link_button(t("Close the course"), close, icon_name="flag"))),
        (VisitDecision.CHANGE.value, rx.el.p(t("The therapist is told."), " ", change)),
        (VisitDecision.REFER_ON.value, rx.el.p(t("The referral stands in the patient's journey."))),
        rx.fragment(),
    )


def _waiting(t: Translator) -> rx.Component:
    return ui.section(
        t("The patient asks"),
        rx.el.ul(rx.foreach(VisitsScreen.view.waiting, lambda visit: _asks(t, visit)), class_name="hs-list"),
    )


def _asks(t: Translator, visit: rx.Var[VisitView]) -> rx.Component:
    wish = visit.wish
    return rx.el.li(
        ui.icon("calendar"),
        rx.el.div(
            rx.el.p(wish.title, ": ", visit.when, class_name="hs-label"),
            rx.cond(wish.wishes != "", rx.el.p(wish.wishes)),
            rx.cond(wish.note != "", rx.el.p(wish.note, class_name="hs-visit-typed")),
            rx.el.p(t("Asked"), " ", wish.asked, ". ", visit.who, class_name="hs-muted"),
            class_name="hs-grow",
        ),
        rx.cond(
            visit.may_change,
            rx.el.div(
                rx.cond(
                    wish.kind == state.MOVE,
                    _act(t("Choose a time"), visit, state.ACCEPT, kind="primary"),
                    _act(t("Cancel it"), visit, state.ACCEPT, kind="primary"),
                ),
                _act(t("Leave it as it is"), visit, state.DECLINE),
                class_name="hs-row",
            ),
        ),
        key=visit.id,
    )


def _next(t: Translator) -> rx.Component:
    visit = VisitsScreen.view.next
    return ui.section(
        t("Next visit"),
        rx.cond(
            visit.id != "",
            rx.el.article(
                rx.el.p(visit.when, class_name="hs-visit-when"),
                rx.cond(visit.elsewhere != "", rx.el.p(visit.elsewhere, class_name="hs-muted")),
                _facts(t, visit),
                rx.el.div(
                    ui.button(
                        t("Prepare"),
                        kind="primary",
                        icon_name="clipboard",
                        on_click=VisitsScreen.prepare(visit.id),
                        aria_expanded=rx.cond(VisitsScreen.prepared.visit_id == visit.id, "true", "false"),
                    ),
                    _acts(t, visit),
                    class_name="hs-row",
                ),
                rx.cond(VisitsScreen.prepared.visit_id == visit.id, preparation(t)),
                class_name="hs-card",
            ),
            rx.el.p(t("No visit is planned."), class_name="hs-muted"),
        ),
    )


def _facts(t: Translator, visit: Any) -> rx.Component:
    return rx.el.ul(
        _fact("people", rx.fragment(visit.who, " · ", visit.title, " · ", visit.minutes, " · ", visit.mode)),
        rx.cond(visit.where != "", _fact("home", visit.where)),
        rx.cond(visit.purpose != "", _fact("note", visit.purpose)),
        rx.cond(visit.series != "", _fact("refresh", visit.series)),
        rx.cond(visit.moved != "", _fact("clock", visit.moved)),
        class_name="hs-facts",
    )


def _fact(icon: Any, text: Any) -> rx.Component:
    return rx.el.li(ui.icon(icon, size="small"), rx.el.span(text))


def _list(t: Translator, title: str, visits: Any) -> rx.Component:
    return ui.section(title, rx.el.ul(rx.foreach(visits, lambda visit: _row(t, visit)), class_name="hs-list"))


def _row(t: Translator, visit: rx.Var[VisitView]) -> rx.Component:
    is_past = visit.status != "planned"
    return rx.el.li(
        rx.el.div(
            rx.el.p(visit.when, class_name="hs-label"),
            rx.el.p(
                visit.title,
                " · ",
                visit.who,
                rx.cond(visit.purpose != "", rx.fragment(" · ", visit.purpose)),
                rx.cond(visit.series != "", rx.fragment(" · ", visit.series)),
                class_name="hs-muted",
            ),
            rx.cond(visit.moved != "", rx.el.p(visit.moved, class_name="hs-muted")),
            rx.cond(visit.decision_words != "", rx.el.p(visit.decision_words, class_name="hs-label")),
            rx.cond(is_past & (visit.note != ""), rx.el.p(visit.note, class_name="hs-visit-typed")),
            rx.cond(visit.reason != "", rx.el.p(visit.reason, class_name="hs-muted hs-visit-typed")),
            rx.foreach(
                visit.asked,
                lambda asked: rx.el.p(t("The patient asked:"), " ", asked.note, class_name="hs-visit-typed"),
            ),
            rx.cond(VisitsScreen.prepared.visit_id == visit.id, preparation(t)),
            class_name="hs-grow",
        ),
        rx.cond(is_past, ui.badge(visit.status_words, visit.status_icon)),
        rx.el.div(
            rx.cond(
                ~is_past,
                ui.button(
                    t("Prepare"),
                    kind="quiet",
                    on_click=VisitsScreen.prepare(visit.id),
                    aria_label=t("Prepare") + ": " + visit.when.to(str),
                ),
            ),
            _acts(t, visit),
            class_name="hs-row",
        ),
        key=visit.id,
    )


def _acts(t: Translator, visit: Any) -> rx.Component:
    """What the reader may do with a visit now."""
    planned = visit.status == "planned"
    anew = (visit.status == "missed") | (visit.status == "cancelled")
    return rx.cond(
        visit.may_change,
        rx.fragment(
            rx.cond(visit.to_mark, _act(t("Hold the visit"), visit, state.HOLD)),
            rx.cond(visit.to_mark, _act(t("Missed"), visit, state.MISS)),
            rx.cond(planned, _act(t("Move"), visit, state.MOVE, kind="quiet")),
            rx.cond(planned, _act(t("Cancel"), visit, state.CANCEL, kind="quiet")),
            rx.cond(
                anew,
                ui.button(
                    t("Plan anew"),
                    on_click=VisitsScreen.plan_anew(visit.id),
                    aria_label=t("Plan anew") + ": " + visit.when.to(str),
                ),
            ),
            rx.cond(~planned, _act(t("Correct"), visit, state.CORRECT, kind="quiet")),
        ),
    )


def _act(text: str, visit: Any, action: str, kind: Any = "plain") -> rx.Component:
    return ui.button(
        text,
        kind=kind,
        on_click=VisitsScreen.open(action, visit.id),
        aria_label=text + ": " + visit.when.to(str),
    )


def _questions(t: Translator) -> rx.Component:
    return ui.section(
        t("The patient's questions"),
        rx.el.ul(rx.foreach(VisitsScreen.view.questions, _question), class_name="hs-list"),
    )


def _question(asked: rx.Var[RequestView]) -> rx.Component:
    return rx.el.li(
        rx.el.p(asked.note, class_name="hs-grow hs-visit-typed"),
        rx.el.span(asked.asked, class_name="hs-muted"),
        key=asked.id,
    )
