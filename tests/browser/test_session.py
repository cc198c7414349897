"""The guided session as a patient plays it: with the keyboard, by the clock, without a network, and after a reload."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from patient_app.domain.people import Role
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.kept import until
from tests.browser.people import PASSWORD, clinic_in
from tests.servers import serving

pytestmark = pytest.mark.browser

PT = "ana@example.org"
DAYS = {"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}
TILT = {"exercise_id": "pelvic-tilt", "side": "none", "sets": 1, "reps": 2, "hold_seconds": 20}
RAISE = {"exercise_id": "heel-raise", "side": "none", "sets": 2, "reps": 3, "rest_seconds": 30}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with a PT and one patient for each test, who shares with her."""
    folder = tmp_path_factory.mktemp("session")
    with clinic_in(folder) as people:
        people.joined(Role.PHYSICAL_THERAPIST, PT, "Ana Ruiz", time_zone="UTC")
        codes = [people.invited(Role.PATIENT, f"p{n}@example.org", PT) for n in range(5)]
        (folder / "codes").write_text(json.dumps(codes))
    return folder


@pytest.fixture(scope="module")
def base_url(data_dir: Path) -> Iterator[str]:
    """A server of this module's own clinic."""
    with serving(data_dir) as address:
        yield address


@dataclass(frozen=True, slots=True)
class Pair:
    """A patient's phone and the browser of the PT."""

    phone: Page
    therapist: Page
    patient_id: str


@pytest.fixture
def pair(open_page: OpenPage, data_dir: Path) -> Pair:
    """A new patient with a program of holds and of counted repetitions, and the PT who wrote it."""
    codes = json.loads((data_dir / "codes").read_text())
    code = codes.pop()
    (data_dir / "codes").write_text(json.dumps(codes))
    phone = open_page(**PHONE, timezone_id="UTC")
    accepted = {"name": "Maria Lopez", "password": PASSWORD, "time_zone": "UTC", "share": True}
    joined = phone.request.post(f"/api/v1/invitations/{code}/accept", data=accepted)
    assert joined.ok, joined.text()
    therapist = open_page()
    assert therapist.request.post("/api/v1/session", data={"email": PT, "password": PASSWORD}).ok
    lines = [{**line, "times_per_day": 1, "schedule": DAYS} for line in (RAISE, TILT)]
    patient_id = joined.json()["user_id"]
    published = therapist.request.put(
        f"/api/v1/patients/{patient_id}/program",
        data={"based_on": None, "effective_from": today(phone), "prescriptions": lines},
    )
    assert published.ok, published.text()
    return Pair(phone, therapist, patient_id)


@pytest.fixture
def patient(pair: Pair) -> Page:
    """The patient's phone alone."""
    return pair.phone


def today(phone: Page) -> str:
    """The server's date of the patient."""
    found: str = phone.request.get("/api/v1/today").json()["today"]
    assert date.fromisoformat(found)
    return found


def logs(phone: Page) -> dict[str, dict[str, Any]]:
    """What the server has, by exercise, without what is unknown."""
    slots = phone.request.get("/api/v1/today").json()["slots"]
    return {
        slot["prescription"]["exercise_id"]: {key: value for key, value in log.items() if value is not None}
        for slot in slots
        for log in slot["logs"]
    }


def arrived(phone: Page, *fields: str) -> None:
    """Waits until the server has one log for each exercise, and these fields of the heel raise's."""

    def has_all() -> bool:
        slots = phone.request.get("/api/v1/today").json()["slots"]
        return all(len(slot["logs"]) == 1 for slot in slots) and set(fields) <= set(logs(phone)["heel-raise"])

    until(phone, has_all)


def begun(phone: Page) -> None:
    """Opens the session and starts it; the tilts, lying, come before the heel raises."""
    phone.goto("/session")
    phone.get_by_role("button", name="Start", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Pelvic tilt")


def test_a_session_is_played_with_the_keyboard_and_reaches_the_server(patient: Page) -> None:
    begun(patient)
    expect(patient.get_by_role("heading", level=1)).to_be_focused()
    patient.get_by_role("button", name="Skip this one").press("Enter")
    expect(patient.get_by_role("button", name="Pain", exact=True)).to_be_focused()
    patient.get_by_role("button", name="No time").press("Enter")

    expect(patient.get_by_role("heading", level=1)).to_have_text("Heel raise")
    for _ in range(3):
        patient.keyboard.press("Space")
    expect(patient.get_by_text("Set 2 of 2")).to_be_visible()
    expect(patient.get_by_role("timer")).to_be_visible()
    patient.keyboard.press("Escape")
    expect(patient.get_by_role("heading", level=1)).to_have_text("Paused")
    patient.keyboard.press("Enter")
    patient.get_by_role("button", name="Start set 2").press("Enter")
    for done in range(3):
        expect(patient.get_by_role("button", name=f"Count: {done} of 3 done")).to_be_focused()
        patient.keyboard.press("Enter")
    for question, answer in (("Pain during this exercise", "2"), ("How hard was it?", "5")):
        patient.get_by_role("radiogroup", name=question).get_by_role("radio", name=answer, exact=True).click()
    patient.get_by_role("button", name="Finish").click()

    expect(patient.get_by_role("heading", level=1)).to_have_text("Well done")
    expect(patient.get_by_text("Not done: No time")).to_be_visible()
    expect(patient.get_by_role("link", name="Check in for today")).to_be_visible()
    arrived(patient, "pain_during", "effort")
    told = logs(patient)
    assert told["pelvic-tilt"]["not_done_reason"] == "no_time"
    assert (told["heel-raise"]["pain_during"], told["heel-raise"]["effort"]) == (2, 5)
    assert not {"sets_done", "reps_done", "not_done_reason"} & set(told["heel-raise"])


def test_the_clock_is_right_after_a_locked_screen_and_claims_nothing_unseen(patient: Page) -> None:
    patient.clock.install()
    begun(patient)
    patient.get_by_role("button", name="Start", exact=True).click()
    patient.clock.fast_forward(15_000)
    expect(patient.get_by_text("Hold", exact=True).first).to_be_visible()
    patient.clock.fast_forward(300_000)
    expect(patient.get_by_text("The time is over. Did you do all of it?")).to_be_visible()
    assert logs(patient) == {}
    patient.get_by_role("button", name="Yes, all of it").click()
    expect(patient.get_by_role("heading", level=1)).to_have_text("How was it: Pelvic tilt")


def test_a_paused_session_goes_on_after_the_page_was_closed(patient: Page) -> None:
    begun(patient)
    patient.get_by_role("button", name="Skip this one").click()
    patient.get_by_role("button", name="Tired").click()
    patient.get_by_role("button", name="Count: 0 of 3 done").click()
    patient.get_by_role("button", name="Count: 1 of 3 done").click()
    patient.get_by_role("button", name="Pause").click()
    expect(patient.get_by_role("heading", level=1)).to_have_text("Paused")
    patient.reload()
    expect(patient.get_by_text("Paused: Exercise 2 of 2")).to_be_visible()
    patient.get_by_role("button", name="Go on").click()
    expect(patient.get_by_role("button", name="Count: 2 of 3 done")).to_be_visible()
    patient.get_by_role("button", name="Stop here").click()
    patient.get_by_role("button", name="Back one step").click()
    expect(patient.get_by_role("button", name="Count: 2 of 3 done")).to_be_visible()


def test_a_session_is_played_without_a_network(patient: Page) -> None:
    begun(patient)
    patient.context.set_offline(True)
    patient.get_by_role("button", name="Start", exact=True).click()
    patient.get_by_role("button", name="Set done").click()
    expect(patient.get_by_role("heading", level=1)).to_have_text("How was it: Pelvic tilt")
    patient.get_by_role("button", name="Next: Heel raise").click()
    patient.get_by_role("button", name="Set done").click()
    patient.get_by_role("button", name="End session").click()
    expect(patient.get_by_role("heading", level=1)).to_have_text("Well done")
    expect(patient.get_by_text("1 set", exact=True)).to_be_visible()

    patient.context.set_offline(False)
    arrived(patient)
    told = logs(patient)
    assert told["heel-raise"]["sets_done"] == 1
    assert "sets_done" not in told["pelvic-tilt"]


def test_a_hold_stops_a_running_session_at_once(pair: Pair) -> None:
    begun(pair.phone)
    pair.phone.get_by_role("button", name="Start", exact=True).click()
    pair.phone.get_by_role("button", name="Set done").click()
    pair.phone.get_by_role("button", name="Next: Heel raise").click()
    pair.phone.get_by_role("button", name="Count: 0 of 3 done").click()
    held = pair.therapist.request.post(f"/api/v1/patients/{pair.patient_id}/holds", data={"note": "Wait for the X-ray"})
    assert held.ok, held.text()
    expect(pair.phone.get_by_text("Your program is on hold", exact=True)).to_be_visible()
    expect(pair.phone.get_by_role("link", name="Call Riverbend")).to_be_visible()
    expect(pair.phone.get_by_role("button", name="Count")).to_have_count(0)
    expect(pair.phone.get_by_text("1 set · 1 time each")).to_be_visible()
