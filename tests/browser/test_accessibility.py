"""Every screen of the demo clinic against WCAG 2.2 AA, by axe-core, on a phone in both colour schemes."""

import json
from collections.abc import Iterator
from importlib.resources import files
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from patient_app.services.demo import accounts
from tests.servers import serving

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
PATIENT, THERAPIST, PHYSIATRIST, SPANISH, ADMINISTRATOR = (account.email for account in accounts()[:5])
ON_HOLD = next(account.email for account in accounts() if account.name.startswith("Frances"))

SCREENS: tuple[tuple[str | None, str], ...] = (
    *((None, path) for path in ("/", "/sign-in", "/join", "/find-a-physiatrist", "/privacy", "/es/nowhere")),
    *((PATIENT, path) for path in ("/today", "/session", "/check-in", "/progress", "/sharing", "/settings")),
    *((SPANISH, path) for path in ("/es/today", "/es/session", "/es/check-in", "/es/progress", "/es/sharing")),
    *((ON_HOLD, path) for path in ("/today", "/session", "/check-in")),
    *((PHYSIATRIST, path) for path in ("/panel", "/patients/{patient}", "/es/patients/{patient}")),
    *((THERAPIST, path) for path in ("/caseload", "/patients/{patient}/program")),
    *((ADMINISTRATOR, path) for path in ("/admin/people", "/admin/audit")),
)


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, served."""
    with serving(tmp_path_factory.mktemp("demo"), command="demo") as address:
        yield address


@pytest.fixture(scope="module")
def contexts(browser: Browser, base_url: str) -> Iterator[dict[str, BrowserContext]]:
    """A phone for each scheme; the content policy lets axe in."""
    made = {
        scheme: browser.new_context(
            base_url=base_url, viewport={"width": 390, "height": 844}, color_scheme=scheme, bypass_csp=True
        )
        for scheme in ("light", "dark")
    }
    yield made
    for context in made.values():
        context.close()


@pytest.fixture(scope="module")
def patient_id(base_url: str) -> str:
    """The first patient of the demo."""
    request = Request(f"{base_url}/api/v1/session", headers={"Cookie": signed_in(base_url, PATIENT)})
    with urlopen(request) as answer:
        return str(json.load(answer)["user_id"])


def signed_in(base_url: str, email: str) -> str:
    """The session cookie of a demo person, as a header."""
    account = next(each for each in accounts() if each.email == email)
    body = json.dumps({"email": email, "password": account.password}).encode()
    request = Request(f"{base_url}/api/v1/session", body, {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        return str(answer.headers["set-cookie"]).partition(";")[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("who", "path"), SCREENS)
def test_a_screen_can_be_used_by_everyone(
    contexts: dict[str, BrowserContext], base_url: str, patient_id: str, scheme: str, who: str | None, path: str
) -> None:
    context = contexts[scheme]
    context.clear_cookies()
    if who is not None:
        name, _, value = signed_in(base_url, who).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": base_url}])
    page = context.new_page()
    page.goto(path.format(patient=patient_id))
    settled(page)
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    problems = [
        f"{each['id']} ({each['impact']}): {node['html'][:160]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert problems == []
    assert width <= 390, "the screen scrolls sideways"


def settled(page: Page) -> None:
    """Until nothing loads any more: no shape of what comes is left."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("!document.querySelector('.hs-skeleton')")
