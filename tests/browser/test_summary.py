"""The summary of a patient in a browser: periods in the address, chart, exercises, goals, the PDF, and on paper."""

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.services import demo
from tests.browser.people import demo_in

pytestmark = pytest.mark.browser

DOCTOR, THERAPIST = "ngozi.okafor@example.org", "dana.whitfield@example.org"
MARIA, FRANCES = "maria@example.org", "frances@example.org"
PERIOD = re.compile(r"Since the last visit: \w{3}, \w{3} \d+.* to \w{3}, \w{3} \d+.*, \d+ days")


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic: people with twelve weeks of history."""
    return demo_in(tmp_path_factory.mktemp("summary"))


def id_of(data_dir: Path, email: str) -> str:
    with sqlite3.connect(data_dir / "homestretch.db") as connection:
        (found,) = connection.execute("SELECT id FROM person WHERE email = ?", (email,)).fetchone()
    return str(found)


def opened(page: Page, data_dir: Path, patient: str = MARIA, by: str = DOCTOR, query: str = "") -> Page:
    """The summary of a patient, alive."""
    answer = page.request.post("/api/v1/session", data={"email": by, "password": demo.PASSWORD})
    assert answer.ok, answer.text()
    page.goto(f"/patients/{id_of(data_dir, patient)}{query}")
    expect(page.get_by_role("heading", name="Done?")).to_be_visible()
    return page


def segment(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Period").get_by_role("link", name=name, exact=True)


@pytest.mark.parametrize("patient", [MARIA, FRANCES])
def test_the_four_answers_stand_on_one_screen(laptop_page: Page, data_dir: Path, patient: str) -> None:
    page = opened(laptop_page, data_dir, patient)
    for question in ("Done?", "Hurting?", "Functioning?", "What changed?"):
        card = page.locator(".hs-answer").filter(has=page.get_by_role("heading", name=question))
        box = card.bounding_box()
        assert box is not None and box["y"] + box["height"] <= 900, f"{question} needs scrolling"


def test_it_opens_with_the_time_since_the_last_visit(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir)
    expect(page.get_by_text(PERIOD)).to_be_visible()
    expect(segment(page, "Since the last visit")).to_have_attribute("aria-current", "true")


def test_each_period_has_an_address_that_can_be_linked(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir)
    segment(page, "7 days").click()
    expect(page).to_have_url(re.compile(r"\?period=7$"))
    expect(page.get_by_text(re.compile(r", 7 days$"))).to_be_visible()
    page.go_back()
    expect(page.get_by_text(PERIOD)).to_be_visible()
    opened(page, data_dir, query="?period=28")
    expect(segment(page, "28 days")).to_have_attribute("aria-current", "true")


def test_any_days_can_be_shown(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir)
    page.get_by_text("Other days").click()
    last = page.get_by_label("To", exact=True).input_value()
    page.get_by_label("From", exact=True).fill(last)
    page.get_by_role("button", name="Show these days").click()
    expect(page).to_have_url(re.compile(rf"\?from={last}&to={last}$"))
    expect(page.get_by_text(re.compile(r", 1 day$"))).to_be_visible()


def test_days_that_make_no_sense_are_named_and_the_usual_ones_shown(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir, query="?from=2026-11-20&to=2026-11-01")
    expect(page.get_by_role("alert").filter(has_text="The first day must not be after the last day.")).to_be_visible()
    expect(page.get_by_text(PERIOD)).to_be_visible()
    opened(page, data_dir, query="?from=yesterday")
    expect(page.get_by_role("alert").filter(has_text="Use a date like 2026-11-24.")).to_be_visible()


def test_the_chart_says_in_words_what_it_shows_and_changes_its_measure(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir, query="?period=84")
    figure = page.get_by_role("figure")
    expect(figure).to_contain_text("Roland-Morris back questionnaire: 9 at first, 4 last")
    expect(figure).to_contain_text("program version 3")
    page.get_by_label("Measure", exact=True).select_option(label="My activities")
    expect(figure).to_contain_text("My activities:")
    figure.get_by_text("Show the numbers").click()
    table = figure.get_by_role("table", name="Pain, function and measure by day")
    expect(table.get_by_role("row")).to_have_count(85)


def test_an_exercise_opens_to_its_weeks_pain_and_doses(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir, query="?period=84")
    row = page.get_by_role("button", name="Bird dog", exact=True)
    row.focus()
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("table", name="This exercise by week")).to_be_visible()
    expect(page.get_by_text(re.compile(r"Pain during: \d+ at first"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"Version 2, from .*: 1 set of 8"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(row).to_have_attribute("aria-expanded", "false")


def test_a_clinician_says_what_became_of_a_goal(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir, by=THERAPIST)
    goal = page.get_by_role("row").filter(has_text="Sit through a 60-minute meeting")
    goal.get_by_role("button", name="Active").click()
    page.get_by_label("Status", exact=True).select_option(label="Not met")
    page.get_by_label("Value found").fill("half")
    page.get_by_label("Note", exact=True).fill("Stands up after 40 minutes")
    page.get_by_role("button", name="Save the status").click()
    expect(page.get_by_role("alert").filter(has_text="Use a number.")).to_be_visible()
    expect(page.get_by_label("Note", exact=True)).to_have_value("Stands up after 40 minutes")
    page.get_by_label("Value found").fill("5")
    page.get_by_role("button", name="Save the status").click()
    expect(goal.get_by_role("button", name="Not met")).to_be_visible()
    goal.get_by_role("button", name="Not met").click()
    expect(page.get_by_text(re.compile(r"Not met, 5\. Stands up after 40 minutes \(Dana Whitfield"))).to_be_visible()


def test_the_pdf_is_of_the_period_that_is_shown(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir, query="?period=7")
    link = page.get_by_role("link", name="PDF", exact=True)
    address = link.get_attribute("href")
    assert address is not None and address.endswith("/summary.pdf?language=en&period=7")
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf" and answer.body().startswith(b"%PDF-")


def test_a_patient_has_the_own_summary_as_a_pdf(phone_page: Page, data_dir: Path) -> None:
    page = phone_page
    page.request.post("/api/v1/session", data={"email": MARIA, "password": demo.PASSWORD})
    page.goto("/progress")
    address = page.get_by_role("link", name="Summary as PDF").get_attribute("href")
    assert address is not None
    assert page.request.get(address).body().startswith(b"%PDF-")


def test_on_paper_there_is_no_navigation(laptop_page: Page, data_dir: Path) -> None:
    page = opened(laptop_page, data_dir)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("button", name="Put on hold")).to_be_hidden()
    expect(page.get_by_role("heading", name="Done?")).to_be_visible()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
