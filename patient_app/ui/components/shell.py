"""The page around a screen: skip link, header or navigation, one `h1`, `main`, footer. Every page is made by `page`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import reflex as rx
from reflex_components_core.react_router import link as router_link

from patient_app.domain.people import Role
from patient_app.domain.text import Translator
from patient_app.ui import routes
from patient_app.ui.client.local import LocalComponent, client_module
from patient_app.ui.components.brand import mark
from patient_app.ui.components.icon import icon
from patient_app.ui.live import Live

Width = Literal["phone", "form", "reading", "wide"]


TOLD_ON = frozenset({"/today", "/progress", "/journey", "/visits", "/sharing", "/caseload", "/panel"})
"""Where people are told the news: the screens on which they arrive, and the patient's care."""


class SkipLink(LocalComponent):
    """The first stop of the Tab key, to `main`. In JSX, because Reflex makes a link of the router of an `rx.el.a`,
    and the router does not move the focus."""

    library = client_module("shell.jsx")
    tag = "SkipLink"


class LanguageSwitch(LocalComponent):
    """English / Español, on the same page."""

    library = client_module("shell.jsx")
    tag = "LanguageSwitch"


class ConnectionLine(LocalComponent):
    """A calm line when the server has not been reached for a few seconds."""

    library = client_module("shell.jsx")
    tag = "ConnectionLine"


class AppWorker(LocalComponent):
    """Keeps the patient's screens on the phone, and says when a new version of the app is ready."""

    library = client_module("worker.jsx")
    tag = "AppWorker"


class Notices(LocalComponent):
    """What the person is to be told: a report read, a visit moved. `revision` goes up when there may be more."""

    library = client_module("notices.jsx")
    tag = "Notices"

    revision: rx.Var[int]


class Boundary(LocalComponent):
    """Shows a way on instead of a screen that failed."""

    library = client_module("shell.jsx")
    tag = "Boundary"


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the navigation. It leads to the first of `routes` that exists and is current on all of them."""

    label: str
    icon: str
    routes: tuple[str, ...]


def navigation(t: Translator, role: Role) -> tuple[NavItem, ...]:
    """The navigation of a role: at most five entries, only to screens that exist."""
    me = NavItem(t("Settings"), "settings", ("/settings",))
    patients = ("/patients/[id]",)
    entries = {
        Role.PATIENT: (
            NavItem(t("Today"), "today", ("/today", "/session", "/check-in")),
            NavItem(t("Progress"), "chart", ("/progress", "/measures/[code]")),
            NavItem(t("Care"), "heart", ("/journey", "/visits", "/sharing", "/intake", "/reports")),
            NavItem(t("Me"), "person", ("/settings",)),
        ),
        Role.PHYSICAL_THERAPIST: (
            NavItem(t("Caseload"), "people", ("/caseload", *patients)),
            NavItem(t("Exercises"), "exercise", ("/library",)),
            NavItem(t("Templates"), "clipboard", ("/templates",)),
            me,
        ),
        Role.PHYSIATRIST: (NavItem(t("Patients"), "people", ("/panel", *patients)), me),
        Role.ADMINISTRATOR: (
            NavItem(t("People"), "people", ("/admin/people",)),
            NavItem(t("Clinic"), "home", ("/admin/clinic",)),
            NavItem(t("Audit log"), "clipboard", ("/admin/audit",)),
            me,
        ),
    }
    return tuple(item for item in entries[role] if _target(item))


def page(
    t: Translator,
    title: str | rx.Var[str],
    *content: Any,
    role: Role | None = None,
    active: str | None = None,
    width: Width | None = None,
    heading: Literal["shown", "hidden", "own"] = "shown",
    lead: Any = None,
    actions: Any = None,
    live: bool = True,
) -> rx.Component:
    """A whole page.

    Args:
        t: The translator of the page's language.
        title: Its `h1`, already translated.
        content: What stands in `main`.
        role: Whose screen it is: its navigation stands below (phone, tablet) or at the left. `None`: a public page.
        active: The English route whose entry in the navigation is current.
        width: 'phone' (one column), 'form', 'reading' or 'wide'; by default 'phone' for patients, 'reading' for
            visitors and 'wide' for the others.
        heading: The `h1` is 'shown', 'hidden' (for screen readers only), or left out for a screen with its 'own'.
        lead: A line below the title.
        actions: Buttons beside the title.
        live: Show the line about a lost connection. Screens that work offline have their own.
    """
    if role is None:
        return _public(t, _main(t, title, content, width or "reading", heading, lead, actions))
    own_width: Width = width or ("phone" if role is Role.PATIENT else "wide")
    line = [ConnectionLine.create(t=t)] if live else []
    first = [AppWorker.create(t=t)] if role is Role.PATIENT else []
    first += [Notices.create(t=t, revision=Live.beat)] if active in TOLD_ON else []
    return rx.el.div(
        SkipLink.create(t=t),
        _navigation(t, role, active),
        _main(t, title, (*line, *content), own_width, heading, lead, actions, first),
        rx.el.div(LanguageSwitch.create(t=t), class_name="hs-page-foot"),
        class_name="hs-shell hs-shell-nav" if role is Role.PATIENT else "hs-shell hs-shell-nav hs-clinic",
    )


def _public(t: Translator, main: rx.Component) -> rx.Component:
    return rx.el.div(
        SkipLink.create(t=t),
        rx.el.header(_wordmark(t), LanguageSwitch.create(t=t), class_name="hs-header"),
        main,
        rx.el.footer(
            router_link(t("Sign in"), to=routes.href(t, "/sign-in")),
            router_link(t("Find a physiatrist"), to=routes.href(t, "/find-a-physiatrist")),
            router_link(t("Privacy"), to=routes.href(t, "/privacy")),
            class_name="hs-footer",
        ),
        class_name="hs-shell hs-shell-public",
    )


def _main(
    t: Translator,
    title: str | rx.Var[str],
    content: Any,
    width: Width,
    heading: str,
    lead: Any,
    actions: Any,
    first: Sequence[rx.Component] = (),
) -> rx.Component:
    head: list[Any] = []
    if heading == "hidden":
        head = [rx.el.h1(title, class_name="hs-hidden")]
    elif heading == "shown":
        leads = [rx.el.p(lead, class_name="hs-muted")] if lead is not None else []
        side = [rx.el.div(actions, class_name="hs-row")] if actions is not None else []
        head = [rx.el.div(rx.el.div(rx.el.h1(title), *leads, class_name="hs-grow"), *side, class_name="hs-page-head")]
    return rx.el.main(
        *head,
        *first,
        Boundary.create(*content, t=t),
        id="main",
        tab_index=-1,
        class_name="hs-page" if width == "phone" else f"hs-page hs-page-{width}",
    )


def _navigation(t: Translator, role: Role, active: str | None) -> rx.Component:
    return rx.el.div(
        rx.el.div(_wordmark(t, home=routes.landing_for(role)), class_name="hs-nav-extra"),
        rx.el.nav(
            rx.el.ul(*(rx.el.li(_nav_link(t, item, active)) for item in navigation(t, role))),
            aria_label=t("Main"),
        ),
        rx.el.div(LanguageSwitch.create(t=t), class_name="hs-nav-extra hs-nav-extra-end"),
        class_name="hs-nav",
    )


def _nav_link(t: Translator, item: NavItem, active: str | None) -> rx.Component:
    current = {"aria_current": "page"} if active in item.routes else {}
    return router_link(
        icon(item.icon), item.label, to=routes.href(t, _target(item) or "/"), class_name="hs-nav-link", **current
    )


def _target(item: NavItem) -> str | None:
    return next((route for route in item.routes if "[" not in route and routes.exists(route)), None)


def _wordmark(t: Translator, home: str = "/") -> rx.Component:
    return router_link(mark(), "Homestretch", to=routes.href(t, home), class_name="hs-wordmark")
