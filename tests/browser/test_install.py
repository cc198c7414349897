"""The app can be put on the home screen: what the browser itself says of it, and how Settings offers it."""

import json
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from patient_app.services.demo import PASSWORD
from patient_app.ui.routes import OFFLINE_SCREENS, match
from tests import chromium
from tests.browser.conftest import PHONE, OpenPage
from tests.servers import ROOT, serving

pytestmark = pytest.mark.browser

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the demo clinic."""
    with serving(tmp_path_factory.mktemp("install"), command="demo") as address:
        yield address


def settings_of_a_patient(page: Page) -> Page:
    page.goto("/sign-in?next=/settings")
    page.get_by_label("Email").fill("maria@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/settings")
    # What only the server knows comes last.
    expect(page.get_by_label("Time zone")).to_be_visible()
    return page


def test_the_browser_finds_nothing_that_keeps_the_app_from_being_installed(
    browser: Browser, base_url: str, tmp_path: Path
) -> None:
    # A profile that lasts: of a private one the browser says no more than that.
    profile = browser.browser_type.launch_persistent_context(
        tmp_path, executable_path=chromium.find(), args=chromium.FLAGS, base_url=base_url, **PHONE
    )
    page = settings_of_a_patient(profile.new_page())
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    devtools = profile.new_cdp_session(page)
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/manifest.webmanifest")
    profile.close()


def test_everything_that_the_manifest_names_is_there(base_url: str) -> None:
    with urlopen(f"{base_url}/manifest.webmanifest") as answer:
        assert answer.headers["cache-control"] == "no-cache"
        manifest = json.load(answer)
    shortcuts = manifest["shortcuts"]
    pictures = [*manifest["icons"], *manifest["screenshots"], *(icon for each in shortcuts for icon in each["icons"])]
    for picture in pictures:
        with urlopen(base_url + picture["src"]) as answer:
            assert answer.headers["content-type"].startswith(picture["type"])
            if picture["type"] == "image/png":
                width, height = struct.unpack(">II", answer.read(24)[16:])
                assert picture["sizes"] == f"{width}x{height}", picture
    for size in ("192x192", "512x512"):
        assert {icon["purpose"] for icon in manifest["icons"] if icon["sizes"] == size} == {"any", "maskable"}
    assert {shot["form_factor"] for shot in manifest["screenshots"]} == {"narrow", "wide"}
    assert all(shot["label"] for shot in manifest["screenshots"])
    for address in (manifest["start_url"], *(each["url"] for each in shortcuts)):
        found = match(address)
        assert found
        assert found[0].route in OFFLINE_SCREENS


@pytest.mark.parametrize("icon", sorted((ROOT / "assets").glob("*.png")), ids=lambda path: path.name)
def test_an_icon_is_small(icon: Path) -> None:
    assert icon.stat().st_size <= 20_000


def test_settings_lets_the_browser_ask(phone_page: Page) -> None:
    settings_of_a_patient(phone_page)
    expect(phone_page.get_by_text("Put Homestretch on your home screen")).to_have_count(0)
    # The browser's own event, which a private profile never gets.
    phone_page.evaluate(
        """() => window.dispatchEvent(Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
          prompt: async () => { window.wasAsked = true; }, userChoice: Promise.resolve({ outcome: "accepted" }),
        }))"""
    )
    phone_page.get_by_role("button", name="Put it there").click()
    assert phone_page.evaluate("window.wasAsked")
    expect(phone_page.get_by_text("Put Homestretch on your home screen")).to_have_count(0)


def test_settings_says_how_an_iphone_does_it(open_page: OpenPage) -> None:
    page = settings_of_a_patient(open_page(**PHONE | {"user_agent": IPHONE}))
    expect(page.get_by_text("In Safari, tap Share, then Add to Home Screen.")).to_be_visible()


def test_an_installed_app_offers_nothing(open_page: OpenPage) -> None:
    page = open_page(**PHONE | {"user_agent": IPHONE})
    # Safari's word for an app that was opened from the home screen.
    page.add_init_script("Object.defineProperty(navigator, 'standalone', { get: () => true })")
    settings_of_a_patient(page)
    expect(page.get_by_text("Put Homestretch on your home screen")).to_have_count(0)
