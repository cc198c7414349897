"""The patient's progress reports: what the doctor decided, what the therapist wrote, and the PDF."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import report_words as words
from patient_app.services import reports
from patient_app.services.reports import Report
from patient_app.ui import components as ui
from patient_app.ui.live import live
from patient_app.ui.pages.reports import pdf_link
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class MyReport:
    """A signed report as its patient reads it. `decision` is empty while nobody has decided."""

    id: str = ""
    title: str = ""
    period: str = ""
    author: str = ""
    decision: str = ""
    note: str = ""
    assessment: str = ""
    plan: str = ""


def my_report(t: Translator, report: Report) -> MyReport:
    """A report in the patient's words."""
    decided, today = report.decision, report.today
    return MyReport(
        id=report.id,
        title=words.title(t, report),
        period=words.period(t, report.data, today),
        author=report.data.signature.name,
        decision=words.decision_for_patient(t, report, today),
        note=f"{decided.name}: {decided.text}" if decided and decided.text else "",
        assessment=report.assessment,
        plan=report.plan,
    )


class MyReportsScreen(Screen):
    """The reports about the patient who is signed in."""

    loaded: bool = False
    owner: str = ""
    rows: list[MyReport] = []

    @handler
    async def load(self) -> None:
        """Show every signed report, the newest first."""
        me = await self._who()
        live.watch(self._tab, [f"patient:{me.id}"], MyReportsScreen.load)
        found = await self._call(reports.reports)
        self.owner = me.id
        self.rows = [my_report(self._t, each) for each in found.reports]
        self.loaded = True


on_load = MyReportsScreen.load


def page(t: Translator) -> rx.Component:
    """`/reports`."""
    state = MyReportsScreen
    return ui.page(
        t,
        t("Progress reports"),
        ui.care_tabs(t, "/reports"),
        rx.cond(state.problem != "", ui.notice(state.problem, tone="stop", role="alert")),
        rx.cond(
            state.loaded,
            rx.cond(
                state.rows.length() > 0,
                ui.stack(rx.foreach(state.rows, lambda row: _card(t, row))),
                ui.empty_state(
                    t("No report yet"),
                    t("Your physical therapist writes to your doctor now and then. You will read it here too."),
                    icon_name="clipboard",
                ),
            ),
            ui.skeleton(t("Loading")),
        ),
        role=Role.PATIENT,
        active="/reports",
        lead=t("What your physical therapist wrote to your doctor, and what your doctor decided."),
    )


def _card(t: Translator, row: Any) -> rx.Component:
    return rx.el.article(
        rx.el.h2(row.title, class_name="hs-h3"),
        rx.el.p(row.period, ". ", row.author, class_name="hs-muted"),
        rx.cond(
            row.decision != "",
            rx.el.p(ui.icon("check-circle", size="small"), rx.el.span(row.decision), class_name="hs-report-change"),
            rx.el.p(t("Your doctor has not decided yet."), class_name="hs-muted"),
        ),
        rx.cond(row.note != "", rx.el.p(row.note, class_name="hs-report-words")),
        ui.details(
            t("Read what it says"),
            rx.el.h3(t("Assessment")),
            rx.el.p(row.assessment, class_name="hs-report-words"),
            rx.el.h3(t("Plan")),
            rx.el.p(row.plan, class_name="hs-report-words"),
        ),
        pdf_link(t, MyReportsScreen.owner, row.id, row.title),
        key=row.id,
        class_name="hs-card hs-stack-tight",
    )
