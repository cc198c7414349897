"""The patient's sharing: who sees what, share, stop sharing, emergency access, and who looked."""

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui import components as ui
from patient_app.ui.pages import sharing_emergency
from patient_app.ui.pages.intake import invitation
from patient_app.ui.pages.sharing_counted import CountedScreen, counted
from patient_app.ui.pages.sharing_form import form
from patient_app.ui.pages.sharing_handovers import cards
from patient_app.ui.pages.sharing_links import LinksScreen, links
from patient_app.ui.pages.sharing_looks import LooksScreen, looks
from patient_app.ui.pages.sharing_state import SharingScreen
from patient_app.ui.pages.sharing_team import team

on_load = [SharingScreen.load, LooksScreen.load, CountedScreen.load, LinksScreen.load]


def page(t: Translator) -> rx.Component:
    """`/sharing`."""
    return ui.page(
        t,
        t("Care and sharing"),
        ui.care_tabs(t, "/sharing"),
        rx.cond(SharingScreen.problem != "", ui.notice(SharingScreen.problem, tone="stop", role="alert")),
        rx.cond(SharingScreen.done != "", ui.notice(SharingScreen.done, tone="done", role="status")),
        rx.cond(SharingScreen.loaded, _content(t), ui.skeleton(t("Loading"))),
        role=Role.PATIENT,
        active="/sharing",
        lead=t("You decide who sees your record. You can stop at any time."),
    )


def _content(t: Translator) -> rx.Component:
    return ui.stack(
        sharing_emergency.open_now(t),
        cards(
            t,
            SharingScreen.handovers,
            SharingScreen.refusing,
            SharingScreen.agree,
            SharingScreen.ask_to_refuse,
            SharingScreen.refuse,
        ),
        rx.cond(SharingScreen.intake_due, invitation(t)),
        ui.section(t("Your care team and what each one sees"), team(t)),
        ui.section(t("Share with someone"), form(t)),
        links(t),
        ui.section(t("Who looked"), counted(t), sharing_emergency.past(t), looks(t)),
    )
