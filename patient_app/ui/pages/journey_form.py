"""The form for an entry of the journey: what it is by a large button, when (about is enough), and a few words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import reflex as rx

from patient_app.domain.journey import PATIENTS_KINDS, RESULT_FIELDS, TEXT_FIELDS, EventKind, Precision, Recommendation
from patient_app.domain.text import Translator
from patient_app.presenters import journey_words as words
from patient_app.presenters.dates import month_name
from patient_app.ui import components as ui
from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.pages.journey_state import JourneyScreen

CLINICIANS_KINDS = tuple(kind for kind in EventKind if kind is not EventKind.DISCHARGE)
CELLS = {field: field for field in RESULT_FIELDS} | {"range": "usual"}
"""The fields of a line of a blood test as the form names them: a list of Reflex has a `range` of its own."""
LONG = frozenset({"result", "findings", "reason"})


class KeptForm(ClientComponent):
    """Keeps what is typed in the form within it in this tab, until the form closes or the person signs out."""

    library = client_module("kept_form.jsx")
    tag = "KeptForm"

    owner: rx.Var[str]
    name: rx.Var[str]


def entry_form(t: Translator, *, is_patient: bool) -> rx.Component:
    """First the buttons, then the form of the kind that was chosen."""
    kinds = PATIENTS_KINDS if is_patient else CLINICIANS_KINDS
    return rx.cond(
        JourneyScreen.form.kind == "",
        rx.el.div(
            rx.el.h3(t("What do you want to add?")),
            rx.el.div(
                *(
                    ui.button(
                        words.kind(t, kind),
                        icon_name=words.ICONS[kind],
                        large=True,
                        on_click=JourneyScreen.choose(kind.value),
                    )
                    for kind in kinds
                ),
                class_name="hs-journey-kinds",
            ),
            ui.button(t("Cancel"), kind="quiet", on_click=JourneyScreen.cancel),
            class_name="hs-card hs-stack",
        ),
        KeptForm.create(
            rx.el.form(
                rx.el.h3(JourneyScreen.form.kind_words),
                _when(t),
                ui.field(
                    t("Title"), "title", default_value=JourneyScreen.form.title, max_length=120, auto_complete="off"
                ),
                ui.field(
                    t("In a few words, if you like") if is_patient else t("What happened"),
                    "text",
                    multiline=True,
                    default_value=JourneyScreen.form.text,
                    max_length=4000,
                    rows=3,
                ),
                *_details(t, kinds, is_patient=is_patient),
                rx.cond(JourneyScreen.problem != "", ui.notice(JourneyScreen.problem, tone="care", role="alert")),
                rx.el.div(
                    ui.button(t("Save"), kind="primary", type="submit"),
                    ui.button(t("Cancel"), on_click=JourneyScreen.cancel),
                    class_name="hs-row",
                ),
                key=JourneyScreen.form.key,
                on_submit=JourneyScreen.save,
                class_name="hs-card hs-stack",
            ),
            owner=JourneyScreen.owner,
            name=f"journey:{JourneyScreen.shown}:{JourneyScreen.form.key}",
            key=JourneyScreen.form.key,
        ),
    )


def _when(t: Translator) -> rx.Component:
    form = JourneyScreen.form
    ways = [
        (Precision.DAY.value, t("On a day")),
        (Precision.MONTH.value, t("About a month")),
        (Precision.YEAR.value, t("About a year")),
    ]
    months = [(str(number), month_name(t, number)) for number in range(1, 13)]
    year = ui.field(t("Year"), "year", type="number", min=1900, max=date.max.year, default_value=form.year)
    return rx.el.div(
        ui.choice(
            t("When was it?"),
            "precision",
            ways,
            words=True,
            value=JourneyScreen.precision,
            on_change=JourneyScreen.choose_precision,
        ),
        rx.match(
            JourneyScreen.precision,
            (
                Precision.MONTH.value,
                rx.el.div(
                    ui.field(t("Month"), "month", options=months, default_value=form.month),
                    year,
                    class_name="hs-journey-when",
                ),
            ),
            (Precision.YEAR.value, rx.el.div(year, class_name="hs-journey-when")),
            rx.el.div(
                ui.field(t("Day"), "day", type="date", default_value=form.day, max=JourneyScreen.today),
                class_name="hs-journey-when",
            ),
        ),
        class_name="hs-stack hs-stack-tight",
    )


def _details(t: Translator, kinds: Sequence[EventKind], *, is_patient: bool) -> list[rx.Component]:
    found = [_texts(t, kind, TEXT_FIELDS[kind]) for kind in kinds if kind in TEXT_FIELDS]
    found.append(rx.cond(JourneyScreen.form.kind == EventKind.BLOOD_TEST.value, _results(t)))
    if not is_patient:
        is_exam = JourneyScreen.form.kind == EventKind.EXAM.value
        found.append(rx.cond(is_exam & JourneyScreen.is_physiatrist, _recommendation(t)))
    return found


def _texts(t: Translator, kind: EventKind, fields: Sequence[str]) -> rx.Component:
    names = words.detail_names(t)
    return rx.cond(
        JourneyScreen.form.kind == kind.value,
        rx.fragment(
            *(
                ui.field(
                    names[field],
                    f"detail-{field}",
                    multiline=field in LONG,
                    default_value=JourneyScreen.form.details.get(field, ""),
                    max_length=2000,
                    auto_complete="off",
                )
                for field in fields
            )
        ),
    )


def _recommendation(t: Translator) -> rx.Component:
    """Each as a radio button that the browser keeps, so that the form has it as it was chosen."""
    return rx.el.fieldset(
        rx.el.legend(t("Recommendation"), class_name="hs-label"),
        *(
            rx.el.label(
                rx.el.input(
                    type="radio",
                    name="detail-recommendation",
                    value=each.value,
                    default_checked=JourneyScreen.form.details.get("recommendation", "") == each.value,
                ),
                rx.el.span(words.recommendation(t, each)),
                class_name="hs-tick",
            )
            for each in Recommendation
        ),
        class_name="hs-choice",
    )


def _results(t: Translator) -> rx.Component:
    labels = {"name": t("Name"), "value": t("Value"), "unit": t("Unit"), "range": t("Usual range")}
    return rx.el.fieldset(
        rx.el.legend(t("Results, as the laboratory wrote them"), class_name="hs-label"),
        rx.foreach(
            JourneyScreen.results,
            lambda row: rx.el.div(
                *(_cell(labels[field], field, row) for field in RESULT_FIELDS),
                class_name="hs-journey-result",
                key=row.place,
            ),
        ),
        ui.button(t("Another line"), icon_name="plus", on_click=JourneyScreen.more_results),
        class_name="hs-choice hs-stack",
    )


def _cell(label: str, field: str, row: Any) -> rx.Component:
    name = f"result-{row.place}-{field}"
    return rx.el.label(
        rx.el.span(label, class_name="hs-hint"),
        rx.el.input(
            name=name,
            default_value=getattr(row, CELLS[field]),
            max_length=120,
            auto_complete="off",
            class_name="hs-input",
        ),
        class_name="hs-field",
    )
