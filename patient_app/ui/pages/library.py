"""The exercise library of a clinic: what ships and what it added. The screen is a local component
(client/library.jsx): it finds exercises as one types, without asking the server for each key."""

import reflex as rx

from patient_app.content.safety_gates import safety_gates
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters import exercise as words
from patient_app.presenters.program import purposes, regions, sides, weekdays
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.pages.library_questionnaires import QuestionnairesScreen, questionnaires


class ExerciseLibrary(LocalComponent):
    """Search, details, and the form for the clinic's own. `terms`: the library's terms in words, by field."""

    library = client_module("library.jsx")
    tag = "ExerciseLibrary"

    terms: rx.Var[dict[str, list[list[str]]]]


on_load = QuestionnairesScreen.load


def page(t: Translator) -> rx.Component:
    """`/library`."""
    return ui.page(
        t,
        t("Exercise library"),
        ExerciseLibrary.create(t=t, terms=terms(t)),
        questionnaires(t),
        role=Role.PHYSICAL_THERAPIST,
        active="/library",
        lead=t("Exercises that come with the app, and your clinic's own."),
    )


def terms(t: Translator) -> dict[str, list[list[str]]]:
    """[[term, words]] of each field, in the order in which they are shown."""
    found: dict[str, dict[str, str]] = {
        "region": regions(t),
        "purpose": purposes(t),
        "position": words.positions(t),
        "equipment": words.equipment(t),
        "side_choice": words.side_choices(t),
        "safety_gates": {gate.value: each.name(t.language) for gate, each in safety_gates().items()},
        "dose_tag": words.dose_tags(t),
        "weekday": {day.value: name for day, name in weekdays(t).items()},
        "side": {side.value: name for side, name in sides(t).items()},
    }
    return {field: [[term, name] for term, name in names.items()] for field, names in found.items()}
