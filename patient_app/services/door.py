"""The one door to the services: finds the actor, opens the transaction, supplies the clock, tells open screens.

Callers (api, ui, cli) hand over a session token and a service; they never see a database.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from patient_app.domain.errors import NotSignedIn
from patient_app.services import sessions, system_tokens
from patient_app.services.actor import Actor, Operator, Visitor
from patient_app.services.reading import is_reading
from patient_app.services.settings import SessionSettings
from patient_app.store.database import Database, Session
from patient_app.store.queries import changes
from patient_app.store.unit import NeedsWriting, Unit

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Service = Callable[Concatenate[Actor, Unit, P], R]
VisitorService = Callable[Concatenate[Visitor, Unit, P], R]


class AsPerson(Protocol[R_co]):
    """A service bound to a person's session, to be run in a unit of work."""

    def __call__(self, unit: Unit, /, *, attended: bool = True) -> R_co:
        """Run it; `attended` as in `sessions.actor_of`."""
        ...


def utc_now() -> datetime:
    """The clock of the running product."""
    return datetime.now(UTC)


class Door:
    """Runs services for people with a session (`call`), visitors (`visit`) and the operator (`operate`).

    `publish` is called with the topics that a committed change touched ('patient:<id>'), from any thread.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime] = utc_now,
        publish: Callable[[frozenset[str]], None] = lambda topics: None,
        session_settings: SessionSettings | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.publish = publish
        self.session_settings = session_settings or SessionSettings()

    def call(self, token: str | None, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run `service` as the person of this session. Raises `NotSignedIn` without a live session."""
        return self._run(self._as_person(token, service, *args, **kwargs), reading=is_reading(service))

    async def acall(self, token: str | None, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`call` without holding up the event loop: reads in a worker thread, writes by waiting for the writer."""
        work = self._as_person(token, service, *args, **kwargs)
        return await self._arun(work, reading=is_reading(service))

    async def acall_unattended(self, token: str | None, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`acall` for a screen that asks by itself: a session that nobody uses still ends."""
        work = self._as_person(token, service, *args, **kwargs)
        return await self._arun(lambda unit: work(unit, attended=False), reading=is_reading(service))

    async def acall_system(self, token: str | None, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`acall` as the clinician of another system's token. Raises `NotSignedIn` without one that is open."""

        def work(unit: Unit) -> R:
            actor = system_tokens.actor_of(unit, token)
            if actor is None:
                raise NotSignedIn
            return service(actor, unit, *args, **kwargs)

        return await self._arun(work, reading=is_reading(service))

    def visit(self, visitor: Visitor, service: VisitorService[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service that needs no session."""
        return self._run(lambda unit: service(visitor, unit, *args, **kwargs), reading=is_reading(service))

    async def avisit(self, visitor: Visitor, service: VisitorService[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`visit` without holding up the event loop."""
        return await self._arun(lambda unit: service(visitor, unit, *args, **kwargs), reading=is_reading(service))

    def operate(self, service: Callable[Concatenate[Operator, Unit, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service for the command line."""
        return self._run(lambda unit: service(Operator(), unit, *args, **kwargs), reading=is_reading(service))

    def _as_person(self, token: str | None, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> AsPerson[R]:
        def work(unit: Unit, *, attended: bool = True) -> R:
            actor = sessions.actor_of(unit, token, self.session_settings, attended=attended)
            if actor is None:
                raise NotSignedIn
            return service(actor, unit, *args, **kwargs)

        return work

    def _run(self, work: Callable[[Unit], R], *, reading: bool) -> R:
        if reading:
            try:
                return self._read(work)
            except NeedsWriting:
                pass
        future, units = self._write(work, reading=reading)
        result = future.result()
        self._tell(units)
        return result

    async def _arun(self, work: Callable[[Unit], R], *, reading: bool) -> R:
        if reading:
            try:
                return await asyncio.to_thread(self._read, work)
            except NeedsWriting:
                pass
        # No thread waits here, so that many requests can share one commit.
        future, units = self._write(work, reading=reading)
        result = await asyncio.wrap_future(future)
        self._tell(units)
        return result

    def _read(self, work: Callable[[Unit], R]) -> R:
        return self.database.read(lambda session: work(Unit(session, self.clock(), writable=False, reading=True)))

    def _write(self, work: Callable[[Unit], R], *, reading: bool) -> tuple[Future[R], list[Unit]]:
        """Queue `work`; the list holds its unit when the future is done. `reading`: it only reads, and writes no more
        than that it did."""
        units: list[Unit] = []

        def job(session: Session) -> R:
            unit = Unit(session, self.clock(), reading=reading)
            units.append(unit)
            result = work(unit)
            session.flush()
            # In the same transaction, so that no service can forget that what was worked out counts no more.
            changes.note(session, unit.changed)
            return result

        return self.database.write(job), units

    def _tell(self, units: list[Unit]) -> None:
        if units[-1].changed:
            self.publish(frozenset(units[-1].changed))
