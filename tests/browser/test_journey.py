"""The journey in a browser: the patient adds an entry with a document, a clinician reads both and closes the course."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.services import demo
from tests import media_files as files
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import demo_in

pytestmark = pytest.mark.browser

PATIENT, PHYSIATRIST = "maria@example.org", "ngozi.okafor@example.org"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic."""
    return demo_in(tmp_path_factory.mktemp("journey"))


def signed_in(page: Page, email: str) -> str:
    answer = page.request.post("/api/v1/session", data={"email": email, "password": demo.PASSWORD})
    assert answer.ok, answer.text()
    return str(answer.json()["user_id"])


def on_the_journey(page: Page) -> Page:
    signed_in(page, PATIENT)
    page.goto("/journey")
    expect(page.get_by_role("heading", name="What comes next")).to_be_visible()
    return page


def event(page: Page, title: str) -> Locator:
    events = page.get_by_role("list", name="What happened, newest first").get_by_role("listitem")
    return events.filter(has=page.get_by_role("heading", name=title, exact=True))


def test_an_entry_and_its_document_reach_the_care_team(open_page: OpenPage) -> None:
    page = on_the_journey(open_page(**PHONE))
    expect(page.get_by_text("Step 7 of 10: You exercise at home")).to_be_visible()
    page.get_by_role("button", name="Add to your journey").click()
    page.get_by_role("button", name="X-ray or scan", exact=True).click()
    page.get_by_label("Title").fill("MRI of the low back")
    page.get_by_label("Result, as the report says it").fill("Nothing new")
    page.get_by_role("button", name="Save", exact=True).click()
    made = event(page, "MRI of the low back")
    expect(made).to_contain_text("Nothing new")
    expect(made).to_contain_text("Entered by you")
    picked = {"name": "mri.pdf", "mimeType": "application/pdf", "buffer": files.a_pdf()}
    made.locator("input[type=file]").set_input_files(picked)
    document = made.get_by_role("link", name=re.compile("^mri"))
    expect(document).to_be_visible()
    with page.expect_download() as download:
        document.click()
    assert Path(download.value.path()).read_bytes() == files.a_pdf()
    script = {"name": "mri.pdf", "mimeType": "application/pdf", "buffer": b"<script>1</script>"}
    made.locator("input[type=file]").set_input_files(script)
    expect(made.get_by_role("alert")).to_contain_text("Choose a PDF")

    patient_id = signed_in(page, PATIENT)
    laptop = open_page(**LAPTOP)
    signed_in(laptop, PHYSIATRIST)
    laptop.goto(f"/patients/{patient_id}")
    theirs = event(laptop, "MRI of the low back")
    expect(theirs).to_contain_text("Entered by the patient")
    expect(theirs.get_by_role("button", name="Correct")).to_have_count(0)


def test_a_course_is_closed_with_its_final_summary(open_page: OpenPage) -> None:
    page = open_page(**LAPTOP)
    patient_id = signed_in(page, PATIENT)
    signed_in(page, PHYSIATRIST)
    page.goto(f"/patients/{patient_id}#close-course")
    closing = page.locator("#close-course")
    closing.get_by_role("button", name="Close the course").click()
    closing.get_by_label("Comfortable level of function reached").check()
    closing.get_by_label("Closing note").fill("Go on twice a week.")
    closing.get_by_role("button", name="Close the course").click()
    expect(closing.get_by_role("alert")).to_contain_text("Say what became of each goal.")
    expect(closing.get_by_label("Closing note")).to_have_value("Go on twice a week.")
    for goal in closing.get_by_label("Met", exact=True).all():
        goal.check()
    closing.get_by_role("button", name="Close the course").click()
    expect(closing).to_contain_text("The course is closed. The patient is told.")
    expect(page.get_by_role("heading", name="Final summary")).to_be_visible()
    phone = on_the_journey(open_page(**PHONE))
    expect(phone.get_by_text("Go on twice a week.")).to_be_visible()
    expect(phone.get_by_text("Step 10 of 10: Back to what you want to do")).to_be_visible()
    phone.goto("/today")
    expect(phone.get_by_role("button", name=re.compile(": done$")).first).to_be_visible()
