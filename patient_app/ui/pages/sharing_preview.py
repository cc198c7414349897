"""The patient's preview of what a clinician sees: the parts of the clinician's page, filled for that reader."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import plotly.graph_objects as go
import reflex as rx

from patient_app.domain.errors import DomainError, NotFound
from patient_app.domain.pain import PainSeries
from patient_app.domain.people import Role, SharePart
from patient_app.domain.text import Translator
from patient_app.presenters import journey as journey_words
from patient_app.presenters import line_detail as line_words
from patient_app.presenters import people
from patient_app.presenters.intake import IntakeCard
from patient_app.presenters.journey import JourneyView
from patient_app.presenters.line_detail import DetailView
from patient_app.presenters.overview import OverviewView
from patient_app.presenters.summary_trend import Chosen
from patient_app.services import intake, line_detail, overview, preview, timeline
from patient_app.services.preview import Reader
from patient_app.ui import components as ui
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages import (
    journey_parts,
    patient_answers,
    patient_goals,
    patient_intake,
    patient_lines,
    patient_records,
    patient_trends,
)
from patient_app.ui.pages.journey_state import MOST_EVENTS
from patient_app.ui.pages.patient_state import NO_CHART, shown_of
from patient_app.ui.routes import href
from patient_app.ui.screen import Screen, handler, in_words


class SharedPreviewScreen(Screen):
    """One's own record as the reader of the address (`?who=&parts=`) sees it. It has what the clinician's page shows
    under the same names, so that the same parts of a page draw it."""

    loaded: bool = False
    refused: str = ""
    title: str = ""
    sees: str = ""
    view: OverviewView = OverviewView()
    chart: go.Figure = NO_CHART
    series: str = PainSeries.WORST.value
    measure: str = ""
    line: DetailView = DetailView()
    journey: JourneyView = JourneyView()
    sees_journey: bool = False
    card: IntakeCard = IntakeCard()
    sees_pain: bool = False
    everything: bool = False

    @handler
    async def load(self) -> None:
        """Show the record as the reader of the address sees it."""
        me = await self._who()
        live.watch(self._tab, [f"patient:{me.id}"], SharedPreviewScreen.load)
        self.refused, self.line, self.everything = "", DetailView(), False
        try:
            await self._show()
        except DomainError as error:
            self.view, self.chart, self.journey, self.card = OverviewView(), NO_CHART, JourneyView(), IntakeCard()
            self.refused = in_words(self._t, error)
        self.loaded = True

    @handler
    async def choose_series(self, series: str) -> None:
        """Worst, present or average pain: each a series of its own."""
        self.series = series if series in set(PainSeries) else PainSeries.WORST.value
        await self._show()

    @handler
    async def choose_measure(self, key: str) -> None:
        """The outcome measure of the chart."""
        self.measure = key
        await self._show()

    @handler
    async def open_line(self, line_id: str) -> None:
        """One exercise in detail; the one that is open is closed."""
        if line_id == self.line.id:
            self.line = DetailView()
            return
        period, seen = self.view.period, await self._reader()
        first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
        found = await self._call(preview.seen_by, seen, line_detail.line_detail, line_id, first, last)
        self.line = line_words.view(self._t, found)

    @handler
    async def show_everything(self) -> None:
        """The earlier events of the journey too."""
        self.everything = True
        await self._show()

    async def _reader(self) -> Reader:
        who, parts = asked_in(self.router.url.query_parameters)
        return await self._call(preview.reader, who, parts)

    async def _show(self) -> None:
        t, seen = self._t, await self._reader()
        found = await self._call(preview.seen_by, seen, overview.overview)
        # What the reader's colleagues and the reader have said about a reason is theirs.
        found = replace(found, summary=replace(found.summary, set_aside=(), seen=()))
        self.view, self.chart = shown_of(t, found, Chosen(PainSeries(self.series), self.measure))
        story = await self._call(preview.seen_by, seen, timeline.of_patient)
        self.journey = journey_words.view(t, story, names(t, {}, story.known), None if self.everything else MOST_EVENTS)
        self.sees_journey = SharePart.JOURNEY in seen.parts
        self.sees_pain = SharePart.PAIN in seen.parts
        self.card = IntakeCard()
        if self.sees_journey:
            told = await self._call(preview.seen_by, seen, intake.of_patient)
            self.card = patient_intake.card_of(t, told)
        role = people.role(t, seen.role)
        who = f"{seen.name}, {role}" if seen.name else t("A clinician")
        self.title = t("As {who} sees it", who=who)
        self.sees = ", ".join(people.part(t, part) for part in seen.parts)


def asked_in(query: Mapping[str, Any]) -> tuple[str, tuple[SharePart, ...] | None]:
    """As whom and with which parts, of an address. Raises `NotFound` for a part that there is not."""
    names_of_parts = [name for name in str(query.get("parts") or "").split(",") if name]
    if not set(names_of_parts) <= set(SharePart):
        raise NotFound
    parts = tuple(SharePart(name) for name in names_of_parts)
    return str(query.get("who") or ""), parts or None


on_load = SharedPreviewScreen.load


def page(t: Translator) -> rx.Component:
    """`/sharing/preview`."""
    state = SharedPreviewScreen
    return ui.page(
        t,
        t("Preview"),
        rx.el.p(ui.link(t("Back to sharing"), href(t, "/sharing"), icon_name="arrow-left", alone=True)),
        rx.cond(state.problem != "", ui.notice(state.problem, tone="care", role="alert")),
        rx.cond(
            state.loaded,
            rx.cond(state.refused != "", ui.notice(state.refused, tone="care", role="alert"), _summary(t)),
            ui.skeleton(t("Loading the summary"), title=True),
        ),
        role=Role.PATIENT,
        active="/sharing",
        width="wide",
        lead=t("This is how your record looks to someone you share with. Only you see this page."),
    )


def _summary(t: Translator) -> rx.Component:
    state = SharedPreviewScreen
    view = state.view.summary
    return rx.el.div(
        ui.notice(rx.el.p(t("You show"), ": ", state.sees), title=state.title),
        rx.el.div(
            rx.el.h2(view.name),
            rx.el.p(
                rx.cond(view.problem != "", rx.el.span(view.problem, ". ")),
                state.view.period.words,
                class_name="hs-muted",
            ),
        ),
        patient_answers.reasons(t, view, may_mark=False),
        patient_answers.answers(t, view),
        patient_trends.trends(t, state, leads_on=False),
        patient_trends.weeks(t, view),
        patient_lines.exercises(t, state),
        patient_records.measures(t, view),
        patient_records.measurements(t, view),
        patient_goals.goals(t, state.view, may_change=False),
        patient_records.versions(t, view),
        _journey(t),
        class_name="hs-summary hs-clinic",
    )


def _journey(t: Translator) -> rx.Component:
    state = SharedPreviewScreen
    return rx.fragment(
        ui.section(
            t("Journey"),
            rx.cond(~state.sees_journey, patient_answers.not_shared(t)),
            journey_parts.timeline(t, state.journey, state.show_everything, reading=True),
            rx.cond(
                state.sees_journey,
                rx.fragment(
                    rx.el.h3(t("Documents")),
                    journey_parts.document_list(t, state.journey.documents, may_remove=False),
                ),
            ),
        ),
        rx.cond(
            state.sees_journey,
            rx.el.section(
                rx.el.h2(t("Intake")),
                patient_intake.content(t, state.card, state.sees_pain),
                class_name="hs-card hs-stack",
            ),
        ),
    )
