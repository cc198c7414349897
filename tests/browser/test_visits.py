"""Visits in a browser: planned in a series, asked about on the phone, answered, prepared; and a treatment day."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.domain.people import Role
from patient_app.services.sessions import SignedIn
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import clinic_in, signed_in

pytestmark = pytest.mark.browser

PATIENT, THERAPIST, PHYSIATRIST = "ana@example.org", "paul@example.org", "dora@example.org"
TODAY = datetime.now(ZoneInfo("America/New_York")).date()
IN_A_WEEK, LATER = (TODAY + timedelta(days=7)).isoformat(), (TODAY + timedelta(days=9)).isoformat()
FOUND: dict[str, SignedIn] = {}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with a physiatrist, a PT, and a patient who shares with both."""
    folder = tmp_path_factory.mktemp("visits")
    with clinic_in(folder) as people:
        people.joined(Role.PHYSIATRIST, PHYSIATRIST, "Dr. Dora Lindqvist")
        people.joined(Role.PHYSICAL_THERAPIST, THERAPIST, "Paul Okafor, PT")
        FOUND[PATIENT] = people.joined(Role.PATIENT, PATIENT, "Ana Reyes", PHYSIATRIST, THERAPIST)
    return folder


def visits_of_ana(page: Page, email: str) -> Page:
    signed_in(page, email)
    page.goto(f"/patients/{FOUND[PATIENT].actor.id}/visits")
    expect(page.get_by_role("heading", level=1, name="Ana Reyes")).to_be_visible()
    return page


def section(page: Page, title: str) -> Locator:
    """The part of the page under this heading."""
    return page.locator("section").filter(has=page.get_by_role("heading", level=2, name=title, exact=True))


def test_a_series_is_planned_a_visit_of_it_moved_as_the_patient_asks_and_prepared(open_page: OpenPage) -> None:
    dora = visits_of_ana(open_page(**LAPTOP), PHYSIATRIST)
    dora.get_by_role("button", name="Plan a visit").click()
    dora.get_by_label("Day", exact=True).fill(IN_A_WEEK)
    dora.get_by_label("Time", exact=True).fill("09:20")
    dora.get_by_label("What for", exact=True).fill("Follow-up")
    dora.get_by_role("button", name="Several visits").click()
    dora.get_by_label("Every how many weeks").fill("4")
    dora.get_by_label("How many visits in all").fill("1")
    dora.get_by_role("button", name="Plan it").click()
    expect(dora.get_by_text("A series has 2 to 60 visits.")).to_be_visible()
    expect(dora.get_by_label("What for", exact=True)).to_have_value("Follow-up")
    dora.get_by_label("How many visits in all").fill("3")
    dora.get_by_role("button", name="Plan it").click()
    expect(dora.get_by_text("Planned: 3 visits")).to_be_visible()
    expect(section(dora, "Planned").get_by_role("listitem")).to_have_count(2)

    ana = signed_in(open_page(**PHONE), PATIENT)
    ana.goto("/visits")
    following = section(ana, "Your next visit")
    expect(following).to_contain_text("9:20")
    expect(following).to_contain_text("Dr. Dora Lindqvist")
    following.get_by_role("button", name="Ask to move: ").click()
    for answer in ("Tue", "Thu", "in the morning"):
        ana.get_by_role("button", name=answer, exact=True).click()
        expect(ana.get_by_role("button", name=answer, exact=True)).to_have_attribute("aria-pressed", "true")
    ana.get_by_role("button", name="Send to my clinic").click()
    expect(following).to_contain_text("You asked to move this visit")
    expect(following).to_contain_text("Tue or Thu, in the morning")
    ana.get_by_label("Your question").fill("May I swim?")
    ana.get_by_role("button", name="Keep this question").click()
    expect(section(ana, "Questions for your next visit").get_by_role("listitem")).to_contain_text("May I swim?")
    expect(ana.get_by_label("Your question")).to_have_value("")

    # Dora's screen was open all the time.
    expect(section(dora, "The patient asks")).to_contain_text("Tue or Thu, in the morning")
    dora.get_by_role("button", name="Prepare", exact=True).click()
    expect(section(dora, "Next visit")).to_contain_text("May I swim?")
    dora.get_by_role("button", name="Choose a time: ").click()
    dora.get_by_label("Day", exact=True).fill(LATER)
    dora.get_by_label("Time", exact=True).fill("08:00")
    dora.get_by_role("button", name="Accept", exact=True).click()
    expect(section(dora, "The patient asks")).to_have_count(0)
    expect(following).to_contain_text("8:00")
    expect(following).not_to_contain_text("You asked to move this visit")

    with ana.expect_download() as started:
        following.get_by_role("link", name="Add to my calendar").click()
    assert re.fullmatch(r"visit-\d{4}-\d\d-\d\d\.ics", started.value.suggested_filename)


def test_a_treatment_day_is_one_click(laptop_page: Page) -> None:
    paul = visits_of_ana(laptop_page, THERAPIST)
    paul.get_by_role("button", name="Treated today").click()
    expect(paul.get_by_text("Today is recorded as a treatment day.")).to_be_visible()
    expect(section(paul, "Past visits").get_by_role("listitem")).to_have_count(1)
    expect(paul.get_by_role("button", name="Treated today")).to_have_count(0)


def test_a_calendar_address_is_made_read_and_closed(open_page: OpenPage) -> None:
    ana = signed_in(open_page(**PHONE), PATIENT)
    ana.goto("/visits")
    calendar = section(ana, "Put it in your calendar")
    calendar.get_by_role("button", name="Make a calendar address").click()
    calendar.get_by_label("Remind me of my exercises at").fill("07:45")
    calendar.get_by_label("Alarm before a visit").select_option("1 day before")
    calendar.get_by_role("button", name="Make the address").click()
    address = calendar.get_by_label("Your calendar address").input_value()
    assert calendar.get_by_role("link", name="Open in my calendar").get_attribute("href") == re.sub(
        "^http", "webcal", address
    )
    assert ana.request.get(address).text().startswith("BEGIN:VCALENDAR")
    calendar.get_by_role("button", name="I have it").click()
    expect(calendar.get_by_label("Your calendar address")).to_have_count(0)

    ana.reload()
    row = calendar.get_by_role("listitem")
    expect(row).to_contain_text("Visits, alarm 1 day before. Exercises at 7:45 AM.")
    expect(row).to_contain_text("Last read by a calendar")
    row.get_by_role("button", name="Close this address").click()
    row.get_by_role("button", name="Close it").click()
    expect(calendar.get_by_role("status")).to_contain_text("The address is closed.")
    expect(row).to_have_count(0)
    assert ana.request.get(address).status == 404
