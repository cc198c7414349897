"""Measures the panel at the size of a clinic: 1,000 patients with a year of entries, one physiatrist.

    python -m tests.bench.panel                          makes the clinic first (one to three minutes)
    python -m tests.bench.panel --folder /tmp/clinic     keeps it there, and uses it again within the same day

Through the real server: `GET /api/v1/panel` right after its start, later on, and at once after a patient has logged;
then `/panel` in Chromium, from the beginning of the navigation to the frame that shows the first patients. In this
process: the service itself, and what one patient's standing costs when it is worked out anew, with a year and with
five years of history. Ends with 1 when a limit is missed.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright
from sqlalchemy import text

from patient_app.domain.people import ALL_PARTS
from patient_app.services import kept_standings, panel
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.refresher import Refresher
from patient_app.services.sign_in import sign_in
from patient_app.store.database import Database
from patient_app.store.migrations import migrate
from patient_app.store.unit import Unit
from tests import chromium
from tests.api.client import log_body, new_id
from tests.bench import clinics
from tests.bench.timing import Times, load, said, timed
from tests.builders import PASSWORD
from tests.servers import serving

MAX_ANSWER_MS, MAX_SCREEN_MS, MAX_GROWTH = 150.0, 1500.0, 1.3
RUNS = 15
FEW = 40
"""Patients of the clinics that are compared by their years."""

# The first frame in which a patient's row has been painted, in milliseconds since the navigation began.
WATCH = """
window.shown = 0;
const look = () => {
  if (document.querySelector('main a[href*="/patients/"]')) {
    requestAnimationFrame(() => setTimeout(() => { window.shown = performance.now(); }));
  } else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def a_clinic(folder: Path, patients: int, days: int, seed: int) -> Database:
    """The clinic in this folder, made when it is not there from today."""
    file = folder / "homestretch.db"
    mark = folder / "made.txt"
    wanted = f"{patients} {days} {seed} {datetime.now(UTC).date()}"
    if not (mark.exists() and mark.read_text() == wanted):
        for old in folder.glob("homestretch.db*"):
            old.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        database = Database(f"sqlite:///{file}")
        migrate(database.engine)
        print(clinics.told(clinics.make(database, patients, days, datetime.now(UTC), seed), days, seed), flush=True)
        database.close()
        mark.write_text(wanted)
    return Database(f"sqlite:///{file}")


def nothing_kept(database: Database) -> None:
    """As after an update from a version that kept nothing."""
    with database.engine.begin() as connection:
        for table in ("course_standing", "course_checkpoint"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def nothing_read() -> None:
    """As in a process that has just started."""
    kept_standings._read = kept_standings._Read(kept_standings.MOST_READ)


def makes_all(database: Database) -> tuple[int, Times]:
    """Let the refresher make what is not made: how many patients, and how long it took."""
    done: list[int] = []
    times = timed(lambda: done.append(Refresher(database, lambda: datetime.now(UTC)).refresh()))
    return done[0], times


def one_anew(database: Database, patient_ids: list[str]) -> Times:
    """One patient's standing after another, from the recent part of the course."""
    left = list(patient_ids)

    def make() -> None:
        id = left.pop()
        database.read(
            lambda session: kept_standings.make(Unit(session, datetime.now(UTC), writable=False), id, [ALL_PARTS])
        )

    return timed(make, len(patient_ids))


def in_this_process(database: Database) -> tuple[bool, list[str]]:
    """The service: is it quick enough, and the ids of the patients."""
    door = Door(database)
    token = sign_in(door, Visitor(), clinics.DOCTOR, PASSWORD).token
    rows = door.call(token, panel.panel).patients
    print(f"  {len(rows)} patients, {sum(bool(row.attention) for row in rows)} with a reason")

    def first_after_start() -> None:
        nothing_read()
        door.call(token, panel.panel)

    kept = [
        said("the service, nothing read yet", timed(first_after_start, RUNS), MAX_ANSWER_MS),
        said("the service, later on", timed(lambda: door.call(token, panel.panel), RUNS), MAX_ANSWER_MS),
    ]
    said("one standing anew", one_anew(database, [row.id for row in rows[:FEW]]))
    return all(kept), [row.id for row in rows]


class Browserless:
    """Asks the server as a program does."""

    def __init__(self, address: str, email: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=120)
        answer = self.ask("POST", "/api/v1/session", {"email": email, "password": PASSWORD})
        self._cookie = answer.getheader("Set-Cookie", "").split(";")[0]

    _cookie = ""

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """An answer, read to its end."""
        headers = {"Content-Type": "application/json", "Cookie": self._cookie}
        self._connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = self._connection.getresponse()
        self.text = answer.read()
        if answer.status >= 400:
            sys.exit(f"{method} {path}: {answer.status} {self.text.decode()}")
        return answer

    def took(self, path: str) -> float:
        """Milliseconds of a GET."""
        began = time.perf_counter()
        self.ask("GET", path)
        return (time.perf_counter() - began) * 1000


def over_http(address: str) -> bool:
    """`GET /api/v1/panel`."""
    doctor = Browserless(address, clinics.DOCTOR)
    first = doctor.took("/api/v1/panel")
    said(f"GET /api/v1/panel, the first one ({len(doctor.text) // 1024} KiB)", Times((first,)))
    later = Times(tuple(doctor.took("/api/v1/panel") for _ in range(RUNS)))
    kept = said("GET /api/v1/panel, later on", later, MAX_ANSWER_MS)
    patient = Browserless(address, "patient1@clinic.example")
    patient.ask("GET", "/api/v1/today")
    today = json.loads(patient.text)
    line = today["slots"][0]["prescription"]["id"]
    after = []
    for _ in range(5):
        body = log_body(line, datetime.fromisoformat(today["date"]).date())
        patient.ask("PUT", f"/api/v1/exercise-logs/{new_id()}", body)
        after.append(doctor.took("/api/v1/panel"))
    return said("GET /api/v1/panel, at once after a log", Times(tuple(after)), MAX_ANSWER_MS) and kept


def in_the_browser(address: str) -> bool:
    """The first screen of `/panel`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.ensure(), args=chromium.FLAGS)
        context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
        answer = context.request.post("/api/v1/session", data={"email": clinics.DOCTOR, "password": PASSWORD})
        assert answer.ok, answer.text()
        context.add_init_script(WATCH)
        shown = []
        for _ in range(6):
            page = context.new_page()
            page.goto("/panel")
            page.locator('main a[href*="/patients/"]').first.wait_for(timeout=120_000)
            # Not `wait_for_function`: the page forbids eval.
            while not (painted := page.evaluate("window.shown")):
                page.wait_for_timeout(20)
            shown.append(painted)
            page.close()
        browser.close()
    said("/panel in Chromium, a first visit", Times((shown[0],)))
    return said("/panel in Chromium, rows painted", Times(tuple(shown[1:])), MAX_SCREEN_MS)


def by_years(folder: Path, seed: int) -> bool:
    """What grows with the history: the answer, and one standing worked out anew."""
    found = []
    for years in (1, 5):
        database = a_clinic(folder / f"{years}-years", FEW, 365 * years, seed)
        makes_all(database)
        door = Door(database)
        token = sign_in(door, Visitor(), clinics.DOCTOR, PASSWORD).token
        ids = [row.id for row in door.call(token, panel.panel).patients]
        answer = timed(lambda: (nothing_read(), door.call(token, panel.panel)), RUNS)  # noqa: B023
        one_anew(database, ids[:5])
        anew = one_anew(database, ids)
        said(f"{FEW} patients x {years} years: the service", answer)
        said(f"{FEW} patients x {years} years: one standing anew", anew)
        found.append((answer.median_processor, anew.median_processor))
        database.close()
    growth = [after / before for before, after in zip(*found, strict=True)]
    names = ("the service", "one standing anew")
    for name, factor in zip(names, growth, strict=True):
        print(f"  from 1 to 5 years, {name}: {factor:.2f} times (at most {MAX_GROWTH})")
    return max(growth) <= MAX_GROWTH


def main() -> None:
    """Measure, print, and end with 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=1000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--seed", type=int, default=clinics.SEED)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--no-browser", action="store_true")
    asked = parser.parse_args()
    kept_in: Any = nullcontext(str(asked.folder)) if asked.folder else tempfile.TemporaryDirectory()
    kept: list[bool] = []
    with kept_in as name:
        folder = Path(name)
        clinic = folder / "clinic"
        database = a_clinic(clinic, asked.patients, asked.days, asked.seed)
        print(f"The panel ({load()})")
        done, times = makes_all(database)
        if done:
            said(f"{done} standings, the first time", times)
        kept.append(in_this_process(database)[0])
        database.close()
        more: list[Callable[[str], bool]] = [over_http] if asked.no_browser else [over_http, in_the_browser]
        with serving(clinic, settings={"HOMESTRETCH_DB_URL": f"sqlite:///{clinic}/homestretch.db"}) as address:
            kept += [measure(address) for measure in more]
        kept.append(by_years(folder, asked.seed))
    print(f"  ({load()})")
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
