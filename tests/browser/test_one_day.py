"""One day of one patient, the PT's change, and the physiatrist's look: the main job, as three people do it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patient_app.domain.people import Role
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import PASSWORD, clinic_in, signed_in
from tests.servers import serving

pytestmark = pytest.mark.browser

PT, DOCTOR, STRANGER, PATIENT = "ana@example.org", "lena@example.org", "noor@example.org", "maria@example.org"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with a PT, a physiatrist, another physiatrist, and an invitation that waits for the patient."""
    folder = tmp_path_factory.mktemp("one-day")
    with clinic_in(folder) as people:
        people.joined(Role.PHYSICAL_THERAPIST, PT, "Ana Ruiz")
        people.joined(Role.PHYSIATRIST, DOCTOR, "Lena Brandt")
        people.joined(Role.PHYSIATRIST, STRANGER, "Noor Haddad")
        (folder / "code").write_text(people.invited(Role.PATIENT, PATIENT, PT, DOCTOR))
    return folder


@pytest.fixture(scope="module")
def base_url(data_dir: Path) -> Iterator[str]:
    """A server of this module's own clinic."""
    with serving(data_dir) as address:
        yield address


def test_a_patient_logs_the_day_the_pt_changes_it_and_the_physiatrist_sees_it(
    open_page: OpenPage, data_dir: Path
) -> None:
    phone = joined_by_invitation(open_page(**PHONE), (data_dir / "code").read_text())
    expect(phone.get_by_text("Your therapist has not sent your program yet")).to_be_visible()

    therapist = signed_in(open_page(**LAPTOP), PT)
    program_published(therapist, "Pelvic tilt", "Bridge")

    # No reload: the open screen is told.
    tilt = phone.get_by_role("button", name="Pelvic tilt: done")
    expect(tilt).to_be_visible()
    tilt.tap()
    expect(phone.get_by_role("button", name="Undo Pelvic tilt")).to_be_visible()
    expect(phone.get_by_text("1 active day", exact=True)).to_be_visible()
    checked_in(phone)

    phone.goto("/today")
    program_published(therapist, "Bird dog")
    expect(phone.get_by_role("button", name="Bird dog: done")).to_be_visible()
    expect(phone.get_by_role("button", name="Undo Pelvic tilt")).to_be_visible()

    doctor = signed_in(open_page(**LAPTOP), DOCTOR)
    doctor.get_by_role("link", name="Maria Lopez").first.click()
    expect(doctor.get_by_role("heading", level=1)).to_contain_text("Maria Lopez")
    expect(doctor.get_by_text("Done?")).to_be_visible()
    expect(doctor.get_by_text("Version 2").first).to_be_visible()


def test_a_physiatrist_without_a_share_finds_nobody(open_page: OpenPage, base_url: str) -> None:
    stranger = signed_in(open_page(**LAPTOP), STRANGER)
    expect(stranger.get_by_text("Nobody shares with you yet")).to_be_visible()
    stranger.goto("/patients/018f0000-0000-7000-8000-000000000000")
    expect(stranger.get_by_text("This was not found, or is not shared with you.")).to_be_visible()


def joined_by_invitation(phone: Page, code: str) -> Page:
    phone.goto(f"/join/{code}")
    phone.get_by_label("Your name").fill("Maria Lopez")
    phone.get_by_label("Choose a password").fill(PASSWORD)
    phone.get_by_role("checkbox", name="Share my program").check()
    phone.get_by_role("button", name="Make my account").click()
    phone.wait_for_url("**/today")
    return phone


def program_published(therapist: Page, *exercises: str) -> None:
    """The PT opens the patient's program from the caseload, adds exercises and publishes."""
    therapist.goto("/caseload")
    therapist.get_by_role("link", name="Program").first.click()
    therapist.wait_for_url("**/program")
    for exercise in exercises:
        # By its id: the caseload, which may still be there for a moment, has a search of its own.
        therapist.locator("#library-search").fill(exercise)
        therapist.get_by_role("button", name=f"Add: {exercise}", exact=True).click()
        expect(therapist.get_by_role("region", name="The program").get_by_text(exercise).first).to_be_visible()
    therapist.get_by_role("button", name="Publish").click()
    expect(therapist.get_by_text("sees it at once")).to_be_visible()


def checked_in(phone: Page) -> None:
    """Pain now and worst pain (there is no activity yet): saved with the last tap."""
    phone.get_by_role("link", name="Check in").tap()
    answers = {"How strong is your pain right now?": "3", "Your worst pain in the last 24 hours?": "5"}
    for question, answer in answers.items():
        phone.get_by_role("radiogroup", name=question).get_by_role("radio", name=answer, exact=True).tap()
    expect(phone.get_by_text("Saved. Your care team can see it")).to_be_visible()
