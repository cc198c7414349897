"""The PT's program builder in a browser: with the keyboard alone, drafts, undo, gates, two windows, two PTs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.domain.people import Role
from patient_app.services.sessions import SignedIn
from patient_app.store.queries import care
from patient_app.store.tables import Episode, Order
from patient_app.store.unit import Unit
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import People, clinic_in, signed_in
from tests.builders import a_line

pytestmark = pytest.mark.browser

PT, OTHER_PT, DOCTOR = "pat@example.org", "quinn@example.org", "doc@example.org"
IDS: dict[str, str] = {}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with two PTs and a patient for each test, each with an order that says 'osteoporosis'."""
    folder = tmp_path_factory.mktemp("builder")
    with clinic_in(folder) as people:
        therapist = people.joined(Role.PHYSICAL_THERAPIST, PT, "Pat Stone")
        people.joined(Role.PHYSICAL_THERAPIST, OTHER_PT, "Quinn Reed")
        doctor = people.joined(Role.PHYSIATRIST, DOCTOR, "Dr. Doc Hall")
        for name in ("Keys", "Draft", "Gates", "Windows", "Colleagues", "Ladder", "Phone", "Twice"):
            patient = a_patient(people, name)
            with_an_order(people, patient, doctor)
            if name != "Keys":
                people.publish(therapist, patient, a_line("pelvic-tilt"), a_line("bridge"), a_line("bird-dog"))
    return folder


def a_patient(people: People, name: str) -> SignedIn:
    patient = people.joined(
        Role.PATIENT, f"{name.lower()}@example.org", f"{name} Person", PT, OTHER_PT, DOCTOR, time_zone="UTC"
    )
    IDS[name] = patient.actor.id
    return patient


def with_an_order(people: People, patient: SignedIn, doctor: SignedIn) -> None:
    def write(_: object, unit: Unit) -> None:
        episode = care.active_episode(unit.session, patient.actor.id)
        if episode is None:
            episode = Episode(
                patient_id=patient.actor.id, problem="Back pain", region="back", started_on=datetime.now(UTC).date()
            )
            unit.session.add(episode)
            unit.session.flush()
        unit.session.add(
            Order(
                id=str(uuid4()), episode_id=episode.id, patient_id=patient.actor.id, physiatrist_id=doctor.actor.id,
                diagnoses=[{"code": "M54.59", "text": "Other low back pain"}], reason="Back pain",
                precautions=["Osteoporosis: no loaded bending"], frequency_per_week=2, weeks=6,
                signed_at=datetime.now(UTC) - timedelta(days=1),
            )
        )  # fmt: skip

    people.door.operate(write)


def builder(page: Page, name: str, email: str = PT) -> Page:
    signed_in(page, email)
    page.goto(f"/patients/{IDS[name]}/program")
    expect(page.get_by_role("searchbox", name="Search")).to_be_visible()
    return page


def names(page: Page) -> Locator:
    return page.locator(".hs-line h3")


def search_and_add(page: Page, words: str) -> None:
    """Typed, and Enter; the focus stays in the search."""
    before = names(page).count()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(names(page)).to_have_count(before + 1)


def test_a_program_of_five_exercises_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = builder(open_page(**LAPTOP), "Keys")
    expect(page.get_by_role("region", name="Order")).to_contain_text("Osteoporosis: no loaded bending")
    page.keyboard.press("/")
    for words in ("pelvic", "bird", "press-up on st", "thigh sq", "walking"):
        search_and_add(page, words)
    expect(names(page)).to_have_text(["Pelvic tilt", "Bird dog", "Press-up on stomach", "Thigh squeeze", "Walking"])
    for tick in page.get_by_role("checkbox", name="I looked at this").all():
        tick.check()
    for side in page.get_by_label("Side", exact=True).all():
        if side.input_value() == "":
            side.select_option("right")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Publish")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Version 1 starts today")).to_be_visible()
    phone = signed_in(open_page(**PHONE), "keys@example.org")
    expect(phone.get_by_role("heading", name="Press-up on stomach")).to_be_visible()


def test_a_draft_is_there_again_and_every_step_can_be_taken_back(open_page: OpenPage) -> None:
    page = builder(open_page(**LAPTOP), "Draft")
    page.keyboard.press("/")
    search_and_add(page, "clam")
    page.locator("#sets-new-1").fill("4")
    page.get_by_role("button", name="Take out: Bridge").click()
    expect(names(page)).to_have_text(["Pelvic tilt", "Bird dog", "Clamshell"])
    again = builder(open_page(**LAPTOP), "Draft")
    expect(names(again)).to_have_text(["Pelvic tilt", "Bird dog", "Clamshell"])
    expect(again.locator("#sets-new-1")).to_have_value("4")
    page.bring_to_front()
    page.get_by_role("button", name="Undo: Bridge was taken out").click()
    expect(names(page)).to_have_text(["Pelvic tilt", "Bridge", "Bird dog", "Clamshell"])
    page.get_by_role("button", name="Undo: Clamshell was changed").click()
    expect(page.locator("#sets-new-1")).not_to_have_value("4")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator("#sets-new-1")).to_have_value("4")
    page.get_by_role("button", name="Leave all changes out").click()
    expect(names(page)).to_have_text(["Pelvic tilt", "Bridge", "Bird dog"])
    page.reload()
    expect(names(page)).to_have_text(["Pelvic tilt", "Bridge", "Bird dog"])


def test_lines_are_dragged_and_moved_with_the_arrows(open_page: OpenPage) -> None:
    page = builder(open_page(**LAPTOP), "Ladder")
    handle = page.get_by_role("button", name="Move: Bird dog, place 3")
    handle.scroll_into_view_if_needed()
    start, target = handle.bounding_box(), page.locator(".hs-line").nth(1).bounding_box()
    assert start and target
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, target["y"] + 20, steps=5)
    page.mouse.up()
    expect(names(page)).to_have_text(["Pelvic tilt", "Bird dog", "Bridge"])
    page.get_by_role("button", name="Move: Bird dog, place 2").press("ArrowUp")
    expect(names(page)).to_have_text(["Bird dog", "Pelvic tilt", "Bridge"])
    expect(page.get_by_role("button", name="Move: Bird dog, place 1")).to_be_focused()


def test_a_harder_exercise_takes_the_place_of_a_line(open_page: OpenPage) -> None:
    page = builder(open_page(**LAPTOP), "Phone")
    page.get_by_role("button", name="Harder: Dead bug. Instead of Pelvic tilt").click()
    expect(names(page)).to_have_text(["Dead bug", "Bridge", "Bird dog"])
    page.get_by_role("button", name="As the patient sees it").first.click()
    preview = page.get_by_role("region", name="As the patient sees it")
    preview.get_by_role("button", name="Bird dog: done").click()
    expect(preview.get_by_text("This is a preview. Nothing is saved.")).to_be_visible()


def test_a_precaution_of_the_order_asks_for_a_tick(open_page: OpenPage) -> None:
    page = builder(open_page(**LAPTOP), "Gates")
    page.keyboard.press("/")
    search_and_add(page, "one knee to")
    expect(page.get_by_text("The order says: Osteoporosis: no loaded bending").first).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Look at the precaution and tick").first).to_be_visible()
    expect(page.get_by_role("checkbox", name="I looked at this").first).to_be_focused()
    for tick in page.get_by_role("checkbox", name="I looked at this").all():
        tick.check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 2 starts today")).to_be_visible()


def test_publishing_with_two_clicks_says_that_it_is_published(open_page: OpenPage) -> None:
    page = builder(open_page(**LAPTOP), "Twice")
    page.locator("#sets-" + key_of(page, "Bridge")).fill("5")
    expect(page.get_by_text("1 change against version 1")).to_be_visible()
    page.get_by_role("button", name="Publish").dblclick()
    expect(page.get_by_text("Version 2 starts today")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Read: Version 2").click()
    expect(page.locator(".hs-version-lines")).to_contain_text("5 sets")
    expect(page.get_by_text("Version 2 starts today")).to_be_visible()


def test_two_windows_of_one_pt_ask_which_draft_goes_on(open_page: OpenPage) -> None:
    first = builder(open_page(**LAPTOP), "Windows")
    second = builder(open_page(**LAPTOP), "Windows")
    first.locator("#sets-" + key_of(first, "Bridge")).fill("5")
    expect(first.get_by_text("1 change against version 1")).to_be_visible()
    # A draft that begins reaches the other window by itself; what is typed on from there does not.
    expect(second.get_by_text("1 change against version 1")).to_be_visible()
    first.locator("#reps-" + key_of(first, "Bridge")).fill("7")
    expect(first.get_by_role("group", name="Bridge")).to_contain_text("5 sets of 7")
    second.locator("#reps-" + key_of(second, "Bird dog")).fill("9")
    second.get_by_role("button", name="Go on with the other window").click()
    expect(second.get_by_role("group", name="Bridge")).to_contain_text("5 sets of 7")
    second.get_by_role("button", name="Undo: This window's draft").click()
    expect(second.locator("#reps-" + key_of(second, "Bird dog"))).to_have_value("9")


def test_the_second_of_two_pts_sees_the_difference_and_loses_nothing(open_page: OpenPage) -> None:
    mine, theirs = builder(open_page(**LAPTOP), "Colleagues"), builder(open_page(**LAPTOP), "Colleagues", OTHER_PT)
    mine.locator("#reps-" + key_of(mine, "Bridge")).fill("12")
    expect(theirs.get_by_text("Pat Stone has a draft for this program too, not published.")).to_be_visible()
    theirs.locator("#sets-" + key_of(theirs, "Pelvic tilt")).fill("6")
    theirs.get_by_role("button", name="Publish").click()
    expect(theirs.get_by_text("Version 2 starts today")).to_be_visible()
    newer = mine.locator("#newer")
    expect(newer).to_contain_text("Quinn Reed published version 2")
    expect(newer).to_contain_text("6 sets of 10")
    mine.get_by_role("button", name="Base my changes on the newest version").click()
    expect(mine.get_by_role("group", name="Pelvic tilt")).to_contain_text("6 sets of 10")
    expect(mine.get_by_role("group", name="Bridge")).to_contain_text("of 12")


def key_of(page: Page, exercise: str) -> str:
    """The key of a line, by which its fields are named."""
    found = page.locator("li[data-sort]", has=page.get_by_role("heading", name=exercise, exact=True)).get_attribute(
        "data-sort"
    )
    assert found
    return found
