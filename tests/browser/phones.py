"""Patients with a program, their phones, and what the server has of them."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from patient_app.domain.people import Role
from tests.browser.conftest import PHONE, OpenPage
from tests.browser.kept import shell_kept, until
from tests.browser.line import Line
from tests.browser.people import clinic_in, signed_in
from tests.builders import a_line

PT = "ana@example.org"
IN_UTC: dict[str, Any] = {**PHONE, "timezone_id": "UTC"}
EXERCISES = {"bridge": "Bridge", "bird-dog": "Bird dog", "pelvic-tilt": "Pelvic tilt", "heel-raise": "Heel raise"}
SYNC = "**/api/v1/sync"


def go_offline(page: Page, line: Line) -> None:
    """No connection, also for the tabs to come; the browser knows."""
    line.cut()
    page.context.set_offline(True)


def go_online(page: Page, line: Line) -> None:
    """The connection is back; the browser knows."""
    line.mend()
    page.context.set_offline(False)


def email_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"


def patients_in(folder: Path, *names: str) -> Path:
    """A clinic with a PT and these patients, who share with the PT and have the same program."""
    with clinic_in(folder) as people:
        therapist = people.joined(Role.PHYSICAL_THERAPIST, PT, "Ana Ruiz", time_zone="UTC")
        for name in names:
            patient = people.joined(Role.PATIENT, email_of(name), name, PT, time_zone="UTC")
            people.publish(therapist, patient, *(a_line(each) for each in EXERCISES))
    return folder


def opened(open_page: OpenPage, name: str, script: str = "", **options: Any) -> Page:
    """A patient's day on a phone without a service worker: enough as long as no page is opened offline. `script` runs
    before the scripts of each page."""
    page = open_page(**{**IN_UTC, "service_workers": "block", **options})
    page.context.add_init_script(f"(() => {{ {script} }})()")
    signed_in(page, email_of(name)).wait_for_url("**/today")
    expect(to_do(page, "Bridge")).to_be_visible()
    return page


def visited(open_page: OpenPage, name: str) -> Page:
    """A patient's phone after one visit: it works without a network from now on."""
    page = opened(open_page, name, service_workers="allow")
    # The page does this two seconds later by itself.
    page.evaluate("navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).then(() => true)")
    shell_kept(page)
    return page


def to_do(page: Page, exercise: str) -> Locator:
    """The large check of an exercise."""
    return page.get_by_role("button", name=f"{exercise}: done")


def undo(page: Page, exercise: str) -> Locator:
    """What shows that an exercise is logged."""
    return page.get_by_role("button", name=f"Undo {exercise}")


def log(page: Page, exercise: str) -> None:
    """One tap, and the screen says that it is kept."""
    to_do(page, exercise).tap()
    expect(undo(page, exercise)).to_be_visible()


def card(page: Page, exercise: str) -> Locator:
    """The card of an exercise."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=re.compile(f"^{exercise}")))


def rate_pain(page: Page, exercise: str, pain: int) -> None:
    """Tell the pain during a logged exercise; its details stay open."""
    scale = card(page, exercise).get_by_role("radiogroup", name="Pain during this exercise")
    if not scale.is_visible():
        page.get_by_role("button", name=f"{exercise}: pain, effort and sets").click()
    scale.get_by_role("radio", name=re.compile(rf"^{pain}(,|$)")).click()
    expect(card(page, exercise).get_by_text(re.compile(rf"pain {pain}\b"))).to_be_visible()


def on_server(page: Page) -> list[tuple[str, dict[str, Any]]]:
    """The logs of today that the server has: exercise, and what is known of the log."""
    answer = page.request.get("/api/v1/today")
    assert answer.ok, answer.text()
    return sorted(
        (slot["prescription"]["exercise_id"], {key: value for key, value in log.items() if value is not None})
        for slot in answer.json()["slots"]
        for log in slot["logs"]
    )


def arrived(page: Page, *exercises: str) -> list[dict[str, Any]]:
    """Wait until the server has just these logs, in the order of their exercises' ids: the logs."""
    until(page, lambda: [name for name, _ in on_server(page)] == sorted(exercises))
    return [fields for _, fields in on_server(page)]
