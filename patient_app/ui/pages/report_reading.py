"""A progress report as it is read: the PT's words first, then the goals, then the figures they rest on."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.patient_answers import facts

View = Any
"""A `ReportView` as a state var."""


def document(t: Translator, view: View) -> rx.Component:
    """The whole report. An `article`: its headings begin at 2."""
    return rx.el.article(
        _not_shared(view),
        _own_words(t("Assessment"), view.assessment, t("Not written yet")),
        _own_words(t("Plan"), view.plan, t("Not written yet")),
        goals(t, view.figures),
        figures(t, view.figures),
        _signature(t, view),
        class_name="hs-report",
        aria_label=view.title,
    )


def goals(t: Translator, found: View) -> rx.Component:
    """Each goal with its figures and the PT's word."""
    return rx.cond(
        found.goals.length() > 0,
        rx.el.section(
            rx.el.h2(t("Goals")),
            rx.el.ul(rx.foreach(found.goals, lambda goal: _goal(t, goal)), class_name="hs-report-goals"),
        ),
    )


def figures(t: Translator, found: View) -> rx.Component:
    """Adherence, pain, function, measures, what was measured, and the program."""
    return rx.fragment(
        rx.cond(
            found.sees_program | found.sees_pain,
            rx.el.div(
                rx.cond(found.sees_program, _done(t, found)),
                rx.cond(found.sees_pain, _trend(t("Worst pain"), t("last 3 values"), found.pain, found.pain_facts)),
                rx.cond(
                    found.sees_pain,
                    _trend(t("Own activities"), t("last 3 values"), found.function, found.function_facts),
                ),
                class_name="hs-report-answers",
            ),
        ),
        rx.cond(found.sees_measures, rx.fragment(_measures(t, found), _measured(t, found))),
        rx.cond(found.sees_program, _program(t, found)),
    )


def added(t: Translator, view: View) -> rx.Component:
    """What was added since the signature, in order."""
    return rx.cond(
        view.added.length() > 0,
        rx.el.section(
            rx.el.h2(t("Since it was signed")),
            rx.el.ol(
                rx.foreach(
                    view.added,
                    lambda each: rx.el.li(
                        ui.icon(each.icon, size="small"),
                        rx.el.div(
                            rx.el.p(rx.el.strong(each.title), rx.el.span(", ", each.when, class_name="hs-muted")),
                            rx.cond(each.text != "", rx.el.p(each.text, class_name="hs-report-words")),
                        ),
                    ),
                ),
                class_name="hs-report-added",
            ),
            class_name="hs-card hs-stack-tight",
        ),
    )


def _not_shared(view: View) -> rx.Component:
    return rx.cond(
        view.not_shared != "", rx.el.p(ui.icon("lock", size="small"), view.not_shared, class_name="hs-row hs-muted")
    )


def _own_words(heading: str, text: Any, none: str) -> rx.Component:
    return rx.el.section(
        rx.el.h2(heading),
        rx.cond(text != "", rx.el.p(text, class_name="hs-report-words"), rx.el.p(none, class_name="hs-muted")),
    )


def _goal(t: Translator, goal: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(goal.letter, class_name="hs-report-letter"),
        rx.el.div(
            rx.el.p(rx.el.strong(goal.text)),
            rx.el.p(goal.category, rx.cond(goal.figures != "", f". {goal.figures}", ""), class_name="hs-hint"),
            rx.cond(goal.note != "", rx.el.p(goal.note, class_name="hs-report-words")),
            class_name="hs-grow",
        ),
        rx.el.span(
            ui.badge(goal.status, goal.icon, colour=rx.cond(goal.icon == "check-circle", "pine", "plain")),
            rx.cond(goal.is_new, ui.badge(t("New"), "plus", colour="sky")),
            class_name="hs-report-badges",
        ),
        key=goal.letter,
    )


def _done(t: Translator, found: View) -> rx.Component:
    return rx.el.section(
        rx.el.h3(t("Program done")),
        _figure(found.adherence, t("adherence, self-reported")),
        rx.el.p(found.counts),
        rx.cond(found.dose != "", rx.el.p(found.dose, class_name="hs-muted")),
        rx.cond(found.reasons != "", rx.el.p(found.reasons, class_name="hs-muted")),
        class_name="hs-card",
    )


def _trend(heading: str, unit: str, value: Any, lines: Any) -> rx.Component:
    return rx.el.section(rx.el.h3(heading), _figure(value, unit), facts(lines), class_name="hs-card")


def _figure(value: Any, unit: str) -> rx.Component:
    return rx.el.p(value, " ", rx.el.span(unit, class_name="hs-stat-unit"), class_name="hs-stat-value")


def _measures(t: Translator, found: View) -> rx.Component:
    headings = [t("Measure"), t("Scale"), t("First"), t("Last"), t("Change")]
    return rx.cond(
        found.measures.length() > 0,
        rx.el.section(
            rx.el.h2(t("Measures")),
            ui.data_table(
                t("Outcome measures"),
                headings,
                rx.foreach(
                    found.measures,
                    lambda row: ui.table_row(headings, row.name, row.scale, row.first, row.last, facts(row.facts)),
                ),
            ),
        ),
    )


def _measured(t: Translator, found: View) -> rx.Component:
    headings = [t("What was measured"), t("Baseline"), t("Before"), t("Now"), t("Change")]
    return rx.cond(
        found.measured.length() > 0,
        rx.el.section(
            rx.el.h2(t("Motion, strength and tests")),
            ui.data_table(
                t("Motion, strength and tests"),
                headings,
                rx.foreach(
                    found.measured,
                    lambda row: ui.table_row(
                        headings, row.name, row.baseline, row.last, row.now, _change(row.change), key=row.key
                    ),
                ),
            ),
        ),
    )


def _change(change: Any) -> rx.Component:
    return rx.cond(
        change.word != "",
        rx.el.span(
            ui.icon(change.icon, size="small"),
            rx.el.span(rx.cond(change.text != "", f"{change.text}, {change.word}", change.word)),
            class_name="hs-report-change",
        ),
        rx.fragment(),
    )


def _program(t: Translator, found: View) -> rx.Component:
    return rx.cond(
        found.versions.length() > 0,
        rx.el.section(
            rx.el.h2(t("Program")),
            rx.el.ol(
                rx.foreach(
                    found.versions,
                    lambda version: rx.el.li(
                        rx.el.p(rx.el.strong(version.title)),
                        rx.cond(version.note != "", rx.el.p(version.note)),
                        rx.el.ul(rx.foreach(version.changes, lambda words: rx.el.li(words)), class_name="hs-muted"),
                        key=version.title,
                    ),
                ),
                class_name="hs-versions",
            ),
        ),
    )


def _signature(t: Translator, view: View) -> rx.Component:
    return rx.cond(
        view.signature.length() > 0,
        rx.el.section(
            rx.el.h2(t("Signature")),
            rx.foreach(view.signature, lambda line: rx.el.p(line)),
            rx.cond(
                view.is_unchanged,
                rx.el.p(
                    ui.icon("check-circle", size="small"),
                    t("Unchanged since it was signed"),
                    class_name="hs-row hs-muted",
                ),
                ui.notice(
                    t("This report is not as it was signed. Do not rely on it, and tell the administrator."),
                    tone="stop",
                ),
            ),
            ui.details(t("Fingerprint (SHA-256)"), rx.el.p(view.seal, class_name="hs-report-seal")),
            class_name="hs-report-signature",
        ),
    )
