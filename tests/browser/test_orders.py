"""The order in a browser: typed with the keyboard alone, never lost, signed, and accepted by the PT."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patient_app.domain.people import Role
from tests.browser.conftest import LAPTOP, OpenPage
from tests.browser.people import PASSWORD, clinic_in

pytestmark = pytest.mark.browser

DOCTOR, THERAPIST = "dora@example.org", "paul@example.org"
PATIENTS = ("Ana Reyes", "Bo Lund", "Cy Marsh", "Di Frey")
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).strftime("%m%d%Y")
MOST_KEYS = 150
"""For a whole order of a new patient, one goal in it: texts, moves from field to field and the signature."""


@pytest.fixture(scope="module")
def ids() -> dict[str, str]:
    """Patients' ids by name."""
    return {}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory, ids: dict[str, str]) -> Path:
    """A clinic with a physiatrist, a PT, and patients who share with both and have no course yet."""
    folder = tmp_path_factory.mktemp("orders")
    with clinic_in(folder) as people:
        people.joined(Role.PHYSIATRIST, DOCTOR, "Dora Lindqvist")
        people.joined(Role.PHYSICAL_THERAPIST, THERAPIST, "Paul Okafor")
        for name in PATIENTS:
            email = f"{name.split()[0].lower()}@example.org"
            ids[name] = people.joined(Role.PATIENT, email, name, DOCTOR, THERAPIST, time_zone="UTC").actor.id
    return folder


def at_the_order(page: Page, patient_id: str) -> Page:
    """The form, with its scripts running."""
    answer = page.request.post("/api/v1/session", data={"email": DOCTOR, "password": PASSWORD})
    assert answer.ok, answer.text()
    page.goto(f"/patients/{patient_id}/order")
    expect(page.get_by_role("button", name="Check and sign")).to_be_visible()
    return page


class Keys:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
            self.count += 1

    def text(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.count += len(words)

    def tab_to(self, label: str) -> None:
        """Tab until the field with this label has the focus."""
        field = self.page.get_by_label(label, exact=True)
        for _ in range(16):
            if field.evaluate("each => each === document.activeElement"):
                return
            self.press("Tab")
        pytest.fail(f"Tab does not reach {label!r}")


def test_an_order_is_typed_and_signed_with_the_keyboard_alone(
    open_page: OpenPage, base_url: str, ids: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    page = at_the_order(open_page(**LAPTOP), ids["Ana Reyes"])
    keys = Keys(page)
    keys.press("/")
    keys.text("Low back pain")
    keys.tab_to("Part of the body")
    keys.text("b")
    keys.tab_to("Diagnosis (ICD-10-CM)")
    keys.text("radiculop lumbar r")
    expect(page.get_by_role("option", name="M54.16 Radiculopathy, lumbar region")).to_be_visible()
    keys.press("Enter")
    keys.tab_to("Side of M54.16")
    keys.text("r")
    keys.tab_to("Onset or surgery")
    keys.text("01022026")
    keys.tab_to("Reason for therapy")
    keys.text("Leg pain")
    keys.tab_to("None known")
    keys.press("Space")
    keys.tab_to("Times a week")
    keys.text("2")
    keys.tab_to("Weeks")
    keys.text("6")
    keys.tab_to("What is to be reached")
    keys.text("Walk")
    keys.tab_to("Target")
    keys.text("30")
    keys.tab_to("Unit")
    keys.text("min")
    keys.tab_to("Warning signs asked on")
    keys.text(YESTERDAY)
    keys.press("Control+Enter")
    expect(page.get_by_role("button", name="Sign as Dora Lindqvist")).to_be_focused()
    shown = page.get_by_role("region", name="What will be signed")
    for words in ("M54.16 Radiculopathy, lumbar region, right side", "None known", "2 times a week for 6 weeks"):
        expect(shown).to_contain_text(words)
    keys.press("Enter")
    expect(page.get_by_text("Order 1 is signed. The patient is told.")).to_be_visible()
    with capsys.disabled():
        print(f"\nA typical order: {keys.count} keys")
    assert keys.count <= MOST_KEYS

    caseload = open_page(**LAPTOP)
    assert caseload.request.post("/api/v1/session", data={"email": THERAPIST, "password": PASSWORD}).ok
    caseload.goto("/caseload")
    caseload.get_by_role("button", name="Accept: Ana Reyes, Order 1").click()
    expect(caseload.get_by_text("The order is accepted. The physiatrist is told.")).to_be_visible()
    # The doctor's page learns it by itself.
    expect(page.get_by_text("Accepted by Paul Okafor", exact=False)).to_be_visible()


def test_what_is_typed_is_there_after_a_reload_and_a_bad_field_gets_the_focus(
    laptop_page: Page, ids: dict[str, str]
) -> None:
    page = at_the_order(laptop_page, ids["Bo Lund"])
    page.get_by_label("Problem", exact=True).fill("Knee pain")
    page.get_by_label("Weeks", exact=True).fill("xx")
    page.get_by_role("combobox", name="Diagnosis (ICD-10-CM)").fill("c50911")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What C50.911 stands for")).to_be_visible()
    expect(page.get_by_text("Draft saved")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Problem", exact=True)).to_have_value("Knee pain")
    expect(page.get_by_label("Weeks", exact=True)).to_have_value("xx")
    page.get_by_role("button", name="Check and sign").click()
    expect(page.get_by_label("Part of the body")).to_be_focused()
    expect(page.get_by_label("Weeks", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Name the precautions, or tick that none are known.")).to_be_visible()


def test_of_two_windows_one_goes_on(open_page: OpenPage, ids: dict[str, str]) -> None:
    one = at_the_order(open_page(**LAPTOP), ids["Cy Marsh"])
    one.get_by_label("Problem", exact=True).fill("From one")
    expect(one.get_by_text("Draft saved")).to_be_visible()
    two = at_the_order(open_page(**LAPTOP), ids["Cy Marsh"])
    two.get_by_label("Problem", exact=True).fill("From two")
    expect(two.get_by_text("Draft saved")).to_be_visible()
    one.get_by_label("Reason for therapy").fill("More from one")
    expect(one.get_by_text("choose which one goes on")).to_be_visible()
    expect(one.get_by_label("Reason for therapy")).to_have_value("More from one")
    one.get_by_role("button", name="Go on with this window").click()
    expect(one.get_by_text("Draft saved")).to_be_visible()
    two.reload()
    expect(two.get_by_label("Problem", exact=True)).to_have_value("From one")
    expect(two.get_by_label("Reason for therapy")).to_have_value("More from one")


def test_what_is_typed_without_a_connection_is_saved_later(open_page: OpenPage, ids: dict[str, str]) -> None:
    page = at_the_order(open_page(**LAPTOP), ids["Di Frey"])
    page.context.set_offline(True)
    page.get_by_label("Reason for therapy").fill("Typed in the lift")
    expect(page.get_by_text("No connection.", exact=False)).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Draft saved")).to_be_visible(timeout=20000)
    page.reload()
    expect(page.get_by_label("Reason for therapy")).to_have_value("Typed in the lift")
