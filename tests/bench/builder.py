"""Measures the program builder: weight of the page, a key in the search with 1,000 exercises, and a whole program.

    python -m tests.bench.builder

On the demo clinic. The weight is what the network carried for a first opening, with the shipped library. Then the
clinic gets so many exercises of its own that there are 1,000, and each key of some searches is timed from the key to
the next frame, at this machine's speed and slowed to a quarter. The run: a first program of five exercises for a
patient with an order, from the caseload to 'published', with the keyboard; every key and click counts as one
interaction. Ends with 1 when a limit is missed.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from patient_app.content.exercise_library import library
from patient_app.content.wording import Wording
from patient_app.services import demo, own_exercises, panel, programs
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.programs import Draft
from patient_app.services.sign_in import sign_in
from patient_app.store.database import Database
from patient_app.store.migrations import migrate
from patient_app.store.unit import Unit
from tests import chromium
from tests.bench.phone import slow
from tests.servers import serving

THERAPIST, PATIENT = "dana.whitfield@example.org", "Hannah Lundgreen"
EXERCISES = 1000
MAX_KIB, MAX_KEY_MS, MAX_SECONDS, MAX_INTERACTIONS = 260.0, 50.0, 120.0, 40
QUERIES = ("stretch", "strength knee", "bird", "zzzz")
PROGRAM = ("pend", "table s", "stick", "wall w", "blade")

WATCH_KEYS = """
window.keys = [];
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "library-search") return;
  requestAnimationFrame(() => requestAnimationFrame(() => window.keys.push(performance.now() - event.timeStamp)));
}, true);
"""


def people(folder: Path) -> str:
    """The demo clinic in a folder, one patient without a program; the id of that patient."""
    database = Database(f"sqlite:///{folder}/homestretch.db")
    migrate(database.engine)
    database.write(lambda session: demo.build(Unit(session, datetime.now(UTC)))).result()
    door = Door(database)
    token = sign_in(door, Visitor(), THERAPIST, demo.PASSWORD).token
    found = next(row for row in door.call(token, panel.panel).patients if row.name == PATIENT)
    bench = door.call(token, programs.workbench, found.id)
    newest = bench.versions[-1].version.version
    door.call(token, programs.publish, found.id, Draft(newest, bench.today, ()))
    database.close()
    return found.id


def fill_library(folder: Path) -> None:
    """So many exercises of the clinic's own that there are `EXERCISES`."""
    database = Database(f"sqlite:///{folder}/homestretch.db")
    door = Door(database)
    token = sign_in(door, Visitor(), THERAPIST, demo.PASSWORD).token
    shipped = list(library().values())
    for number, each in enumerate(islice(cycle(shipped), EXERCISES - len(shipped))):
        names = Wording((("en", f"{each.name('en')} {number}"), ("es", f"{each.name('es')} {number}")))
        own = replace(each, id=f"own-{number}", names=names, figure=None, easier=(), harder=())
        door.call(token, own_exercises.put, own)
    database.close()


@contextmanager
def opened(browser: Browser, base: str) -> Iterator[BrowserContext]:
    """A laptop with the PT signed in."""
    context = browser.new_context(base_url=base, viewport={"width": 1440, "height": 900})
    answer = context.request.post("/api/v1/session", data={"email": THERAPIST, "password": demo.PASSWORD})
    assert answer.ok, answer.text()
    yield context
    context.close()


def weight_kib(context: BrowserContext, path: str) -> float:
    """What the network carried until the page was quiet, in KiB."""
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path)
    page.locator("#library-search").wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    return sum(sizes) / 1024


def key_ms(context: BrowserContext, path: str, *, slowed: bool) -> list[float]:
    """Each key of the searches, in milliseconds until the next frame."""
    page = context.new_page()
    page.add_init_script(WATCH_KEYS)
    page.goto(path)
    page.locator("#library-search").wait_for()
    page.wait_for_timeout(1500)
    if slowed:
        slow(page)
    page.locator("#library-search").focus()
    for query in QUERIES:
        for letter in query:
            page.keyboard.press(letter)
            page.wait_for_timeout(120)
        page.locator("#library-search").fill("")
    found: list[float] = page.evaluate("window.keys")
    page.close()
    return found


def program(context: BrowserContext, patient: str) -> tuple[float, int]:
    """A first program of five exercises: seconds, and interactions."""
    page, count, start = context.new_page(), 0, time.monotonic()
    page.goto("/caseload")
    page.get_by_role("link", name=f"Program: {PATIENT}").click()
    count += 1
    page.locator("#library-search").wait_for()
    page.keyboard.press("/")
    count += 1
    for words in PROGRAM:
        before = page.locator("li[data-sort]").count()
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        count += len(words) + 1
        page.locator("li[data-sort]").nth(before).wait_for()
    count += _answer_what_is_asked(page)
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("sees it at once").wait_for()
    return time.monotonic() - start, count + 1


def _answer_what_is_asked(page: Page) -> int:
    """Sides still to be chosen, and ticks: how many."""
    count = 0
    for side in page.get_by_label("Side", exact=True).all():
        if side.input_value() == "":
            side.select_option("left")
            count += 1
    for tick in page.get_by_role("checkbox", name="I looked at this").all():
        tick.check()
        count += 1
    return count


def main() -> None:
    """Measure, print, and end with 1 when a limit is missed."""
    missed = 0

    def report(name: str, value: float, most: float, unit: str, more: str = "") -> None:
        nonlocal missed
        missed += value > most
        print(f"  {name:34} {value:7.1f} {unit:4} (at most {most:g}){more}", flush=True)

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        patient = people(folder)
        path = f"/patients/{patient}/program"
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.FLAGS)
        print("The program builder")
        with serving(folder) as base, opened(browser, base) as context:
            report("page, first opening", weight_kib(context, path), MAX_KIB, "KiB")
            seconds, interactions = program(context, patient)
            report("order to published, this script", seconds, MAX_SECONDS, "s")
            report("keys and clicks", interactions, MAX_INTERACTIONS, "")
        fill_library(folder)
        with serving(folder) as base, opened(browser, base) as context:
            for slowed, label in ((False, "a key, 1,000 exercises"), (True, "the same, 4 times slower")):
                times = key_ms(context, path, slowed=slowed)
                more = f"   worst {max(times):.1f}, {len(times)} keys"
                report(label, statistics.median(times), MAX_KEY_MS, "ms", more)
        browser.close()
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
