"""The physiatrist's screens in a browser: keys, search, live changes, what is not shared; a patient's progress."""

import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from patient_app.services import demo
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import demo_in

pytestmark = pytest.mark.browser

DOCTOR, OTHER_DOCTOR = "ngozi.okafor@example.org", "henrik.lindqvist@example.org"
MARIA, GERALD, THERAPIST = "maria@example.org", "gerald@example.org", "dana.whitfield@example.org"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic: people with twelve weeks of history."""
    return demo_in(tmp_path_factory.mktemp("panel"))


def signed_in(page: Page, email: str) -> Page:
    answer = page.request.post("/api/v1/session", data={"email": email, "password": demo.PASSWORD})
    assert answer.ok, answer.text()
    return page


def id_of(data_dir: Path, email: str) -> str:
    with sqlite3.connect(data_dir / "homestretch.db") as connection:
        (found,) = connection.execute("SELECT id FROM person WHERE email = ?", (email,)).fetchone()
    return str(found)


def on_the_panel(page: Page) -> Page:
    signed_in(page, DOCTOR).goto("/panel")
    expect(page.get_by_role("link", name="Maria Kowalczyk").first).to_be_visible(timeout=20_000)
    return page


def test_keys_lead_from_the_search_to_the_summary(laptop_page: Page) -> None:
    page = on_the_panel(laptop_page)
    page.keyboard.press("/")
    page.keyboard.type("maria")
    rows = page.locator("a[data-row]")
    expect(rows).to_have_text(["Maria Kowalczyk"])
    expect(page.get_by_role("searchbox")).to_have_value("maria")
    page.keyboard.press("ArrowDown")
    expect(rows.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Maria Kowalczyk")
    for question in ("Done?", "Hurting?", "Functioning?", "What changed?"):
        heading = page.get_by_role("heading", name=question)
        expect(heading).to_be_in_viewport()


def test_who_needs_a_look_stands_first_with_the_reason(laptop_page: Page) -> None:
    table = on_the_panel(laptop_page).get_by_role("table", name="Patients who need a look")
    rows = table.get_by_role("row")
    expect(rows.nth(1)).to_contain_text("Frances Oduya")
    expect(rows.nth(1)).to_contain_text("Warning sign open")
    expect(table.get_by_role("row").filter(has_text="Gerald Fenwick")).to_contain_text("No entry for 6 days")


def test_a_check_in_on_the_phone_shows_on_the_open_panel(open_page: OpenPage, data_dir: Path) -> None:
    panel = on_the_panel(open_page(**LAPTOP))
    phone = signed_in(open_page(**PHONE), GERALD)
    today = phone.request.get("/api/v1/today").json()["date"]
    now = datetime.now(UTC).isoformat()
    body = {"local_date": today, "time_zone": "America/New_York", "recorded_at": now, "edited_at": now}
    answer = phone.request.put(f"/api/v1/check-ins/{uuid4()}", data={**body, "flare": False, "pain_worst": 9})
    assert answer.ok, answer.text()
    row = panel.get_by_role("row").filter(has_text="Gerald Fenwick").first
    expect(row).to_contain_text("Today", timeout=2_000)
    expect(row).not_to_contain_text("No entry")


def test_a_patient_without_a_share_looks_like_one_that_is_not_there(laptop_page: Page, data_dir: Path) -> None:
    page = signed_in(laptop_page, OTHER_DOCTOR)
    for patient in (id_of(data_dir, MARIA), "018f0000-0000-7000-8000-000000000000"):
        page.goto(f"/patients/{patient}")
        expect(page.get_by_text("This was not found, or is not shared with you.")).to_be_visible()
        assert "Kowalczyk" not in page.content()


def test_a_hold_needs_a_note_and_can_be_cleared(laptop_page: Page, data_dir: Path) -> None:
    page = signed_in(laptop_page, THERAPIST)
    page.goto(f"/patients/{id_of(data_dir, MARIA)}")
    expect(page.get_by_role("link", name="Change the program")).to_be_visible()
    page.get_by_role("button", name="Put on hold").click()
    page.get_by_label("Note to the patient and the care team").fill("Rest until I see you.")
    page.locator("form").get_by_role("button", name="Put on hold").click()
    expect(page.get_by_text("On hold by a clinician")).to_be_visible()
    expect(page.get_by_text("Rest until I see you.")).to_be_visible()
    page.get_by_role("button", name="Clear the hold").click()
    page.get_by_label("Note for the record").fill("Seen, all well.")
    page.locator("form").get_by_role("button", name="Clear the hold").click()
    expect(page.get_by_text("On hold by a clinician")).to_have_count(0)


def test_the_chart_has_a_sentence_and_its_numbers(laptop_page: Page, data_dir: Path) -> None:
    page = signed_in(laptop_page, DOCTOR)
    page.goto(f"/patients/{id_of(data_dir, MARIA)}")
    expect(page.get_by_text(re.compile(r"Worst pain in 24 hours: \d+ at first"))).to_be_visible()
    page.get_by_role("button", name="Now", exact=True).click()
    expect(page.get_by_text(re.compile(r"Pain now: \d+ at first"))).to_be_visible()
    page.get_by_text("Show the numbers").click()
    expect(page.get_by_role("table", name="Pain, function and measure by day")).to_be_visible()


def test_a_patient_sees_progress_in_plain_words(phone_page: Page) -> None:
    page = signed_in(phone_page, MARIA)
    page.goto("/progress")
    expect(page.get_by_role("heading", level=1)).to_have_text("Progress")
    expect(page.get_by_text("active days, longest")).to_be_visible()
    expect(page.get_by_text("Your worst pain went from")).to_be_visible()
    expect(page.get_by_text("First full week")).to_be_visible()
