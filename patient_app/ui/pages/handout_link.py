"""The ways to the printable program and the printable summary: they open the PDF beside the page."""

from typing import Any

import reflex as rx

from patient_app.ui import components as ui


def handout_link(text: str, patient_id: Any, language: str | None = None) -> rx.Component:
    """A link to a patient's program to print, in the patient's language unless another is given."""
    address = f"/api/v1/patients/{patient_id}/handout.pdf"
    return _link(text, f"{address}?language={language}" if language else address)


def summary_link(text: str, patient_id: Any, query: Any, language: str) -> rx.Component:
    """A link to a patient's summary as a PDF, in the reader's language. `query`: of the period, without `?`."""
    return _link(text, f"/api/v1/patients/{patient_id}/summary.pdf?language={language}&{query}")


def _link(text: str, address: Any) -> rx.Component:
    return rx.el.a(ui.icon("note"), text, href=address, target="_blank", rel="noopener", class_name="hs-button")
