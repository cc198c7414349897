"""Sharing in a browser: changed in place, stopped with effect on an open screen, previewed; and emergency access."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from patient_app.domain.people import Role, SharePart
from patient_app.services.actor import Operator
from patient_app.services.sessions import SignedIn
from patient_app.store.queries import people as clinic_people
from patient_app.store.unit import Unit
from tests.browser.conftest import LAPTOP, PHONE, OpenPage
from tests.browser.people import People, clinic_in, signed_in

pytestmark = pytest.mark.browser

PATIENT, DOCTOR, OTHER = "ana@example.org", "dora@example.org", "sue@example.org"
FOUND: dict[str, SignedIn] = {}
LIMIT_MS = 2000
"""From the patient's tap to what is gone on the clinician's open screen."""

CLOSED = "This was not found, or is not shared with you."

WATCH = """(words) => {
  const note = () => {
    if (!window.seenAt && document.body.innerText.includes(words)) window.seenAt = Date.now();
  };
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
  note();
}"""
TAPPED = """(name) => document.addEventListener("click", (event) => {
  if (event.target.closest("button")?.textContent.includes(name)) window.tappedAt = Date.now();
}, true)"""


def break_glass(people: People) -> None:
    """What the administrator does on `/admin/clinic`."""

    def turn_on(operator: Operator, unit: Unit) -> None:
        clinic = clinic_people.only_clinic(unit.session)
        assert clinic is not None
        clinic.settings = {"break_glass": True}
        unit.session.add(clinic)

    people.door.operate(turn_on)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic that allows emergency access; a patient who shares with one of its two physiatrists."""
    folder = tmp_path_factory.mktemp("sharing")
    with clinic_in(folder) as people:
        people.joined(Role.PHYSIATRIST, DOCTOR, "Dr. Dora Lindqvist")
        people.joined(Role.PHYSIATRIST, OTHER, "Dr. Sue Park")
        FOUND[PATIENT] = people.joined(Role.PATIENT, PATIENT, "Ana Reyes", DOCTOR)
        break_glass(people)
    return folder


def sharing_of_ana(page: Page) -> Page:
    signed_in(page, PATIENT)
    page.goto("/sharing")
    expect(page.get_by_role("heading", name="Your care team and what each one sees")).to_be_visible()
    return page


def card(page: Page, name: str) -> Locator:
    return page.locator(".hs-card").filter(has=page.get_by_role("heading", level=3, name=name))


def summary_of_ana(page: Page, email: str) -> Page:
    signed_in(page, email)
    page.goto(f"/patients/{FOUND[PATIENT].actor.id}")
    expect(page.get_by_role("heading", level=1, name="Ana Reyes")).to_be_visible()
    return page


def untick(where: Page | Locator, part: str) -> None:
    """Take the tick away; the server says so."""
    where.get_by_label(part).click()
    expect(where.get_by_label(part)).not_to_be_checked()


def milliseconds(tapped: Page, seen: Page) -> Any:
    """From the tap to what the clinician's screen says then, each noted by its own page as it happens."""
    expect(seen.get_by_text(CLOSED)).to_be_visible()
    return seen.evaluate("window.seenAt") - tapped.evaluate("window.tappedAt")


def test_parts_are_changed_in_place_stopped_at_once_and_shared_again(open_page: OpenPage) -> None:
    ana = sharing_of_ana(open_page(**PHONE))
    dora = summary_of_ana(open_page(**LAPTOP), DOCTOR)
    expect(dora.get_by_text("Not shared with you")).to_have_count(0)

    hers = card(ana, "Dr. Dora Lindqvist")
    hers.get_by_role("button", name="Change: Dr. Dora Lindqvist").click()
    untick(hers, "Pain, function and check-ins")
    hers.get_by_label("Until when").select_option("3")
    hers.get_by_role("button", name="Save").click()
    expect(hers.get_by_text("until the end of")).to_be_visible()
    expect(hers.get_by_role("list", name="Sees").get_by_role("listitem")).to_have_count(len(SharePart) - 1)
    expect(dora.get_by_text("Not shared with you").first).to_be_visible()

    dora.evaluate(WATCH, CLOSED)
    ana.evaluate(TAPPED, "Stop sharing")
    hers.get_by_role("button", name="Stop sharing: Dr. Dora Lindqvist").click()
    hers.get_by_role("button", name="Stop sharing", exact=True).click()
    assert milliseconds(ana, dora) < LIMIT_MS
    expect(dora.get_by_text("Ana Reyes")).to_have_count(0)
    expect(hers.get_by_text("Sees nothing")).to_be_visible()

    hers.get_by_role("button", name="Share: Dr. Dora Lindqvist").click()
    hers.get_by_role("button", name="Save").click()
    expect(hers.get_by_role("button", name="Stop sharing: Dr. Dora Lindqvist")).to_be_visible()
    expect(ana.get_by_text("Looked at your whole record").first).to_be_visible()


def test_the_preview_shows_what_would_be_seen_and_no_more(open_page: OpenPage) -> None:
    ana = sharing_of_ana(open_page(**PHONE))
    ana.get_by_label("Dr. Sue Park, Physiatrist").click()
    expect(ana.get_by_label("Dr. Sue Park, Physiatrist")).to_be_checked()
    for part in ("Program and exercise log", "Questionnaires and measurements", "Journey, reports and visits"):
        untick(ana, part)
    ana.get_by_role("link", name="Preview what they will see").click()
    expect(ana.get_by_role("heading", level=1, name="Preview")).to_be_visible()
    expect(ana.get_by_text("As Dr. Sue Park, Physiatrist sees it")).to_be_visible()
    expect(ana.get_by_text("Not shared with you").first).to_be_visible()
    expect(ana.get_by_role("heading", name="Intake")).to_have_count(0)
    ana.get_by_role("link", name="Back to sharing").click()
    expect(ana.get_by_text("Dr. Sue Park", exact=True)).to_have_count(0)


def test_a_record_is_opened_in_an_emergency_and_closed_by_the_patient(open_page: OpenPage) -> None:
    ana = open_page(**PHONE)
    signed_in(ana, PATIENT)
    sue = open_page(**LAPTOP)
    signed_in(sue, OTHER)
    sue.get_by_role("link", name="Emergency access").click()
    sue.get_by_label("The patient's email address or full name").fill("Ana Rey")
    sue.get_by_label("Why you need this record now").fill("Fell at home, cannot speak")
    sue.get_by_role("button", name="Open the record").click()
    expect(sue.get_by_text("No record was opened.")).to_be_visible()
    sue.get_by_label("The patient's email address or full name").fill("Ana Reyes")
    sue.get_by_role("button", name="Open the record").click()
    expect(sue.get_by_role("heading", level=1, name="Ana Reyes")).to_be_visible()
    expect(sue.get_by_text("The patient has been told.")).to_be_visible()
    expect(sue.get_by_role("button", name="Put on hold")).to_have_count(0)
    expect(sue.get_by_role("button", name="Add to the journey")).to_have_count(0)

    expect(ana.get_by_text("Dr. Sue Park opened your record in an emergency.")).to_be_visible()
    ana.goto("/sharing")
    theirs = card(ana, "Dr. Sue Park, Physiatrist, sees your whole record")
    expect(theirs.get_by_text("Fell at home, cannot speak")).to_be_visible()
    sue.evaluate(WATCH, CLOSED)
    ana.evaluate(TAPPED, "Close now")
    theirs.get_by_role("button", name="Close now").click()
    assert milliseconds(ana, sue) < LIMIT_MS
    expect(ana.get_by_text("Emergency access", exact=True).first).to_be_visible()
