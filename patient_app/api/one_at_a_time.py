"""Work on what people send: one file at a time in a thread of its own. The event loop goes on, and a small server is
not filled."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from patient_app.domain.errors import TooManyTries

T = TypeVar("T")
R = TypeVar("R")

MOST_WAITING = 4
TRY_AGAIN_SECONDS = 60


class OneAtATime:
    """A queue with a thread of this name."""

    def __init__(self, name: str) -> None:
        self.worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self.waiting = 0

    async def run(self, work: Callable[[T], R], given: T) -> R:
        """Do the work when it is its turn. Raises `TooManyTries` when too many wait already."""
        if self.waiting >= MOST_WAITING:
            raise TooManyTries(
                "Other files are being read. Try again in a minute. What you typed stays.", TRY_AGAIN_SECONDS
            )
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self.worker, work, given)
        finally:
            self.waiting -= 1
