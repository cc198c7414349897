"""A therapist loads the clinic's own questionnaire: every problem of the file, then the questionnaire in the list."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from patient_app.domain.people import Role
from tests.browser.conftest import LAPTOP, OpenPage
from tests.browser.people import clinic_in, signed_in
from tests.questionnaires import a_questionnaire
from tests.servers import serving

pytestmark = pytest.mark.browser

PT = "ana@example.org"


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A clinic with a PT."""
    folder = tmp_path_factory.mktemp("upload")
    with clinic_in(folder) as people:
        people.joined(Role.PHYSICAL_THERAPIST, PT, "Ana Ruiz")
    with serving(folder) as address:
        yield address


def test_a_file_is_reported_on_mended_loaded_and_retired(open_page: OpenPage, tmp_path: Path) -> None:
    wrong, right = tmp_path / "wrong.json", tmp_path / "right.json"
    wrong.write_text(json.dumps(a_questionnaire(version="", item=[])))
    right.write_text(json.dumps(a_questionnaire()))
    page = open_page(**LAPTOP)
    signed_in(page, PT).wait_for_url("**/caseload")
    page.goto("/library")
    load = page.get_by_role("button", name="Load the questionnaire")
    page.get_by_label("Questionnaire file").set_input_files(wrong)
    load.click()
    report = page.get_by_role("list", name="What is wrong in the file").get_by_role("listitem")
    expect(report).to_have_count(2)
    expect(report.last).to_contain_text("item")
    page.get_by_label("Questionnaire file").set_input_files(right)
    load.click()
    expect(page.get_by_text("Confirm that your clinic has the right to use this questionnaire.")).to_be_visible()
    page.get_by_label("Our clinic has the right to use this questionnaire.").check()
    load.click()
    expect(page.get_by_text("Stairs and shoes, version 1, is loaded.")).to_be_visible()
    page.get_by_role("button", name="Retire: Stairs and shoes, 1").click()
    page.get_by_role("button", name="Retire it").click()
    expect(page.get_by_role("cell", name="Retired")).to_be_visible()
