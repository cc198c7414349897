"""The sheet of measurements in a browser: typed with the keyboard alone, never lost, corrected with history."""

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.services import demo
from tests.browser.conftest import LAPTOP, OpenPage
from tests.browser.people import demo_in

pytestmark = pytest.mark.browser

THERAPIST, OTHER_THERAPIST = "dana.whitfield@example.org", "mei-lin.zhou@example.org"
DOLORES, MARIA, WALTER = "dolores@example.org", "maria@example.org", "walter@example.org"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic: people with twelve weeks of history."""
    return demo_in(tmp_path_factory.mktemp("sheet"))


def id_of(data_dir: Path, email: str) -> str:
    with sqlite3.connect(data_dir / "homestretch.db") as connection:
        (found,) = connection.execute("SELECT id FROM person WHERE email = ?", (email,)).fetchone()
    return str(found)


def at_the_sheet(page: Page, data_dir: Path, patient: str, who: str = THERAPIST) -> Page:
    answer = page.request.post("/api/v1/session", data={"email": who, "password": demo.PASSWORD})
    assert answer.ok, answer.text()
    page.goto(f"/patients/{id_of(data_dir, patient)}/measurements")
    expect(page.get_by_role("grid")).to_be_visible()
    return page


def cell(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name)


def types(page: Page, *keys: str) -> None:
    """Keys by their names, anything else as text."""
    for key in keys:
        if re.fullmatch(r"Enter|Tab|Escape|Arrow\w+|Shift\+\w+|Control\+\w+", key):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def test_a_column_is_typed_with_the_keyboard_alone_and_is_there_after_a_reload(
    laptop_page: Page, data_dir: Path
) -> None:
    page = at_the_sheet(laptop_page, data_dir, DOLORES)
    cell(page, "Knee flexion, active, Left").focus()
    types(page, "131", "Enter", "134", "Enter", "0", "ArrowDown", "1", "ArrowDown", "4+", "ArrowRight", "5-", "Tab")
    expect(cell(page, "Knee flexion, manual, 0 to 5, Left")).to_be_focused()
    expect(page.get_by_text("6 values not saved yet")).to_be_visible()
    types(page, "Control+s")
    expect(page.get_by_text("All saved at")).to_be_visible()
    page.reload()
    for name, text in {
        "Knee flexion, active, Left": "131",
        "Knee flexion, passive, Left": "134",
        "Knee extension, active, Left": "0",
        "Knee extension, manual, 0 to 5, Left": "4+",
        "Knee extension, manual, 0 to 5, Right": "5-",
    }.items():
        expect(cell(page, name)).to_have_value(text)
    expect(page.get_by_text("Nothing to save")).to_be_visible()


def test_arrows_and_enter_move_and_escape_takes_back(laptop_page: Page, data_dir: Path) -> None:
    page = at_the_sheet(laptop_page, data_dir, WALTER)
    first, right = cell(page, "Hip flexion, active, Left"), cell(page, "Hip flexion, active, Right")
    first.focus()
    types(page, "ArrowRight")
    expect(right).to_be_focused()
    types(page, "ArrowDown", "Shift+Enter", "118", "Escape")
    expect(right).to_be_focused()
    expect(right).to_have_value("")
    types(page, "ArrowRight")
    expect(page.get_by_role("button", name="History of Hip flexion, active")).to_be_focused()
    types(page, "ArrowLeft", "ArrowLeft")
    expect(first).to_be_focused()


def test_who_the_patient_is_stays_in_sight_while_typing(laptop_page: Page, data_dir: Path) -> None:
    page = at_the_sheet(laptop_page, data_dir, DOLORES)
    cell(page, "10 m walk").focus()
    for seen in (
        page.get_by_role("heading", level=1, name="Dolores Applewhite"),
        page.get_by_text("Arthritis of the right knee"),
        page.get_by_text("Started on"),
        page.get_by_role("button", name="Save for Dolores Applewhite"),
        cell(page, "10 m walk"),
    ):
        expect(seen).to_be_in_viewport()


def test_a_value_that_is_not_plausible_is_marked_and_the_others_are_saved(laptop_page: Page, data_dir: Path) -> None:
    page = at_the_sheet(laptop_page, data_dir, MARIA)
    cell(page, "Low back flexion, active").focus()
    types(page, "580", "Enter", "21", "Control+s")
    expect(page.get_by_text("1 value needs a change")).to_be_visible()
    expect(cell(page, "Low back flexion, active")).to_have_value("580")
    expect(cell(page, "Low back flexion, active")).to_have_attribute("aria-invalid", "true")
    cell(page, "Low back flexion, active").focus()
    types(page, "58", "Control+s")
    expect(page.get_by_text("All saved at")).to_be_visible()


def test_nothing_is_lost_on_a_lost_connection_or_a_reload(laptop_page: Page, data_dir: Path) -> None:
    page = at_the_sheet(laptop_page, data_dir, WALTER)
    walk = cell(page, "Timed up and go (TUG)")
    walk.focus()
    types(page, "11.5")
    page.reload()
    expect(walk).to_have_value("11.5")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save for Walter").click()
    expect(page.get_by_text("No connection. 1 value is kept here and saved later.")).to_be_visible()
    walk.focus()
    types(page, "Enter", "0.9")
    page.context.set_offline(False)
    expect(page.get_by_text("1 value not saved yet")).to_be_visible(timeout=15_000)
    expect(cell(page, "10 m walk")).to_have_value("0.9")
    expect(walk).to_have_value("11.5")
    types(page, "Control+s")
    expect(page.get_by_text("All saved at")).to_be_visible()
    with sqlite3.connect(data_dir / "homestretch.db") as connection:
        query = "SELECT count(*) FROM measurement WHERE patient_id = ? AND kind = 'timed_up_and_go'"
        assert connection.execute(query, (id_of(data_dir, WALTER),)).fetchone() == (1,)


def test_a_wrong_value_is_corrected_and_one_of_the_wrong_patient_removed_with_history(
    laptop_page: Page, data_dir: Path
) -> None:
    page = at_the_sheet(laptop_page, data_dir, MARIA)
    cell(page, "Straight leg raise, Left").focus()
    types(page, "17", "ArrowRight", "79", "Control+s")
    expect(page.get_by_text("All saved at")).to_be_visible()
    page.get_by_role("button", name="History of Straight leg raise").click()
    page.get_by_role("button", name=re.compile("^Correct 17°, Left")).click()
    page.get_by_label("Right value").fill("71")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Corrected to 71°")).to_be_visible()
    expect(cell(page, "Straight leg raise, Left")).to_have_value("71")
    page.get_by_role("button", name=re.compile("^Remove 79°, Right")).click()
    page.get_by_label("Reason", exact=True).select_option("Wrong patient")
    page.get_by_role("button", name="Remove the value").click()
    expect(page.get_by_text("Removed: Wrong patient. Dana Whitfield, PT")).to_be_visible()
    expect(cell(page, "Straight leg raise, Right")).to_have_value("")
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="History of Straight leg raise")).to_be_focused()


def test_what_is_typed_for_one_patient_never_shows_for_another(laptop_page: Page, data_dir: Path) -> None:
    page = at_the_sheet(laptop_page, data_dir, DOLORES)
    cell(page, "Timed up and go (TUG)").fill("77")
    page.get_by_role("link", name="Caseload").click()
    page.get_by_role("link", name="Maria Kowalczyk").first.click()
    page.get_by_role("link", name="Measurements").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maria Kowalczyk")
    expect(cell(page, "Timed up and go (TUG)")).to_have_value("")
    expect(page.get_by_text("Nothing to save")).to_be_visible()
    page.goto(f"/patients/{id_of(data_dir, DOLORES)}/measurements")
    expect(cell(page, "Timed up and go (TUG)")).to_have_value("77")
    expect(page.get_by_text("1 value not saved yet")).to_be_visible()


def test_a_row_is_added_by_a_search(laptop_page: Page, data_dir: Path) -> None:
    page = at_the_sheet(laptop_page, data_dir, DOLORES)
    page.get_by_label("Joint, movement or test").fill("ankle dorsi")
    page.keyboard.press("Enter")
    expect(cell(page, "Ankle dorsiflexion, active, Left")).to_be_focused()
    types(page, "12", "Control+s")
    expect(page.get_by_text("All saved at")).to_be_visible()
    page.reload()
    expect(cell(page, "Ankle dorsiflexion, active, Left")).to_have_value("12")


def test_what_another_pt_saves_shows_without_taking_what_is_being_typed(open_page: OpenPage, data_dir: Path) -> None:
    one = at_the_sheet(open_page(**LAPTOP), data_dir, DOLORES)
    other = at_the_sheet(open_page(**LAPTOP), data_dir, DOLORES)
    for page, text in ((one, "14"), (other, "9.9")):
        cell(page, "Timed up and go (TUG)").focus()
        types(page, text)
    cell(other, "5 times sit to stand").focus()
    types(other, "15", "Control+s")
    expect(other.get_by_text("All saved at")).to_be_visible()
    expect(cell(one, "5 times sit to stand")).to_have_value("15")
    expect(cell(one, "Timed up and go (TUG)")).to_have_value("14")
    types(one, "Control+s")
    expect(one.get_by_text("Somebody changed this cell meanwhile")).to_be_visible()
    expect(cell(one, "Timed up and go (TUG)")).to_have_value("14")


def test_a_pt_without_a_share_finds_nobody(laptop_page: Page, data_dir: Path) -> None:
    answer = laptop_page.request.post("/api/v1/session", data={"email": OTHER_THERAPIST, "password": demo.PASSWORD})
    assert answer.ok, answer.text()
    laptop_page.goto(f"/patients/{id_of(data_dir, DOLORES)}/measurements")
    expect(laptop_page.get_by_text("These measurements are not open to you")).to_be_visible()
    assert "Applewhite" not in laptop_page.content()
