"""The draft as the patient will see it: the same cards as on the phone, in the patient's language."""

from typing import Any

import reflex as rx

from patient_app.content.exercise_library import Exercise
from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.program import Prescription
from patient_app.domain.text import Translator
from patient_app.presenters.dose import dose
from patient_app.presenters.program_form import read
from patient_app.services import programs
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.pages.program_state import ProgramScreen
from patient_app.ui.screen import Screen, handler


class PreviewScreen(Screen):
    """The lines as the phone gets them; lines that still need a value are left out."""

    is_open: bool = False
    lines: list[dict[str, Any]] = []
    language: str = "en"
    left_out: int = 0

    @handler
    async def toggle(self) -> None:
        """Open the preview of the draft as it is now, or close it."""
        if self.is_open:
            self.is_open, self.lines = False, []
            return
        program = await self.get_state(ProgramScreen)
        bench = await self._call(programs.workbench, program.shown)
        t = translator(bench.patient_language)
        draft = program._draft.lines
        found = [(line.key, read(t, line).prescription) for line in draft]
        self.lines = [_card(t, key, line, bench.exercises[line.exercise_id]) for key, line in found if line is not None]
        self.left_out = len(draft) - len(self.lines)
        self.language, self.is_open = t.language, True


def _card(t: Translator, key: str, line: Prescription, exercise: Exercise) -> dict[str, Any]:
    side = f"?side={line.side.value}" if line.side.value in ("left", "right") else ""
    return {
        "id": key,
        "dose_text": dose(t, line),
        "note": line.note,
        "precautions": line.precautions,
        "exercise": {
            "name": exercise.name(t.language),
            "steps": list(exercise.steps(t.language)),
            "caution": exercise.caution(t.language),
            "figure_url": f"/figures/{exercise.id}.svg{side}",
        },
    }


class ProgramPreview(LocalComponent):
    """The cards of the phone."""

    library = client_module("program_preview.jsx")
    tag = "ProgramPreview"

    lines: rx.Var[list[dict[str, Any]]]


def preview_button(t: Translator) -> rx.Component:
    """Opens and closes the preview."""
    return ui.button(
        t("As the patient sees it"),
        icon_name="phone-screen",
        on_click=PreviewScreen.toggle,
        aria_expanded=PreviewScreen.is_open,
    )


def preview(t: Translator) -> rx.Component:
    """The phone's cards, while the preview is open."""
    cards = {
        language: ProgramPreview.create(t=translator(language), lines=PreviewScreen.lines) for language in LANGUAGES
    }
    return rx.cond(
        PreviewScreen.is_open,
        rx.el.section(
            rx.el.div(
                rx.el.h3(t("As the patient sees it")),
                ui.button(t("Close"), kind="quiet", icon_name="close", on_click=PreviewScreen.toggle),
                class_name="hs-page-head",
            ),
            rx.cond(
                PreviewScreen.left_out > 0,
                ui.notice(t("Exercises that still need a value are left out."), tone="care"),
            ),
            rx.match(PreviewScreen.language, *cards.items(), cards["en"]),
            class_name="hs-preview-place",
            aria_label=t("As the patient sees it"),
        ),
    )
