"""The way to the printable program: opens the PDF beside the page."""

from typing import Any

import reflex as rx

from patient_app.ui import components as ui


def handout_link(text: str, patient_id: Any, language: str | None = None) -> rx.Component:
    """A link to a patient's program to print, in the patient's language unless another is given."""
    address = f"/api/v1/patients/{patient_id}/handout.pdf"
    return rx.el.a(
        ui.icon("note"),
        text,
        href=f"{address}?language={language}" if language else address,
        target="_blank",
        rel="noopener",
        class_name="hs-button",
    )
