"""Pain, own activities and a measure over time with what happened, beside the days; and the weeks as stacked bars."""

from typing import Any

import reflex as rx

from patient_app.domain.pain import PainSeries
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.patient_answers import not_shared
from patient_app.ui.pages.patient_course import course

View = Any
"""A view of the presenters as a state var."""


def trends(t: Translator, state: Any, *, leads_on: bool = True) -> rx.Component:
    """The chart on one time axis; beside it the calendar of days, and the course, whose reports are links when it
    `leads_on`."""
    view = state.view.summary
    return rx.el.div(
        rx.el.section(
            rx.el.div(
                rx.el.h2(t("Over time"), class_name="hs-grow"),
                rx.cond(state.view.trend.choices.length() > 1, _measure_choice(t, state)),
                rx.cond(view.sees_pain, _series(t, state.series, state.choose_series)),
                class_name="hs-page-head hs-trend-head",
            ),
            rx.cond(view.sees_pain | (state.view.trend.choices.length() > 0), _chart(t, state), not_shared(t)),
            class_name="hs-card hs-summary-trend",
        ),
        rx.el.div(_days(t, view), course(t, state.view, leads_on=leads_on), class_name="hs-stack hs-summary-side"),
        class_name="hs-summary-row",
    )


def _days(t: Translator, view: View) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("Days")),
        rx.cond(
            view.sees_program,
            rx.fragment(
                rx.el.p(view.days_words, " · ", view.streak, class_name="hs-hint"),
                rx.el.div(ui.adherence_calendar(t, view.weeks, t("Days of the program"))),
            ),
            not_shared(t),
        ),
        class_name="hs-card hs-summary-days",
    )


def weeks(t: Translator, view: View) -> rx.Component:
    """Week by week: what was done, not done, and not reported of what was planned."""
    table = weeks_table(t, t("Done, not done and no report by week"), view.week_rows)
    return ui.section(
        t("Done, not done, no report"),
        rx.cond(
            view.sees_program,
            rx.fragment(
                rx.el.p(view.done.counts, " ", view.done.reasons),
                bar_key(t),
                table,
            ),
            not_shared(t),
        ),
        hint=t("Of the exercises planned in each week, self-reported."),
    )


def weeks_table(t: Translator, caption: str, rows: View) -> rx.Component:
    """Weeks as rows: the bar of each, and the figures that it shows. On a phone the share and the extra ones, which
    the others imply, give way to the bars."""
    headings = [t("Week of"), t("At a glance"), t("Done"), t("Not done"), t("No report"), t("Adherence"), t("Extra")]
    numeric = range(2, len(headings))
    return rx.el.div(
        ui.data_table(
            caption,
            headings,
            rx.foreach(
                rows,
                lambda row: ui.table_row(
                    headings,
                    row.label,
                    _bar(row),
                    row.done,
                    row.not_done,
                    row.no_report,
                    row.figure,
                    row.extra,
                    numeric=numeric,
                    key=row.label,
                ),
            ),
            numeric=numeric,
            folds=False,
        ),
        class_name="hs-weeks",
    )


def bar_key(t: Translator) -> rx.Component:
    """What the parts of a bar mean."""
    parts = {"done": t("Done"), "not-done": t("Not done"), "no-report": t("No report")}
    return rx.el.ul(
        *(rx.el.li(rx.el.span(class_name=f"hs-stack-bar hs-stack-{kind}"), words) for kind, words in parts.items()),
        class_name="hs-chart-key",
        aria_hidden="true",
    )


def _bar(row: View) -> rx.Component:
    parts = (("done", row.done_width), ("not-done", row.not_done_width), ("no-report", row.no_report_width))
    return rx.el.span(
        *(rx.el.span(class_name=f"hs-stack-{kind}", style={"width": width}) for kind, width in parts),
        class_name="hs-stack-bar",
        aria_hidden="true",
    )


def _chart(t: Translator, state: Any) -> rx.Component:
    trend = state.view.trend
    return ui.chart(
        t,
        state.chart,
        sentence=rx.fragment(
            rx.foreach(trend.sentences, lambda words: rx.el.span(words, class_name="hs-chart-sentence")),
            rx.cond(trend.events != "", _events(t, trend)),
        ),
        table=_numbers(t, trend),
        height=trend.height,
        key=_key(trend),
    )


def _events(t: Translator, trend: View) -> rx.Component:
    return rx.el.span(t("In this period:"), " ", trend.events, class_name="hs-chart-sentence")


def _key(trend: View) -> rx.Component:
    return rx.el.ul(
        rx.foreach(
            trend.key,
            lambda item: rx.el.li(rx.el.span(class_name=f"hs-key hs-key-{item.kind}"), item.text, key=item.kind),
        ),
        class_name="hs-chart-key",
    )


def _measure_choice(t: Translator, state: Any) -> rx.Component:
    trend = state.view.trend
    return rx.el.div(
        rx.el.label(t("Measure"), html_for="chart-measure"),
        rx.el.select(
            rx.foreach(trend.choices, lambda one: rx.el.option(one.name, value=one.key, key=one.key)),
            id="chart-measure",
            value=trend.chosen,
            on_change=state.choose_measure,
            class_name="hs-input",
        ),
        class_name="hs-row hs-chart-choice",
    )


def _series(t: Translator, series: Any, choose: Any) -> rx.Component:
    texts = {PainSeries.WORST: t("Worst"), PainSeries.NOW: t("Now"), PainSeries.AVERAGE: t("Average")}
    return rx.el.div(
        *(
            rx.el.button(
                text,
                type="button",
                on_click=choose(key.value),
                aria_pressed=rx.cond(series == key.value, "true", "false"),
                class_name="hs-segment",
            )
            for key, text in texts.items()
        ),
        role="group",
        aria_label=t("Which pain"),
        class_name="hs-segments",
    )


def _numbers(t: Translator, trend: View) -> rx.Component:
    headings = [t("Date"), t("Exercises"), t("Pain"), t("Own activities"), t("Measure"), t("What happened")]
    numeric = (2, 3, 4)
    return ui.data_table(
        t("Pain, function and measure by day"),
        headings,
        rx.foreach(
            trend.numbers,
            lambda row: ui.table_row(
                headings,
                row.date,
                row.day,
                row.pain,
                row.function,
                row.score,
                row.events,
                numeric=numeric,
                key=row.date,
            ),
        ),
        numeric=numeric,
    )
