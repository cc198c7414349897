"""The PT centres on `/admin/clinic`: add, change, close, and who works where."""

from typing import Any

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages.admin_clinic_state import ClinicScreen


def section(t: Translator) -> rx.Component:
    """The centres, the form for one, and the PTs."""
    return ui.section(
        t("PT centers"),
        rx.cond(
            ClinicScreen.centres.length() > 0,
            _table(t),
            ui.empty_state(
                t("No PT center yet"),
                t("Add the places where your physical therapists work. Orders name one of them."),
                icon_name="home",
            ),
        ),
        _form(t),
        outcome(t, "centres"),
        rx.cond(ClinicScreen.therapists.length() > 0, _therapists(t)),
    )


def outcome(t: Translator, part: str) -> rx.Component:
    """Below the button that saves a part: that it is saved, or that something in it needs a change."""
    refused = t("This is not saved. What needs a change is marked.")
    return rx.el.div(
        rx.cond(ClinicScreen.saved == part, ui.notice(t("Saved."), tone="done")),
        rx.cond(ClinicScreen.refused == part, ui.notice(refused, tone="care")),
        role="status",
    )


def _table(t: Translator) -> rx.Component:
    headings = (t("Name"), t("Phone"), t("Address"), t("Physical therapists"), t("Change it"))
    return ui.data_table(
        t("PT centers"),
        headings,
        rx.foreach(ClinicScreen.centres, lambda centre: _row(t, headings, centre)),
    )


def _row(t: Translator, headings: tuple[str, ...], centre: Any) -> rx.Component:
    name = centre.name.to(str)
    return ui.table_row(
        headings,
        rx.fragment(centre.name, rx.cond(~centre.is_open, rx.fragment(" ", ui.badge(t("Closed"), "lock")))),
        centre.phone,
        centre.address,
        centre.therapists,
        rx.el.div(
            ui.button(
                t("Change it"), on_click=ClinicScreen.edit_centre(centre.id), aria_label=t("Change it") + ": " + name
            ),
            rx.cond(
                centre.is_open,
                ui.button(
                    t("Close"),
                    kind="quiet",
                    on_click=ClinicScreen.set_centre_open(centre.id, False),
                    aria_label=t("Close") + ": " + name,
                ),
                ui.button(
                    t("Open again"),
                    kind="quiet",
                    on_click=ClinicScreen.set_centre_open(centre.id, True),
                    aria_label=t("Open again") + ": " + name,
                ),
            ),
            class_name="hs-row",
        ),
        key=centre.id,
    )


def _form(t: Translator) -> rx.Component:
    editing, errors = ClinicScreen.editing, ClinicScreen.centre_errors
    return rx.el.form(
        rx.el.h3(rx.cond(editing.id != "", t("Change the PT center"), t("Add a PT center"))),
        ui.field(t("Name"), "centre-name", default_value=editing.name, error=errors["name"], max_length=120),
        ui.field(
            t("Phone"), "centre-phone", type="tel", default_value=editing.phone, error=errors["phone"], max_length=60
        ),
        ui.field(
            t("Address"), "centre-address", default_value=editing.address, error=errors["address"], max_length=200
        ),
        rx.el.div(
            ui.button(t("Save the PT center"), type="submit"),
            rx.cond(
                editing.id != "", ui.button(t("Leave it as it is"), kind="quiet", on_click=ClinicScreen.edit_centre(""))
            ),
            class_name="hs-row",
        ),
        method="post",
        on_submit=ClinicScreen.save_centre,
        key=editing.id + ClinicScreen.revision.to_string(),
        class_name="hs-card hs-form",
    )


def _therapists(t: Translator) -> rx.Component:
    return rx.el.div(
        rx.el.h3(t("Where physical therapists work")),
        rx.foreach(ClinicScreen.therapists, lambda person: _therapist(t, person)),
        outcome(t, "therapists"),
        class_name="hs-card hs-form",
    )


def _therapist(t: Translator, person: Any) -> rx.Component:
    id = "works-" + person.id.to(str)
    return rx.el.div(
        rx.el.label(person.name, html_for=id),
        rx.el.select(
            rx.el.option(t("Not said"), value=""),
            rx.foreach(
                ClinicScreen.centres,
                lambda centre: rx.cond(
                    centre.is_open | (centre.id == person.centre_id), rx.el.option(centre.name, value=centre.id)
                ),
            ),
            id=id,
            value=person.centre_id,
            on_change=lambda centre_id: ClinicScreen.assign(person.id, centre_id),
            class_name="hs-input",
        ),
        class_name="hs-field",
        key=person.id,
    )
