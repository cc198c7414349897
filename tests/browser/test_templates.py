"""The page of templates in a browser: read one, make it one's own, start a patient's program from it, print that."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patient_app.services import demo
from tests.browser.people import demo_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic: people with twelve weeks of history."""
    return demo_in(tmp_path_factory.mktemp("templates"))


def on_the_templates(page: Page) -> Page:
    answer = page.request.post(
        "/api/v1/session", data={"email": "dana.whitfield@example.org", "password": demo.PASSWORD}
    )
    assert answer.ok, answer.text()
    page.goto("/templates")
    expect(page.get_by_role("button", name="Lumbar spinal stenosis")).to_be_visible()
    return page


def test_a_search_finds_by_problem_and_by_code(laptop_page: Page) -> None:
    page = on_the_templates(laptop_page)
    rows = page.get_by_role("list").get_by_role("button")
    page.get_by_label("Search").fill("M75.01")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Frozen shoulder")
    page.get_by_label("Search").fill("no such thing")
    expect(page.get_by_text("No template matches.")).to_be_visible()


def test_a_shipped_template_becomes_an_own_one_and_starts_a_program(laptop_page: Page) -> None:
    page = on_the_templates(laptop_page)
    page.get_by_role("button", name="Neck pain").click()
    opened = page.get_by_role("article", name="Neck pain")
    expect(opened.get_by_role("listitem").filter(has_text="Chin tuck")).to_contain_text("hold 5 seconds")
    expect(opened.get_by_role("button", name="Change", exact=True)).to_have_count(0)
    opened.get_by_role("button", name="Copy to my templates").click()
    page.get_by_role("article").get_by_role("button", name="Change", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Neck, my way")
    first = page.get_by_role("group", name="Chin tuck")
    first.get_by_label("Sets").fill("many")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").filter(has_text="Nothing is saved yet")).to_be_visible()
    first.get_by_label("Sets").fill("2")
    page.get_by_role("button", name="Take out: Band row").click()
    page.get_by_role("button", name="Save").click()
    mine = page.get_by_role("article", name="Neck, my way")
    expect(mine.get_by_role("listitem").filter(has_text="Chin tuck")).to_contain_text("2 sets of 10")
    expect(mine.get_by_text("Band row")).to_have_count(0)
    mine.get_by_label("Start a program from it, for").select_option(label="Maria Kowalczyk")
    mine.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="Put these exercises in").click()
    expect(page.get_by_text("The exercises of Neck, my way were added.")).to_be_visible()
    expect(page.get_by_role("group", name="Chin tuck")).to_be_visible()
    address = page.get_by_role("link", name="Print handout").get_attribute("href")
    assert address is not None
    printed = page.request.get(address)
    assert printed.headers["content-type"] == "application/pdf" and printed.body().startswith(b"%PDF-")


def test_what_was_retired_can_be_taken_back(laptop_page: Page) -> None:
    page = on_the_templates(laptop_page)
    page.get_by_role("button", name="Frozen shoulder").click()
    page.get_by_role("button", name="Copy to my templates").click()
    page.get_by_role("article").get_by_role("button", name="Retire").click()
    expect(page.get_by_role("button", name="Frozen shoulder")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Frozen shoulder")).to_have_count(2)
