"""What every page state shares: the one way to the services, the reader's language, and how errors are shown."""

import re
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

import reflex as rx

from patient_app.composition import door
from patient_app.content.locales import translator
from patient_app.domain.errors import DomainError, Invalid, NotSignedIn, WrongRole
from patient_app.domain.text import Translator, storable
from patient_app.services import sessions
from patient_app.services.actor import Actor
from patient_app.services.door import Service
from patient_app.ui import routes
from patient_app.ui.live import live
from patient_app.ui.state_guard import session_token

P = ParamSpec("P")
R = TypeVar("R")


class Screen(rx.State):
    """Base of the page states: a view model that holds what its page shows. It decides nothing."""

    problem: str = ""
    """What went wrong with the last thing asked for, in the reader's words; empty when nothing did."""

    async def _call(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service as the person whose cookie this socket came with. Raises `DomainError`."""
        call = door().acall_unattended if live.is_refreshing(self._tab) else door().acall
        return await call(session_token(self), service, *args, **kwargs)

    async def _who(self) -> Actor:
        """The signed-in person. Raises `NotSignedIn`."""
        return await self._call(sessions.who)

    @property
    def _t(self) -> Translator:
        """The translator of the page's language."""
        return translator(routes.split_language(self.router.url.path)[1])

    def _path_part(self, after: str) -> str:
        """The part of the address after `/<after>/` ('patients' gives the id of `/patients/<id>/program`)."""
        found = re.search(rf"/{after}/([^/?#]+)", self.router.url.path)
        return found.group(1) if found else ""

    def _leave(self, error: DomainError) -> rx.event.EventSpec | None:
        """Where to go when the person is not signed in, or has another role."""
        return rx.redirect(_elsewhere(self, error))

    @property
    def _tab(self) -> str:
        """The name of this browser tab, for live updates."""
        return self.router.session.client_token


S = TypeVar("S", bound=Screen)
Handler = Callable[Concatenate[S, P], Awaitable[Any]]


def handler(function: Handler[S, P]) -> Any:
    """An event handler that a browser may call: domain errors become `problem`, a lost session leads to sign-in.

    Who asks is found first, so that a tab gets nothing more of what it was shown once its session has ended.
    Its arguments are the browser's word: services check them. Characters that cannot be kept or shown do not get in.
    """

    @wraps(function)
    async def run(self: S, *args: P.args, **kwargs: P.kwargs) -> Any:
        self.problem = ""
        try:
            await self._who()
            return await function(self, *storable(args), **storable(kwargs))  # type: ignore[arg-type]
        except (NotSignedIn, WrongRole) as error:
            return self._leave(error)
        except DomainError as error:
            self.problem = in_words(self._t, error)
            return None

    _made_here.add(run)
    return rx.event(run)


_made_here: set[Callable[..., Any]] = set()


def is_made_by_handler(event_handler: rx.event.EventHandler) -> bool:
    """Was this event handler made with `handler`? (A test asks it of every one.)"""
    return event_handler.fn in _made_here


def in_words(t: Translator, error: DomainError) -> str:
    """An error as a sentence in the reader's language; of several bad fields, each one's."""
    if isinstance(error, Invalid) and len(error.fields) > 1:
        return " ".join([t(error.message), *dict.fromkeys(t(field.message) for field in error.fields)])
    if isinstance(error, Invalid) and error.fields:
        return t(error.fields[0].message)
    return t(error.message, **error.params)


def _elsewhere(screen: Screen, error: DomainError) -> str:
    """Sign-in, and back here; for a page of another role, the start page, which leads to the person's own."""
    here, language = routes.split_language(screen.router.url.path)
    if isinstance(error, WrongRole):
        return routes.localized("/", language)
    return f"{routes.localized('/sign-in', language)}?next={quote(routes.localized(here, language))}"
