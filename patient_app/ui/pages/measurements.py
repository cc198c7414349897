"""Measurements in clinic: one grid for typing during the examination, and the history of each row."""

from typing import Any

import reflex as rx

from patient_app.content.measurement_catalogue import items
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters.measurements import CatalogueRow, SheetView, catalogue
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.pages.measurements_history import history
from patient_app.ui.pages.measurements_outcomes import OutcomesScreen, outcome_measures
from patient_app.ui.pages.measurements_state import MeasurementsScreen
from patient_app.ui.pages.patient import ForAddress
from patient_app.ui.routes import href


class MeasurementSheet(LocalComponent):
    """The grid. Children: the links of the page's head, and the open history."""

    library = client_module("measurement_sheet.jsx")
    tag = "MeasurementSheet"

    sheet: rx.Var[SheetView]
    catalogue: rx.Var[list[CatalogueRow]]
    owner: rx.Var[str]
    opened: rx.Var[str]

    on_history: rx.EventHandler[rx.event.passthrough_event_spec(str)]


on_load = [MeasurementsScreen.load, OutcomesScreen.load]


def page(t: Translator) -> rx.Component:
    """`/patients/[id]/measurements`."""
    return ui.page(
        t,
        t("Measurements"),
        ForAddress.create(
            rx.fragment(rx.cond(MeasurementsScreen.missing, _missing(t), _sections(t))),
            rx.fragment(ui.skeleton(t("Loading the measurements"), title=True, cards=3)),
            shown=MeasurementsScreen.shown,
        ),
        role=Role.PHYSICAL_THERAPIST,
        active="/patients/[id]",
        heading="own",
    )


def _sections(t: Translator) -> rx.Component:
    """The parts of the page, one below the other."""
    return rx.el.div(_sheet(t), outcome_measures(t), class_name="hs-stack hs-stack-wide")


def _sheet(t: Translator) -> rx.Component:
    return MeasurementSheet.create(
        rx.fragment(*_links(t)),
        rx.fragment(history(t)),
        t=t,
        sheet=MeasurementsScreen.view,
        catalogue=catalogue(t, items().values()),
        owner=MeasurementsScreen.owner,
        opened=MeasurementsScreen.opened,
        on_history=MeasurementsScreen.open_history,
    )


def _links(t: Translator) -> list[Any]:
    patient = rx.Var.create(f"{href(t, '/patients')}/{MeasurementsScreen.shown}")
    program = rx.Var.create(f"{href(t, '/patients')}/{MeasurementsScreen.shown}/program")
    return [
        ui.link(t("Patient summary"), patient, icon_name="chart", alone=True),
        ui.link(t("Program"), program, icon_name="exercise", alone=True),
    ]


def _missing(t: Translator) -> rx.Component:
    return rx.fragment(
        rx.el.h1(t("Measurements")),
        ui.empty_state(
            t("These measurements are not open to you"),
            t("The patient does not share them with you, or stopped. Ask the patient to share the measurements."),
            ui.link(t("To your caseload"), href(t, "/caseload"), alone=True),
            icon_name="lock",
        ),
    )
