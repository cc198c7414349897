"""A questionnaire on a phone: due, kept while it is filled in, saved without a network, arrived once, scored here."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patient_app.domain.measure_schedule import MeasureSchedule, ScheduleKind
from patient_app.domain.people import Role
from patient_app.services import activities, measure_assignments
from patient_app.store.types import new_id
from tests.browser.conftest import LAPTOP, OpenPage
from tests.browser.kept import cold, holds, until
from tests.browser.line import Line
from tests.browser.people import clinic_in, signed_in
from tests.browser.phones import EXERCISES, PT, email_of, go_offline, go_online, opened, visited
from tests.builders import a_line

pytestmark = pytest.mark.browser

PATIENTS = ("Maria Lopez", "Ruth Adler", "Theo Banks")
ONCE = MeasureSchedule(ScheduleKind.ONCE)
ACTIVITIES = ("Climb the stairs", "Work in the garden", "Lift my grandson")


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic whose patients have the Roland-Morris questionnaire, their activities and the impression of change."""
    folder = tmp_path_factory.mktemp("measures")
    with clinic_in(folder) as people:
        therapist = people.joined(Role.PHYSICAL_THERAPIST, PT, "Ana Ruiz", time_zone="UTC")
        for name in PATIENTS:
            patient = people.joined(Role.PATIENT, email_of(name), name, PT, time_zone="UTC")
            people.publish(therapist, patient, *(a_line(each) for each in EXERCISES))
            for activity in ACTIVITIES:
                people.door.call(patient.token, activities.put_activity, new_id(), activity, 3)
            for measure in ("rmdq", "own-activities", "pgic"):
                assign = measure_assignments.assign
                people.door.call(therapist.token, assign, patient.actor.id, measure, ONCE)
    return folder


@pytest.fixture(scope="module")
def base_url(clinic_line: Line) -> str:
    return clinic_line.address


def scores(page: Page) -> dict[str, list[float]]:
    """What the server has: the scores of each measure."""
    answer = page.request.get("/api/v1/summary")
    assert answer.ok, answer.text()
    found: list[dict[str, Any]] = answer.json()["measures"]
    return {each["id"]: [point["score"] for point in each["points"]] for each in found}


def tick(page: Page, *sentences: str) -> None:
    for sentence in sentences:
        page.get_by_role("checkbox", name=re.compile(sentence)).check()


def due(page: Page, name: str) -> Any:
    return page.get_by_role("link", name=re.compile(f"Questionnaire due: {name}"))


def kept_ticks(page: Page, number: int) -> None:
    """Wait until the draft on the phone has so many answers."""
    expect(page.get_by_text(f"{number} of 24 ticked")).to_be_visible()


def test_a_form_filled_in_without_a_network_survives_closing_and_arrives_once(open_page: OpenPage, line: Line) -> None:
    phone = visited(open_page, "Maria Lopez")
    expect(due(phone, "Roland-Morris")).to_be_visible()
    holds(phone, "caches.match('/offline-owner').then((mark) => mark !== undefined)")
    go_offline(phone, line)

    phone = cold(phone.context, "/measures/rmdq")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Roland-Morris back questionnaire")
    tick(phone, "I walk more slowly", "I only stand for short", "I stay in bed")
    kept_ticks(phone, 3)

    phone = cold(phone.context, "/measures/rmdq")
    kept_ticks(phone, 3)
    phone.get_by_role("checkbox", name=re.compile("I stay in bed")).uncheck()
    phone.get_by_role("button", name="Save my answers").tap()
    expect(phone.get_by_text("You ticked 2 of 24 sentences.")).to_be_visible()
    phone.get_by_role("button", name="No, go on").tap()
    tick(phone, "I sleep less well")
    phone.get_by_role("button", name="Save my answers").tap()
    phone.get_by_role("button", name="Yes, save it").tap()
    expect(phone.get_by_text("Thank you. You filled this in today.")).to_be_visible()
    expect(phone.get_by_text("It will be sent when you are online.")).to_be_visible()

    phone = cold(phone.context, "/today")
    expect(due(phone, "My activities")).to_be_visible()
    expect(due(phone, "Roland-Morris")).to_have_count(0)

    go_online(phone, line)
    until(phone, lambda: scores(phone).get("rmdq") == [3.0])
    phone.goto("/measures/rmdq")
    expect(phone.get_by_text("Thank you. You filled this in today.")).to_be_visible()
    phone.get_by_role("button", name="Change my answers").tap()
    kept_ticks(phone, 3)
    tick(phone, "I sit down for most of the day")
    phone.get_by_role("button", name="Save my answers").tap()
    phone.get_by_role("button", name="Yes, save it").tap()
    until(phone, lambda: scores(phone).get("rmdq") == [4.0])
    today = phone.request.get("/api/v1/snapshot").json()
    (mine,) = [each for each in today["measures_due"] if each["id"] == "rmdq"]
    assert len(mine["responses"]) == 1


def test_the_spanish_form_starts_without_a_network_and_an_unknown_one_leads_back(
    open_page: OpenPage, line: Line
) -> None:
    phone = visited(open_page, "Ruth Adler")
    phone.goto("/es/today")
    expect(
        phone.get_by_role("link", name=re.compile("Cuestionario pendiente: Cuestionario de espalda"))
    ).to_be_visible()
    go_offline(phone, line)
    phone = cold(phone.context, "/es/measures/rmdq")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Cuestionario de espalda Roland-Morris")
    expect(phone.get_by_text("Sobre el día de hoy")).to_be_visible()
    phone = cold(phone.context, "/measures/nothing-of-the-kind")
    expect(phone.get_by_text("This questionnaire is not due now.")).to_be_visible()
    phone.get_by_role("main").get_by_role("link", name="Back to today").tap()
    phone.wait_for_url("**/today")


def test_own_activities_and_a_choice_need_each_answer(open_page: OpenPage) -> None:
    phone = opened(open_page, "Theo Banks")
    due(phone, "My activities").tap()
    phone.wait_for_url("**/measures/own-activities")
    save = phone.get_by_role("button", name="Save my answers")
    for activity, rating in zip(ACTIVITIES[:2], (4, 7), strict=True):
        phone.get_by_role("radiogroup", name=activity).get_by_role("radio", name=str(rating), exact=True).tap()
    save.tap()
    expect(phone.get_by_text("1 question has no answer yet.")).to_be_visible()
    third = phone.get_by_role("radiogroup", name=ACTIVITIES[2])
    third.get_by_role("radio", name="10, As well as before").tap()
    save.tap()
    expect(phone.get_by_text("Thank you. You filled this in today.")).to_be_visible()
    until(phone, lambda: scores(phone).get("own-activities") == [7.0])

    phone.goto("/measures/pgic")
    phone.get_by_role("radio", name="Much improved", exact=True).check()
    phone.get_by_role("button", name="Save my answers").tap()
    until(phone, lambda: scores(phone).get("pgic") == [2.0])
    phone.goto("/progress")
    expect(due(phone, "Roland-Morris")).to_be_visible()
    expect(due(phone, "My activities")).to_have_count(0)


def test_no_score_is_worked_out_or_shown_while_filling_in(open_page: OpenPage) -> None:
    phone = opened(open_page, "Ruth Adler")
    phone.goto("/measures/rmdq")
    tick(phone, "I walk more slowly")
    assert "score" not in phone.get_by_role("main").inner_text().lower()
    assert datetime.now(UTC).date().isoformat() in phone.request.get("/api/v1/snapshot").text()


def test_a_therapist_assigns_enters_corrects_and_removes(open_page: OpenPage) -> None:
    page = open_page(**LAPTOP)
    signed_in(page, PT).wait_for_url("**/caseload")
    page.get_by_role("link", name="Theo Banks").first.click()
    page.wait_for_url("**/patients/*")
    page.goto(page.url + "/measurements")
    page.get_by_role("button", name="Assign a questionnaire").click()
    page.get_by_label("Questionnaire", exact=True).select_option(label="QuickDASH")
    page.get_by_role("button", name="Assign it").click()
    expect(page.get_by_text("QuickDASH is assigned.")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("QuickDASH.*Every 2 weeks and at discharge.*Due today"))
    expect(row).to_be_visible()

    page.get_by_label("Measure", exact=True).select_option(label="QuickDASH")
    page.get_by_label("Score", exact=True).fill("140")
    page.get_by_role("button", name="Save the score").click()
    expect(page.get_by_text("This score is outside the range of the measure.")).to_be_visible()
    page.get_by_label("Score", exact=True).fill("45.5")
    page.get_by_role("button", name="Save the score").click()
    expect(page.get_by_text("The score is saved.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("QuickDASH.*Next:"))).to_be_visible()

    page.get_by_text("Every score, with corrections").click()
    page.get_by_role("button", name=re.compile("Correct QuickDASH")).click()
    page.get_by_label("Score", exact=True).fill("43.2")
    page.get_by_role("button", name="Save the score").click()
    expect(page.get_by_text(re.compile("Was 45.5 on .* by Ana Ruiz"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Remove QuickDASH")).click()
    page.get_by_label("Reason").fill("The form of another patient")
    page.get_by_role("button", name="Remove the score").click()
    expect(page.get_by_text(re.compile("Removed .* by Ana Ruiz: The form of another patient"))).to_be_visible()
    row.get_by_role("button", name="End: QuickDASH").click()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("It is not asked for any more. What was answered stays.")).to_be_visible()
    expect(row).to_have_count(0)
