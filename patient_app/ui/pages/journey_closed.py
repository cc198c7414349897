"""A closed course with its final summary: for the patient in plain sentences, for clinicians with the three facts."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.journey_state import JourneyScreen
from patient_app.ui.pages.patient_answers import facts


def closed_courses(t: Translator, *, is_patient: bool) -> rx.Component:
    """Every closed course, newest first."""
    return rx.foreach(JourneyScreen.closed, lambda course: _course(t, course, is_patient=is_patient))


def _course(t: Translator, course: Any, *, is_patient: bool) -> rx.Component:
    kind = (
        rx.el.p(
            t(
                "This course is done. Your program stays here, and you can go on logging for yourself. "
                "Nobody looks at it regularly any more. Call your clinic if the pain comes back."
            )
        )
        if is_patient
        else rx.fragment()
    )
    return rx.el.section(
        rx.el.h2(t("Final summary")),
        rx.el.p(course.problem, ": ", course.title, class_name="hs-label"),
        kind,
        rx.cond(course.reason != "", ui.badge(course.reason, "check-circle", colour="pine")),
        rx.cond(course.note != "", rx.el.p(course.note, class_name="hs-journey-text")),
        rx.cond(course.by != "", rx.el.p(course.by, class_name="hs-hint")),
        rx.cond(course.shown, _figures(t, course, is_patient=is_patient)),
        key=course.id,
        class_name="hs-card hs-stack",
    )


def _figures(t: Translator, course: Any, *, is_patient: bool) -> rx.Component:
    pain = _sentence(course.pain_words) if is_patient else facts(course.pain)
    function = _sentence(course.function_words) if is_patient else facts(course.function)
    return rx.el.div(
        rx.el.dl(
            rx.cond(course.done != "", _row(t("Adherence"), rx.fragment(f"{course.done}. {course.counts}"))),
            rx.cond(course.streak != "", _row(t("Streak"), course.streak)),
            rx.cond(course.pain.length() > 0, _row(t("Worst pain"), pain)),
            rx.cond(course.function.length() > 0, _row(t("Activities"), function)),
            rx.cond(
                course.goals.length() > 0,
                _row(t("Goals"), rx.el.ul(rx.foreach(course.goals, _goal), class_name="hs-journey-goals")),
            ),
            _row(t("Care"), course.care),
            class_name="hs-journey-final",
        ),
        rx.cond(course.measures.length() > 0, _measures(t, course)),
        rx.cond(course.measurements.length() > 0, _measurements(t, course)),
        rx.el.p(
            rx.el.a(
                ui.icon("download"),
                t("The whole course as PDF"),
                href=course.pdf,
                target="_blank",
                rel="noopener",
                class_name="hs-button",
            ),
        ),
        class_name="hs-stack",
    )


def _sentence(text: Any) -> rx.Component:
    return rx.el.p(text)


def _row(name: str, value: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(name, class_name="hs-label"), rx.el.dd(value))


def _goal(goal: Any) -> rx.Component:
    return rx.el.li(
        ui.icon(goal.icon, size="small"), rx.el.span(goal.text, class_name="hs-grow"), rx.el.span(goal.status)
    )


def _measures(t: Translator, course: Any) -> rx.Component:
    headings = [t("Measure"), t("First"), t("Last"), t("Change")]
    return ui.data_table(
        t("Outcome measures"),
        headings,
        rx.foreach(
            course.measures, lambda row: ui.table_row(headings, row.name, row.first, row.last, facts(row.facts))
        ),
    )


def _measurements(t: Translator, course: Any) -> rx.Component:
    headings = [t("What was measured"), t("Side"), t("First"), t("Last"), t("Change")]
    return ui.data_table(
        t("Measurements"),
        headings,
        rx.foreach(
            course.measurements,
            lambda row: ui.table_row(
                headings, row.name, row.side, row.first, row.last, f"{row.change.text} {row.change.word}", key=row.key
            ),
        ),
    )
