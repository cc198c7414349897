"""From the first page to the physiatrist: a visitor registers, does the intake with one thumb, connects by a code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.domain.people import Role
from patient_app.services import clinic_settings, profile
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import PASSWORD, clinic_in, signed_in
from tests.servers import serving

pytestmark = pytest.mark.browser

DOCTOR, ADMIN = "dora@example.org", "admin@example.org"
PROBLEM = "Back pain down my left leg"


@dataclass(frozen=True)
class Scene:
    """A folder with a clinic that lets patients register, and the code of its physiatrist."""

    folder: Path
    code: str


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("intake")
    with clinic_in(folder) as people:
        doctor = people.joined(Role.PHYSIATRIST, DOCTOR, "Dr. Dora Lindqvist")
        admin = people.joined(Role.ADMINISTRATOR, ADMIN, "Ada Admin")
        people.door.call(admin.token, clinic_settings.change, {"self_registration": True})
        code = people.door.call(doctor.token, profile.profile).connect_code
    assert code is not None
    return Scene(folder, code)


@pytest.fixture(scope="module")
def base_url(scene: Scene) -> Iterator[str]:
    """A server of this module's own clinic."""
    with serving(scene.folder) as address:
        yield address


class Thumb:
    """Taps, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1

    def press(self, name: str) -> None:
        """Tap a button with exactly this name."""
        self.tap(self.page.get_by_role("button", name=name, exact=True))

    def asked(self, number: int) -> None:
        """The question with this number is open."""
        expect(self.page.get_by_text(f"Question {number} of 16", exact=True)).to_be_visible()


def registered(page: Page, email: str) -> Page:
    page.goto("/join")
    page.get_by_role("link", name="Make an account without an invitation").tap()
    page.get_by_label("Your name", exact=True).fill("Nora Field")
    page.get_by_label("Email", exact=True).fill(email)
    page.get_by_label("Choose a password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Make my account").tap()
    page.wait_for_url("**/intake")
    return page


def until_the_safety_questions(thumb: Thumb) -> None:
    """The six questions before them: a place, when, how, no operation, pain now and at its worst."""
    page = thumb.page
    thumb.asked(1)
    thumb.press("Back view")
    thumb.tap(page.get_by_role("group", name="Back view").get_by_role("checkbox", name="Lower back, left"))
    thumb.press("Next")
    thumb.press("Last month")
    thumb.press("When I lifted or bent")
    thumb.asked(4)
    thumb.press("No")
    for number, pain in ((5, "6"), (6, "8")):
        thumb.asked(number)
        thumb.tap(page.get_by_role("radio", name=pain, exact=True))
        thumb.press("Next")
    thumb.asked(7)


def test_a_visitor_registers_does_the_intake_and_connects_by_code(open_page: OpenPage, scene: Scene) -> None:
    phone = registered(open_page(**PHONE), "nora@example.org")
    thumb = Thumb(phone)
    until_the_safety_questions(thumb)
    answers = phone.get_by_role("region", name="Safety questions").get_by_role("button", name="No", exact=True)
    expect(answers).to_have_count(14)
    for number in range(14):
        thumb.tap(answers.nth(number))
    thumb.press("Send my answers")
    expect(phone.get_by_text("Nothing here needs urgent care right now.")).to_be_visible()
    thumb.press("Next")
    phone.get_by_role("textbox", name="What is the problem, in your own words?").fill(PROBLEM)
    thumb.press("Next")
    thumb.asked(9)

    # What was written is there again, and it goes on where it was left.
    phone.reload()
    thumb.asked(9)
    thumb.press("Sitting")
    thumb.press("Next")
    for number in (10, 11, 12, 13, 14):
        thumb.asked(number)
        thumb.press("Skip")
    thumb.press("Climb the stairs")
    thumb.tap(phone.get_by_role("radio", name="3", exact=True))
    thumb.press("Next")
    thumb.press("Skip")
    expect(phone.get_by_text(PROBLEM)).to_be_visible()
    thumb.press("Done")
    expect(phone.get_by_role("heading", name="What comes next")).to_be_visible()
    expect(phone.get_by_text("Nobody can read them yet.")).to_be_visible()
    assert thumb.taps <= 45

    phone.get_by_role("button", name="Note a referral").tap()
    phone.get_by_label("Who referred you?").fill("Dr. Lee")
    phone.get_by_label("To whom, if you know").fill("Dr. Lindqvist")
    phone.get_by_role("button", name="Save the referral").tap()
    expect(phone.get_by_text("Dr. Lee referred you to Dr. Lindqvist")).to_be_visible()

    phone.get_by_role("link", name="I have a clinician's code").tap()
    field = phone.get_by_label("A code that a clinician gave you")
    expect(field).to_be_focused()
    field.press_sequentially(scene.code)
    expect(field).to_have_value(scene.code)
    phone.get_by_role("button", name="Share", exact=True).tap()
    expect(phone.get_by_text("You now share with Dr. Dora Lindqvist.")).to_be_visible()
    phone.goto("/intake")
    expect(phone.get_by_text("They can be read by: Dr. Dora Lindqvist.")).to_be_visible()

    laptop = signed_in(open_page(**LAPTOP), DOCTOR)
    laptop.get_by_role("link", name="Nora Field").first.click()
    expect(laptop.get_by_role("heading", name="Intake")).to_be_visible()
    card = laptop.locator("section").filter(has=laptop.get_by_role("heading", name="Intake", exact=True))
    written = (PROBLEM, "When I lifted or bent", "Lower back, left", "All answered with no")
    for text in (*written, "Climb the stairs (3 of 10)"):
        expect(card.get_by_text(text, exact=True)).to_be_visible()
    expect(card.get_by_text("Dr. Lee referred the patient to Dr. Lindqvist")).to_be_visible()


def test_a_warning_sign_says_what_to_do_now_also_without_a_program_or_a_clinician(open_page: OpenPage) -> None:
    phone = registered(open_page(**PHONE), "otto@example.org")
    thumb = Thumb(phone)
    until_the_safety_questions(thumb)
    question = phone.get_by_role("group", name=re.compile("New numb feeling between your legs"))
    thumb.tap(question.get_by_role("button", name="Not sure"))
    expect(question.get_by_text("Go to an emergency room now, or call 911")).to_be_visible()
    thumb.tap(question.get_by_role("button", name="Send my answers"))
    hold = phone.get_by_role("alert").filter(has_text="Get help now")
    expect(hold).to_be_focused()
    expect(hold.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    expect(hold.get_by_role("link", name="Call Riverbend")).to_have_attribute("href", "tel:+15550100")
    expect(hold.get_by_text("No clinician sees your program, so none can end this hold.")).to_be_visible()
    expect(hold.get_by_text("you can end this hold here, if a doctor has seen you")).to_be_visible()
    # The other questions can wait, and say so.
    thumb.press("Next")
    expect(phone.get_by_text("That comes first. These questions can wait")).to_be_visible()
    phone.goto("/today")
    expect(phone.get_by_role("heading", name="Your program is on hold")).to_be_visible()


def test_what_is_answered_without_a_connection_is_sent_when_there_is_one(open_page: OpenPage) -> None:
    phone = registered(open_page(**PHONE), "ida@example.org")
    thumb = Thumb(phone)
    thumb.asked(1)
    phone.context.set_offline(True)
    thumb.tap(phone.get_by_role("group", name="Front view").get_by_role("checkbox", name="Knee, left, front"))
    expect(phone.get_by_text("No connection. Check your network and try again.")).to_be_visible()
    thumb.press("Next")
    thumb.press("Today")
    thumb.asked(3)
    with phone.expect_response("**/intake/answers/onset"):
        phone.context.set_offline(False)
    expect(phone.get_by_text("No connection. Check your network and try again.")).to_have_count(0)
    phone.reload()
    thumb.asked(3)


def test_the_administrator_closes_registration_and_changes_the_number_to_call(open_page: OpenPage) -> None:
    phone = registered(open_page(**PHONE), "uma@example.org")
    phone.goto("/check-in")
    expect(phone.get_by_role("button", name="Anything new or worrying?")).to_be_visible()
    phone.get_by_role("button", name="Anything new or worrying?").tap()
    expect(phone.get_by_role("link", name="Call Riverbend: +1 555 0100")).to_be_visible()

    laptop = signed_in(open_page(**LAPTOP), ADMIN)
    expect(laptop.get_by_text("Made the account without an invitation").first).to_be_visible()
    laptop.get_by_role("link", name="Clinic", exact=True).click()
    laptop.get_by_label("Phone", exact=True).first.fill("nobody")
    laptop.get_by_role("button", name="Save the card").click()
    laptop.get_by_role("button", name="Yes, change it").click()
    expect(laptop.get_by_text("Write the number that patients call")).to_be_visible()
    expect(laptop.get_by_label("Phone", exact=True).first).to_have_value("nobody")
    laptop.get_by_label("Phone", exact=True).first.fill("(207) 555-0142")
    laptop.get_by_role("button", name="Save the card").click()
    expect(laptop.get_by_text("+1 555 0100 → (207) 555-0142")).to_be_visible()
    laptop.get_by_role("button", name="Yes, change it").click()
    # The open phone learns of it without a reload.
    expect(phone.get_by_role("link", name="Call Riverbend: (207) 555-0142")).to_be_visible()

    laptop.get_by_label("Patients may make an account without an invitation", exact=True).select_option("no")
    laptop.get_by_role("button", name="Save: Sharing and accounts").click()
    expect(laptop.get_by_text("Saved.", exact=True)).to_be_visible()
    visitor = open_page(**PHONE)
    visitor.goto("/register")
    expect(visitor.get_by_text("This clinic makes accounts by invitation only")).to_be_visible()

    laptop.get_by_label("Name", exact=True).last.fill("Mill Street")
    laptop.get_by_role("button", name="Save the PT center").click()
    expect(laptop.get_by_role("row", name=re.compile("Mill Street"))).to_be_visible()
    laptop.get_by_role("button", name="Close: Mill Street").click()
    expect(laptop.get_by_role("button", name="Open again: Mill Street")).to_be_visible()
