"""What is typed into a report's draft, and which words come too late to be its own."""

import asyncio
from typing import Any

import pytest
import reflex as rx

from patient_app.domain.people import Role
from patient_app.services import report_drafts, sessions
from patient_app.services.actor import Actor
from patient_app.ui.pages.report_draft_state import GoalLine, ReportDraftScreen
from patient_app.ui.pages.report_state import ReportScreen
from patient_app.ui.screen import Screen

DANA = Actor("dana", Role.PHYSICAL_THERAPIST, "clinic", "Dana", "en", "UTC", "session")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every draft that reached the server."""
    found: list[Any] = []

    async def call(self: Any, service: Any, *args: Any) -> Any:
        if service is sessions.who:
            return DANA
        assert service is report_drafts.keep
        found.append(args[1])
        return "2"

    monkeypatch.setattr(Screen, "_call", call)
    return found


async def _draft() -> ReportScreen:
    screen = await rx.State(_reflex_internal_init=True).get_state(ReportScreen)  # type: ignore[call-arg]
    screen.is_writing, screen.fresh, screen.plan, screen.goals = True, "2", "", {"A": GoalLine("A")}
    return screen


def _write(name: str, *args: str) -> ReportScreen:
    screen = asyncio.run(_draft())
    asyncio.run(ReportDraftScreen.event_handlers[name].fn(screen, *args))
    return screen


def test_what_is_typed_is_kept(kept: list[Any]) -> None:
    assert _write("write", "2", "plan", "Step-ups.").plan == "Step-ups."
    assert _write("write_goal", "2", "A", "note", "Soon.").goals["A"].note == "Soon."
    assert [(each.plan, each.goals["A"].note) for each in kept] == [("Step-ups.", ""), ("", "Soon.")]


def test_a_late_word_does_not_write_over_fields_that_began_anew(kept: list[Any]) -> None:
    """The words wait half a second in the browser; meanwhile one may have chosen the other window's draft."""
    assert _write("write", "1", "plan", "Step-ups.").plan == ""
    assert _write("write_goal", "1", "A", "note", "Soon.").goals["A"].note == ""
    assert kept == []
