"""Asked before a page is sent: who may open which page, and the first words on it.

The services decide again on every call.
"""

from urllib.parse import quote
from zoneinfo import ZoneInfo

from patient_app.composition import door
from patient_app.content.locales import translator
from patient_app.domain.errors import NotSignedIn
from patient_app.domain.people import Role
from patient_app.presenters.greeting import greeting
from patient_app.services import sessions
from patient_app.services.actor import Actor
from patient_app.ui import routes

# Pages for people without a session: whoever is signed in goes to their own start page instead.
_FOR_VISITORS = frozenset({"/", "/sign-in"})


def guard(path: str, token: str | None) -> str | None:
    """Where to go instead of `path` (a path, with or without a query), or `None` to send the page."""
    found = routes.match(path)
    if found is None:
        return None
    page, language = found
    if page.roles is None and page.route not in _FOR_VISITORS:
        return None
    actor = _signed_in(token)
    if page.roles is None:
        return routes.localized(routes.landing_for(actor.role), language) if actor else None
    if actor is None:
        return f"{routes.localized('/sign-in', language)}?next={quote(path)}"
    if actor.role not in page.roles:
        return routes.localized(routes.landing_for(actor.role), language)
    return None


def first_words(path: str, token: str | None) -> str | None:
    """The patient's greeting for the day's screen, by the hour in the profile's time zone; else `None`."""
    route, language = routes.split_language(path)
    actor = _signed_in(token) if route == "/today" else None
    if actor is None or actor.role is not Role.PATIENT:
        return None
    hour = door().clock().astimezone(ZoneInfo(actor.time_zone)).hour
    return greeting(translator(language), actor.name, hour)


def is_live(token: str) -> bool:
    """Does this session stand for somebody now?"""
    return _signed_in(token) is not None


def _signed_in(token: str | None) -> Actor | None:
    if not token:
        return None
    try:
        return door().call(token, sessions.who)
    except NotSignedIn:
        return None
