"""The daily check-in. The screen itself is a local component (client/check_in.jsx)."""

import reflex as rx

from patient_app.content.body_sites import site_groups
from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.components import page as page_shell
from patient_app.ui.live import Live
from patient_app.ui.pages.today import TodayScreen


class CheckInBoard(LocalComponent):
    """Pain, function and warning signs, kept on the phone and sent from there. `sites`: the groups of the body map."""

    library = client_module("check_in.jsx")
    tag = "CheckIn"

    revision: rx.Var[int]
    sites: rx.Var[list[dict[str, object]]]


on_load = TodayScreen.watch


def page(t: Translator) -> rx.Component:
    """`/check-in`."""
    board = CheckInBoard.create(t=t, revision=Live.beat, sites=sites(t.language))
    return page_shell(t, t("Check-in"), board, role=Role.PATIENT, active="/check-in", live=False)


def sites(language: str) -> list[dict[str, object]]:
    """The groups of the body map, for the local components."""
    return [
        {
            "code": group.code,
            "name": group.name(language),
            "sites": [{"code": site.code, "name": site.name(language)} for site in group.sites],
        }
        for group in site_groups()
    ]
