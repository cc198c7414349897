"""The exercise library beside the program. Finding is the browser's own (client/exercise_picker.jsx)."""

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.pages.program_state import ProgramScreen


class ExercisePicker(LocalComponent):
    """Search, filters, and what was found, each with 'Add'. `used`: ids that are in the program."""

    library = client_module("exercise_picker.jsx")
    tag = "ExercisePicker"

    used: rx.Var[list[str]]
    on_add: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def library(t: Translator) -> rx.Component:
    """The library, one row an exercise."""
    return rx.el.section(
        rx.el.h2(t("Exercise library"), id="library"),
        ExercisePicker.create(t=t, used=ProgramScreen.used, on_add=ProgramScreen.add),
        class_name="hs-library",
        aria_labelledby="library",
    )
