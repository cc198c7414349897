"""A patient's summary for clinicians: done? hurting? functioning? what changed? Shared parts only."""

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.pages import (
    patient_answers,
    patient_goals,
    patient_head,
    patient_hold,
    patient_intake,
    patient_journey,
    patient_lines,
    patient_records,
    patient_trends,
)
from patient_app.ui.pages.emergency_banner import IS_OPEN, EmergencyBanner, banner, record_tabs
from patient_app.ui.pages.patient_state import PatientScreen
from patient_app.ui.routes import href


class ForAddress(ClientComponent):
    """Its first child while the address names `shown`, else its second."""

    library = client_module("for_address.jsx")
    tag = "ForAddress"

    shown: rx.Var[str]


on_load = [PatientScreen.load, EmergencyBanner.load, *patient_journey.on_load]


def page(t: Translator) -> rx.Component:
    """`/patients/[id]`, with the navigation of the reader's role."""
    return rx.cond(PatientScreen.is_therapist, _page(t, Role.PHYSICAL_THERAPIST), _page(t, Role.PHYSIATRIST))


def _page(t: Translator, role: Role) -> rx.Component:
    return ui.page(
        t,
        t("Patient summary"),
        ForAddress.create(
            rx.fragment(rx.cond(PatientScreen.missing, _missing(t, role), _summary(t, role))),
            rx.fragment(ui.skeleton(t("Loading the summary"), title=True)),
            shown=PatientScreen.shown,
        ),
        role=role,
        active="/patients/[id]",
        heading="own",
    )


def _missing(t: Translator, role: Role) -> rx.Component:
    back = "/panel" if role is Role.PHYSIATRIST else "/caseload"
    return ui.stack(
        rx.el.h1(t("Patient summary")),
        ui.empty_state(
            t("This was not found, or is not shared with you."),
            t("Patients decide who sees their record. Ask your patient to share it with you."),
            ui.link_button(t("Back to my patients"), href(t, back), icon_name="arrow-left"),
            icon_name="lock",
        ),
    )


def _summary(t: Translator, role: Role) -> rx.Component:
    view, state = PatientScreen.view.summary, PatientScreen
    return rx.el.div(
        banner(t),
        patient_head.head(t, role),
        record_tabs(t, role, view.id, "/patients/[id]"),
        rx.cond(state.wrong_days != "", ui.notice(state.wrong_days, tone="care", role="alert")),
        rx.cond(state.problem != "", ui.notice(state.problem, tone="care", role="alert")),
        patient_hold.question(t, state.asking, state.ask, state.start_hold, state.clear_hold),
        patient_hold.notice(t, view, state.ask, ~IS_OPEN),
        patient_answers.reasons(t, view, ~IS_OPEN),
        patient_answers.answers(t, view),
        # Of a patient without a program yet the intake is what there is to read.
        rx.cond(view.versions.length() == 0, patient_intake.card(t, PatientScreen.shown)),
        patient_trends.trends(t, state),
        patient_trends.weeks(t, view),
        patient_lines.exercises(t, state),
        patient_records.measures(t, view),
        patient_records.measurements(t, view),
        patient_goals.goals(t, state.view, ~IS_OPEN),
        patient_records.versions(t, view),
        patient_journey.section(t),
        rx.cond(view.versions.length() > 0, patient_intake.card(t, PatientScreen.shown)),
        class_name="hs-summary",
    )
