"""Phones in trouble: no storage, full storage, damaged storage, a wrong clock, and a warning sign without a network."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.kept import cold, until
from tests.browser.line import Line
from tests.browser.phones import (
    arrived,
    go_offline,
    go_online,
    log,
    opened,
    patients_in,
    rate_pain,
    to_do,
    undo,
    visited,
)

pytestmark = pytest.mark.browser

PATIENTS = ("Maria Lopez", "Ruth Adler", "Theo Banks", "Kim Ono", "Jo Park", "Lee Wong", "Ida Berg", "Max Lind")

NO_STORAGE = "Object.defineProperty(window, 'indexedDB', { value: undefined })"
FULL_AFTER_THE_FIRST = """
  const put = IDBObjectStore.prototype.put;
  const left = { entries: 1 };
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === 'entries' && left.entries-- <= 0) throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, given);
  };
"""
# Before the app opens it: another form of the database, with nothing of what this version knows.
NEWER_AND_DIFFERENT = """
  const open = indexedDB.open('homestretch', 99);
  open.onupgradeneeded = () => open.result.createObjectStore('something else');
"""
NEWER_AND_ALIKE = """
  const open = indexedDB.open('homestretch', 99);
  open.onupgradeneeded = () => {
    for (const name of ['entries', 'snapshots', 'kept', 'meta', 'more'])
      if (!open.result.objectStoreNames.contains(name)) open.result.createObjectStore(name);
  };
  open.onsuccess = () => open.result.close();
"""
# What no version of the app ever wrote.
DAMAGED = """async ([owner]) => {
  const database = await new Promise((done) => {
    const request = indexedDB.open('homestretch');
    request.onsuccess = () => done(request.result);
  });
  const transaction = database.transaction(['entries', 'kept', 'snapshots'], 'readwrite');
  const entries = transaction.objectStore('entries');
  const entry = { v: 1, kind: 'exercise_log', owner, body: {}, deleted: false, state: 'waiting' };
  entries.put('no entry', 'a');
  entries.put({ ...entry, id: 'b', edited_at: 'no time' }, 'b');
  entries.put({ ...entry, id: 'c', edited_at: new Date().toISOString(), body: 'no body' }, 'c');
  transaction.objectStore('kept').put('no hold', [owner, 'hold', 'a']);
  transaction.objectStore('snapshots').put('no snapshot', [owner, 'es']);
  transaction.objectStore('snapshots').put({ schema: 2, patient: { id: owner } }, [owner, 'en']);
  await new Promise((done) => { transaction.oncomplete = done; });
  database.close();
}"""
A_YEAR = 365 * 24 * 60 * 60 * 1000
CLOCK_BEHIND_BY = """
  const behind = BEHIND;
  const Real = Date;
  window.Date = class extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() - behind);
      else super(...given);
    }
    static now() {
      return Real.now() - behind;
    }
  };
"""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with a patient for each test."""
    return patients_in(tmp_path_factory.mktemp("trouble"), *PATIENTS)


@pytest.fixture(scope="module")
def base_url(clinic_line: Line) -> str:
    """A server of this module's own clinic, by a line that can be cut."""
    return clinic_line.address


def again(page: Page, script: str) -> Page:
    """The day again, with a script that runs before those of the page."""
    page.context.add_init_script(f"(() => {{ {script} }})()")
    page.reload()
    expect(to_do(page, "Bird dog").or_(undo(page, "Bird dog"))).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("patient", "script", "reason"),
    [
        ("Maria Lopez", NO_STORAGE, "This browser keeps nothing on this phone."),
        ("Ruth Adler", FULL_AFTER_THE_FIRST, "This phone could not keep an entry: it has no space left"),
        ("Theo Banks", NEWER_AND_DIFFERENT, "its storage does not work."),
    ],
)
def test_without_storage_entries_are_sent_at_once_and_the_reason_is_said(
    open_page: OpenPage, patient: str, script: str, reason: str
) -> None:
    phone = opened(open_page, patient, script)
    log(phone, "Bridge")
    log(phone, "Bird dog")
    arrived(phone, "bird-dog", "bridge")
    expect(phone.get_by_text(reason)).to_be_visible()
    expect(phone.get_by_text("What you enter is sent at once. You need a connection.")).to_be_visible()

    phone.context.set_offline(True)
    rate_pain(phone, "Bridge", 4)
    log(phone, "Heel raise")
    expect(phone.get_by_text("2 entries are not sent yet. Keep this page open until they are.")).to_be_visible()
    # Nothing claims what is not so.
    expect(phone.get_by_text("saved on this phone")).to_have_count(0)
    phone.context.set_offline(False)
    _, bridge, _ = arrived(phone, "bird-dog", "bridge", "heel-raise")
    assert bridge["pain_during"] == 4
    expect(phone.get_by_text("not sent yet")).to_have_count(0)


def test_a_database_of_a_newer_version_that_has_what_is_needed_is_used(open_page: OpenPage) -> None:
    phone = again(opened(open_page, "Kim Ono"), NEWER_AND_ALIKE)
    phone.context.set_offline(True)
    log(phone, "Bridge")
    expect(phone.get_by_text("Saved on this phone. 1 entry")).to_be_visible()
    phone.context.set_offline(False)
    arrived(phone, "bridge")
    phone.reload()
    expect(undo(phone, "Bridge")).to_be_visible()


def test_damaged_records_are_told_and_harm_no_other(open_page: OpenPage) -> None:
    phone = opened(open_page, "Jo Park")
    phone.context.set_offline(True)
    log(phone, "Bridge")
    owner = phone.request.get("/api/v1/session").json()["user_id"]
    phone.evaluate(DAMAGED, [owner])
    phone.context.set_offline(False)
    phone.reload()
    cannot_be_read = phone.get_by_text("This phone keeps something that cannot be read.")
    expect(cannot_be_read).to_have_count(3)
    expect(undo(phone, "Bridge")).to_be_visible()
    log(phone, "Bird dog")
    arrived(phone, "bird-dog", "bridge")
    for left in (2, 1, 0):
        phone.get_by_role("button", name="Remove it").first.click()
        expect(cannot_be_read).to_have_count(left)
    phone.reload()
    expect(undo(phone, "Bird dog")).to_be_visible()
    expect(cannot_be_read).to_have_count(0)


@pytest.mark.parametrize(("patient", "behind"), [("Lee Wong", A_YEAR), ("Ida Berg", -A_YEAR)])
def test_a_clock_that_went_wrong_is_told_and_the_entry_gets_the_right_day(
    open_page: OpenPage, patient: str, behind: int
) -> None:
    phone = opened(open_page, patient)
    expect(phone.get_by_text("The clock of this phone is wrong.")).to_have_count(0)
    phone = again(phone, CLOCK_BEHIND_BY.replace("BEHIND", str(behind)))
    expect(phone.get_by_text("The clock of this phone is wrong.")).to_be_visible()
    log(phone, "Bridge")
    (bridge,) = arrived(phone, "bridge")
    now = datetime.now(UTC)
    assert bridge["local_date"] == now.date().isoformat()
    for moment in ("performed_at", "edited_at"):
        assert abs(datetime.fromisoformat(bridge[moment]) - now) < timedelta(minutes=5)
    expect(undo(phone, "Bridge")).to_be_visible()


def test_a_warning_sign_answered_offline_is_not_taken_back_by_a_later_no(open_page: OpenPage, line: Line) -> None:
    phone = visited(open_page, "Max Lind")
    go_offline(phone, line)
    phone = cold(phone.context, "/check-in")
    phone.get_by_role("button", name="Anything new or worrying?").tap()
    question = phone.get_by_role("group", name=re.compile("New numb feeling between your legs"))
    question.get_by_role("button", name="Yes").tap()
    question.get_by_role("button", name="Send my answers").tap()
    hold = phone.get_by_role("alert").filter(has_text="Get help now")
    hold_is_told(hold)

    phone.get_by_role("button", name="Anything new or worrying?").tap()
    questions = phone.get_by_role("region", name="Safety questions")
    no = questions.get_by_role("button", name="No", exact=True)
    for number in range(no.count()):
        no.nth(number).tap()
    questions.get_by_role("button", name="Send my answers").tap()
    expect(questions).to_have_count(0)
    hold_is_told(hold)

    phone = cold(phone.context, "/today")
    on_hold = phone.get_by_role("region", name="Your program is on hold")
    hold_is_told(on_hold)
    expect(to_do(phone, "Bridge")).to_have_count(0)
    go_online(phone, line)
    until(phone, lambda: (phone.request.get("/api/v1/today").json()["hold"] or {}).get("level") == "E")
    hold_is_told(on_hold)
    phone.goto("/check-in")
    expect(phone.get_by_text("Your care team is told that your program is on hold.")).to_be_visible()


def hold_is_told(place: Locator) -> None:
    """The hold, with the numbers to call."""
    expect(place.get_by_role("link", name="Call 911")).to_have_attribute("href", "tel:911")
    expect(place.get_by_role("link", name="Call Riverbend")).to_have_attribute("href", "tel:+15550100")
