"""What the summary of a patient shows, and what can be done on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import plotly.graph_objects as go
import reflex as rx

from patient_app.content.outcome_measures import outcome_measures
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.pain import PainSeries
from patient_app.domain.people import Role
from patient_app.domain.periods import Asked, PeriodKind
from patient_app.domain.text import Translator
from patient_app.presenters import line_detail as line_words
from patient_app.presenters import overview as words
from patient_app.presenters import summary_trend
from patient_app.presenters.line_detail import DetailView
from patient_app.presenters.overview import OverviewView
from patient_app.presenters.summary_trend import Chosen
from patient_app.services import holds, line_detail, overview
from patient_app.services.overview import Overview
from patient_app.ui import components as ui
from patient_app.ui.live import live
from patient_app.ui.names import names
from patient_app.ui.pages import patient_journey
from patient_app.ui.pages.emergency_banner import EmergencyBanner
from patient_app.ui.pages.patient_intake import PatientIntakeScreen
from patient_app.ui.screen import Screen, handler, in_words

NO_CHART = ui.paint({"data": [], "layout": {}})
OWN_ACTIVITIES = "own-activities"


class PatientScreen(Screen):
    """One patient's summary for one clinician. `shown`: the id that the rest is about. The period is the address's."""

    shown: str = ""
    missing: bool = False
    is_therapist: bool = False
    view: OverviewView = OverviewView()
    chart: go.Figure = NO_CHART
    series: str = PainSeries.WORST.value
    measure: str = ""
    line: DetailView = DetailView()
    wrong_days: str = ""
    """What is wrong with the days of the address. Not `problem`, which the other screens of the page share."""
    asking: str = ""

    @handler
    async def load(self) -> None:
        """Show the patient and the period of the address, or that there is no such patient for this reader."""
        asked = self._path_part("patients")
        if asked != self.shown:
            self.series, self.measure, self.asking, self.line = PainSeries.WORST.value, "", "", DetailView()
        me = await self._who()
        self.is_therapist = me.role is Role.PHYSICAL_THERAPIST
        live.watch(
            self._tab,
            [f"patient:{asked}", f"clinician:{me.id}"],
            [PatientScreen.load, EmergencyBanner.load, *patient_journey.on_load, PatientIntakeScreen.load],
        )
        try:
            await self._show(asked)
        except NotFound:
            self.shown, self.missing, self.view, self.chart = asked, True, OverviewView(), NO_CHART
            self.line, self.asking = DetailView(), ""

    @handler
    async def choose_days(self, form: dict[str, str]) -> rx.event.EventSpec:
        """Any days, by going to their address."""
        first, last = (_iso(form.get(name, "")) for name in ("from", "to"))
        return rx.redirect(f"{self.router.url.path}?from={first}&to={last}")

    @handler
    async def choose_series(self, series: str) -> None:
        """Worst, present or average pain: each a series of its own."""
        self.series = series if series in set(PainSeries) else PainSeries.WORST.value
        await self._show(self.shown)

    @handler
    async def choose_measure(self, key: str) -> None:
        """The outcome measure of the chart."""
        self.measure = key
        await self._show(self.shown)

    @handler
    async def open_line(self, line_id: str) -> None:
        """One exercise in detail; the one that is open is closed."""
        if line_id == self.line.id:
            self.line = DetailView()
        else:
            await self._read_line(line_id)

    @handler
    async def ask(self, what: str) -> None:
        """Open the question before a hold is started ('hold') or cleared ('clear'); anything else closes it."""
        self.asking = what if what in {"hold", "clear"} else ""

    @handler
    async def start_hold(self, form: dict[str, str]) -> None:
        """Put the program on hold, with a note."""
        await self._call(holds.start_hold, self.shown, form.get("note", ""))
        self.asking = ""
        await self._show(self.shown)

    @handler
    async def clear_hold(self, form: dict[str, str]) -> None:
        """Clear the hold, with a note."""
        await self._call(holds.clear_hold, self.view.summary.hold.id, form.get("note", ""))
        self.asking = ""
        await self._show(self.shown)

    async def _show(self, patient_id: str) -> None:
        """Read the summary; days that cannot be shown are named, and the usual ones shown."""
        self.wrong_days = ""
        try:
            found = await self._call(overview.overview, patient_id, asked_in(self.router.url.query_parameters))
        except Invalid as error:
            self.wrong_days = in_words(self._t, error)
            found = await self._call(overview.overview, patient_id)
        self._put(found)
        if self.line.id:
            try:
                await self._read_line(self.line.id)
            except NotFound:  # the program is not shared any more, the rest may be
                self.line = DetailView()

    def _put(self, found: Overview) -> None:
        self.view, self.chart = shown_of(self._t, found, Chosen(PainSeries(self.series), self.measure))
        self.shown, self.missing = found.summary.patient_id, False

    async def _read_line(self, line_id: str) -> None:
        period = self.view.period
        first, last = date.fromisoformat(period.first), date.fromisoformat(period.last)
        found = await self._call(line_detail.line_detail, self.shown, line_id, first, last)
        self.line = line_words.view(self._t, found)


def shown_of(t: Translator, found: Overview, chosen: Chosen) -> tuple[OverviewView, go.Figure]:
    """A summary as a page shows it: its words, and the chart."""
    known, mic = found.summary, outcome_measures()[OWN_ACTIVITIES].mic
    view = words.view(t, found, names(t, known.exercises, known.known), chosen, mic)
    return view, ui.paint(summary_trend.figure(t, known, found.course, chosen, mic))


def asked_in(query: Mapping[str, Any]) -> Asked:
    """The period of an address: `?from=&to=`, or `?period=`; since the last visit without. Raises `Invalid`."""
    if query.get("from") or query.get("to"):
        return Asked(PeriodKind.OWN, _day(query, "from"), _day(query, "to"))
    kind = str(query.get("period", ""))
    return Asked(PeriodKind(kind)) if kind in set(PeriodKind) - {PeriodKind.OWN} else Asked()


def _day(query: Mapping[str, Any], name: str) -> date | None:
    text = str(query.get(name) or "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid.field(name, "Use a date like 2026-11-24.") from None


def _iso(text: str) -> str:
    """A date as typed, if it is one: nothing else gets into an address."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
