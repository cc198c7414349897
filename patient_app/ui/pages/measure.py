"""A questionnaire to fill in. The screen itself is a local component (client/measure.jsx): it works offline."""

import reflex as rx

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.components import page as page_shell
from patient_app.ui.live import Live
from patient_app.ui.pages.today import TodayScreen


class MeasureForm(LocalComponent):
    """The questionnaire of the address, from the phone's snapshot."""

    library = client_module("measure.jsx")
    tag = "Measure"

    revision: rx.Var[int]


on_load = TodayScreen.watch


def page(t: Translator) -> rx.Component:
    """`/measures/[code]`."""
    form = MeasureForm.create(t=t, revision=Live.beat)
    return page_shell(t, t("Questionnaire"), form, role=Role.PATIENT, active="/today", heading="own", live=False)
