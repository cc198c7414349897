"""A patient's summary for clinicians: done? hurting? functioning? what changed? Shared parts only."""

from datetime import date, timedelta

import plotly.graph_objects as go
import reflex as rx

from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.errors import NotFound
from patient_app.domain.pain import PainSeries
from patient_app.domain.people import Role, SharePart
from patient_app.domain.text import Translator
from patient_app.presenters import summary as words
from patient_app.presenters.summary import SummaryView
from patient_app.services import holds, summary
from patient_app.services.summary import Summary
from patient_app.ui import components as ui
from patient_app.ui.client.local import ClientComponent, client_module
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages import patient_answers, patient_hold, patient_journey, patient_records
from patient_app.ui.pages.handout_link import handout_link
from patient_app.ui.routes import href
from patient_app.ui.screen import Screen, handler

NO_CHART = ui.paint({"data": [], "layout": {}})
PERIODS = {"7": 7, "28": 28, "84": 84}
SINCE_START = "start"


class ForAddress(ClientComponent):
    """Its first child while the address names `shown`, else its second."""

    library = client_module("for_address.jsx")
    tag = "ForAddress"

    shown: rx.Var[str]


class PatientScreen(Screen):
    """One patient's summary for one clinician. `shown` is the id that the rest is about."""

    shown: str = ""
    missing: bool = False
    is_therapist: bool = False
    view: SummaryView = SummaryView()
    chart: go.Figure = NO_CHART
    period: str = "28"
    series: str = PainSeries.WORST.value
    asking: str = ""
    _first_day: date | None = None

    @handler
    async def load(self) -> None:
        """Show the patient of the address, or that there is none for this reader."""
        asked = self._path_part("patients")
        if asked != self.shown:
            self.period, self.series, self.asking = "28", PainSeries.WORST.value, ""
            self._first_day = None
        me = await self._who()
        self.is_therapist = me.role is Role.PHYSICAL_THERAPIST
        live.watch(
            self._tab, [f"patient:{asked}", f"clinician:{me.id}"], [PatientScreen.load, *patient_journey.on_load]
        )
        try:
            found = await self._summary(asked)
        except NotFound:
            self.shown, self.missing, self.view, self.chart = asked, True, SummaryView(), NO_CHART
            return
        self._show(found)

    @handler
    async def choose_period(self, period: str) -> None:
        """7, 28 or 84 days, or since the program began."""
        self.period = period if period in PERIODS or period == SINCE_START else "28"
        self._show(await self._summary(self.shown))

    @handler
    async def choose_series(self, series: str) -> None:
        """Worst, present or average pain: each a series of its own."""
        self.series = series if series in set(PainSeries) else PainSeries.WORST.value
        self._show(await self._summary(self.shown))

    @handler
    async def ask(self, what: str) -> None:
        """Open the question before a hold is started ('hold') or cleared ('clear'); anything else closes it."""
        self.asking = what if what in {"hold", "clear"} else ""

    @handler
    async def start_hold(self, form: dict[str, str]) -> None:
        """Put the program on hold, with a note."""
        await self._call(holds.start_hold, self.shown, form.get("note", ""))
        self.asking = ""
        self._show(await self._summary(self.shown))

    @handler
    async def clear_hold(self, form: dict[str, str]) -> None:
        """Clear the hold, with a note."""
        await self._call(holds.clear_hold, self.view.hold.id, form.get("note", ""))
        self.asking = ""
        self._show(await self._summary(self.shown))

    async def _summary(self, patient_id: str) -> Summary:
        first = None
        if self.period == SINCE_START:
            first = self._first_day
        elif self.period != "28":
            today = (await self._call(summary.summary, patient_id)).today
            first = today - timedelta(days=PERIODS[self.period] - 1)
        return await self._call(summary.summary, patient_id, first)

    def _show(self, found: Summary) -> None:
        t, series = self._t, PainSeries(self.series)
        measure = outcome_measures()["own-activities"]
        self._first_day = min((version.effective_from for version in found.versions), default=None)
        self.view = words.view(t, found, names(t, found.exercises, found.known), series)
        mic = measure.mic.points if measure.mic else None
        sees_chart = SharePart.PAIN in found.parts
        self.chart = ui.paint(words.figure(t, found, series, mic)) if sees_chart else NO_CHART
        self.shown, self.missing = found.patient_id, False


on_load = [PatientScreen.load, *patient_journey.on_load]


def page(t: Translator) -> rx.Component:
    """`/patients/[id]`, with the navigation of the reader's role."""
    return rx.cond(PatientScreen.is_therapist, _page(t, Role.PHYSICAL_THERAPIST), _page(t, Role.PHYSIATRIST))


def _page(t: Translator, role: Role) -> rx.Component:
    return ui.page(
        t,
        t("Patient summary"),
        ForAddress.create(
            rx.fragment(rx.cond(PatientScreen.missing, _missing(t, role), _summary(t, role))),
            rx.fragment(ui.skeleton(t("Loading the summary"), title=True)),
            shown=PatientScreen.shown,
        ),
        role=role,
        active="/patients/[id]",
        heading="own",
    )


def _missing(t: Translator, role: Role) -> rx.Component:
    back = "/panel" if role is Role.PHYSIATRIST else "/caseload"
    return ui.stack(
        rx.el.h1(t("Patient summary")),
        ui.empty_state(
            t("This was not found, or is not shared with you."),
            t("Patients decide who sees their record. Ask your patient to share it with you."),
            ui.link_button(t("Back to my patients"), href(t, back), icon_name="arrow-left"),
            icon_name="lock",
        ),
    )


def _summary(t: Translator, role: Role) -> rx.Component:
    view = PatientScreen.view
    return rx.el.div(
        _head(t, role),
        rx.cond(PatientScreen.problem != "", ui.notice(PatientScreen.problem, tone="care", role="alert")),
        patient_hold.question(
            t, PatientScreen.asking, PatientScreen.ask, PatientScreen.start_hold, PatientScreen.clear_hold
        ),
        patient_hold.notice(t, view, PatientScreen.ask),
        patient_answers.reasons(t, view),
        patient_answers.answers(t, view),
        patient_answers.trends(t, view, PatientScreen.chart, PatientScreen.series, PatientScreen.choose_series),
        patient_records.exercises(t, view),
        patient_records.measures(t, view),
        patient_records.measurements(t, view),
        patient_records.versions(t, view),
        patient_journey.section(t),
        class_name="hs-summary",
    )


def _head(t: Translator, role: Role) -> rx.Component:
    view = PatientScreen.view
    change = (
        ui.link_button(
            t("Change the program"),
            rx.Var.create(f"{href(t, '/patients')}/{view.id}/program"),
            kind="primary",
            icon_name="edit",
        )
        if role is Role.PHYSICAL_THERAPIST
        else rx.fragment()
    )
    measure = (
        ui.link_button(
            t("Measurements"),
            rx.Var.create(f"{href(t, '/patients')}/{view.id}/measurements"),
            icon_name="clipboard",
        )
        if role is Role.PHYSICAL_THERAPIST
        else rx.fragment()
    )
    return rx.el.div(
        rx.el.div(
            rx.el.h1(view.name),
            rx.el.p(view.problem, class_name="hs-muted"),
            class_name="hs-grow",
        ),
        rx.el.div(
            _periods(t),
            rx.cond(view.sees_program & (view.hold.id == ""), patient_hold.start_button(t, PatientScreen.ask)),
            rx.cond(view.versions.length() > 0, handout_link(t("Print handout"), view.id)),
            rx.cond(view.sees_measures, measure),
            rx.cond(view.sees_program, change),
            class_name="hs-row",
        ),
        class_name="hs-page-head",
    )


def _periods(t: Translator) -> rx.Component:
    choices = {"7": t("7 days"), "28": t("28 days"), "84": t("84 days"), SINCE_START: t("Since the start")}
    return rx.el.div(
        *(
            rx.el.button(
                text,
                type="button",
                on_click=PatientScreen.choose_period(key),
                aria_pressed=rx.cond(PatientScreen.period == key, "true", "false"),
                class_name="hs-segment",
            )
            for key, text in choices.items()
        ),
        role="group",
        aria_label=t("Period"),
        class_name="hs-segments",
    )
