"""The caseload in a browser: suggested steps with their figures, taken in the builder or put off."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.services import demo
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import demo_in

pytestmark = pytest.mark.browser

THERAPIST = "dana.whitfield@example.org"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic: Maria is ready for a step up, Dolores for one back."""
    return demo_in(tmp_path_factory.mktemp("caseload"))


def on_the_caseload(page: Page) -> Page:
    answer = page.request.post("/api/v1/session", data={"email": THERAPIST, "password": demo.PASSWORD})
    assert answer.ok, answer.text()
    page.goto("/caseload")
    expect(names(page)).not_to_have_count(0)
    return page


def names(page: Page) -> Locator:
    """The patients that are shown."""
    return page.locator("a[data-row]")


def step(page: Page, words: str) -> Locator:
    """The suggestion with these words."""
    return page.get_by_role("listitem").filter(has_text=words)


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_step_leads_to_the_builder_of_its_line_with_one_click(open_page: OpenPage, device: dict[str, object]) -> None:
    page = on_the_caseload(open_page(**device))
    up = step(page, "One step up: 12 repetitions")
    expect(up).to_contain_text(re.compile(r"Bridge: all 3 × 10 on .+ and .+, pain 2 and 2, effort 3 and 3\."))
    up.get_by_role("link", name="Take this step: Bridge, Maria Kowalczyk").click()
    page.wait_for_url(re.compile(r"/patients/[0-9a-f-]{36}/program\?step=[0-9a-f-]{36}$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maria Kowalczyk")


def test_patients_who_are_ready_for_a_step_can_be_shown_alone(laptop_page: Page) -> None:
    page = on_the_caseload(laptop_page)
    everyone = names(page).count()
    ready = page.get_by_role("button", name="Ready for a step")
    expect(ready).to_have_attribute("aria-pressed", "false")
    ready.click()
    expect(ready).to_have_attribute("aria-pressed", "true")
    expect(names(page)).to_have_count(2)
    assert set(names(page).all_inner_texts()) == {"Dolores Applewhite", "Maria Kowalczyk"}
    page.get_by_role("searchbox").fill("squat")
    expect(names(page)).to_have_text(["Dolores Applewhite"])
    page.get_by_role("searchbox").fill("")
    ready.click()
    expect(names(page)).to_have_count(everyone)


def test_a_step_that_is_put_off_stays_away(laptop_page: Page) -> None:
    page = on_the_caseload(laptop_page)
    back = step(page, "One step back: 8 repetitions")
    expect(back).to_contain_text("pain 5")
    back.get_by_role("button", name="Not now: Mini squat, Dolores Applewhite").click()
    expect(back).to_have_count(0)
    expect(page.get_by_text("It comes back when new sessions say the same.")).to_be_focused()
    page.reload()
    expect(step(page, "One step up: 12 repetitions")).to_be_visible()
    expect(step(page, "One step back")).to_have_count(0)
