"""Monitoring days and minutes on a patient's visits page: neutral counts, and the ledger."""

from typing import Any

import reflex as rx

from patient_app.domain.monitoring import Activity, WithWhom
from patient_app.domain.text import Translator
from patient_app.domain.visits import VisitMode
from patient_app.presenters import monitoring as words
from patient_app.presenters import visits as visit_words
from patient_app.presenters.monitoring import LineView
from patient_app.ui import components as ui
from patient_app.ui.pages.patient_monitoring_state import DONE, MonitoringScreen


def section(t: Translator) -> rx.Component:
    """The section; nothing where the clinic does not count, or the exercise log is not shared."""
    return rx.cond(MonitoringScreen.view.is_on, _section(t))


def _section(t: Translator) -> rx.Component:
    view = MonitoringScreen.view
    return rx.el.section(
        rx.el.h2(t("Monitoring days and minutes")),
        rx.el.p(
            t("Neutral counts. They ask nothing of the patient, who can see that days are counted."),
            class_name="hs-muted",
        ),
        rx.cond(MonitoringScreen.problem != "", ui.notice(MonitoringScreen.problem, tone="care", role="alert")),
        rx.el.div(
            rx.cond(MonitoringScreen.done != "", ui.notice(MonitoringScreen.done, tone="done", role="status")),
            id=DONE,
            tab_index=-1,
        ),
        rx.cond(view.since != "", _days(t), _start(t)),
        rx.cond(view.months.length() > 0, _months(t)),
        _add(t),
        rx.cond(view.lines.length() > 0, _lines(t)),
        rx.el.div(
            _download(t("This patient (CSV)"), f"/api/v1/patients/{MonitoringScreen.patient}/monitoring.csv"),
            _download(t("This month, my patients (CSV)"), f"/api/v1/monitoring.csv?month={view.month}"),
            class_name="hs-row",
        ),
        class_name="hs-stack hs-visit-monitoring",
    )


def _download(text: str, address: Any) -> rx.Component:
    return rx.el.a(ui.icon("download"), text, href=address, target="_blank", rel="noopener", class_name="hs-button")


def _start(t: Translator) -> rx.Component:
    return rx.el.form(
        _field(
            t("Count days with an entry from"),
            "since",
            error_of="on",
            type="date",
            default_value=MonitoringScreen.view.today,
        ),
        ui.button(t("Start counting"), type="submit"),
        on_submit=MonitoringScreen.start,
        no_validate=True,
        method="post",
        class_name="hs-visit-fields",
    )


def _days(t: Translator) -> rx.Component:
    headings = [t("30 days"), t("Days with an entry"), t("Count range"), t("Came later than their day")]
    return ui.stack(
        rx.el.div(
            rx.el.p(t("Counted since"), " ", MonitoringScreen.view.since, class_name="hs-grow"),
            ui.button(t("Stop counting"), kind="quiet", on_click=MonitoringScreen.stop),
            class_name="hs-row",
        ),
        ui.data_table(
            t("Days with an entry in each 30 days"),
            headings,
            rx.foreach(
                MonitoringScreen.view.periods,
                lambda row: ui.table_row(headings, row.span, row.days, row.band, row.late, numeric=(1,), key=row.span),
            ),
            numeric=(1,),
        ),
    )


def _months(t: Translator) -> rx.Component:
    headings = [t("Month"), t("Minutes"), t("Count range"), t("Live talks")]
    return ui.data_table(
        t("Minutes in each month"),
        headings,
        rx.foreach(
            MonitoringScreen.view.months,
            lambda row: ui.table_row(headings, row.name, row.minutes, row.band, row.talks, numeric=(1,), key=row.name),
        ),
        numeric=(1,),
    )


def _add(t: Translator) -> rx.Component:
    activities = [(each.value, words.activity(t, each)) for each in Activity]
    modes = [("", t("No live talk")), *((each.value, visit_words.mode(t, each)) for each in VisitMode)]
    whom = [("", t("Nobody")), *((each.value, words.with_whom(t, each)) for each in WithWhom)]
    return ui.details(
        t("Enter minutes"),
        rx.el.form(
            _field(t("Day"), "on", type="date", default_value=MonitoringScreen.view.today),
            _field(t("Minutes"), "minutes", type="number", min=1, max=480),
            _field(t("What for"), "activity", options=activities),
            _field(t("Live talk"), "mode", options=modes),
            _field(t("Who took part"), "with_whom", options=whom),
            _field(t("Note"), "note", max_length=300),
            ui.button(t("Enter minutes"), kind="primary", type="submit"),
            on_submit=MonitoringScreen.add,
            no_validate=True,
            method="post",
            key=MonitoringScreen.entered.to(str),
            class_name="hs-visit-fields",
        ),
    )


def _lines(t: Translator) -> rx.Component:
    return ui.details(
        t("All lines"),
        rx.el.ul(rx.foreach(MonitoringScreen.view.lines, lambda line: _line(t, line)), class_name="hs-list"),
    )


def _line(t: Translator, line: rx.Var[LineView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(line.on, ": ", line.minutes, " ", t("minutes"), ", ", line.who, class_name="hs-label"),
            rx.el.p(line.what),
            rx.cond(line.note != "", rx.el.p(line.note, class_name="hs-visit-typed")),
            rx.cond(line.removed != "", rx.el.p(line.removed, class_name="hs-muted hs-visit-typed")),
            class_name="hs-grow",
        ),
        rx.cond(
            line.may_remove & (MonitoringScreen.removing != line.id),
            ui.button(
                t("Remove"),
                kind="quiet",
                on_click=MonitoringScreen.ask_to_remove(line.id),
                aria_label=t("Remove") + ": " + line.on.to(str) + ", " + line.minutes.to(str),
            ),
        ),
        rx.cond(
            MonitoringScreen.removing == line.id,
            rx.el.form(
                _field(t("Why it is removed"), "reason", required=True, max_length=300),
                ui.button(t("Remove these minutes"), kind="danger", type="submit"),
                ui.button(t("Keep them"), on_click=MonitoringScreen.ask_to_remove("")),
                on_submit=MonitoringScreen.remove,
                no_validate=True,
                method="post",
                class_name="hs-visit-fields",
            ),
        ),
        key=line.id,
    )


def _field(label: str, name: str, error_of: str = "", **props: Any) -> rx.Component:
    wrong = rx.cond(MonitoringScreen.wrong == (error_of or name), MonitoringScreen.wrong_words, "")
    return ui.field(label, f"monitoring-{name}", name=name, error=wrong, **props)
