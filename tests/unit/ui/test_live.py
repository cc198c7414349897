"""What a screen shows may close by itself: then the tab is told, once, though nobody published anything."""

import asyncio
from dataclasses import dataclass, field

from patient_app.ui.live import LONGEST_WAIT, LiveUpdates


@dataclass
class Told(LiveUpdates):
    """Notes which tab is told instead of running its events; nobody is connected in this process."""

    told: list[str] = field(default_factory=list)
    happened: asyncio.Event = field(default_factory=asyncio.Event)

    async def _tell(self, token: str, tab: object) -> None:
        self.told.append(token)
        self.happened.set()

    def _forget_closed_tabs(self) -> None:
        pass


def test_a_tab_is_told_when_what_it_shows_closes_by_itself() -> None:
    async def run() -> list[str]:
        live = Told()
        live.watch("one", ["patient:1"])
        live.watch("two", ["patient:2"])
        live.tell_after("two", 3600)
        live.tell_after("one", 0)
        await live.happened.wait()
        live.tell_after("two", None)
        return live.told

    assert asyncio.run(run()) == ["one"]


def test_a_later_word_replaces_the_one_before_and_a_tab_that_is_gone_is_not_told() -> None:
    async def run() -> list[str]:
        live = Told()
        live.tell_after("gone", 0)
        live.watch("one", ["patient:1"])
        live.tell_after("one", 0)
        live.tell_after("one", 0)
        await live.happened.wait()
        await asyncio.sleep(0)
        return live.told

    assert asyncio.run(run()) == ["one"]


def test_no_timer_is_kept_for_longer_than_a_sign_in_lasts() -> None:
    async def run() -> int:
        live = Told()
        live.watch("one", ["patient:1"])
        live.tell_after("one", LONGEST_WAIT + 1)
        return len(live._closings)

    assert asyncio.run(run()) == 0
