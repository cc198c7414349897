"""One progress report: the PT writes and signs it, the physiatrist reads it beside the data and decides."""

from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.reports import ReportDecision
from patient_app.domain.text import Translator
from patient_app.presenters.report_words import decision
from patient_app.ui import components as ui
from patient_app.ui.pages.emergency_banner import IS_OPEN, EmergencyBanner, banner, record_tabs
from patient_app.ui.pages.patient import ForAddress
from patient_app.ui.pages.patient_answers import facts
from patient_app.ui.pages.report_reading import added, document
from patient_app.ui.pages.report_state import ReportScreen
from patient_app.ui.pages.report_writing import desk
from patient_app.ui.pages.reports import not_open, pdf_link
from patient_app.ui.routes import href

on_load = [ReportScreen.load, EmergencyBanner.load]


def page(t: Translator) -> rx.Component:
    """`/patients/[id]/reports/[report_id]`, with the navigation of the reader's role."""
    return rx.cond(ReportScreen.is_therapist, _page(t, Role.PHYSICAL_THERAPIST), _page(t, Role.PHYSIATRIST))


def _page(t: Translator, role: Role) -> rx.Component:
    return ui.page(
        t,
        t("Progress report"),
        ForAddress.create(
            rx.fragment(rx.cond(ReportScreen.missing, not_open(t, role), _report(t, role))),
            rx.fragment(ui.skeleton(t("Loading the report"), title=True)),
            shown=ReportScreen.shown,
        ),
        role=role,
        active="/patients/[id]",
        heading="own",
    )


def _report(t: Translator, role: Role) -> rx.Component:
    state = ReportScreen
    body = rx.cond(state.is_writing, desk(t), _signed(t)) if role is Role.PHYSICAL_THERAPIST else _signed(t)
    return ui.stack(
        banner(t),
        _head(t),
        record_tabs(t, role, state.patient, "/patients/[id]/reports"),
        rx.el.div(
            rx.cond(state.problem != "", ui.notice(state.problem, tone="care", role="alert")),
            id="report-problem",
            tab_index=-1,
        ),
        rx.el.div(
            rx.cond(state.told != "", ui.notice(state.told, tone="done", role="status")),
            id="report-told",
            tab_index=-1,
        ),
        rx.cond(state.view.copy != "", ui.notice(state.view.copy)),
        body,
    )


def _head(t: Translator) -> rx.Component:
    view = ReportScreen.view
    return rx.el.div(
        rx.el.div(
            rx.el.h1(view.title),
            rx.el.p(rx.el.strong(view.patient), rx.cond(view.problem != "", f", {view.problem}", "")),
            rx.el.p(view.period, ". ", view.treatment, class_name="hs-muted"),
            class_name="hs-grow",
        ),
        rx.el.div(
            ui.badge(view.state, view.state_icon, colour=view.state_tone),
            pdf_link(t, ReportScreen.patient, view.id, view.title),
            class_name="hs-row",
        ),
        class_name="hs-page-head",
    )


def _signed(t: Translator) -> rx.Component:
    state = ReportScreen
    return rx.el.div(
        document(t, state.view),
        rx.el.div(
            rx.cond(state.view.is_decided, added(t, state.view)),
            rx.cond(state.may_decide & ~IS_OPEN, _decision(t)),
            rx.cond(~state.view.is_decided, added(t, state.view)),
            rx.cond(state.has_since, _since(t)),
            rx.cond(state.may_send & ~IS_OPEN, _send(t)),
            rx.cond(state.may_add & ~IS_OPEN, _add(t)),
            class_name="hs-report-writing",
        ),
        class_name="hs-report-desk hs-report-desk-reading",
    )


def _decision(t: Translator) -> rx.Component:
    """The first decision at once; a further one when it is asked for. After it, what it leads to."""
    state = ReportScreen
    decided = rx.el.section(
        rx.el.h2(t("Decision")),
        rx.el.p(state.view.state),
        _next(t),
        ui.button(t("Decide anew"), icon_name="edit", on_click=state.ask("again")),
        class_name="hs-card hs-stack-tight",
    )
    return rx.cond(state.view.is_decided & (state.asking != "again"), decided, _form(t))


def _next(t: Translator) -> rx.Component:
    """'See the patient' leads to planning a visit, 'discharge' to closing the course."""
    patient = f"{href(t, '/patients')}/{ReportScreen.patient}"
    return rx.match(
        ReportScreen.view.decision,
        (
            ReportDecision.SEE_PATIENT.value,
            ui.link_button(t("Plan a visit"), rx.Var.create(f"{patient}/visits"), kind="primary", icon_name="calendar"),
        ),
        (
            ReportDecision.DISCHARGE.value,
            ui.link_button(
                t("Close the course"), rx.Var.create(f"{patient}#close-course"), kind="primary", icon_name="flag"
            ),
        ),
        rx.fragment(),
    )


def _form(t: Translator) -> rx.Component:
    state = ReportScreen
    return rx.el.form(
        rx.el.h2(rx.cond(state.view.is_decided, t("Decide anew"), t("Your decision"))),
        rx.cond(
            state.view.is_decided,
            rx.el.p(t("The former decision stays in the record; this one holds from now on."), class_name="hs-hint"),
        ),
        rx.el.fieldset(
            rx.el.legend(t("Decision"), class_name="hs-hidden"),
            *(_choice(value.value, decision(t, value)) for value in ReportDecision),
            class_name="hs-report-choices",
        ),
        ui.field(
            t("Note"),
            "note",
            hint=t("For the physical therapist."),
            multiline=True,
            rows="3",
            max_length=2000,
        ),
        ui.tick(t("Show the note to the patient too"), "for_patient", value="yes"),
        rx.el.div(
            ui.button(t("Keep the decision"), kind="primary", type="submit", icon_name="check"),
            rx.cond(state.view.is_decided, ui.button(t("Cancel"), on_click=state.ask(""))),
            class_name="hs-row",
        ),
        on_submit=state.decide,
        class_name="hs-card hs-stack-tight",
    )


def _choice(value: str, words: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="decision", value=value, required=True),
        rx.el.span(f"{words[:1].upper()}{words[1:]}"),
        class_name="hs-tick",
    )


def _reason(one: Any) -> rx.Component:
    return rx.el.li(
        ui.icon(one.icon, size="small"),
        rx.el.span(one.text, " ", rx.el.span(one.since, class_name="hs-muted hs-reason-since")),
        class_name=f"hs-reason hs-reason-{one.tone}",
    )


def _since(t: Translator) -> rx.Component:
    """The record since the period's end, from the reader's own share."""
    since = ReportScreen.since
    return rx.el.section(
        rx.el.h2(t("The record since then")),
        rx.el.p(since.period, class_name="hs-hint"),
        rx.cond(
            since.sees_program,
            rx.el.p(rx.el.strong(t("Program done"), ": ", since.done.value), " ", since.done.counts),
        ),
        rx.cond(
            since.sees_pain,
            rx.fragment(
                rx.el.p(rx.el.strong(t("Worst pain"), ": ", since.pain.value)),
                facts(since.pain.facts),
                rx.el.p(rx.el.strong(t("Own activities"), ": ", since.function.value)),
            ),
        ),
        facts(since.changed),
        rx.cond(
            since.reasons.length() > 0,
            rx.el.ul(rx.foreach(since.reasons, _reason), class_name="hs-reasons"),
        ),
        ui.link(
            t("Whole summary"),
            rx.Var.create(f"{href(t, '/patients')}/{ReportScreen.patient}"),
            icon_name="chart",
            alone=True,
        ),
        class_name="hs-card hs-stack-tight",
    )


def _send(t: Translator) -> rx.Component:
    state = ReportScreen
    return rx.cond(
        state.readers.length() > 0,
        rx.cond(
            state.asking == "send",
            rx.el.form(
                rx.el.label(t("Send to"), html_for="to"),
                rx.el.select(
                    rx.foreach(state.readers, lambda one: rx.el.option(one.name, value=one.id)),
                    id="to",
                    name="to",
                    default_value=state.to,
                    class_name="hs-input",
                ),
                rx.el.div(
                    ui.button(t("Send"), kind="primary", type="submit"),
                    ui.button(t("Cancel"), on_click=state.ask("")),
                    class_name="hs-row",
                ),
                on_submit=state.send,
                class_name="hs-card hs-stack-tight",
            ),
            ui.button(t("Send it to a physiatrist"), icon_name="mail", on_click=state.ask("send")),
        ),
    )


def _add(t: Translator) -> Any:
    state = ReportScreen
    return rx.cond(
        state.asking == "add",
        rx.el.form(
            ui.field(
                t("Addendum"),
                "text",
                hint=t("It is added with your name and the time. What was signed stays as it is."),
                multiline=True,
                rows="4",
                required=True,
                auto_focus=True,
                max_length=10_000,
            ),
            rx.el.div(
                ui.button(t("Add it"), kind="primary", type="submit"),
                ui.button(t("Cancel"), on_click=state.ask("")),
                class_name="hs-row",
            ),
            on_submit=state.add,
            class_name="hs-card hs-stack-tight",
        ),
        ui.button(t("Add an addendum"), icon_name="plus", on_click=state.ask("add")),
    )
