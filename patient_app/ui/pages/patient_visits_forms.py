"""The forms of a patient's visits: plan, move, cancel, hold, miss, correct, and the answers to what a patient asks."""

from typing import Any

import reflex as rx

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.domain.visits import VisitDecision, VisitKind, VisitMode
from patient_app.presenters import visits as words
from patient_app.ui import components as ui
from patient_app.ui.pages import patient_visits_state as state
from patient_app.ui.pages.patient_visits_state import VisitsScreen


def forms(t: Translator, role: Role) -> rx.Component:
    """The form that is open, if any."""
    return rx.match(
        VisitsScreen.asking,
        (state.PLAN, _form(t, state.PLAN, t("Plan a visit"), _plan(t, role), t("Plan it"))),
        (state.MOVE, _form(t, state.MOVE, t("Move the visit"), _move(t), t("Move it"))),
        (state.CANCEL, _form(t, state.CANCEL, t("Cancel the visit?"), _cancel(t), t("Cancel the visit"), danger=True)),
        (state.HOLD, _form(t, state.HOLD, t("Record the visit"), _hold(t), t("Record the visit"))),
        (state.MISS, _form(t, state.MISS, t("The patient did not come?"), _miss(t), t("Record as missed"))),
        (state.CORRECT, _form(t, state.CORRECT, t("Correct the record"), _correct(t), t("Correct it"))),
        (state.ACCEPT, _form(t, state.ACCEPT, t("Do what the patient asks"), _accept(t), t("Accept"))),
        (state.DECLINE, _form(t, state.DECLINE, t("Leave the visit as it is"), _decline(t), t("Tell the patient"))),
        (state.TREATED, _form(t, state.TREATED, t("Record an earlier treatment day"), _treated(t), t("Record it"))),
        rx.fragment(),
    )


def _form(t: Translator, action: str, title: str, fields: Any, act: str, *, danger: bool = False) -> rx.Component:
    asked = VisitsScreen.asked
    return rx.el.form(
        rx.el.h2(title, id=f"visit-{action}", tab_index=-1),
        rx.cond(asked.id != "", rx.el.p(asked.when, " · ", asked.who, " · ", asked.title, class_name="hs-muted")),
        fields,
        rx.el.div(
            ui.button(act, kind="danger" if danger else "primary", type="submit"),
            ui.button(t("Leave it as it is"), on_click=VisitsScreen.close),
            class_name="hs-row",
        ),
        on_submit=VisitsScreen.save,
        # What is wrong is said here, in the page's language and beside the field.
        no_validate=True,
        method="post",
        key=VisitsScreen.opened.to(str),
        class_name="hs-card hs-visit-desk",
    )


def _plan(t: Translator, role: Role) -> rx.Component:
    view = VisitsScreen.view
    first = VisitKind.TREATMENT if role is Role.PHYSICAL_THERAPIST else VisitKind.PHYSIATRIST
    kinds = sorted(VisitKind, key=lambda each: each is not first)
    return rx.fragment(
        rx.el.div(
            _field(t("Kind"), "kind", options=[(each.value, words.kind(t, each)) for each in kinds]),
            _select(
                t("With"),
                "clinician_id",
                rx.foreach(view.clinicians, lambda each: rx.el.option(each.label, value=each.value)),
            ),
            _field(t("Day"), "on", type="date", required=True),
            _field(t("Time"), "clock", type="time", required=True, hint=view.zone),
            _field(t("Minutes"), "minutes", type="number", min=5, max=240, default_value=view.minutes),
            _field(t("How"), "mode", options=[(each.value, words.mode(t, each)) for each in VisitMode]),
            _select(
                t("PT center"),
                "centre",
                rx.el.option(t("The usual place"), value=""),
                rx.foreach(view.centres, lambda each: rx.el.option(each.label, value=each.value)),
            ),
            _field(t("Another place, or how to join"), "place", max_length=300),
            _field(t("What for"), "purpose", max_length=300),
            class_name="hs-visit-fields",
        ),
        _repeat(t),
    )


def _repeat(t: Translator) -> rx.Component:
    how = {state.ONCE: t("Once"), state.COUNT: t("Several visits"), state.UNTIL: t("Until a day")}
    return rx.el.div(
        rx.el.div(
            *(
                rx.el.button(
                    text,
                    type="button",
                    on_click=VisitsScreen.choose_repeat(key),
                    aria_pressed=rx.cond(VisitsScreen.repeat == key, "true", "false"),
                    class_name="hs-segment",
                )
                for key, text in how.items()
            ),
            role="group",
            aria_label=t("How often"),
            class_name="hs-segments",
        ),
        rx.cond(
            VisitsScreen.repeat != state.ONCE,
            _field(t("Every how many weeks"), "every_weeks", type="number", min=1, max=26, default_value="2"),
        ),
        rx.cond(
            VisitsScreen.repeat == state.COUNT,
            _field(t("How many visits in all"), "count", type="number", min=2, max=60, default_value="6"),
        ),
        rx.cond(VisitsScreen.repeat == state.UNTIL, _field(t("Last day"), "until", type="date")),
        class_name="hs-visit-fields",
    )


def _when(t: Translator) -> rx.Component:
    asked = VisitsScreen.asked
    return rx.el.div(
        _field(t("Day"), "on", type="date", required=True, default_value=asked.on),
        _field(t("Time"), "clock", type="time", required=True, default_value=asked.clock, hint=VisitsScreen.view.zone),
        class_name="hs-visit-fields",
    )


def _later(t: Translator) -> rx.Component:
    return rx.cond(
        VisitsScreen.asked.has_later,
        ui.tick(t("This one and all later ones of the series"), "visit-later", name="later"),
    )


def _move(t: Translator) -> rx.Component:
    return rx.fragment(_wished(t), _when(t), _later(t), rx.el.p(t("The patient is told."), class_name="hs-hint"))


def _cancel(t: Translator) -> rx.Component:
    return rx.fragment(
        _field(t("Why (the patient reads it)"), "reason", required=True, max_length=300),
        _later(t),
    )


def _hold(t: Translator) -> rx.Component:
    asked = VisitsScreen.asked
    decisions = [(each.value, words.decision(t, each)) for each in VisitDecision]
    return rx.fragment(
        rx.cond(~asked.at_pt_centre, _choice(t("How did it end?"), "decision", decisions)),
        _field(
            t("Note"),
            "note",
            hint=t("Kept as you type. The patient can read it once the visit is recorded."),
            multiline=True,
            rows=4,
            max_length=4000,
            default_value=asked.note,
            on_blur=VisitsScreen.keep_note,
        ),
        rx.el.fieldset(
            rx.el.legend(t("Next visit (you can leave it empty)"), class_name="hs-label"),
            rx.el.div(
                _field(t("Day of the next visit"), "next_on", type="date"),
                _field(
                    t("Time of the next visit"),
                    "next_clock",
                    type="time",
                    default_value=asked.clock,
                    hint=VisitsScreen.view.zone,
                ),
                class_name="hs-visit-fields",
            ),
            class_name="hs-choice",
        ),
    )


def _miss(t: Translator) -> rx.Component:
    return rx.fragment(
        _field(t("Note for the team"), "note", max_length=300, default_value=VisitsScreen.asked.note),
        rx.el.p(t("The patient reads that the visit did not take place, without blame."), class_name="hs-hint"),
    )


def _correct(t: Translator) -> rx.Component:
    asked = VisitsScreen.asked
    statuses = [
        (VisitStatus.HELD.value, t("Held")),
        (VisitStatus.MISSED.value, t("Missed")),
        (VisitStatus.CANCELLED.value, t("Cancelled")),
    ]
    decisions = [("", t("None")), *((each.value, words.decision(t, each)) for each in VisitDecision)]
    return rx.fragment(
        rx.el.div(
            _field(t("What it was"), "status", options=statuses, default_value=asked.status),
            rx.cond(
                ~asked.at_pt_centre,
                _field(t("Decision"), "decision", options=decisions, default_value=asked.decision),
            ),
            class_name="hs-visit-fields",
        ),
        rx.cond(asked.note != "", rx.el.p(asked.note, class_name="hs-visit-typed hs-muted")),
        _field(t("Add to the note"), "note", multiline=True, rows=2, max_length=4000),
        _field(t("Why it is corrected"), "reason", required=True, max_length=300),
    )


def _accept(t: Translator) -> rx.Component:
    return rx.fragment(
        _wished(t),
        rx.cond(
            VisitsScreen.asked.wish.kind == state.MOVE,
            _when(t),
            rx.el.p(t("The visit is cancelled, and the patient is told.")),
        ),
    )


def _decline(t: Translator) -> rx.Component:
    return rx.fragment(
        _wished(t), _field(t("Why (the patient reads it)"), "note", required=True, multiline=True, max_length=500)
    )


def _treated(t: Translator) -> rx.Component:
    return _field(t("Day"), "on", type="date", required=True, default_value=VisitsScreen.view.today)


def _wished(t: Translator) -> rx.Component:
    wish = VisitsScreen.asked.wish
    return rx.cond(
        wish.id != "",
        rx.el.div(
            rx.el.p(wish.title, rx.cond(wish.wishes != "", rx.fragment(": ", wish.wishes)), class_name="hs-label"),
            rx.cond(wish.note != "", rx.el.p(wish.note, class_name="hs-visit-typed")),
        ),
    )


def _choice(question: str, name: str, options: list[tuple[str, str]]) -> rx.Component:
    return rx.el.div(
        ui.choice(question, name, options, words=True),
        rx.cond(
            VisitsScreen.wrong == name,
            rx.el.p(ui.icon("alert", size="small"), VisitsScreen.wrong_words, class_name="hs-error", role="alert"),
        ),
        id=f"visit-{name}",
        tab_index=-1,
    )


def _select(label: str, name: str, *options: Any) -> rx.Component:
    """A select whose options come from the state."""
    wrong = rx.cond(VisitsScreen.wrong == name, VisitsScreen.wrong_words, "")
    return rx.el.div(
        rx.el.label(label, html_for=f"visit-{name}"),
        rx.el.select(
            *options, id=f"visit-{name}", name=name, class_name="hs-input", aria_describedby=f"visit-{name}-e"
        ),
        rx.el.div(
            rx.cond(wrong != "", rx.el.span(ui.icon("alert", size="small"), rx.el.span(wrong), class_name="hs-error")),
            id=f"visit-{name}-e",
            role="alert",
        ),
        class_name="hs-field",
    )


def _field(label: str, name: str, **props: Any) -> rx.Component:
    wrong = rx.cond(VisitsScreen.wrong == name, VisitsScreen.wrong_words, "")
    return ui.field(label, f"visit-{name}", name=name, error=wrong, **props)
