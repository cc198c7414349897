"""The patient's screens without a network: kept by the service worker after one visit, opened from a cold start."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patient_app.services.demo import PASSWORD
from patient_app.serving.frontend import STATIC, rewrite
from patient_app.serving.worker import fill_worker
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.kept import cold, holds, in_caches, shell_kept, until
from tests.browser.people import signed_in
from tests.ports import free_port
from tests.servers import front_end, serving

pytestmark = pytest.mark.browser

PATIENT, THERAPIST = "maria@example.org", "dana.whitfield@example.org"
SHELL_MODULE = "/external/patient_app/ui/client/local/offline_shell.js"


class Clinic:
    """The demo clinic on one port, with a front end of its own. The server can go away and come back."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.running = ExitStack()
        source = front_end()
        own = folder / "frontend" / source.name
        shutil.copytree(source, own)
        self.built, self.static = source / STATIC, own / STATIC
        self.start()

    def start(self) -> None:
        self.running.enter_context(serving(self.folder, command="demo", port=self.port))

    def stop(self) -> None:
        self.running.close()

    def change(self, page: str, old: str, new: str) -> None:
        """Put another text into a built page."""
        file = self.static / page
        assert old in file.read_text()
        rewrite(file, file.read_text().replace(old, new))

    def restore(self) -> None:
        """All files as they were built."""
        shutil.copytree(self.built, self.static, dirs_exist_ok=True)

    def release(self) -> None:
        """The pages as they are now are the new version."""
        fill_worker(self.static, rewrite)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """One clinic for this module; each test leaves its server running."""
    made = Clinic(tmp_path_factory.mktemp("offline"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def base_url(clinic: Clinic) -> str:
    return clinic.address


@pytest.fixture
def without_server(clinic: Clinic) -> Iterator[Callable[[], None]]:
    """Stops the server when called; it runs again after the test."""
    yield clinic.stop
    clinic.stop()
    clinic.start()


@pytest.fixture
def releases(clinic: Clinic) -> Iterator[Clinic]:
    """The clinic, for a test that changes its pages; they are as they were afterwards."""
    yield clinic
    clinic.restore()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """Maria's phone after one visit: the shell is kept, and so is her day's mark."""
    page = open_page(**PHONE)
    signed_in(page, PATIENT, PASSWORD)
    page.wait_for_url("**/today")
    shell_kept(page)
    keep_day(page)
    return page


def keep_day(page: Page) -> None:
    """Wait until the day's snapshot is on the phone, and with it the mark that lets the screens open from here."""
    holds(page, "caches.match('/offline-owner').then((mark) => mark !== undefined)")


def updated(page: Page) -> None:
    """Load the version that the server has by now."""
    page.goto("/today")
    with page.expect_navigation():
        page.get_by_role("button", name="Load the new version").click()


def test_each_screen_opens_from_a_cold_start(phone: Page, without_server: Callable[[], None]) -> None:
    without_server()
    for path, heading in {
        "/today": "Good (morning|afternoon|evening), Maria",
        "/session": "Guided session",
        "/check-in": "Check-in",
        "/progress": "Progress",
        "/settings": "Settings",
        "/es/today": "Buen(os días|as tardes|as noches), Maria",
        "/es/check-in": "Registro del día",
        "/es/progress": "Progreso",
        "/today?date=2026-11-24": "Good (morning|afternoon|evening), Maria",
    }.items():
        page = cold(phone.context, path)
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(heading, re.IGNORECASE))
        # The scripts run: this is written by them alone.
        holds(page, "document.documentElement.dataset.text === 'normal'")


def test_the_screens_lead_to_one_another_without_a_network(phone: Page) -> None:
    phone.context.set_offline(True)
    page = cold(phone.context, "/today")
    holds(page, "document.documentElement.dataset.text === 'normal'")
    page.evaluate("window.sameDocument = true")
    for name in ("Progress", "Care", "Me", "Today"):
        page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        current = page.get_by_role("navigation", name="Main").locator('[aria-current="page"]')
        expect(current).to_have_text(name)
    assert page.evaluate("window.sameDocument"), "a page was loaded anew on the way"


def test_the_start_page_leads_to_the_day(phone: Page) -> None:
    phone.context.set_offline(True)
    cold(phone.context, "/").wait_for_url("**/today")
    cold(phone.context, "/es").wait_for_url("**/es/today")


def test_a_page_that_is_not_kept_says_so_and_leads_to_the_day(phone: Page) -> None:
    phone.context.set_offline(True)
    page = cold(phone.context, "/sharing")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    expect(page.get_by_text("Sign in needs a connection.")).to_be_hidden()
    page.get_by_role("link", name="Go to today").click()
    page.wait_for_url("**/today")


def test_without_a_kept_day_nothing_opens(
    open_page: OpenPage, clinic: Clinic, without_server: Callable[[], None]
) -> None:
    page = open_page(**PHONE)
    signed_in(page, PATIENT, PASSWORD)
    shell_kept(page)
    page.evaluate(f"import('{SHELL_MODULE}').then((shell) => shell.forgetOwner())")
    without_server()
    for path, words in {"/today": "Sign in needs a connection.", "/es/progress": "Para iniciar sesión"}.items():
        page = cold(page.context, path)
        expect(page.get_by_text(words)).to_be_visible()
        expect(page.get_by_role("main").get_by_role("link")).to_have_count(0)
    clinic.start()
    page.get_by_role("button", name="Intentar otra vez").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Progreso")


def test_the_last_progress_shows_with_its_charts_and_its_age(
    phone: Page, clinic: Clinic, without_server: Callable[[], None]
) -> None:
    phone.goto("/progress")
    expect(phone.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    holds(phone, "caches.match('/kept/progress-en').then((kept) => kept !== undefined)")
    streak = phone.locator(".hs-card-row .hs-h3").inner_text()
    without_server()

    page = cold(phone.context, "/progress")
    expect(page.get_by_text("Newer figures show when you are online.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"As of \w{3}, \w{3} \d+, \d+:\d\d"))).to_be_visible()
    expect(page.locator(".hs-card-row .hs-h3")).to_have_text(streak)
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.get_by_text("No connection right now")).to_have_count(0)

    before = page.evaluate("caches.match('/kept/progress-en').then((kept) => kept.text())")
    clinic.start()
    expect(page.get_by_text("Newer figures show when you are online.")).to_have_count(0, timeout=20_000)
    expect(page.locator(".hs-card-row .hs-h3")).to_have_text(streak)
    holds(
        page,
        "(before) => caches.match('/kept/progress-en').then((kept) => kept.text()).then((text) => text !== before)",
        before,
    )


def test_a_language_that_was_not_visited_says_that_it_waits(phone: Page) -> None:
    phone.context.set_offline(True)
    page = cold(phone.context, "/es/progress")
    expect(page.get_by_text("Sin conexión por ahora.")).to_be_visible()


def test_the_progress_of_one_person_never_shows_for_another(phone: Page) -> None:
    phone.goto("/progress")
    holds(phone, "caches.match('/kept/progress-en').then((kept) => kept !== undefined)")
    phone.evaluate(f"import('{SHELL_MODULE}').then((shell) => shell.keepOwner('somebody else'))")
    phone.context.set_offline(True)
    page = cold(phone.context, "/progress")
    expect(page.get_by_text("No connection right now.")).to_be_visible()
    expect(page.locator(".hs-chart")).to_have_count(0)


def test_a_session_that_ends_elsewhere_leads_to_the_sign_in_and_shows_no_figures(phone: Page) -> None:
    phone.goto("/progress")
    holds(phone, "caches.match('/kept/progress-en').then((kept) => kept !== undefined)")
    phone.context.clear_cookies()
    page = cold(phone.context, "/progress")
    page.wait_for_url("**/sign-in**")
    expect(page.locator(".hs-card-row")).to_have_count(0)


def test_signed_out_nothing_personal_stays_in_any_cache(phone: Page) -> None:
    phone.goto("/progress")
    holds(phone, "caches.match('/kept/progress-en').then((kept) => kept !== undefined)")
    phone.goto("/settings")
    phone.get_by_role("button", name="Sign out", exact=True).click()
    phone.wait_for_url(re.compile(r":\d+/$"))
    assert not phone.evaluate("caches.has('hs-personal')")
    assert [address for address, text in in_caches(phone).items() if "Maria" in text] == []
    phone.goto("/today")
    phone.wait_for_url("**/sign-in**")
    phone.context.set_offline(True)
    page = cold(phone.context, "/today")
    expect(page.get_by_text("Sign in needs a connection.")).to_be_visible()


def test_no_answer_of_the_server_is_ever_kept(phone: Page) -> None:
    for path in ("/today", "/check-in", "/progress", "/sharing", "/settings", "/es/today"):
        phone.goto(path, wait_until="networkidle")
    kept = in_caches(phone)
    assert len(kept) > 30
    for address, text in kept.items():
        name, path = address.split(" ")
        assert not re.match(r"/(api|_event|calendar|fhir|s)(/|$)", path), address
        assert "Maria" not in text or name == "hs-personal", address
        if name == "hs-personal":
            assert path.startswith(("/figures/", "/kept/progress-", "/first-view/")) or path == "/offline-owner"


def test_the_figures_of_the_program_are_kept_moving_and_still(phone: Page) -> None:
    url = "/figures/bridge.svg?side=left"
    phone.evaluate(f"([url]) => import('{SHELL_MODULE}').then((shell) => shell.keepFigures([url]))", [url])
    for address in (url, f"{url}&still=true"):
        holds(phone, "(url) => caches.match(url).then((kept) => kept !== undefined)", address)
    phone.context.set_offline(True)
    page = cold(phone.context, "/today")
    for address in (url, f"{url}&still=true"):
        width = page.evaluate(
            "(src) => new Promise((done) => Object.assign(new Image(), {src, onload() { done(this.naturalWidth) }, "
            "onerror() { done(0) }}))",
            address,
        )
        assert width > 0
    page.evaluate(f"import('{SHELL_MODULE}').then((shell) => shell.keepFigures([]))")
    holds(page, "(url) => caches.match(url).then((kept) => kept === undefined)", url)


def test_whoever_signs_in_next_finds_no_day_of_another(phone: Page, base_url: str) -> None:
    phone.context.clear_cookies()
    signed_in(phone, THERAPIST, PASSWORD)
    assert not phone.evaluate("caches.has('hs-personal')")
    phone.goto("/today")
    phone.wait_for_url("**/caseload")


def test_a_laptop_works_offline_too(open_page: OpenPage) -> None:
    page = open_page(**LAPTOP)
    signed_in(page, PATIENT, PASSWORD)
    shell_kept(page)
    keep_day(page)
    page.context.set_offline(True)
    page = cold(page.context, "/check-in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check-in")


def test_a_page_that_opens_while_the_shell_is_being_kept_gets_its_scripts(open_page: OpenPage) -> None:
    """Both fetch the same files at one time; the browser's cache between them must not break one off."""
    page = open_page(**PHONE)
    signed_in(page, PATIENT, PASSWORD)
    holds(
        page, "navigator.serviceWorker.getRegistration().then((found) => Boolean(found?.installing ?? found?.active))"
    )
    page.goto("/check-in")
    expect(page.get_by_role("radiogroup", name="How strong is your pain right now?")).to_be_visible()


def test_a_new_version_waits_until_it_is_asked_for(phone: Page, releases: Clinic) -> None:
    releases.change("today.html", "<title>Today", "<title>Newer today")
    releases.release()
    phone.goto("/today")
    expect(phone.get_by_text("Update ready")).to_be_visible()
    assert phone.title().startswith("Today")
    assert (
        len(phone.evaluate("caches.keys().then((names) => names.filter((name) => name.startsWith('hs-shell-')))")) == 2
    )
    phone.evaluate("window.sameDocument = true")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Load the new version").click()
    expect(phone).to_have_title(re.compile("Newer today|Today"))
    expect(phone.get_by_text("Update ready")).to_have_count(0)
    page = cold(phone.context, "/today")
    kept = {address: text for address, text in in_caches(page).items() if address.endswith(" /today")}
    assert len(kept) == 1
    assert "<title>Newer today" in next(iter(kept.values()))


def test_a_version_that_cannot_be_fetched_whole_leaves_the_old_one_working(phone: Page, releases: Clinic) -> None:
    releases.change("today.html", "<title>", "<title>Half ")
    releases.release()
    # What the server sends is not what the new worker was told of: as when a release is interrupted.
    releases.change("check-in.html", "<title>", "<title>Other ")
    phone.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    holds(phone, "navigator.serviceWorker.getRegistration().then((found) => !found.installing && !found.waiting)")
    phone.context.set_offline(True)
    page = cold(phone.context, "/today")
    assert "<title>Half" not in page.content()
    holds(page, "document.documentElement.dataset.text === 'normal'")
    expect(page.get_by_text("Update ready")).to_have_count(0)


def test_a_page_older_than_its_server_does_not_reload_under_somebodys_hands(phone: Page, releases: Clinic) -> None:
    (chunk,) = (releases.static / "assets").glob("context-*.js")
    schema = re.search(r"`([0-9a-f]{32})`", chunk.read_text())
    assert schema
    releases.change(f"assets/{chunk.name}", schema[1], "0" * 32)
    releases.release()
    updated(phone)

    phone.evaluate("sessionStorage.clear()")
    heard: list[str] = []
    phone.on("websocket", lambda opened: opened.on("framereceived", lambda frame: heard.append(str(frame))))
    phone.goto("/today")
    phone.evaluate("window.sameDocument = true")
    until(phone, lambda: any("state_mismatch" in frame for frame in heard))
    expect(phone.get_by_role("button", name="Bird dog: done")).to_be_visible()
    assert phone.evaluate("window.sameDocument")
    expect(phone.locator("#reflex-new-version-banner")).to_have_count(0)

    releases.change(f"assets/{chunk.name}", "0" * 32, schema[1])
    releases.release()
    updated(phone)
    holds(phone, f"fetch('/assets/{chunk.name}').then((is) => is.text()).then((text) => text.includes('{schema[1]}'))")
