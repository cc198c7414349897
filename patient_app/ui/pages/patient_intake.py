"""The intake on a clinician's summary of a patient: what the patient wrote before treatment, and who referred them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import reflex as rx

from patient_app.content.body_sites import body_sites
from patient_app.content.intake_questions import IntakeForm
from patient_app.content.warning_sign_lists import question_by_code
from patient_app.domain.errors import NotFound
from patient_app.domain.intake import Kind
from patient_app.domain.text import Translator
from patient_app.presenters import intake as words
from patient_app.presenters.intake import IntakeCard, IntakeRow
from patient_app.services import intake
from patient_app.services.intake import ReadIntake
from patient_app.ui import components as ui
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class _Asked:
    key: str
    kind: Kind
    label: str
    names: Mapping[str, str]


class PatientIntakeScreen(Screen):
    """The intake of the patient whose id is `shown`."""

    shown: str = ""
    is_shared: bool = False
    sees_pain: bool = False
    card: IntakeCard = IntakeCard()

    @handler
    async def load(self) -> None:
        """Show the intake of the patient of the address, or that it is not shared."""
        asked = self._path_part("patients")
        self.card, self.is_shared = IntakeCard(), False
        try:
            found = await self._call(intake.of_patient, asked)
        except NotFound:
            self.shown = asked
            return
        self.card = card_of(self._t, found)
        self.shown, self.is_shared, self.sees_pain = asked, True, found.sees_pain


def card_of(t: Translator, found: ReadIntake) -> IntakeCard:
    """An intake in its reader's words."""
    return words.card(
        t,
        _asked(found.form, t.language),
        found.answers,
        found.done_on,
        found.referrals,
        lambda code: body_sites()[code].name(t.language) if code in body_sites() else code,
        lambda code: question_by_code(code).label(t.language),
    )


def _asked(form: IntakeForm, language: str) -> list[_Asked]:
    return [
        _Asked(
            each.key,
            each.rule.kind,
            each.label.text(language),
            {option.code: option.name(language) for option in each.options},
        )
        for each in form.questions
    ]


def card(t: Translator, patient_id: rx.Var[str]) -> rx.Component:
    """The card. It loads itself when it comes into the page, and anew for another patient."""
    screen = PatientIntakeScreen
    return rx.el.section(
        rx.el.h2(t("Intake")),
        rx.cond(
            screen.shown == patient_id,
            rx.cond(screen.is_shared, content(t, screen.card, screen.sees_pain), _not_shared(t)),
            ui.skeleton_lines(t("Loading"), 3),
        ),
        key=patient_id,
        on_mount=screen.load,
        class_name="hs-card hs-stack",
    )


def content(t: Translator, shown: Any, sees_pain: Any) -> rx.Component:
    """What was written, and who referred the patient. `shown`: an `IntakeCard` as a state var."""
    return rx.fragment(
        rx.cond(
            shown.rows.length() > 0,
            rx.fragment(
                rx.el.p(shown.done, class_name="hs-hint"),
                rx.el.dl(rx.foreach(shown.rows, _row), class_name="hs-intake-read"),
                rx.cond(
                    ~sees_pain,
                    rx.el.p(t("Pain and warning signs are not shared with you."), class_name="hs-muted"),
                ),
            ),
            rx.el.p(t("The patient has not written an intake yet."), class_name="hs-muted"),
        ),
        rx.cond(
            shown.referrals.length() > 0,
            rx.fragment(
                rx.el.h3(t("Referrals")),
                rx.el.ul(rx.foreach(shown.referrals, lambda line: rx.el.li(line)), class_name="hs-facts"),
            ),
        ),
    )


def _row(row: rx.Var[IntakeRow]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(row.label),
        rx.el.dd(rx.cond(row.is_sign, rx.fragment(ui.icon("alert", size="small"), " ")), row.text),
        class_name=rx.cond(row.is_sign, "hs-intake-sign", ""),
    )


def _not_shared(t: Translator) -> rx.Component:
    return rx.el.p(ui.icon("lock", size="small"), t("Not shared with you"), class_name="hs-row hs-muted")
