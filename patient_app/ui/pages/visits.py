"""The patient's visits: what comes, asking to move or cancel, questions for the next one, and what was."""

from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.domain.visits import PartOfDay
from patient_app.presenters import visits as words
from patient_app.presenters.visits import RequestView, VisitView
from patient_app.ui import components as ui
from patient_app.ui.pages.visits_calendar import CalendarFeedsScreen, calendar
from patient_app.ui.pages.visits_state import ASK_CANCEL, ASK_MOVE, DONE, MyVisitsScreen

LATEST = 4
"""So many past visits are shown at once."""

on_load = [MyVisitsScreen.load, CalendarFeedsScreen.load]


def page(t: Translator) -> rx.Component:
    """`/visits`."""
    return ui.page(
        t,
        t("Visits"),
        ui.care_tabs(t, "/visits"),
        rx.cond(MyVisitsScreen.problem != "", ui.notice(MyVisitsScreen.problem, tone="care", role="alert")),
        rx.el.div(
            rx.cond(MyVisitsScreen.done != "", ui.notice(MyVisitsScreen.done, tone="done", role="status")),
            id=DONE,
            tab_index=-1,
        ),
        rx.cond(MyVisitsScreen.loaded, _content(t), ui.skeleton(t("Loading"))),
        role=Role.PATIENT,
        active="/visits",
    )


def _content(t: Translator) -> rx.Component:
    view = MyVisitsScreen.view
    return rx.el.div(
        rx.cond(view.next.id != "", _next(t, view.next), _none(t)),
        ui.section(
            t("Questions for your next visit"),
            _questions(t),
            hint=t("Write them down when you think of them. Your care team reads them before the visit."),
        ),
        calendar(t),
        rx.cond(
            view.planned.length() > 0,
            ui.section(t("Later"), ui.stack(rx.foreach(view.planned, lambda visit: _card(t, visit)))),
        ),
        rx.cond(
            view.past.length() > 0,
            ui.section(
                t("Past visits"),
                rx.el.ul(rx.foreach(view.past[:LATEST], lambda visit: _past(t, visit)), class_name="hs-list"),
                rx.cond(
                    view.past.length() > LATEST,
                    ui.details(
                        t("Earlier visits"),
                        rx.el.ul(rx.foreach(view.past[LATEST:], lambda visit: _past(t, visit)), class_name="hs-list"),
                    ),
                ),
            ),
        ),
        class_name="hs-stack hs-stack-wide",
    )


def _none(t: Translator) -> rx.Component:
    return ui.empty_state(
        t("No visit is planned"),
        t("When your care team plans one, it stands here with the day, the time and the place."),
        rx.cond(
            MyVisitsScreen.view.clinic_phone != "",
            rx.el.p(t("Call your clinic for a visit:"), " ", rx.el.strong(MyVisitsScreen.view.clinic_phone)),
        ),
        icon_name="calendar",
    )


def _next(t: Translator, visit: Any) -> rx.Component:
    return ui.section(
        t("Your next visit"),
        rx.el.article(
            rx.el.p(visit.when, class_name="hs-visit-when"),
            rx.cond(visit.elsewhere != "", rx.el.p(visit.elsewhere, class_name="hs-muted")),
            _facts(t, visit),
            rx.el.p(visit.bring),
            _wish(t, visit),
            _acts(t, visit),
            class_name="hs-card",
        ),
    )


def _card(t: Translator, visit: Any) -> rx.Component:
    return rx.el.article(
        rx.el.h3(visit.when),
        rx.cond(visit.elsewhere != "", rx.el.p(visit.elsewhere, class_name="hs-muted")),
        _facts(t, visit),
        _wish(t, visit),
        _acts(t, visit),
        key=visit.id,
        class_name="hs-card",
    )


def _facts(t: Translator, visit: Any) -> rx.Component:
    return rx.el.ul(
        _fact("people", rx.fragment(visit.who, " · ", visit.title, " · ", visit.minutes)),
        _fact(visit.mode_icon, rx.cond(visit.where != "", visit.where, visit.mode)),
        rx.cond(visit.purpose != "", _fact("note", visit.purpose)),
        rx.cond(visit.series != "", _fact("refresh", visit.series)),
        rx.cond(visit.moved != "", _fact("clock", visit.moved)),
        class_name="hs-facts",
    )


def _fact(icon: Any, text: Any) -> rx.Component:
    return rx.el.li(ui.icon(icon, size="small"), rx.el.span(text))


def _wish(t: Translator, visit: Any) -> rx.Component:
    """What was asked about the visit and waits, or how it was answered."""
    wish = visit.wish
    return rx.fragment(
        rx.cond(
            wish.id != "",
            rx.el.div(
                ui.icon("clock"),
                rx.el.div(
                    rx.el.p(
                        rx.cond(wish.kind == "move", t("You asked to move this visit"), t("You asked to cancel it")),
                        class_name="hs-notice-title",
                    ),
                    rx.cond(wish.wishes != "", rx.el.p(wish.wishes)),
                    rx.cond(wish.note != "", rx.el.p(wish.note)),
                    rx.el.p(t("It stands until your clinic answers."), class_name="hs-muted"),
                    ui.button(t("Take it back"), on_click=MyVisitsScreen.withdraw(wish.id)),
                    class_name="hs-grow hs-stack hs-stack-tight",
                ),
                class_name="hs-notice",
            ),
        ),
        rx.foreach(visit.answers, lambda answer: _answer(t, answer)),
    )


def _answer(t: Translator, answer: rx.Var[RequestView]) -> rx.Component:
    return rx.el.div(
        ui.icon("info"),
        rx.el.div(
            rx.el.p(answer.status, class_name="hs-notice-title"),
            rx.el.p(answer.answer),
            class_name="hs-grow",
        ),
        class_name="hs-notice",
    )


def _acts(t: Translator, visit: Any) -> rx.Component:
    """Calendar, ask to move, ask to cancel; and the form that is open."""
    return rx.fragment(
        rx.cond(MyVisitsScreen.about == visit.id, _form(t)),
        rx.cond(
            (MyVisitsScreen.about != visit.id) & ~visit.to_mark,
            rx.el.div(
                rx.el.a(
                    ui.icon("calendar"),
                    t("Add to my calendar"),
                    href=f"/api/v1/visits/{visit.id}.ics",
                    target="_blank",
                    rel="noopener",
                    class_name="hs-button",
                ),
                ui.button(
                    t("Ask to move"),
                    on_click=MyVisitsScreen.begin(visit.id, ASK_MOVE),
                    aria_label=t("Ask to move") + ": " + visit.when.to(str),
                ),
                ui.button(
                    t("Ask to cancel"),
                    kind="quiet",
                    on_click=MyVisitsScreen.begin(visit.id, ASK_CANCEL),
                    aria_label=t("Ask to cancel") + ": " + visit.when.to(str),
                ),
                class_name="hs-visit-acts",
            ),
        ),
    )


def _form(t: Translator) -> rx.Component:
    wishes = rx.fragment(
        _ticks(
            t("Which days suit you?"),
            [(str(at), name) for at, name in enumerate(words.weekdays(t))],
            MyVisitsScreen.days,
            MyVisitsScreen.toggle_day,
        ),
        _ticks(
            t("When on the day?"),
            [(part.value, words.part_of_day(t, part)) for part in PartOfDay],
            MyVisitsScreen.parts,
            MyVisitsScreen.toggle_part,
        ),
    )
    return rx.el.form(
        rx.cond(
            MyVisitsScreen.asking == ASK_MOVE,
            wishes,
            rx.el.p(t("The visit stands until your clinic answers.")),
        ),
        ui.field(t("Anything else? (you can leave it empty)"), "visit-note", multiline=True, max_length=500, rows=2),
        ui.button(t("Send to my clinic"), kind="primary", block=True, type="submit"),
        ui.button(t("Leave it as it is"), block=True, on_click=MyVisitsScreen.close),
        on_submit=MyVisitsScreen.send,
        method="post",
        class_name="hs-form hs-visit-form",
    )


def _ticks(question: str, options: list[tuple[str, str]], chosen: Any, toggle: Any) -> rx.Component:
    """Several answers by taps."""
    return rx.el.fieldset(
        rx.el.legend(question, class_name="hs-label"),
        rx.el.div(
            *(
                rx.el.button(
                    text,
                    type="button",
                    aria_pressed=rx.cond(chosen.contains(value), "true", "false"),
                    on_click=toggle(value),
                    class_name="hs-choice-step",
                )
                for value, text in options
            ),
            class_name="hs-choice-steps hs-choice-words",
        ),
        class_name="hs-choice",
    )


def _questions(t: Translator) -> rx.Component:
    return ui.stack(
        rx.cond(
            MyVisitsScreen.view.questions.length() > 0,
            rx.el.ul(
                rx.foreach(
                    MyVisitsScreen.view.questions,
                    lambda asked: rx.el.li(
                        rx.el.p(asked.note, class_name="hs-grow hs-visit-typed"),
                        ui.button(
                            t("Remove"),
                            kind="quiet",
                            on_click=MyVisitsScreen.withdraw(asked.id),
                            aria_label=t("Remove") + ": " + asked.note.to(str),
                        ),
                        key=asked.id,
                    ),
                ),
                class_name="hs-list",
            ),
        ),
        rx.el.form(
            ui.field(t("Your question"), "question", multiline=True, max_length=500, rows=2),
            ui.button(t("Keep this question"), type="submit", block=True),
            on_submit=MyVisitsScreen.keep_question,
            method="post",
            key=MyVisitsScreen.kept.to(str),
            class_name="hs-stack",
        ),
    )


def _past(t: Translator, visit: rx.Var[VisitView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(visit.when, class_name="hs-label"),
            rx.el.p(visit.who, " · ", visit.title, class_name="hs-muted"),
            rx.cond(visit.decision_words != "", rx.el.p(visit.decision_words)),
            rx.cond(visit.note != "", rx.el.p(visit.note, class_name="hs-visit-typed")),
            rx.cond((visit.status == "cancelled") & (visit.reason != ""), rx.el.p(visit.reason)),
            rx.foreach(
                visit.asked,
                lambda asked: rx.el.p(t("You asked:"), " ", asked.note, class_name="hs-muted hs-visit-typed"),
            ),
            class_name="hs-grow",
        ),
        ui.badge(visit.status_words, visit.status_icon),
        key=visit.id,
    )
