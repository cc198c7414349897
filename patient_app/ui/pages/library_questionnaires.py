"""The clinic's own questionnaires: load a file, see what there is, retire. A section for `/library`."""

from dataclasses import dataclass

import reflex as rx

from patient_app.domain.text import Translator
from patient_app.presenters.people import moment
from patient_app.services import clinic_measures
from patient_app.services.clinic_measures import LoadedMeasure
from patient_app.ui import components as ui
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.screen import Screen, handler


@dataclass(frozen=True, slots=True)
class QuestionnaireRow:
    """One version of a questionnaire."""

    key: str
    id: str
    name: str
    version: str
    questions: str
    licence: str
    loaded: str
    retired: bool


class QuestionnaireUpload(LocalComponent):
    """The form that loads a file, and the report on it."""

    library = client_module("questionnaire_upload.jsx")
    tag = "QuestionnaireUpload"

    on_loaded: rx.EventHandler[rx.event.no_args_event_spec]


class QuestionnairesScreen(Screen):
    """The questionnaires that this clinic loaded."""

    loaded: bool = False
    rows: list[QuestionnaireRow] = []
    asking: str = ""

    @handler
    async def load(self) -> None:
        """Show them."""
        await self._fill()

    @handler
    async def ask_to_retire(self, measure_id: str) -> None:
        """Ask once more before one is retired; '' takes the question back."""
        self.asking = measure_id

    @handler
    async def retire(self, measure_id: str) -> None:
        """Ask for it no more."""
        await self._call(clinic_measures.retire, measure_id)
        self.asking = ""
        await self._fill()

    async def _fill(self) -> None:
        t, me = self._t, await self._who()
        self.rows = [_row(t, each, me.time_zone) for each in await self._call(clinic_measures.loaded)]
        self.loaded = True


def _row(t: Translator, found: LoadedMeasure, time_zone: str) -> QuestionnaireRow:
    loaded_at = moment(t, found.loaded_at, time_zone)
    return QuestionnaireRow(
        key=f"{found.measure.id} {found.version}",
        id=found.measure.id,
        name=found.measure.name(t.language),
        version=found.version,
        questions=t.n("{n} question", "{n} questions", len(found.measure.items)),
        licence=found.measure.licence.text,
        loaded=f"{loaded_at}, {found.loaded_by}" if found.loaded_by else loaded_at,
        retired=found.is_retired,
    )


def questionnaires(t: Translator) -> rx.Component:
    """The section; the page calls `QuestionnairesScreen.load` when it is opened."""
    state = QuestionnairesScreen
    headings = [t("Questionnaire"), t("Version"), t("Questions"), t("Licence"), t("Loaded"), t("Retire it")]
    return ui.section(
        t("Questionnaires of your clinic"),
        rx.cond(state.problem != "", ui.notice(state.problem, tone="stop", role="alert")),
        QuestionnaireUpload.create(t=t, on_loaded=state.load),
        rx.cond(
            state.rows.length() > 0,
            ui.data_table(
                t("Questionnaires of your clinic"),
                headings,
                rx.foreach(
                    state.rows,
                    lambda row: ui.table_row(
                        headings,
                        row.name,
                        row.version,
                        row.questions,
                        row.licence,
                        row.loaded,
                        _retire(t, row),
                        key=row.key,
                    ),
                ),
            ),
            rx.cond(state.loaded, rx.el.p(t("Your clinic has loaded none yet."), class_name="hs-muted")),
        ),
        hint=t("Questionnaires that your clinic uses under its own licence. They stay in your clinic."),
    )


def _retire(t: Translator, row: rx.Var[QuestionnaireRow]) -> rx.Component:
    state = QuestionnairesScreen
    question = rx.el.div(
        ui.button(t("Retire it"), kind="danger", on_click=state.retire(row.id), auto_focus=True),
        ui.button(t("Leave it as it is"), on_click=state.ask_to_retire("")),
        class_name="hs-row",
    )
    start = ui.button(
        t("Retire"),
        kind="quiet",
        on_click=state.ask_to_retire(row.id),
        aria_label=rx.Var.create(f"{t('Retire')}: {row.name}, {row.version}"),
    )
    return rx.cond(row.retired, ui.badge(t("Retired"), "lock"), rx.cond(state.asking == row.id, question, start))
