"""The check-in on a phone: three taps, where it hurts, and a warning sign without a connection."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.domain.people import Role
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.people import clinic_in, signed_in
from tests.servers import serving

pytestmark = pytest.mark.browser

PT = "ana@example.org"
NOW, WORST = "How strong is your pain right now?", "Your worst pain in the last 24 hours?"
PATIENTS = ("maria@example.org", "ruth@example.org", "theo@example.org", "kim@example.org")
SHARING = PATIENTS[:3]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with a PT, patients who share with the PT, and one who shares with nobody."""
    folder = tmp_path_factory.mktemp("check-in")
    with clinic_in(folder) as people:
        people.joined(Role.PHYSICAL_THERAPIST, PT, "Ana Ruiz")
        for email in PATIENTS:
            people.joined(Role.PATIENT, email, "Maria Lopez", PT, shares=email in SHARING)
    return folder


@pytest.fixture(scope="module")
def base_url(data_dir: Path) -> Iterator[str]:
    """A server of this module's own clinic."""
    with serving(data_dir) as address:
        yield address


def check_in_of(page: Page, email: str) -> Page:
    signed_in(page, email).wait_for_url("**/today")
    page.goto("/check-in")
    expect(scale(page, NOW)).to_be_visible()
    return page


def scale(page: Page, question: str) -> Locator:
    return page.get_by_role("radiogroup", name=question)


def step(page: Page, question: str, value: int) -> Locator:
    return scale(page, question).get_by_role("radio", name=re.compile(rf"^{value}(,|$)"))


def test_pain_is_saved_with_its_last_tap_and_each_change_after_it(open_page: OpenPage) -> None:
    phone = check_in_of(open_page(**PHONE), PATIENTS[0])
    step(phone, NOW, 0).tap()
    expect(phone.get_by_role("button", name="Save what I answered")).to_be_enabled()
    step(phone, WORST, 5).tap()
    expect(phone.get_by_text("Saved. Your care team can see it")).to_be_visible()
    step(phone, WORST, 5).press("ArrowRight")
    phone.get_by_text("Add more").tap()
    drawn = phone.get_by_role("group", name="Front view").get_by_role("checkbox", name="Knee, left, front")
    drawn.tap()
    phone.get_by_text("Choose from a list").tap()
    listed = phone.get_by_role("group", name="Back", exact=True).get_by_role("checkbox", name="Lower back, right")
    listed.check()
    expect(phone.get_by_text("Saved. Your care team can see it")).to_be_visible()

    phone.reload()
    expect(step(phone, NOW, 0)).to_be_checked()
    expect(step(phone, WORST, 6)).to_be_checked()
    phone.get_by_text("Add more").tap()
    expect(drawn).to_be_checked()
    phone.get_by_role("button", name="Back view").tap()
    back = phone.get_by_role("group", name="Back view").get_by_role("checkbox", name="Lower back, right")
    expect(back).to_be_checked()
    phone.get_by_role("button", name="Remove: Lower back, right").tap()
    expect(phone.get_by_role("button", name="Remove: Knee, left, front")).to_be_visible()
    phone.get_by_text("Choose from a list").tap()
    expect(listed).not_to_be_checked()
    expect(back).not_to_be_checked()


def test_a_warning_sign_is_judged_without_a_connection_and_reaches_the_care_team_later(open_page: OpenPage) -> None:
    phone = check_in_of(open_page(**PHONE), PATIENTS[1])
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Anything new or worrying?").tap()
    question = phone.get_by_role("group", name=re.compile("New numb feeling between your legs"))
    question.get_by_role("button", name="Not sure").tap()
    # At once, before anything is sent; and not to be closed over.
    expect(question.get_by_text("Go to an emergency room now, or call 911")).to_be_visible()
    expect(phone.get_by_role("button", name="Close the questions")).to_have_count(0)
    question.get_by_role("button", name="Send my answers").tap()

    hold = phone.get_by_role("alert").filter(has_text="Get help now")
    expect(hold).to_be_focused()
    expect(hold.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    expect(hold.get_by_role("link", name="Call Riverbend")).to_have_attribute("href", "tel:+15550100")
    expect(hold.get_by_text("Your care team does not know yet: this phone has no connection.")).to_be_visible()
    step(phone, NOW, 3).tap()
    expect(hold).to_be_visible()

    phone.context.set_offline(False)
    expect(hold.get_by_text("Your care team is told that your program is on hold.")).to_be_visible()
    phone.reload()
    expect(hold).to_be_visible()
    phone.goto("/today")
    expect(phone.get_by_role("heading", name="Your program is on hold")).to_be_visible()


def test_all_no_never_says_that_all_is_well(open_page: OpenPage) -> None:
    phone = check_in_of(open_page(**PHONE), PATIENTS[2])
    expect(phone.get_by_text("It is time for the weekly safety questions.")).to_be_visible()
    phone.get_by_role("button", name="Anything new or worrying?").tap()
    send = phone.get_by_role("button", name="Send my answers")
    answers = phone.get_by_role("region", name="Safety questions").get_by_role("button", name="No", exact=True)
    expect(answers).to_have_count(14)
    for number in range(14):
        expect(send).to_be_disabled()
        answers.nth(number).tap()
    send.tap()
    expect(phone.get_by_text("Nothing here needs urgent care right now.")).to_be_visible()
    expect(phone.get_by_text("It is time for the weekly safety questions.")).to_have_count(0)


def test_who_shares_with_nobody_is_told_from_when_they_may_end_a_hold(open_page: OpenPage) -> None:
    phone = check_in_of(open_page(**PHONE), PATIENTS[3])
    phone.get_by_role("button", name="Anything new or worrying?").tap()
    question = phone.get_by_role("group", name=re.compile("Fever, chills or night sweats"))
    question.get_by_role("button", name="Yes").tap()
    question.get_by_role("button", name="Send my answers").tap()
    hold = phone.get_by_role("alert").filter(has_text="Stop today and call your clinic")
    expect(hold.get_by_text("No clinician sees your program, so none can end this hold.")).to_be_visible()
    expect(hold.get_by_text("you can end this hold here, if a doctor has seen you")).to_be_visible()
    expect(hold.get_by_role("link", name="Call 911")).to_have_count(0)
    expect(phone.get_by_role("button", name="End the hold")).to_have_count(0)
