"""The four answers of the summary, on one screen without scrolling: done? hurting? functioning? what changed?"""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.change import Fact
from patient_app.ui import components as ui
from patient_app.ui.pages import marks

View = Any
"""A `SummaryView` as a state var."""


def reasons(t: Translator, view: View, may_mark: Any = True) -> rx.Component:
    """Why this patient needs a look, and what went well."""
    return rx.fragment(
        rx.cond(may_mark, marks.dialog(t)),
        rx.cond(
            (view.reasons.length() > 0) | (view.good_news != ""),
            rx.el.ul(
                rx.foreach(view.reasons, lambda one: marks.reason(t, one, may_mark)),
                rx.cond(
                    view.good_news != "",
                    rx.el.li(
                        ui.icon("flag", size="small"), rx.el.span(view.good_news), class_name="hs-reason hs-reason-pine"
                    ),
                ),
                class_name="hs-reasons hs-summary-reasons",
                aria_label=t("Why to look"),
                custom_attrs={"data-patient": view.id, "data-name": view.name},
            ),
        ),
        rx.cond(
            view.set_aside.length() > 0,
            ui.details(t("Set aside by you"), marks.aside_list(t, view.set_aside, with_names=False)),
        ),
    )


def answers(t: Translator, view: View) -> rx.Component:
    """Four cards, each a figure, a sentence and a small drawing."""
    return rx.el.div(
        _answer(t("Done?"), rx.cond(view.sees_program, _done(t, view), not_shared(t))),
        _answer(t("Hurting?"), rx.cond(view.sees_pain, _pain(t, view), not_shared(t))),
        _answer(t("Functioning?"), rx.cond(view.sees_pain, _function(t, view), not_shared(t))),
        _answer(t("What changed?"), _changed(t, view)),
        class_name="hs-answers",
    )


def not_shared(t: Translator) -> rx.Component:
    """A part that the patient keeps to themselves."""
    return rx.el.p(ui.icon("lock", size="small"), t("Not shared with you"), class_name="hs-row hs-muted")


def facts(of: Any) -> rx.Component:
    """Facts as lines, each with its icon."""
    return rx.el.ul(rx.foreach(of, _fact), class_name="hs-facts")


def _fact(fact: rx.Var[Fact]) -> rx.Component:
    return rx.el.li(ui.icon(fact.icon, size="small"), rx.el.span(fact.text))


def _answer(question: str, *content: Any) -> rx.Component:
    return rx.el.section(rx.el.h2(question), *content, class_name="hs-card hs-answer")


def _done(t: Translator, view: View) -> rx.Component:
    done = view.done
    return rx.fragment(
        rx.el.div(
            rx.foreach(
                done.bars,
                lambda bar: rx.el.span(
                    rx.el.span(style={"height": bar.height}), class_name="hs-bar", title=bar.words, key=bar.label
                ),
            ),
            role="img",
            aria_label=done.bars_words,
            class_name="hs-bars",
        ),
        _figure(done.value, t("adherence, self-reported")),
        rx.el.p(done.counts),
        _maybe(done.before),
        _maybe(done.dose),
        _maybe(done.reasons),
    )


def _pain(t: Translator, view: View) -> rx.Component:
    return rx.fragment(
        ui.sparkline(view.pain.spark, view.pain.spark_words),
        _figure(view.pain.value, t("worst pain, last 3 values")),
        facts(view.pain.facts),
        _maybe(view.pain.where),
    )


def _function(t: Translator, view: View) -> rx.Component:
    return rx.fragment(
        rx.el.span(ui.sparkline(view.function.spark, view.function.spark_words), class_name="hs-spark-pine"),
        _figure(view.function.value, t("activities, last 3 values")),
        facts(view.function.facts),
    )


def _changed(t: Translator, view: View) -> rx.Component:
    return rx.fragment(rx.el.p(view.period, class_name="hs-hint"), facts(view.changed))


def _figure(value: Any, unit: str) -> rx.Component:
    return rx.el.p(value, " ", rx.el.span(unit, class_name="hs-stat-unit"), class_name="hs-stat-value")


def _maybe(text: Any) -> rx.Component:
    return rx.cond(text != "", rx.el.p(text, class_name="hs-muted"))
