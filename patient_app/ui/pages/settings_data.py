"""The part of a patient's settings that gives out their data: one file of everything, and files for other uses."""

from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters.numbers import file_size
from patient_app.services import documents
from patient_app.ui import components as ui
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """A document of the patient's journey, to be downloaded."""

    id: str = ""
    name: str = ""
    size: str = ""


class OwnDataScreen(Screen):
    """What a patient may take along. `patient_id` is empty for anyone else, and nothing is shown then."""

    patient_id: str = ""
    documents: list[OwnDocument] = []

    @handler
    async def load(self) -> None:
        """Ask which documents there are."""
        self.patient_id, self.documents = "", []
        actor = await self._who()
        if actor.role is not Role.PATIENT:
            return
        found = await self._call(documents.of_patient, actor.id)
        self.documents = [OwnDocument(each.id, each.file_name, file_size(each.size)) for each in found]
        self.patient_id = actor.id


def your_data(t: Translator) -> rx.Component:
    """The section; nothing for who is no patient."""
    return rx.cond(OwnDataScreen.patient_id != "", _section(t))


def _section(t: Translator) -> rx.Component:
    own = f"/api/v1/patients/{OwnDataScreen.patient_id}"
    return ui.section(
        t("Your data"),
        rx.el.div(
            _file(t("Download my data"), "/api/v1/me/data.json", kind="primary"),
            class_name="hs-row",
        ),
        rx.el.p(
            t(
                "One file (JSON) with everything that is stored about you. Not in it: your password, and notes that "
                "clinicians keep for themselves."
            ),
            class_name="hs-muted",
        ),
        ui.details(
            t("Other files"),
            rx.el.ul(
                _line(t("Summary to read or print"), "PDF", f"{own}/summary.pdf?period=start&language={t.language}"),
                _line(t("Exercise log, for a spreadsheet"), "CSV", f"{own}/logs.csv"),
                _line(t("Check-ins, for a spreadsheet"), "CSV", f"{own}/check-ins.csv"),
                _line(t("Questionnaires and measurements, for a spreadsheet"), "CSV", f"{own}/measures.csv"),
                _line(t("Record for another clinic's computer"), "FHIR", f"{own}/fhir"),
                class_name="hs-list",
            ),
        ),
        rx.cond(
            OwnDataScreen.documents.length() > 0,
            ui.details(
                t("Your documents"),
                rx.el.ul(rx.foreach(OwnDataScreen.documents, lambda each: _document(t, each)), class_name="hs-list"),
            ),
        ),
        rx.el.p(
            t("These files are not locked. Keep them where only you can open them."),
            class_name="hs-hint",
        ),
    )


def _file(text: Any, address: Any, *, kind: str = "") -> rx.Component:
    name = f"hs-button hs-button-{kind}" if kind else "hs-button"
    return rx.el.a(ui.icon("download"), text, href=address, download="", class_name=name)


def _line(text: str, kind: str, address: Any) -> rx.Component:
    link = rx.el.a(
        ui.icon("download"), kind, href=address, download="", aria_label=f"{text} ({kind})", class_name="hs-button"
    )
    return rx.el.li(rx.el.p(text, class_name="hs-grow"), link)


def _document(t: Translator, document: Any) -> rx.Component:
    link = rx.el.a(
        ui.icon("download"),
        t("Download"),
        href=f"/api/v1/documents/{document.id}",
        download="",
        aria_label=t("Download") + ": " + document.name.to(str),
        class_name="hs-button",
    )
    about = rx.el.div(
        rx.el.p(document.name), rx.el.p(document.size, class_name="hs-muted hs-small"), class_name="hs-grow"
    )
    return rx.el.li(about, link, key=document.id)
