"""Working with the panel in a browser: filters and Back, marks by key, live changes, handing over."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import demo_in
from tests.browser.test_panel import DOCTOR, OTHER_DOCTOR, on_the_panel, signed_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic."""
    return demo_in(tmp_path_factory.mktemp("panel-work"))


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name).first


def checks_in(page: Page, pain_worst: int) -> None:
    today = page.request.get("/api/v1/today").json()["date"]
    now = datetime.now(UTC).isoformat()
    body = {"local_date": today, "time_zone": "America/New_York", "recorded_at": now, "edited_at": now}
    answer = page.request.put(f"/api/v1/check-ins/{uuid4()}", data={**body, "flare": False, "pain_worst": pain_worst})
    assert answer.ok, answer.text()


def test_a_choice_stands_in_the_address_and_back_takes_it_away(laptop_page: Page) -> None:
    page = on_the_panel(laptop_page)
    everyone = page.locator("a[data-row]").count()
    page.get_by_label("Why", exact=True).select_option("warning")
    expect(page.locator("a[data-row]")).to_have_text(["Frances Oduya"])
    expect(page).to_have_url(re.compile(r"/panel\?why=warning$"))
    page.get_by_label("Order", exact=True).select_option("name")
    expect(page).to_have_url(re.compile(r"why=warning&sort=name"))
    page.go_back()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/panel$"))
    expect(page.locator("a[data-row]")).to_have_count(everyone)
    page.goto("/panel?sort=name&q=maria")
    expect(page.locator("a[data-row]")).to_have_text(["Maria Kowalczyk"])
    expect(page.get_by_role("searchbox")).to_have_value("maria")


def test_a_view_is_saved_and_opens_first(laptop_page: Page) -> None:
    page = on_the_panel(laptop_page)
    page.get_by_label("Why", exact=True).select_option("warning")
    expect(page.locator("a[data-row]")).to_have_count(1)
    page.get_by_text("Views", exact=True).click()
    page.get_by_label("Save what is chosen now as").fill("Alarms")
    page.get_by_role("button", name="Save the view").click()
    page.get_by_role("button", name="Open first: Alarms").click()
    expect(page.get_by_role("button", name="Do not open first: Alarms")).to_be_visible()
    page.goto("/panel")
    expect(page.locator("a[data-row]")).to_have_text(["Frances Oduya"])
    page.get_by_role("button", name="Show everyone").click()
    expect(page.get_by_role("link", name="Maria Kowalczyk").first).to_be_visible()
    page.get_by_text("Views", exact=True).click()
    page.get_by_role("button", name="Delete: Alarms").click()
    expect(page.get_by_role("group", name="Saved views")).to_have_count(0)


def test_a_reason_is_acknowledged_by_key_and_shown_again(laptop_page: Page) -> None:
    page = on_the_panel(laptop_page)
    link = row(page, "Gerald Fenwick").get_by_role("link", name="Gerald Fenwick")
    link.focus()
    page.keyboard.press("a")
    dialog = page.get_by_role("dialog", name="Acknowledge")
    expect(dialog).to_contain_text("No entry for 6 days")
    dialog.get_by_label("Note (if you like)").fill("Called, he is away. /?as")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(dialog).to_have_count(0)
    expect(row(page, "Gerald Fenwick")).not_to_contain_text("No entry for 6 days")
    expect(page.locator("a[data-row]:focus")).to_have_count(1)
    page.get_by_role("button", name="Show them").click()
    expect(page.get_by_text("Called, he is away. /?as")).to_be_visible()
    page.get_by_role("button", name="Show again: No entry for 6 days, Gerald Fenwick").click()
    expect(row(page, "Gerald Fenwick")).to_contain_text("No entry for 6 days")


def test_a_warning_sign_cannot_be_put_off_and_stays_when_it_was_seen(laptop_page: Page) -> None:
    page = on_the_panel(laptop_page)
    sign = row(page, "Frances Oduya").locator("[data-reason=warning_sign_open]")
    expect(sign.get_by_role("button", name=re.compile("Put off"))).to_have_count(0)
    sign.get_by_role("button", name=re.compile("Acknowledge")).click()
    dialog = page.get_by_role("dialog", name="Acknowledge")
    expect(dialog).to_contain_text("A warning sign stays here")
    dialog.get_by_role("button", name="Acknowledge").click()
    expect(sign).to_contain_text("Seen by you")


def test_a_log_on_a_phone_shows_on_the_open_panel_with_the_focus_kept(open_page: OpenPage) -> None:
    panel = on_the_panel(open_page(**LAPTOP))
    phone = signed_in(open_page(**PHONE), "maria@example.org")
    panel.evaluate("window.wasLoaded = true")
    link = row(panel, "Maria Kowalczyk").get_by_role("link", name="Maria Kowalczyk")
    link.focus()
    link.scroll_into_view_if_needed()
    checks_in(phone, 9)
    expect(panel.get_by_role("status").filter(has_text="Maria Kowalczyk has something new.")).to_be_visible()
    expect(row(panel, "Maria Kowalczyk")).to_contain_text("New just now")
    expect(row(panel, "Maria Kowalczyk").get_by_role("link", name="Maria Kowalczyk")).to_be_focused()
    assert panel.evaluate("window.wasLoaded") is True


def test_a_patient_is_told_of_a_handover_and_says_no(open_page: OpenPage) -> None:
    doctor = on_the_panel(open_page(**LAPTOP))
    doctor.get_by_role("button", name="Hand over").click()
    form = doctor.get_by_role("region", name="Hand patients over")
    form.get_by_label("To", exact=True).select_option(label="Dr. Henrik Lindqvist")
    form.get_by_text("For good", exact=True).click()
    form.get_by_text("Some", exact=True).click()
    form.get_by_role("checkbox", name="Maria Kowalczyk").check()
    form.get_by_role("button", name="Tell the patients").click()
    expect(form.get_by_role("status")).to_contain_text("1 patient is told now.")
    patient = signed_in(open_page(**PHONE), "maria@example.org")
    patient.goto("/sharing")
    card = patient.get_by_role("heading", name=re.compile("hands your care over to"))
    expect(card).to_be_visible()
    patient.get_by_role("button", name=re.compile("may see it now")).click()
    expect(patient.get_by_text("Agreed. It is open now.")).to_be_visible()
    colleague = signed_in(open_page(**LAPTOP), OTHER_DOCTOR)
    colleague.goto("/panel")
    expect(row(colleague, "Maria Kowalczyk")).to_contain_text("Handed over by")
    patient.get_by_role("button", name=re.compile("Say no")).click()
    patient.get_by_role("button", name="No, I do not want this").click()
    expect(card).to_have_count(0)
    expect(colleague.get_by_role("link", name="Maria Kowalczyk")).to_have_count(0)
    expect(row(on_the_panel(open_page(**LAPTOP)), "Maria Kowalczyk")).to_be_visible()
    assert DOCTOR != OTHER_DOCTOR
