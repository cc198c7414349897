"""Whose entries are on a phone: signed out, signed out from elsewhere, and handed to the next person."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.kept import cold, in_caches, in_database, until
from tests.browser.line import Line
from tests.browser.people import signed_in
from tests.browser.phones import (
    EXERCISES,
    SYNC,
    arrived,
    email_of,
    go_offline,
    go_online,
    log,
    on_server,
    patients_in,
    to_do,
    undo,
    visited,
)

pytestmark = pytest.mark.browser

PATIENTS = ("Maria Lopez", "Ruth Adler", "Theo Banks", "Kim Ono", "Jo Park", "Lu Fox")
OF_OTHERS = "This phone also keeps 1 entry of someone else. It is sent when that person signs in here."


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with patients."""
    return patients_in(tmp_path_factory.mktemp("owners"), *PATIENTS)


@pytest.fixture(scope="module")
def base_url(clinic_line: Line) -> str:
    """A server of this module's own clinic, by a line that can be cut."""
    return clinic_line.address


def refuse(route: Route) -> None:
    route.fulfill(status=503, json={"detail": "Not now."})


def id_of(page: Page) -> str:
    found: str = page.request.get("/api/v1/session").json()["user_id"]
    return found


def sign_out(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("button", name="Sign out", exact=True).click()


def nothing_personal_is_left(page: Page, name: str, person_id: str) -> list[dict[str, object]]:
    """Of a person's, only entries that are not sent are in this browser: those."""
    stored = in_database(page)
    entries = [record for _, record in stored.pop("entries")]
    assert "hs-personal" not in page.evaluate("caches.keys()")
    everywhere = {
        "database": json.dumps(stored),
        "storage": page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"),
        "cookies": json.dumps(page.context.cookies()),
        **in_caches(page),
    }
    words = [name, name.split(" ")[0], person_id]
    assert [(place, word) for place, text in everywhere.items() for word in words if word in text] == []
    beside_the_app = {place: text for place, text in everywhere.items() if not place.startswith("hs-shell-")}
    found = [(place, each) for place, text in beside_the_app.items() for each in EXERCISES.values() if each in text]
    assert found == []
    assert name.split(" ")[0] not in page.content()
    return entries


def test_signed_out_with_an_entry_that_waits_it_is_kept_unseen_and_sent_as_its_owners(open_page: OpenPage) -> None:
    phone = visited(open_page, "Maria Lopez")
    maria = id_of(phone)
    log(phone, "Bird dog")
    arrived(phone, "bird-dog")
    phone.context.route(SYNC, refuse)
    log(phone, "Bridge")
    sign_out(phone)
    expect(phone.get_by_role("alert").get_by_text("1 entry is not sent yet.")).to_be_visible()
    phone.get_by_role("button", name="Stay signed in").click()
    expect(phone.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    assert id_of(phone) == maria
    sign_out(phone)
    phone.get_by_role("button", name="Sign out all the same").click()
    phone.wait_for_url(lambda url: "settings" not in url)
    (entry,) = nothing_personal_is_left(phone, "Maria Lopez", maria)
    assert (entry["state"], entry["owner"]) == ("waiting", maria)
    assert phone.request.get("/api/v1/today").status == 401

    phone.context.unroute(SYNC)
    signed_in(phone, email_of("Ruth Adler")).wait_for_url("**/today")
    expect(phone.get_by_text(OF_OTHERS)).to_be_visible()
    expect(to_do(phone, "Bridge")).to_be_visible()
    expect(to_do(phone, "Bird dog")).to_be_visible()
    assert "Maria" not in phone.content()
    log(phone, "Heel raise")
    arrived(phone, "heel-raise")
    sign_out(phone)
    phone.wait_for_url(lambda url: "settings" not in url)

    signed_in(phone, email_of("Maria Lopez")).wait_for_url("**/today")
    expect(undo(phone, "Bridge")).to_be_visible()
    arrived(phone, "bird-dog", "bridge")
    expect(phone.get_by_text("someone else")).to_have_count(0)


def test_signed_out_without_a_network_the_phone_is_cleared_and_the_session_ends_later(
    open_page: OpenPage, line: Line
) -> None:
    phone = visited(open_page, "Ruth Adler")
    ruth = id_of(phone)
    go_offline(phone, line)
    phone = cold(phone.context, "/settings")
    phone.get_by_role("button", name="Sign out", exact=True).click()
    expect(phone.get_by_text("This device is cleared.")).to_be_visible()
    assert nothing_personal_is_left(phone, "Ruth Adler", ruth) == []
    phone = cold(phone.context, "/today")
    expect(phone.get_by_text("Sign in needs a connection.")).to_be_visible()
    go_online(phone, line)
    # The next person signs in before the app was open again: nobody is signed out but Ruth.
    signed_in(phone, email_of("Kim Ono")).wait_for_url("**/today")
    log(phone, "Bridge")
    arrived(phone, "bridge")
    assert phone.url.endswith("/today")


def test_a_session_that_could_not_be_ended_is_ended_by_whatever_page_is_opened_next(
    open_page: OpenPage, line: Line
) -> None:
    phone = visited(open_page, "Lu Fox")
    go_offline(phone, line)
    phone = cold(phone.context, "/settings")
    phone.get_by_role("button", name="Sign out", exact=True).click()
    expect(phone.get_by_text("This device is cleared.")).to_be_visible()
    phone.goto("about:blank")
    go_online(phone, line)
    assert phone.request.get("/api/v1/today").status == 200
    phone.goto("/sharing")
    phone.wait_for_url("**/sign-in**")
    assert phone.request.get("/api/v1/today").status == 401


def test_a_program_that_comes_after_signing_out_is_not_kept(open_page: OpenPage) -> None:
    phone = visited(open_page, "Theo Banks")
    theo = id_of(phone)
    phone.goto("/settings")
    held: list[Route] = []
    other = phone.context.new_page()
    other.route("**/api/v1/snapshot", lambda route: route.continue_() if held else held.append(route))
    other.goto("/today")
    until(phone, lambda: held)
    answer = held[0].fetch()
    phone.get_by_role("button", name="Sign out", exact=True).click()
    phone.wait_for_url(lambda url: "settings" not in url)
    held[0].fulfill(response=answer)
    other.wait_for_url("**/sign-in**")
    assert nothing_personal_is_left(phone, "Theo Banks", theo) == []


def test_a_session_that_ends_elsewhere_keeps_the_entry_for_the_next_sign_in(open_page: OpenPage, line: Line) -> None:
    phone = visited(open_page, "Theo Banks")
    elsewhere = open_page()
    signed_in(elsewhere, email_of("Theo Banks"))
    expect(to_do(elsewhere, "Bridge")).to_be_visible()
    elsewhere.goto("about:blank")
    go_offline(phone, line)
    log(phone, "Bridge")
    line.mend()
    elsewhere.goto("/settings")
    elsewhere.get_by_role("button", name="Sign out other devices").click()
    expect(elsewhere.get_by_text("Other devices were signed out.")).to_be_visible()

    go_online(phone, line)
    told = phone.get_by_role("alert").filter(has_text="1 entry is kept on this phone.")
    expect(told).to_be_visible()
    # The screen goes on: what is entered now is kept, too.
    log(phone, "Bird dog")
    expect(phone.get_by_text("2 entries are kept on this phone.")).to_be_visible()
    assert on_server(elsewhere) == []

    phone = cold(phone.context, "/today")
    phone.wait_for_url("**/sign-in**")
    assert "Theo" not in phone.content()
    go_offline(phone, line)
    phone = cold(phone.context, "/today")
    expect(phone.get_by_text("Sign in needs a connection.")).to_be_visible()
    assert not [word for word in ("Theo", *EXERCISES.values()) if word in phone.content()]
    go_online(phone, line)
    signed_in(phone, email_of("Theo Banks")).wait_for_url("**/today")
    arrived(phone, "bird-dog", "bridge")
    expect(undo(phone, "Bridge")).to_be_visible()
    expect(phone.get_by_text("signed out")).to_have_count(0)


def test_whoever_signs_in_over_an_ended_session_never_sees_the_day_of_the_one_before(open_page: OpenPage) -> None:
    phone = visited(open_page, "Jo Park")
    # The session ends without a word to the phone.
    phone.context.clear_cookies()
    phone.goto("/sign-in")
    held: list[Route] = []
    phone.route("**/api/v1/snapshot", lambda route: held.append(route))
    signed_in(phone, email_of("Kim Ono")).wait_for_url("**/today")
    until(phone, lambda: held)
    expect(phone.get_by_text("Loading your program")).to_be_visible()
    assert ", Jo" not in phone.content()
    assert "Pelvic tilt" not in phone.content()
    held.pop().continue_()
    expect(to_do(phone, "Pelvic tilt")).to_be_visible()
    assert ", Jo" not in phone.content()
