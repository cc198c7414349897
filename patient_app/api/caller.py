"""Who calls: the session in the cookie, the network address, the language; and the way to the services."""

from typing import Annotated, ParamSpec, TypeVar

from fastapi import Depends, Request

from patient_app.config import settings
from patient_app.content.locales import LANGUAGES, Catalogue, translator
from patient_app.domain.errors import SomeoneElse
from patient_app.services import sessions
from patient_app.services.actor import Visitor
from patient_app.services.door import Door, Service, VisitorService

P = ParamSpec("P")
R = TypeVar("R")

COOKIE = "homestretch_session"
OWNER = "homestretch-person"
"""Header: whose entry this is, by the page that it was made on. Somebody else may have signed in since."""


class Caller:
    """One request's caller. Nothing is decided here: the services do that."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.token: str | None = request.cookies.get(COOKIE)

    @property
    def door(self) -> Door:
        """The door to the services."""
        found: Door = self.request.app.state.door()
        return found

    async def call(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service as the person of this session. Raises `SomeoneElse` when the call is another person's."""
        owner = self.request.headers.get(OWNER)
        if owner is not None and (await self.door.acall(self.token, sessions.who)).id != owner:
            raise SomeoneElse
        return await self.door.acall(self.token, service, *args, **kwargs)

    async def visit(self, service: VisitorService[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service that needs no session."""
        return await self.door.avisit(self.visitor, service, *args, **kwargs)

    @property
    def visitor(self) -> Visitor:
        """The caller as someone without a session."""
        client = self.request.client
        return Visitor(
            address=client.host if client else "",
            user_agent=self.request.headers.get("user-agent"),
            language=self.language_asked_for() or "en",
        )

    def is_over_https(self) -> bool:
        """Do people reach the app over https? Cookies are then `Secure`."""
        return settings().uses_https or self.request.url.scheme == "https"

    def language_asked_for(self) -> str | None:
        """The first of our languages in Accept-Language by its weight, or `None`."""
        return preferred_language(self.request.headers.get("accept-language", ""))

    async def language(self) -> str:
        """The language to answer in: the one asked for, else the person's. Raises `NotSignedIn`."""
        return self.language_asked_for() or (await self.call(sessions.who)).language

    async def words(self) -> Catalogue:
        """The translator to answer with. Raises `NotSignedIn`."""
        return translator(await self.language())

    def words_asked_for(self) -> Catalogue:
        """The translator by the request alone."""
        return translator(self.language_asked_for() or "en")

    async def language_or_default(self) -> str:
        """`language` for telling of a failure: English for visitors, and when the database does not answer either."""
        if self.token is None:
            return self.language_asked_for() or "en"
        try:
            return await self.language()
        except Exception:
            return "en"


def preferred_language(header: str) -> str | None:
    """The language of ours that an Accept-Language header likes best, or `None`.

    Examples: 'es' -> 'es'; 'en-US,en;q=0.9' -> 'en'; 'fr, es-MX;q=0.5' -> 'es'; 'de' -> None.
    """
    liked: list[tuple[float, str]] = []
    for item in header.split(",")[:20]:
        name, _, weight = item.strip().partition(";q=")
        language = name.split("-")[0].strip().lower()
        try:
            liked.append((float(weight) if weight else 1.0, language))
        except ValueError:
            continue
    ours = [(weight, language) for weight, language in liked if language in LANGUAGES and weight > 0]
    return max(ours, key=lambda each: each[0])[1] if ours else None


Asker = Annotated[Caller, Depends(Caller)]
