"""A progress report in a browser: written, signed, decided on, read by the patient; and two windows of one draft."""

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patient_app.services import demo
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import demo_in

pytestmark = pytest.mark.browser

DANA, OKAFOR, MARIA = "dana.whitfield@example.org", "ngozi.okafor@example.org", "maria@example.org"
WALTER = "walter@example.org"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic: Dana has a draft for Maria."""
    return demo_in(tmp_path_factory.mktemp("reports"))


def id_of(data_dir: Path, email: str) -> str:
    with sqlite3.connect(data_dir / "homestretch.db") as connection:
        (found,) = connection.execute("SELECT id FROM person WHERE email = ?", (email,)).fetchone()
    return str(found)


def signed_in(page: Page, who: str, path: str) -> Page:
    answer = page.request.post("/api/v1/session", data={"email": who, "password": demo.PASSWORD})
    assert answer.ok, answer.text()
    page.goto(path)
    return page


def at_the_draft(page: Page, data_dir: Path, patient: str) -> Page:
    signed_in(page, DANA, f"/patients/{id_of(data_dir, patient)}/reports")
    page.get_by_role("link", name="Go on with the draft").or_(
        page.get_by_role("button", name="Start a progress report")
    ).click()
    expect(page.get_by_label("Assessment", exact=True)).to_be_visible()
    return page


def test_written_signed_decided_and_read(open_page: OpenPage, data_dir: Path) -> None:
    page = at_the_draft(open_page(**LAPTOP), data_dir, MARIA)
    expect(page.get_by_label("Assessment", exact=True)).to_have_value("Bridge is easy now. ")
    page.get_by_label("Plan", exact=True).fill(" . ")
    page.get_by_role("button", name="Sign and send").click()
    expect(page.get_by_text("Nothing is signed yet, and nothing is lost.")).to_be_visible()
    expect(page.get_by_label("Plan", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Say what became of each goal.").first).to_be_visible()

    page.get_by_label("Plan", exact=True).fill("Lift from a low shelf, twice a week.")
    page.get_by_role("button", name="Met: goal B", exact=True).click()
    page.get_by_role("button", name="Goes on: goal D", exact=True).click()
    expect(page.get_by_role("button", name="Goes on: goal D", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("article")).to_contain_text("Lift from a low shelf, twice a week.")
    page.get_by_role("button", name="Sign and send").click()
    expect(page.get_by_role("heading", level=1, name="Progress report 3")).to_be_visible()
    expect(page.get_by_text("Unchanged since it was signed")).to_be_visible()
    address = page.url

    doctor = signed_in(open_page(**LAPTOP), OKAFOR, address)
    doctor.get_by_role("radio", name="See the patient").check()
    doctor.get_by_label("Note", exact=True).fill("Let us look at the lifting together.")
    doctor.get_by_label("Show the note to the patient too").check()
    doctor.get_by_role("button", name="Keep the decision").click()
    expect(doctor.get_by_role("link", name="Plan a visit")).to_be_visible()
    expect(page.get_by_text(re.compile("decided: see the patient"))).to_be_visible()

    page.get_by_role("button", name="Add an addendum").click()
    page.get_by_label("Addendum", exact=True).fill("She called: the shelf went well.")
    page.get_by_role("button", name="Add it").click()
    expect(doctor.get_by_text("She called: the shelf went well.")).to_be_visible()

    patient = signed_in(open_page(**PHONE), MARIA, "/reports")
    card = patient.get_by_role("article").first
    expect(card).to_contain_text("Your doctor read the report of")
    expect(card).to_contain_text("Let us look at the lifting together.")


def test_two_windows_of_one_draft_ask_which_goes_on(open_page: OpenPage, data_dir: Path) -> None:
    one = at_the_draft(open_page(**LAPTOP), data_dir, WALTER)
    other = at_the_draft(open_page(**LAPTOP), data_dir, WALTER)
    one.get_by_label("Assessment", exact=True).fill("Walks the stairs.")
    one.get_by_label("Plan", exact=True).focus()
    expect(one.get_by_text("Your draft is kept.")).to_be_visible()
    other.get_by_label("Plan", exact=True).fill("Step-ups.")
    other.get_by_label("Assessment", exact=True).focus()
    expect(other.get_by_text("This draft was changed in another window.")).to_be_visible()
    other.get_by_role("button", name="Go on with the other window").click()
    expect(other.get_by_label("Assessment", exact=True)).to_have_value("Walks the stairs.")
    expect(other.get_by_label("Plan", exact=True)).to_have_value("")
