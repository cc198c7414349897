"""The registry of pages: every screen has one line here, and stands once in English and once in Spanish (`/es/…`).

A page module in `ui/pages` has `page(t)` and, when it loads data, `on_load` (the event handlers to run).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

import reflex as rx

from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.people import Role
from patient_app.domain.text import Translator

PageFunction = Callable[[Translator], rx.Component]

PATIENT = frozenset({Role.PATIENT})
THERAPIST = frozenset({Role.PHYSICAL_THERAPIST})
PHYSIATRIST = frozenset({Role.PHYSIATRIST})
CLINICIANS = THERAPIST | PHYSIATRIST
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
SIGNED_IN = frozenset(Role)

_LANDINGS = {
    Role.PATIENT: "/today",
    Role.PHYSICAL_THERAPIST: "/caseload",
    Role.PHYSIATRIST: "/panel",
    Role.ADMINISTRATOR: "/admin/people",
}


@dataclass(frozen=True)
class Page:
    """A screen: its English route (`/patients/[id]`), who may open it (`None`: anyone, signed in or not), the module
    in `ui/pages` that builds it, and its title (English, the translator's key)."""

    route: str
    roles: frozenset[Role] | None
    module: str
    title: str

    @cached_property
    def _module(self) -> Any:
        return import_module(f"patient_app.ui.pages.{self.module}")

    @property
    def builder(self) -> PageFunction:
        """The module's `page(t)`."""
        built: PageFunction = self._module.page
        return built

    @property
    def on_load(self) -> Any:
        """The module's event handlers for each opening of the page, or `None`."""
        return getattr(self._module, "on_load", None)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\\[\w+\\\]", "[^/]+", re.escape(self.route)))

    def matches(self, path: str) -> bool:
        """Whether `path` (without language prefix and query) opens this page."""
        return self._pattern.fullmatch(path) is not None


PAGES: tuple[Page, ...] = (
    Page("/", None, "landing", "Homestretch"),
    Page("/sign-in", None, "sign_in", "Sign in"),
    Page("/join", None, "join", "Use your invitation"),
    Page("/join/[code]", None, "join_code", "Set up your account"),
    Page("/register", None, "register", "Make an account"),
    Page("/find-a-physiatrist", None, "find_a_physiatrist", "Find a physiatrist"),
    Page("/privacy", None, "privacy", "Privacy"),
    Page("/goodbye", None, "goodbye", "Goodbye"),
    Page("/offline", None, "offline", "No connection"),
    Page("/today", PATIENT, "today", "Today"),
    Page("/session", PATIENT, "session", "Session"),
    Page("/check-in", PATIENT, "check_in", "Check-in"),
    Page("/progress", PATIENT, "progress", "Progress"),
    Page("/measures/[code]", PATIENT, "measure", "Questionnaire"),
    Page("/panel", PHYSIATRIST, "panel", "Patients"),
    Page("/patients/[id]", CLINICIANS, "patient", "Patient summary"),
    Page("/patients/[id]/order", PHYSIATRIST, "order", "Order"),
    Page("/emergency", CLINICIANS, "emergency", "Emergency access"),
    Page("/caseload", THERAPIST, "caseload", "Caseload"),
    Page("/library", THERAPIST, "library", "Exercise library"),
    Page("/patients/[id]/program", THERAPIST, "program", "Program"),
    Page("/patients/[id]/measurements", THERAPIST, "measurements", "Measurements"),
    Page("/patients/[id]/visits", CLINICIANS, "patient_visits", "Visits"),
    Page("/patients/[id]/reports", CLINICIANS, "reports", "Progress reports"),
    Page("/patients/[id]/reports/[report_id]", CLINICIANS, "report", "Progress report"),
    Page("/templates", THERAPIST, "templates", "Program templates"),
    Page("/visits", PATIENT, "visits", "Visits"),
    Page("/journey", PATIENT, "journey", "Your journey"),
    Page("/sharing", PATIENT, "sharing", "Care and sharing"),
    Page("/sharing/preview", PATIENT, "sharing_preview", "Preview"),
    Page("/intake", PATIENT, "intake", "About my problem"),
    Page("/reports", PATIENT, "my_reports", "Progress reports"),
    Page("/settings", SIGNED_IN, "settings", "Settings"),
    Page("/admin/people", ADMINISTRATOR, "admin_people", "People"),
    Page("/admin/clinic", ADMINISTRATOR, "admin_clinic", "Clinic"),
    Page("/admin/audit", ADMINISTRATOR, "admin_audit", "Audit log"),
)

OFFLINE_SCREENS = frozenset({"/today", "/session", "/check-in", "/progress", "/settings", "/measures/[code]"})
"""The patient's screens that work without a network: the phone keeps them."""


def offline_kind(page: Page) -> str | None:
    """What the phone keeps of a page (see `serving/worker.py`): a whole 'screen', the scripts of one that is 'linked'
    from there, the 'notice' about a missing connection, or nothing."""
    if page.module == "offline":
        return "notice"
    if page.roles is not None and Role.PATIENT not in page.roles:
        return None
    # The file of an address with an id in it is not built, so nothing can be said there: see `offline_addresses`.
    return "screen" if page.route in OFFLINE_SCREENS else "linked"


def offline_addresses() -> tuple[str, ...]:
    """The screens of `OFFLINE_SCREENS` with an id in their address, in every language, as React Router writes them:
    `/measures/:code`. One shell serves all of them, so each page of the app names them (`serving/worker.py`)."""
    routes = sorted(route for route in OFFLINE_SCREENS if "[" in route)
    return tuple(re.sub(r"\[(\w+)\]", r":\1", localized(route, language)) for route in routes for language in LANGUAGES)


def localized(route: str, language: str) -> str:
    """The path of an English route in `language`: `/today` is `/es/today` in Spanish, `/` is `/es`."""
    if language == "en":
        return route
    return f"/{language}" if route == "/" else f"/{language}{route}"


def href(t: Translator, route: str) -> str:
    """The path of an English route in the reader's language."""
    return localized(route, t.language)


def landing_for(role: Role) -> str:
    """The English route on which a person starts after signing in."""
    return _LANDINGS[role]


def exists(route: str) -> bool:
    """Whether a page with exactly this English route is registered."""
    return any(page.route == route for page in PAGES)


def opens(route: str, role: Role) -> bool:
    """Whether a page with exactly this English route is registered for this role."""
    return any(page.route == route and page.roles is not None and role in page.roles for page in PAGES)


def match(path: str) -> tuple[Page, str] | None:
    """The page that `path` opens and its language; `None` when there is none. A query is ignored."""
    bare, language = split_language(path)
    page = next((page for page in PAGES if page.route == bare), None) or next(
        (page for page in PAGES if page.matches(bare)), None
    )
    return (page, language) if page else None


def split_language(path: str) -> tuple[str, str]:
    """`/es/today?x=1` -> (`/today`, `es`)."""
    path = path.partition("?")[0].partition("#")[0].rstrip("/") or "/"
    for language in LANGUAGES:
        if language != "en" and (path == f"/{language}" or path.startswith(f"/{language}/")):
            return path.removeprefix(f"/{language}") or "/", language
    return path, "en"


def page_title(page: Page, language: str) -> str:
    """What stands in the browser's tab."""
    t = translator(language)
    return page.title if page.route == "/" else f"{t(page.title)} · Homestretch"
