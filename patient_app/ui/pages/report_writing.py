"""The PT's desk for a draft: the figures on one side, the own words on the other, then sign and send."""

from typing import Any

import reflex as rx

from patient_app.domain.goals import GoalCategory
from patient_app.domain.text import Translator
from patient_app.presenters.goals import category
from patient_app.presenters.report_words import goal_words
from patient_app.ui import components as ui
from patient_app.ui.pages.report_reading import document, figures
from patient_app.ui.pages.report_state import ReportScreen

KEPT_AFTER = 500
"""Milliseconds after the last key; leaving the field keeps at once."""


def desk(t: Translator) -> rx.Component:
    """The draft, or its preview."""
    state = ReportScreen
    return rx.cond(
        state.is_previewing,
        ui.stack(
            ui.notice(t("This is what the physiatrist will read. It is a draft and not signed.")),
            document(t, state.view),
            _sign(t),
        ),
        rx.el.div(
            rx.el.div(_filled(t), figures(t, state.view.figures), class_name="hs-report-data"),
            rx.el.div(_elsewhere(t), _words(t), _goals(t), _sign(t), class_name="hs-report-writing"),
            class_name="hs-report-desk",
        ),
    )


def _filled(t: Translator) -> rx.Component:
    """Where the figures come from, what has changed since, and filling again."""
    state = ReportScreen
    changed = rx.el.div(
        rx.el.ul(
            rx.foreach(
                state.changed,
                lambda each: rx.el.li(
                    rx.el.span(
                        rx.el.strong(each.what),
                        ": ",
                        rx.cond(each.now != "", each.now, t("not there any more")),
                        rx.cond(
                            each.before != "",
                            rx.el.span(f" ({t('in the draft')}: {each.before})", class_name="hs-muted"),
                        ),
                    ),
                ),
            ),
            class_name="hs-changes",
        ),
    )
    return rx.el.section(
        rx.el.h2(t("Figures from the record")),
        rx.cond(
            state.view.not_shared != "",
            rx.el.p(ui.icon("lock", size="small"), state.view.not_shared, class_name="hs-row hs-muted"),
        ),
        rx.cond(
            state.changed.length() > 0,
            ui.notice(changed, title=t("The record has changed. Filling again would change:")),
        ),
        rx.el.form(
            ui.field(
                t("Up to and including"),
                "until",
                type="date",
                default_value=state.until,
                min=state.earliest,
                max=state.latest,
                key=state.fresh,
            ),
            ui.button(t("Fill in again from the record"), icon_name="refresh", type="submit"),
            on_submit=state.refill,
            class_name="hs-report-refill",
        ),
        class_name="hs-stack hs-stack-tight",
    )


def _elsewhere(t: Translator) -> rx.Component:
    state = ReportScreen
    return rx.cond(
        state.elsewhere,
        ui.notice(
            rx.el.p(t("This draft was changed in another window. What you change here is not kept until you choose.")),
            rx.el.div(
                ui.button(t("Go on with this window"), kind="primary", on_click=state.choose_window(True)),
                ui.button(t("Go on with the other window"), on_click=state.choose_window(False)),
                class_name="hs-row",
            ),
            tone="care",
            role="alert",
        ),
    )


def _words(t: Translator) -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("Your words")),
        _text(
            t,
            "assessment",
            t("Assessment"),
            t("Why there was progress or not, for this patient, in your own words."),
            ReportScreen.assessment,
        ),
        _text(
            t,
            "plan",
            t("Plan"),
            t("What comes next: go on, change, look further, or discharge. In your own words."),
            ReportScreen.plan,
        ),
        rx.el.p(ReportScreen.kept, class_name="hs-hint", role="status"),
        class_name="hs-stack hs-stack-tight",
    )


def _text(t: Translator, name: str, label: str, hint: str, value: Any) -> rx.Component:
    state = ReportScreen
    return ui.field(
        label,
        name,
        hint=hint,
        error=state.problems[name].to(str) | "",
        multiline=True,
        rows="6",
        default_value=value,
        max_length=20_000,
        on_change=lambda text: state.write(state.fresh, name, text).debounce(KEPT_AFTER),
        on_blur=lambda text: state.write(state.fresh, name, text),
        key=f"{name}-{state.fresh}",
    )


def _goals(t: Translator) -> rx.Component:
    state = ReportScreen
    return rx.el.section(
        rx.el.h2(t("Your word on each goal")),
        rx.cond(
            state.view.figures.sees_measures,
            rx.fragment(
                rx.el.ol(
                    rx.foreach(state.view.figures.goals, lambda goal: _goal(t, goal)), class_name="hs-report-goal-words"
                ),
                rx.cond(state.adding_goal, _new_goal(t), _add_goal(t)),
            ),
            rx.el.p(t("The patient does not share goals and measures with you."), class_name="hs-muted"),
        ),
        class_name="hs-stack hs-stack-tight",
    )


def _goal(t: Translator, goal: Any) -> rx.Component:
    state = ReportScreen
    line = state.goals[goal.letter]
    return rx.el.li(
        rx.el.p(rx.el.strong(goal.letter, ". ", goal.text)),
        rx.el.p(goal.category, rx.cond(goal.figures != "", f". {goal.figures}", ""), class_name="hs-hint"),
        rx.cond(
            goal.is_open,
            rx.fragment(
                rx.el.div(
                    *(
                        rx.el.button(
                            words,
                            type="button",
                            aria_label=f"{words}: {t('goal')} {goal.letter}",
                            on_click=state.choose_word(goal.letter, word),
                            aria_pressed=rx.cond(line.word == word, "true", "false"),
                            class_name="hs-segment",
                        )
                        for word, words in goal_words(t).items()
                    ),
                    role="group",
                    aria_label=f"{t('Goal')} {goal.letter}",
                    class_name="hs-segments",
                ),
                rx.el.div(
                    _goal_field(t("Value now"), goal, "value", line.value),
                    rx.cond(line.word == "changed", _goal_field(t("New target"), goal, "target", line.target)),
                    _goal_field(t("Note"), goal, "note", line.note),
                    class_name="hs-report-goal-fields",
                ),
                rx.cond(
                    line.problem != "",
                    rx.el.p(ui.icon("alert", size="small"), line.problem, class_name="hs-error", role="alert"),
                ),
            ),
            ui.badge(goal.status, goal.icon),
        ),
        key=f"{goal.letter}-{state.fresh}",
    )


def _goal_field(label: str, goal: Any, name: str, value: Any) -> rx.Component:
    state = ReportScreen
    id = f"goal-{goal.letter}-{name}"
    return rx.el.div(
        rx.el.label(label, rx.el.span(f", {goal.letter}", class_name="hs-hidden"), html_for=id),
        rx.el.input(
            id=id,
            default_value=value,
            auto_complete="off",
            max_length=2000 if name == "note" else 40,
            on_change=lambda text: state.write_goal(state.fresh, goal.letter, name, text).debounce(KEPT_AFTER),
            on_blur=lambda text: state.write_goal(state.fresh, goal.letter, name, text),
            class_name="hs-input",
        ),
        class_name=f"hs-field hs-report-{name}",
    )


def _add_goal(t: Translator) -> rx.Component:
    return ui.button(t("Add a goal"), icon_name="plus", on_click=ReportScreen.ask_for_goal(True))


def _new_goal(t: Translator) -> rx.Component:
    state = ReportScreen
    # Function first: it is what a goal should be about, and what is chosen when nobody chooses.
    about = sorted(GoalCategory, key=lambda each: each is not GoalCategory.FUNCTION)
    return rx.el.form(
        ui.field(t("What is to be reached"), "description", required=True, max_length=300, auto_focus=True),
        ui.field(t("About"), "category", options=[(each.value, category(t, each)) for each in about]),
        rx.el.div(
            ui.field(t("From"), "baseline", input_mode="decimal"),
            ui.field(t("Target"), "target", input_mode="decimal"),
            ui.field(t("Unit"), "unit", max_length=40),
            ui.field(t("By"), "due_on", type="date"),
            class_name="hs-report-goal-fields",
        ),
        rx.el.div(
            ui.button(t("Add the goal"), kind="primary", type="submit"),
            ui.button(t("Cancel"), on_click=state.ask_for_goal(False)),
            class_name="hs-row",
        ),
        on_submit=state.add_goal,
        class_name="hs-card",
    )


def _sign(t: Translator) -> rx.Component:
    state = ReportScreen
    return rx.el.section(
        rx.el.h2(t("Sign and send")),
        rx.el.div(
            ui.field(
                t("Your credentials, as they stand under your reports"),
                "credentials",
                error=state.problems["credentials"].to(str) | "",
                default_value=state.credentials,
                auto_complete="off",
                max_length=200,
                on_change=lambda text: state.write(state.fresh, "credentials", text).debounce(KEPT_AFTER),
                on_blur=lambda text: state.write(state.fresh, "credentials", text),
                key=f"credentials-{state.fresh}",
            ),
            key=f"credentials-{state.fresh}",
        ),
        rx.cond(
            state.readers.length() > 0,
            rx.el.div(
                rx.el.label(t("Send to"), html_for="to"),
                rx.el.select(
                    rx.cond(state.to == "", rx.el.option(t("Choose a physiatrist"), value="")),
                    rx.foreach(state.readers, lambda one: rx.el.option(one.name, value=one.id)),
                    id="to",
                    value=state.to,
                    on_change=state.choose_reader,
                    class_name="hs-input",
                ),
                rx.cond(
                    state.problems["to"].to(str) | "" != "",
                    rx.el.p(ui.icon("alert", size="small"), state.problems["to"].to(str), class_name="hs-error"),
                ),
                class_name="hs-field",
            ),
            ui.notice(t("No physiatrist sees this patient's journey now. You can sign, and send the report later.")),
        ),
        rx.el.p(
            t("After signing nothing of the report can be changed. You can add to it."),
            class_name="hs-hint",
        ),
        rx.el.div(
            ui.button(t("Sign and send"), kind="primary", icon_name="check", on_click=state.sign),
            ui.button(
                rx.cond(state.is_previewing, t("Back to writing"), t("Preview")),
                icon_name="eye",
                on_click=state.toggle_preview,
            ),
            _discard(t),
            class_name="hs-row",
        ),
        class_name="hs-stack hs-stack-tight",
    )


def _discard(t: Translator) -> rx.Component:
    state = ReportScreen
    return rx.cond(
        state.asking_to_discard,
        rx.el.span(
            rx.el.span(t("Throw this draft away, with your words?")),
            ui.button(t("Throw it away"), kind="danger", on_click=state.discard),
            ui.button(t("Keep it"), on_click=state.ask_to_discard(False)),
            class_name="hs-row",
        ),
        ui.button(t("Throw the draft away"), kind="quiet", icon_name="trash", on_click=state.ask_to_discard(True)),
    )
