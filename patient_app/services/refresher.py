"""Works out standings in the background, so that the panel finds them made. Nothing rests on it.

A thread of the server: it hears of each committed change, waits a moment for more of them, and makes the standings of
those patients anew; now and then it looks at all of them (a date has turned, a share has begun, another server wrote).
It takes at most half of its time for work, so that people go first. What fails is left to the next look.
"""

import logging
from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from random import shuffle
from threading import Event, Lock, Thread
from time import monotonic
from typing import TypeVar

from patient_app.services import kept_standings
from patient_app.services.kept_standings import Rows
from patient_app.store.database import Database, Session
from patient_app.store.queries.changes import CLINIC, PATIENT
from patient_app.store.unit import Unit

logger = logging.getLogger(__name__)
T = TypeVar("T")

GATHER_SECONDS = 0.1
"""So long more changes are waited for."""
LOOK_SECONDS = 60.0
"""So often everybody is looked at."""
TOGETHER = 20
"""Patients whose standings are written in one go."""


class Refresher:
    """Keeps the standings of one database. `start` and `stop` it with the server; `refresh` does it once, at once."""

    def __init__(self, database: Database, clock: Callable[[], datetime], look_seconds: float = LOOK_SECONDS) -> None:
        self._database = database
        self._clock = clock
        self._look_seconds = look_seconds
        self._changed: set[str] = set()
        self._everybody = True
        self._lock = Lock()
        self._wake = Event()
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="homestretch-standings", daemon=True)

    def start(self) -> None:
        """Begin, with everybody."""
        self._thread.start()

    def stop(self) -> None:
        """End after the patient at hand. What is not made yet is made when it is asked for."""
        self._stopped.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def notice(self, topics: Collection[str]) -> None:
        """These topics were changed and committed. Returns at once, from any thread."""
        patients = {topic.removeprefix(PATIENT) for topic in topics if topic.startswith(PATIENT)}
        everybody = any(topic.startswith(CLINIC) for topic in topics)
        if patients or everybody:
            with self._lock:
                self._changed |= patients
                self._everybody |= everybody
            self._wake.set()

    def refresh(self, patient_ids: Collection[str] | None = None) -> int:
        """Make what does not count any more, of these patients or of all: how many patients it was."""
        due = self._read(lambda unit: kept_standings.due(unit, patient_ids))
        if due.unused:
            self._write(lambda unit: kept_standings.keep(unit, (), due.unused))
        ids = list(due.stale)
        # Servers that look at the same time begin with different patients.
        shuffle(ids)
        done = 0
        for at in range(0, len(ids), TOGETHER):
            done += self._make(ids[at : at + TOGETHER])
            if self._stopped.is_set():
                break
        return done

    def _make(self, patient_ids: list[str]) -> int:
        """Work out a few patients and keep what was made; some may have been made by another server meanwhile."""
        due = self._read(lambda unit: kept_standings.due(unit, patient_ids))
        made: list[Rows] = []
        for id, combinations in due.stale.items():
            began = monotonic()
            try:
                made.append(self._read(partial(kept_standings.make, patient_id=id, combinations=combinations)))
            except Exception:
                logger.exception("The standing of a patient could not be worked out")
            if self._stopped.wait(monotonic() - began):
                break
        if made:
            self._write(lambda unit: kept_standings.keep(unit, made))
        return len(made)

    def _run(self) -> None:
        try:
            self._read(kept_standings.read_ahead)
        except Exception:
            logger.exception("Kept standings could not be read ahead; they are read when somebody asks")
        while not self._stopped.is_set():
            with self._lock:
                patients, everybody = self._changed, self._everybody
                self._changed, self._everybody = set(), False
                self._wake.clear()
            try:
                if everybody or patients:
                    self.refresh(None if everybody else patients)
            except Exception:
                logger.exception("Standings could not be refreshed; they are worked out when somebody asks")
            if not self._wake.wait(self._look_seconds):
                self._everybody = True
            self._stopped.wait(GATHER_SECONDS)

    def _read(self, work: Callable[[Unit], T]) -> T:
        return self._database.read(lambda session: work(Unit(session, self._clock(), writable=False)))

    def _write(self, work: Callable[[Unit], None]) -> None:
        def job(session: Session) -> None:
            work(Unit(session, self._clock()))

        self._database.write(job).result()
