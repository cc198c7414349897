"""What stays on an open screen of a patient's record when the share ends, or gets narrower: nothing that it opened."""

import asyncio
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
import reflex as rx

from patient_app.domain.errors import NotFound
from patient_app.domain.people import Role
from patient_app.presenters.line_detail import DetailView
from patient_app.presenters.summary import SummaryView
from patient_app.services import overview, panel, sessions
from patient_app.services.actor import Actor
from patient_app.services.panel import Panel
from patient_app.ui.live import live
from patient_app.ui.pages.panel_state import PanelScreen
from patient_app.ui.pages.patient_intake import PatientIntakeScreen
from patient_app.ui.pages.patient_monitoring_state import MonitoringScreen
from patient_app.ui.pages.patient_state import PatientScreen
from patient_app.ui.pages.patient_visits_state import VisitsScreen
from patient_app.ui.pages.report_state import ReportScreen
from patient_app.ui.screen import Screen

S = TypeVar("S", bound=Screen)
DORA = Actor("dora", Role.PHYSIATRIST, "clinic", "Dora", "en", "UTC", "session")


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A signed-in physiatrist asks for Ana, who shares nothing any more; what the open tab runs after each change."""
    found: list[Any] = []

    async def call(self: Any, service: Any, *args: Any) -> Any:
        if service is not sessions.who:
            raise NotFound
        return DORA

    monkeypatch.setattr(Screen, "_call", call)
    monkeypatch.setattr(Screen, "_path_part", lambda self, after: "ana")
    monkeypatch.setattr(live, "watch", lambda tab, topics, refresh=None: found.append(refresh))
    return found


async def _screen(kind: type[S]) -> S:
    return await rx.State(_reflex_internal_init=True).get_state(kind)  # type: ignore[call-arg]


async def _load(screen: Screen) -> Any:
    return await type(screen).event_handlers["load"].fn(screen)


def test_an_open_exercise_goes_with_the_record(watched: list[Any]) -> None:
    screen = asyncio.run(_screen(PatientScreen))
    screen.shown, screen.asking, screen.line = "ana", "hold", replace(DetailView(), id="bridge")
    asyncio.run(_load(screen))
    assert (screen.missing, screen.line, screen.asking) == (True, DetailView(), "")


def test_the_intake_is_asked_for_again_whenever_something_changes(watched: list[Any]) -> None:
    asyncio.run(_load(asyncio.run(_screen(PatientScreen))))
    assert PatientIntakeScreen.load in watched[0]


def test_without_the_program_an_open_exercise_is_closed_and_the_rest_stays(
    watched: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def call(self: Any, service: Any, *args: Any) -> Any:
        if service is sessions.who:
            return DORA
        if service is not overview.overview:
            raise NotFound
        return None

    monkeypatch.setattr(Screen, "_call", call)
    monkeypatch.setattr(PatientScreen, "_put", lambda self, found: None)
    screen = asyncio.run(_screen(PatientScreen))
    screen.shown, screen.line = "ana", replace(DetailView(), id="bridge")
    screen.view = replace(screen.view, period=replace(screen.view.period, first="2026-03-01", last="2026-03-16"))
    asyncio.run(_load(screen))
    assert (screen.missing, screen.line) == (False, DetailView())


def test_what_was_counted_goes_with_the_visits(watched: list[Any]) -> None:
    screen = asyncio.run(_screen(VisitsScreen))
    screen.shown, screen.done = "ana", "Planned"
    assert asyncio.run(_load(screen)) == MonitoringScreen.load
    assert (screen.missing, screen.done) == (True, "")


def test_the_figures_since_a_report_go_with_it(watched: list[Any]) -> None:
    screen = asyncio.run(_screen(ReportScreen))
    screen.shown, screen.has_since, screen.since, screen.may_decide = "ana", True, SummaryView(sees_pain=True), True
    asyncio.run(_load(screen))
    assert (screen.missing, screen.has_since, screen.since, screen.may_decide) == (True, False, SummaryView(), False)


def test_a_panel_that_was_read_long_ago_is_read_again_before_more_of_it_is_shown(
    watched: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def call(self: Any, service: Any, *args: Any) -> Any:
        if service is sessions.who:
            return DORA
        return Panel((), {}) if service is panel.panel else SimpleNamespace(connect_code="")

    monkeypatch.setattr(Screen, "_call", call)
    for name, args in (("search", ["ana"]), ("filter", ["need", "yes"]), ("show_more", []), ("clear", [])):
        screen = asyncio.run(_screen(PanelScreen))
        screen._rows, screen.has_patients = (SimpleNamespace(id="ana", name="Ana"),), True
        asyncio.run(PanelScreen.event_handlers[name].fn(screen, *args))
        assert (screen._rows, screen.has_patients, screen.urgent) == ((), False, [])
