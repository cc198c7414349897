"""`/admin/clinic`: the clinic's card, its settings with their meaning, limits and defaults, and its PT centres."""

from typing import Any

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.presenters.clinic_settings import groups
from patient_app.services.clinic_settings import LIMITS, SWITCHES
from patient_app.ui import components as ui
from patient_app.ui.pages import admin_centres
from patient_app.ui.pages.admin_clinic_state import CardView, ClinicScreen

on_load = ClinicScreen.load


def page(t: Translator) -> rx.Component:
    """The page of an administrator."""
    return ui.page(
        t,
        t("Clinic"),
        rx.cond(ClinicScreen.problem != "", ui.notice(ClinicScreen.problem, tone="stop", role="alert")),
        rx.cond(ClinicScreen.loaded, _content(t), ui.skeleton(t("Loading"))),
        role=Role.ADMINISTRATOR,
        active="/admin/clinic",
        lead=t("What your clinic decides for itself. A change counts at once, for everyone."),
    )


def _content(t: Translator) -> rx.Component:
    return ui.stack(
        _card(t),
        rx.el.div(
            *(_group(t, each.key, each.title, each.names) for each in groups(t)), class_name="hs-settings-groups"
        ),
        admin_centres.section(t),
    )


def _card(t: Translator) -> rx.Component:
    card, errors = ClinicScreen.card, ClinicScreen.errors
    return ui.section(
        t("The clinic's card"),
        rx.el.form(
            ui.field(t("Name"), "card-name", default_value=card.name, error=errors["name"], max_length=200),
            ui.field(
                t("Phone"),
                "card-phone",
                hint=t("Patients are told to call this number when a warning sign puts their program on hold."),
                type="tel",
                default_value=card.phone,
                error=errors["phone"],
                max_length=60,
            ),
            ui.field(
                t("Emergency number"),
                "card-emergency_number",
                hint=t("911 in the United States. Patients are told to call it in an emergency."),
                type="tel",
                default_value=card.emergency_number,
                error=errors["emergency_number"],
                max_length=20,
            ),
            ui.field(
                t("Time zone"),
                "card-time_zone",
                hint=t("A name such as America/New_York. Visits are planned in it."),
                default_value=card.time_zone,
                error=errors["time_zone"],
                max_length=64,
            ),
            ui.button(t("Save the card"), kind="primary", type="submit", class_name="hs-self-start"),
            method="post",
            on_submit=ClinicScreen.save_card,
            key=ClinicScreen.revision.to_string(),
            class_name="hs-card hs-form",
        ),
        rx.cond(ClinicScreen.asking.phone + ClinicScreen.asking.emergency_number != "", _question(t)),
        admin_centres.outcome(t, "card"),
    )


def _question(t: Translator) -> rx.Component:
    before: CardView | Any = ClinicScreen.card
    after: CardView | Any = ClinicScreen.asking
    return rx.el.div(
        ui.icon("alert"),
        rx.el.div(
            rx.el.h3(t("Change what patients are told to call?")),
            rx.cond(before.phone != after.phone, rx.el.p(t("Phone"), ": ", before.phone, " → ", after.phone)),
            rx.cond(
                before.emergency_number != after.emergency_number,
                rx.el.p(t("Emergency number"), ": ", before.emergency_number, " → ", after.emergency_number),
            ),
            rx.el.p(t("Call the number once yourself before you save it."), class_name="hs-hint"),
            rx.el.div(
                ui.button(t("Yes, change it"), kind="primary", on_click=ClinicScreen.confirm_card, auto_focus=True),
                ui.button(t("Go on typing"), on_click=ClinicScreen.leave_card),
                class_name="hs-row",
            ),
            class_name="hs-stack hs-stack-tight",
        ),
        role="alertdialog",
        aria_label=t("Change what patients are told to call?"),
        class_name="hs-notice hs-notice-care",
    )


def _group(t: Translator, key: str, title: str, names: tuple[str, ...]) -> rx.Component:
    return ui.section(
        title,
        rx.el.form(
            *(_setting(t, name) for name in names),
            ui.button(t("Save"), type="submit", class_name="hs-self-start", aria_label=f"{t('Save')}: {title}"),
            method="post",
            on_submit=lambda form: ClinicScreen.save(key, form),
            key=ClinicScreen.revision.to_string(),
            class_name="hs-card hs-form",
        ),
        admin_centres.outcome(t, key),
    )


def _setting(t: Translator, name: str) -> rx.Component:
    setting = ClinicScreen.settings[name]
    error = ClinicScreen.errors[name]
    if name in LIMITS:
        control = ui.field(
            setting.label,
            name,
            hint=setting.meaning,
            error=error,
            input_mode="numeric",
            default_value=setting.value,
            max_length=9,
            class_name="hs-input hs-settings-number",
        )
        limits = rx.fragment(setting.limits, ". ")
    else:
        options = (
            [("yes", t("Yes")), ("no", t("No"))]
            if name in SWITCHES
            else [("", t("By the patient's language")), ("letter", "Letter"), ("a4", "A4")]
        )
        control = ui.field(
            setting.label, name, hint=setting.meaning, error=error, options=options, default_value=setting.value
        )
        limits = rx.fragment()
    return rx.el.div(
        control,
        rx.el.p(limits, t("Default"), ": ", setting.default, ".", class_name="hs-hint"),
        rx.cond(
            setting.is_own,
            ui.button(
                t("Back to the default"),
                kind="quiet",
                icon_name="undo",
                on_click=ClinicScreen.use_default(name),
                aria_label=t("Back to the default") + ": " + setting.label.to(str),
                class_name="hs-self-start",
            ),
        ),
        class_name="hs-stack hs-stack-tight",
    )
