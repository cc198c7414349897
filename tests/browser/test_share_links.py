"""A link, from the patient's phone to a doctor's browser that runs no scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from patient_app.services.demo import accounts
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.test_accessibility import AXE, RULES
from tests.servers import serving

pytestmark = pytest.mark.browser

PATIENT = accounts()[0]


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, served."""
    with serving(tmp_path_factory.mktemp("demo"), command="demo") as address:
        yield address


def made(page: Page) -> tuple[str, str]:
    """A new link by the form on the sharing page: its address and its passcode."""
    page.goto("/sharing")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_label("For whom").fill("Dr. Lee, Harbor Spine Clinic")
    passcode = page.get_by_label("Passcode").input_value()
    page.get_by_role("button", name="Make the link").click()
    address = page.locator("#link-address")
    expect(address).to_be_visible()
    expect(page.get_by_alt_text("QR code of the link")).to_be_visible()
    return address.inner_text(), passcode


def test_a_doctor_without_scripts_reads_the_summary_until_the_patient_closes_the_link(
    open_page: OpenPage, browser: Browser, tmp_path: Path
) -> None:
    phone = open_page(**PHONE)
    phone.request.post("/api/v1/session", data={"email": PATIENT.email, "password": "slow river, steady steps"})
    address, passcode = made(phone)
    phone.get_by_role("button", name="I have handed it over").click()
    expect(phone.locator("#link-address")).to_have_count(0)

    context = browser.new_context(**LAPTOP, java_script_enabled=False, accept_downloads=True)
    doctor = context.new_page()
    doctor.goto(address)
    doctor.get_by_label("Your name or practice").fill("Dr. Lee")
    doctor.get_by_label("Passcode").fill("not this 1")
    doctor.get_by_role("button", name="Open the summary").click()
    expect(doctor.get_by_role("alert")).to_contain_text("4 more times")
    doctor.get_by_label("Passcode").fill(passcode)
    doctor.get_by_role("button", name="Open the summary").click()
    expect(doctor.get_by_role("heading", level=1)).to_have_text(PATIENT.name)
    expect(doctor.get_by_text("Nobody watches this app live")).to_be_visible()
    doctor.get_by_role("button", name="Español").click()
    expect(doctor.locator("html")).to_have_attribute("lang", "es")
    with doctor.expect_download() as taken:
        doctor.get_by_role("button", name="Descargar el PDF").click()
    assert Path(taken.value.path()).read_bytes().startswith(b"%PDF-")

    expect(phone.get_by_text("Opened 1 time")).to_be_visible()
    phone.get_by_role("button", name="Close this link: Dr. Lee").click()
    phone.get_by_role("button", name="Close this link", exact=True).click()
    expect(phone.get_by_text("The link is closed.")).to_be_visible()
    doctor.goto("about:blank")
    doctor.goto(address)
    expect(doctor.get_by_role("heading", level=1)).to_have_text("This link does not work")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_a_link_are_accessible_and_fit(open_page: OpenPage, scheme: str) -> None:
    phone = open_page(**PHONE, color_scheme=scheme)
    phone.request.post("/api/v1/session", data={"email": PATIENT.email, "password": "slow river, steady steps"})
    address, passcode = made(phone)
    doctor = open_page(**PHONE, color_scheme=scheme, bypass_csp=True)
    doctor.goto(address)
    _holds(doctor)
    doctor.get_by_label("Your name or practice").fill("Dr. Lee")
    doctor.get_by_label("Passcode").fill(passcode)
    doctor.get_by_role("button", name="Open the summary").click()
    expect(doctor.get_by_role("heading", level=1)).to_have_text(PATIENT.name)
    doctor.locator("summary").click()
    _holds(doctor)


def _holds(page: Page) -> None:
    """No finding of axe-core, and nothing beside the screen."""
    found = page.evaluate(
        f"{AXE}; axe.run(document, {{runOnly: {RULES}}}).then((all) => all.violations.map((each) => each.id))"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
