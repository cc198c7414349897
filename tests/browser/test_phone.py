"""The worst that can happen to a patient's entries, on real phones with a real server: each arrives once, as it was
last entered."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import LAPTOP, OpenPage
from tests.browser.kept import cold, until
from tests.browser.line import Line
from tests.browser.phones import (
    SYNC,
    arrived,
    card,
    go_offline,
    go_online,
    log,
    opened,
    patients_in,
    rate_pain,
    to_do,
    undo,
    visited,
)

pytestmark = pytest.mark.browser

PATIENTS = ("Maria Lopez", "Ruth Adler", "Theo Banks", "Kim Ono", "Jo Park")


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with a patient for each test."""
    return patients_in(
        tmp_path_factory.mktemp("phone"), "Maria Lopez", "Ruth Adler", "Theo Banks", "Kim Ono", "Jo Park"
    )


@pytest.fixture(scope="module")
def base_url(clinic_line: Line) -> str:
    """A server of this module's own clinic, by a line that can be cut."""
    return clinic_line.address


def test_a_day_without_a_network_is_there_after_a_cold_start_and_arrives_once(open_page: OpenPage, line: Line) -> None:
    phone = visited(open_page, "Maria Lopez")
    go_offline(phone, line)
    log(phone, "Bridge")
    rate_pain(phone, "Bridge", 3)
    card(phone, "Bridge").get_by_role("button", name="One set less").tap()
    log(phone, "Bird dog")
    undo(phone, "Bird dog").tap()
    log(phone, "Bird dog")
    # An undone log is a change that the server is told of, too.
    words = "Saved on this phone. 3 entries will be sent when you are online."
    expect(phone.get_by_text(words)).to_be_visible()

    for _ in range(2):
        phone = cold(phone.context, "/today")
        expect(undo(phone, "Bird dog")).to_be_visible()
        expect(card(phone, "Bridge").get_by_text("2 sets · pain 3 · saved on this phone")).to_be_visible()
        expect(phone.get_by_text(words)).to_be_visible()

    go_online(phone, line)
    expect(phone.get_by_text("will be sent")).to_have_count(0)
    _, bridge = arrived(phone, "bird-dog", "bridge")
    assert (bridge["sets_done"], bridge["pain_during"]) == (2, 3)
    expect(phone.get_by_text("saved on this phone")).to_have_count(0)
    expect(card(phone, "Bridge").get_by_text("2 sets · pain 3")).to_be_visible()
    expect(undo(phone, "Bird dog")).to_have_count(1)


def test_lost_slow_and_refused_answers_make_no_double_and_the_last_value_wins(open_page: OpenPage) -> None:
    phone = opened(open_page, "Ruth Adler")
    seen: list[float] = []
    held: list[Route] = []

    def network(route: Route) -> None:
        seen.append(time.monotonic())
        match len(seen):
            case 1:  # the server has it, the phone never hears of it
                route.fetch()
                route.abort()
            case 2:
                held.append(route)
            case 3:
                route.fulfill(status=500, json={"detail": "Something went wrong."})
            case 4:
                route.fulfill(status=429, headers={"Retry-After": "2"}, json={"detail": "Too many."})
            case _:
                route.continue_()

    phone.route(SYNC, network)
    log(phone, "Bridge")
    until(phone, lambda: held)
    expect(phone.get_by_text("1 entry will be sent")).to_be_visible()
    (first,) = arrived(phone, "bridge")
    rate_pain(phone, "Bridge", 4)
    rate_pain(phone, "Bridge", 6)
    held.pop().continue_()
    until(phone, lambda: len(seen) >= 5)
    assert seen[4] - seen[3] > 1.9, "the server was asked again before it said"

    expect(phone.get_by_text("will be sent")).to_have_count(0)
    expect(card(phone, "Bridge").get_by_text("pain 6 · sent")).to_be_visible()
    (last,) = arrived(phone, "bridge")
    assert (last["id"], last["pain_during"]) == (first["id"], 6)


def test_two_phones_and_a_laptop_come_to_the_same(open_page: OpenPage) -> None:
    one, two = (opened(open_page, "Theo Banks") for _ in range(2))
    laptop = opened(open_page, "Theo Banks", **LAPTOP, is_mobile=False, device_scale_factor=1)
    devices: list[Page] = [one, two, laptop]
    log(laptop, "Bridge")
    log(laptop, "Bird dog")
    for each in devices:
        expect(undo(each, "Bridge")).to_be_visible()
        expect(undo(each, "Bird dog")).to_be_visible()
    for each in (one, two):
        each.context.set_offline(True)
    rate_pain(one, "Bridge", 2)
    undo(one, "Bird dog").tap()
    expect(to_do(one, "Bird dog")).to_be_visible()
    rate_pain(two, "Bridge", 7)
    rate_pain(two, "Bird dog", 5)
    log(two, "Heel raise")

    # The later edit arrives first.
    two.context.set_offline(False)
    arrived(two, "bird-dog", "bridge", "heel-raise")
    one.context.set_offline(False)
    bridge, _ = arrived(one, "bridge", "heel-raise")
    assert bridge["pain_during"] == 7
    for each in devices:
        expect(card(each, "Bridge").get_by_text("pain 7")).to_be_visible()
        expect(undo(each, "Heel raise")).to_be_visible()
        expect(to_do(each, "Bird dog")).to_be_visible()
        expect(undo(each, "Bird dog")).to_have_count(0)
        expect(each.get_by_text("will be sent")).to_have_count(0)


def test_a_log_in_one_tab_shows_in_the_other_at_once(open_page: OpenPage) -> None:
    one = opened(open_page, "Kim Ono")
    two = one.context.new_page()
    two.goto("/today")
    expect(to_do(two, "Bridge")).to_be_visible()
    one.context.set_offline(True)
    log(one, "Bridge")
    expect(undo(two, "Bridge")).to_be_visible()
    undo(two, "Bridge").tap()
    expect(to_do(one, "Bridge")).to_be_visible()
    log(two, "Bird dog")
    expect(undo(one, "Bird dog")).to_be_visible()
    one.context.set_offline(False)
    arrived(one, "bird-dog")
    # A tab that is closed before it could send leaves that to the other.
    one.route(SYNC, lambda route: None)
    log(one, "Heel raise")
    one.close()
    expect(undo(two, "Heel raise")).to_be_visible()
    arrived(two, "bird-dog", "heel-raise")


def test_what_the_screen_called_done_is_there_however_fast_the_tab_was_closed(open_page: OpenPage, line: Line) -> None:
    phone = visited(open_page, "Jo Park")
    go_offline(phone, line)
    for exercise in ("Bridge", "Bird dog", "Pelvic tilt"):
        log(phone, exercise)
        phone.close()
        phone = cold(phone.context, "/today")
        expect(undo(phone, exercise)).to_be_visible()
    go_online(phone, line)
    arrived(phone, "bird-dog", "bridge", "pelvic-tilt")
    log(phone, "Heel raise")
    phone.close()
    phone = cold(phone.context, "/today")
    expect(undo(phone, "Heel raise")).to_be_visible()
    arrived(phone, "bird-dog", "bridge", "heel-raise", "pelvic-tilt")
