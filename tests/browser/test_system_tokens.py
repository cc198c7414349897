"""An administrator lets another system read: the token is shown once, works, and stops when it is closed."""

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from patient_app.domain.people import Role
from tests.browser.people import clinic_in, signed_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tokens")
    with clinic_in(folder) as people:
        doctor = "dora@example.org"
        people.joined(Role.PHYSIATRIST, doctor, "Dr. Dora Lind")
        people.joined(Role.PATIENT, "ana@example.org", "Ana Reyes", doctor)
        people.joined(Role.ADMINISTRATOR, "ada@example.org", "Ada Admin")
    return folder


def patients(base_url: str, token: str) -> tuple[int, list[str]]:
    """What another system gets."""
    asked = urllib.request.Request(f"{base_url}/fhir/r4/Patient", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(asked) as answer:
            bundle = json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, []
    return 200, [entry["resource"]["name"][0]["text"] for entry in bundle["entry"]]


def test_a_token_is_shown_once_and_closed_at_once(laptop_page: Page, base_url: str) -> None:
    page = signed_in(laptop_page, "ada@example.org")
    page.goto("/admin/people")
    page.get_by_label("Reads as").select_option(label="Dr. Dora Lind, Physiatrist")
    page.get_by_label("Name of the system").fill("City Hospital")
    page.get_by_label("Days until it ends").fill("30")
    page.get_by_role("button", name="Make a token").click()
    token = page.locator("#new-token").inner_text()
    assert token.startswith("hst_")
    assert patients(base_url, token) == (200, ["Ana Reyes"])
    page.get_by_role("button", name="I have copied it").click()
    expect(page.locator("#new-token")).to_have_count(0)
    page.reload()
    row = page.get_by_role("row", name="City Hospital")
    expect(row).to_contain_text("Open")
    expect(page.get_by_text(token)).to_have_count(0)
    row.get_by_role("button", name="Close: City Hospital").click()
    page.get_by_role("button", name="Close it now: City Hospital").click()
    expect(page.get_by_text("That system reads nothing from now on.")).to_be_visible()
    assert patients(base_url, token) == (401, [])
