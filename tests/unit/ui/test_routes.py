"""The registry of pages: addresses, languages, and where people start."""

import pytest

from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.people import Role
from patient_app.ui import routes
from patient_app.ui.components.shell import navigation


def test_every_page_can_be_built_in_every_language() -> None:
    for page in routes.PAGES:
        for language in LANGUAGES:
            page.builder(translator(language))


def test_no_two_pages_have_one_address() -> None:
    assert len({page.route for page in routes.PAGES}) == len(routes.PAGES)


@pytest.mark.parametrize(
    ("path", "route", "language"),
    [
        ("/", "/", "en"),
        ("/es", "/", "es"),
        ("/es/", "/", "es"),
        ("/sign-in?next=/today", "/sign-in", "en"),
        ("/es/sign-in/", "/sign-in", "es"),
        ("/join/AB12-CD34", "/join/[code]", "en"),
        ("/es/join/AB12-CD34", "/join/[code]", "es"),
        ("/join", "/join", "en"),
    ],
)
def test_a_path_opens_its_page_in_its_language(path: str, route: str, language: str) -> None:
    found = routes.match(path)
    assert found is not None
    assert (found[0].route, found[1]) == (route, language)


@pytest.mark.parametrize("path", ["/nowhere", "/join/a/b", "/essential", "/es/nowhere", "/sign-in/x"])
def test_an_unknown_path_opens_nothing(path: str) -> None:
    assert routes.match(path) is None


def test_a_route_and_its_spanish_path_lead_to_one_another() -> None:
    for page in routes.PAGES:
        assert routes.split_language(routes.localized(page.route, "es")) == (page.route, "es")
        assert routes.split_language(routes.localized(page.route, "en")) == (page.route, "en")


def test_everyone_starts_somewhere() -> None:
    assert routes.landing_for(Role.PATIENT) == "/today"
    assert routes.landing_for(Role.PHYSICAL_THERAPIST) == "/caseload"
    assert routes.landing_for(Role.PHYSIATRIST) == "/panel"
    assert routes.landing_for(Role.ADMINISTRATOR) == "/admin/people"


@pytest.mark.parametrize("role", list(Role))
def test_navigation_leads_only_to_screens_that_exist_and_are_open_to_the_role(role: Role) -> None:
    for item in navigation(translator("en"), role):
        reached = [page for page in routes.PAGES if page.route in item.routes]
        assert reached
        assert all(page.roles is None or role in page.roles for page in reached)


def test_pages_for_visitors_are_open_to_anyone() -> None:
    for route in ("/", "/sign-in", "/join", "/join/[code]", "/register", "/find-a-physiatrist", "/privacy", "/goodbye"):
        page = next(page for page in routes.PAGES if page.route == route)
        assert page.roles is None


def test_the_tab_says_the_page_and_the_product() -> None:
    by_route = {page.route: page for page in routes.PAGES}
    assert routes.page_title(by_route["/"], "en") == "Homestretch"
    assert routes.page_title(by_route["/sign-in"], "en") == "Sign in · Homestretch"
