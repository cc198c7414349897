"""A patient deletes the account on a phone: read, a wrong password, then gone, with all that the phone kept."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.kept import in_caches, in_database
from tests.browser.line import Line
from tests.browser.people import PASSWORD, signed_in
from tests.browser.phones import PT, SYNC, arrived, email_of, go_offline, go_online, log, patients_in, visited

pytestmark = pytest.mark.browser

DELETE = re.compile("^Delete my account$")


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with patients."""
    return patients_in(tmp_path_factory.mktemp("leaving"), "Maria Lopez", "Ruth Adler")


@pytest.fixture(scope="module")
def base_url(clinic_line: Line) -> str:
    """A server of this module's own clinic, by a line that can be cut."""
    return clinic_line.address


def refuse(route: Route) -> None:
    route.fulfill(status=503, json={"detail": "Not now."})


def opens_the_section(page: Page) -> None:
    page.goto("/settings")
    page.get_by_text("Read what is deleted, then decide").click()
    expect(page.get_by_role("heading", name="What your clinic keeps")).to_be_visible()


def fills(page: Page, password: str) -> None:
    page.get_by_label("Your password, once more").fill(password)
    page.get_by_role("button", name=DELETE).click()


def test_the_account_its_sign_ins_and_what_the_phone_kept_are_gone(open_page: OpenPage) -> None:
    other, therapist = open_page(), open_page()
    signed_in(other, email_of("Maria Lopez")).wait_for_url("**/today")
    signed_in(therapist, PT).wait_for_url("**/caseload")
    expect(therapist.get_by_text("Maria Lopez").first).to_be_visible()
    phone = visited(open_page, "Maria Lopez")
    maria = phone.request.get("/api/v1/session").json()["user_id"]
    log(phone, "Bird dog")
    arrived(phone, "bird-dog")
    phone.context.route(SYNC, refuse)
    log(phone, "Bridge")

    opens_the_section(phone)
    expect(phone.get_by_text("1 entry on this phone is not sent. Send it first or it is lost.")).to_be_visible()
    fills(phone, PASSWORD)
    expect(phone.get_by_text("Tick the box if you want to delete your account.")).to_be_visible()
    phone.get_by_label("Delete my account and my data for good").check()
    fills(phone, "not the right one at all")
    expect(phone.get_by_text("This is not your password. Nothing was deleted.")).to_be_visible()
    fills(phone, PASSWORD)

    phone.wait_for_url("**/goodbye")
    expect(phone.get_by_text("Your account is deleted")).to_be_visible()
    stored = in_database(phone)
    assert stored["entries"] == stored["snapshots"] == stored["kept"] == []
    everywhere = [json.dumps(stored), json.dumps(phone.context.cookies()), *in_caches(phone).values()]
    assert not [text for text in everywhere if "Maria" in text or maria in text]
    expect(therapist.get_by_text("Maria Lopez")).to_have_count(0)
    expect(therapist.get_by_text("Ruth Adler").first).to_be_visible()
    other.reload()
    other.wait_for_url("**/sign-in**")
    phone.goto("/sign-in")
    phone.get_by_label("Email").fill(email_of("Maria Lopez"))
    phone.get_by_label("Password", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Sign in", exact=True).click()
    expect(phone.get_by_text("Email and password do not match. Please try again.")).to_be_visible()


def test_without_a_connection_it_says_so_and_deletes_nothing(open_page: OpenPage, line: Line) -> None:
    phone = visited(open_page, "Ruth Adler")
    opens_the_section(phone)
    go_offline(phone, line)
    expect(phone.get_by_text("Deleting your account needs a connection.")).to_be_visible()
    expect(phone.get_by_role("button", name=DELETE)).to_be_disabled()
    go_online(phone, line)
    expect(phone.get_by_role("button", name=DELETE)).to_be_enabled()
    assert phone.request.get("/api/v1/today").ok
