"""The progress reports of one patient: where each stands, when the next one is due, and the draft that goes on."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.domain.errors import NotFound
from patient_app.domain.people import Role
from patient_app.domain.reports import ReportKind
from patient_app.domain.text import Translator
from patient_app.presenters import report_words as words
from patient_app.services import report_drafts, reports
from patient_app.services.reports import Report
from patient_app.ui import components as ui
from patient_app.ui import routes
from patient_app.ui.live import live
from patient_app.ui.pages.emergency_banner import EmergencyBanner, banner, record_tabs
from patient_app.ui.pages.patient import ForAddress
from patient_app.ui.routes import href
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list."""

    id: str = ""
    title: str = ""
    period: str = ""
    treatment: str = ""
    author: str = ""
    state: str = ""
    icon: str = "clock"
    tone: str = "sky"


def report_row(t: Translator, report: Report) -> ReportRow:
    """A report's line."""
    state, icon, tone = words.state(t, report)
    data = report.data
    return ReportRow(
        id=report.id,
        title=words.title(t, report),
        period=words.period(t, data, report.today),
        treatment=words.treatment(t, data),
        author=data.signature.name,
        state=state,
        icon=icon,
        tone=tone,
    )


class ReportsScreen(Screen):
    """One patient's reports for one clinician. `shown` is the id that the rest is about."""

    shown: str = ""
    missing: bool = False
    is_therapist: bool = False
    name: str = ""
    rows: list[ReportRow] = []
    clock: str = ""
    clock_title: str = ""
    is_due: bool = False
    draft: str = ""
    also_writing: str = ""
    may_write: bool = False
    is_copy: bool = False

    @handler
    async def load(self) -> None:
        """Show the reports of the patient in the address, or that there are none for this reader."""
        asked = self._path_part("patients")
        me = await self._who()
        self.is_therapist = me.role is Role.PHYSICAL_THERAPIST
        live.watch(self._tab, [f"patient:{asked}", f"clinician:{me.id}"], [ReportsScreen.load, EmergencyBanner.load])
        try:
            found = await self._call(reports.reports, asked)
        except NotFound:
            self.shown, self.missing, self.rows, self.name = asked, True, [], ""
            self.clock = self.clock_title = self.draft = self.also_writing = ""
            return
        t, clock = self._t, found.clock
        self.shown, self.missing, self.name = found.patient_id, False, found.patient_name
        self.rows = [report_row(t, each) for each in found.reports]
        self.clock = words.clock(t, clock) if clock else ""
        self.clock_title = words.clock_title(t, clock, found.today) if clock else ""
        self.is_due = clock is not None and clock.is_due
        self.draft, self.may_write = found.draft_id, found.may_write
        self.also_writing = ", ".join(found.also_writing)
        self.is_copy = found.copy_until is not None

    @handler
    async def start(self, kind: str) -> Any:
        """Begin a report, filled from the record, and open it."""
        chosen = ReportKind(kind) if kind in set(ReportKind) else ReportKind.PROGRESS
        report_id = await self._call(report_drafts.start, self.shown, chosen)
        return rx.redirect(f"{routes.href(self._t, '/patients')}/{self.shown}/reports/{report_id}")


on_load = [ReportsScreen.load, EmergencyBanner.load]


def page(t: Translator) -> rx.Component:
    """`/patients/[id]/reports`, with the navigation of the reader's role."""
    return rx.cond(ReportsScreen.is_therapist, _page(t, Role.PHYSICAL_THERAPIST), _page(t, Role.PHYSIATRIST))


def _page(t: Translator, role: Role) -> rx.Component:
    return ui.page(
        t,
        t("Progress reports"),
        ForAddress.create(
            rx.fragment(rx.cond(ReportsScreen.missing, not_open(t, role), _reports(t, role))),
            rx.fragment(ui.skeleton(t("Loading the reports"), title=True)),
            shown=ReportsScreen.shown,
        ),
        role=role,
        active="/patients/[id]",
        heading="own",
    )


def not_open(t: Translator, role: Role) -> rx.Component:
    """There is nothing here for this reader."""
    back = "/panel" if role is Role.PHYSIATRIST else "/caseload"
    return ui.stack(
        rx.el.h1(t("Progress reports")),
        ui.empty_state(
            t("This was not found, or is not shared with you."),
            t("Progress reports belong to the patient's journey. Ask your patient to share it with you."),
            ui.link_button(t("Back to my patients"), href(t, back), icon_name="arrow-left"),
            icon_name="lock",
        ),
    )


def _reports(t: Translator, role: Role) -> rx.Component:
    state = ReportsScreen
    return ui.stack(
        banner(t),
        rx.el.div(
            rx.el.div(
                rx.el.h1(t("Progress reports")), rx.el.p(state.name, class_name="hs-muted"), class_name="hs-grow"
            ),
            _actions(t) if role is Role.PHYSICAL_THERAPIST else rx.fragment(),
            class_name="hs-page-head",
        ),
        record_tabs(t, role, state.shown, "/patients/[id]/reports"),
        rx.cond(state.problem != "", ui.notice(state.problem, tone="care", role="alert")),
        rx.cond(
            state.is_copy,
            ui.notice(t("The patient no longer shares with you. You keep the reports that you signed.")),
        ),
        _clock(t),
        rx.cond(state.rows.length() > 0, _table(t), _none(t)),
    )


def _actions(t: Translator) -> rx.Component:
    state = ReportsScreen
    draft = rx.Var.create(f"{href(t, '/patients')}/{state.shown}/reports/{state.draft}")
    return rx.cond(
        state.may_write,
        rx.el.div(
            rx.cond(
                state.draft != "",
                ui.link_button(t("Go on with the draft"), draft, kind="primary", icon_name="edit"),
                rx.fragment(
                    ui.button(
                        t("Start a progress report"), kind="primary", icon_name="plus", on_click=state.start("progress")
                    ),
                    ui.button(t("Start a discharge report"), on_click=state.start("discharge")),
                ),
            ),
            class_name="hs-row",
        ),
    )


def _clock(t: Translator) -> rx.Component:
    state = ReportsScreen
    words = rx.fragment(
        rx.el.p(state.clock, "."),
        rx.cond(state.draft != "", rx.el.p(t("You have a draft that is not signed yet."))),
        rx.cond(state.also_writing != "", rx.el.p(t("A colleague is writing one too"), ": ", state.also_writing)),
    )
    return rx.cond(
        state.clock != "",
        rx.cond(
            state.is_due,
            ui.notice(words, tone="care", title=state.clock_title),
            ui.notice(words, title=state.clock_title),
        ),
    )


def _table(t: Translator) -> rx.Component:
    headings = [t("Report"), t("Period"), t("Written by"), t("State"), t("PDF")]

    def line(row: Any) -> rx.Component:
        address = rx.Var.create(f"{href(t, '/patients')}/{ReportsScreen.shown}/reports/{row.id}")
        period = rx.el.span(row.period, rx.el.br(), rx.el.span(row.treatment, class_name="hs-hint"))
        return ui.table_row(
            headings,
            ui.link(row.title, address),
            period,
            row.author,
            ui.badge(row.state, row.icon, colour=row.tone),
            pdf_link(t, ReportsScreen.shown, row.id, row.title),
            key=row.id,
        )

    return ui.data_table(t("Progress reports, the newest first"), headings, rx.foreach(ReportsScreen.rows, line))


def _none(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("No progress report yet"),
        t("A report is filled from the record. The therapist adds the assessment and the plan, and signs it."),
        icon_name="clipboard",
    )


def pdf_link(t: Translator, patient_id: Any, report_id: Any, title: Any) -> rx.Component:
    """Opens the report as a PDF beside the page, in the page's language."""
    return rx.el.a(
        ui.icon("download", size="small"),
        t("PDF"),
        rx.el.span(": ", title, class_name="hs-hidden"),
        href=f"/api/v1/patients/{patient_id}/reports/{report_id}.pdf?language={t.language}",
        target="_blank",
        rel="noopener",
        class_name="hs-link hs-link-alone",
    )
