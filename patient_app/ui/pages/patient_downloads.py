"""Files of a patient for clinicians, beside the PDF: tables of the days that are shown, and the record as FHIR."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui


def downloads(t: Translator, view: Any, period: Any) -> rx.Component:
    """What is shared, in a menu that opens under a button."""
    own = f"/api/v1/patients/{view.id}"
    days = f"from={period.first}&to={period.last}"
    return rx.el.details(
        rx.el.summary(ui.icon("download"), t("Download"), class_name="hs-button"),
        rx.el.ul(
            rx.cond(view.sees_program, _file(t("Exercise log"), "CSV", f"{own}/logs.csv?{days}")),
            rx.cond(view.sees_pain, _file(t("Check-ins"), "CSV", f"{own}/check-ins.csv?{days}")),
            rx.cond(view.sees_measures, _file(t("Measures"), "CSV", f"{own}/measures.csv?{days}")),
            _file(t("Whole record"), "FHIR", f"{own}/fhir"),
        ),
        class_name="hs-menu",
    )


def _file(text: str, kind: str, address: Any) -> rx.Component:
    return rx.el.li(rx.el.a(ui.icon("download", size="small"), f"{text} ({kind})", href=address, download=""))
