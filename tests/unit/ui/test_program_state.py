"""The program builder's view model, as a browser may call it: in any order, at any time."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest
import reflex as rx

from patient_app.domain.errors import NotFound
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.draft_history import DraftHistory
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.services import sessions
from patient_app.ui.live import live
from patient_app.ui.pages.program_bench import TabDraft
from patient_app.ui.pages.program_state import ProgramScreen
from tests.unit.presenters.test_program import a_line


@pytest.fixture
def no_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signed-in PT asks for Ana, who shares nothing any more."""

    async def call(self: Any, service: Any, *args: Any) -> None:
        if service is not sessions.who:
            raise NotFound

    monkeypatch.setattr(ProgramScreen, "_call", call)
    monkeypatch.setattr(ProgramScreen, "_path_part", lambda self, after: "ana")
    monkeypatch.setattr(live, "watch", lambda *args, **named: None)


async def _after(handlers: Iterable[str], held: TabDraft) -> ProgramScreen:
    screen = await rx.State(_reflex_internal_init=True).get_state(ProgramScreen)  # type: ignore[call-arg]
    screen._tabs = (("ana", held),)
    for name in handlers:
        await ProgramScreen.event_handlers[name].fn(screen)
    return screen


@pytest.mark.usefixtures("no_share")
def test_a_draft_is_not_called_back_after_the_share_ended() -> None:
    draft = drafts.add(ProgramDraft(), a_line())
    held = TabDraft(draft, history=DraftHistory().did(draft, "Bridge was added."))
    screen = asyncio.run(_after(["load", "undo"], held))
    assert (screen.missing, screen.lines, screen.undoable) == (True, [], "")
