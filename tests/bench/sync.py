"""Measures `POST /api/v1/sync` with 500 entries through the real server, and compares it with what was promised.

    python -m tests.bench.sync                    15 runs on SQLite, then on PostgreSQL
    python -m tests.bench.sync --runs 40 --sqlite-only

The patient has a program and a year of daily entries. Each run sends a batch made in a month without a network (400
logs, 90 check-ins, 10 deletions), the same batch again, and 500 corrections. The time is what the phone waits: from
the first byte sent to the last byte of the answer. Ends with 1 when the median of the first is over the limit on
SQLite, which is kept as in use (synchronous=FULL). PostgreSQL has no limit here: how fast it is, is its machine's.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import create_engine, text

from patient_app.content.warning_sign_lists import question_version, questions_for
from patient_app.domain.entries import ActivityRating, Answer, ExerciseLog, WarningAnswers
from patient_app.services import sync
from patient_app.services.door import Door
from patient_app.services.sync import Change
from patient_app.store.database import Database
from tests.api.client import COOKIE, check_in_body, log_body, new_id, noon
from tests.builders import Cast, Clock, a_cast, a_check_in, a_log
from tests.databases import new_sqlite, postgres_server
from tests.servers import serving

LIMIT_MS = 150.0
LOGS, CHECK_INS, DELETIONS = 400, 90, 10
WEEKS = 52
MONTH = 28
FIRST, AGAIN, CORRECTED = "500 new", "500 again", "500 corrections"

Entries = list[dict[str, Any]]
Times = dict[str, list[float]]
"""Milliseconds of each run, by what was sent."""


@dataclass
class Setting:
    """The patient at the phone: who she is, what she does, and which of last year's logs have not been used yet."""

    person_id: str
    token: str
    lines: list[str]
    activities: list[str]
    today: date
    last_year: list[tuple[str, str, date]]


def a_year(database: Database, now: datetime) -> Setting:
    """Found a clinic a year ago, and let its patient log and check in every day, sent once a week."""
    clock = Clock((now - timedelta(weeks=WEEKS)).replace(hour=14, minute=0, second=0, microsecond=0))
    cast = a_cast(Door(database, clock), clock)
    last_year: list[tuple[str, str, date]] = []
    for _ in range(WEEKS):
        days = [cast.clinic.today + timedelta(days=n) for n in range(7)]
        clock.forward(days=7)
        cast.ana.signs_in()
        changes = [change for day in days for change in _a_day(cast, day)]
        cast.ana.call(sync.sync, changes, "en")
        logs = [each for each in changes if isinstance(each, ExerciseLog)]
        last_year += [(each.id, each.prescription_id, each.local_date) for each in logs]
    clock.now = now
    assert cast.ana.program is not None
    return Setting(
        person_id=cast.ana.id,
        token=cast.ana.signs_in(),
        lines=[each.id for each in cast.ana.program.version.prescriptions],
        activities=[each.id for each in cast.ana.activities],
        today=cast.clinic.today,
        last_year=last_year,
    )


def _a_day(cast: Cast, day: date) -> Iterator[Change]:
    assert cast.ana.program is not None
    for line in cast.ana.program.version.prescriptions:
        yield a_log(line, day, sets_done=3, reps_done=10, pain_during=2, effort=4)
    ratings = tuple(ActivityRating(each.id, 6) for each in cast.ana.activities)
    answers = tuple((question.code, Answer.NO) for question in questions_for())
    signs = WarningAnswers(question_version(), answers) if day.weekday() == 0 else None
    yield a_check_in(day, pain_now=3, pain_worst=5, activity_ratings=ratings, warning_signs=signs)


def a_batch(setting: Setting) -> Entries:
    """What a phone sends after a month: logs, check-ins (every third with all warning signs answered no), deletions."""
    days = [setting.today - timedelta(days=n) for n in range(MONTH)]
    logs = [_log(new_id(), setting.lines[n % len(setting.lines)], days[n % MONTH]) for n in range(LOGS)]
    check_ins = [_check_in(setting, new_id(), days[n % MONTH], warns=n % 3 == 0) for n in range(CHECK_INS)]
    gone = [setting.last_year.pop() for _ in range(DELETIONS)]
    edited_at = noon(setting.today)
    return [
        *logs,
        *check_ins,
        *({"id": id, "kind": "exercise_log", "delete": True, "edited_at": edited_at} for id, _, _ in gone),
    ]


def corrections(setting: Setting, batch: Entries) -> Entries:
    """Other values for every entry of a batch; last year's logs in place of the deleted ones."""
    kept = [each for each in batch if not each.get("delete")]
    older = [_log(*setting.last_year.pop()) for _ in range(len(batch) - len(kept))]
    return [{**each, "body": _corrected(each["body"])} for each in [*kept, *older]]


def _corrected(body: dict[str, Any]) -> dict[str, Any]:
    later = datetime.fromisoformat(body["edited_at"]) + timedelta(minutes=5)
    return {**body, "edited_at": later.isoformat(), "note": "Now I remember: the left knee was stiff."}


def _log(id: str, line: str, day: date) -> dict[str, Any]:
    body = log_body(line, day, sets_done=3, reps_done=10, pain_during=2, effort=5, note="A bit stiff at first")
    return {"id": id, "kind": "exercise_log", "body": body}


def _check_in(setting: Setting, id: str, day: date, *, warns: bool) -> dict[str, Any]:
    answers = {question.code: "no" for question in questions_for()}
    signs = {"warning_signs": {"question_version": question_version(), "answers": answers}} if warns else {}
    ratings = [{"activity_id": each, "rating": 6} for each in setting.activities]
    body = check_in_body(
        day, pain_now=3, pain_worst=5, pain_average=4, sleep=7, morning_settled="yes", activity_ratings=ratings, **signs
    )
    return {"id": id, "kind": "check_in", "body": body}


def measure(database_url: str, folder: Path, runs: int) -> Times:
    """Fill the database, start a server on it, and send `runs` times (and once before, not counted)."""
    database = Database(database_url)
    setting = a_year(database, datetime.now(UTC))
    database.close()
    times: Times = {FIRST: [], AGAIN: [], CORRECTED: []}
    with serving(folder, settings={"HOMESTRETCH_DB_URL": database_url}) as address:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
        for run in range(runs + 1):
            batch = a_batch(setting)
            deleted = {"deleted": DELETIONS}
            taken = {
                FIRST: send(connection, setting, batch, {"saved": LOGS + CHECK_INS, **deleted}),
                AGAIN: send(connection, setting, batch, {"unchanged": LOGS + CHECK_INS, **deleted}),
                CORRECTED: send(connection, setting, corrections(setting, batch), {"corrected": len(batch)}),
            }
            for what, milliseconds in taken.items() if run else ():
                times[what].append(milliseconds)
        connection.close()
    return times


def send(connection: HTTPConnection, setting: Setting, entries: Entries, expected: dict[str, int]) -> float:
    """Post a batch as the phone does: how many milliseconds it took. Ends the script when an outcome is another."""
    body = json.dumps({"entries": entries}).encode()
    headers = {
        "Content-Type": "application/json",
        "Accept-Language": "en",
        "Cookie": f"{COOKIE}={setting.token}",
        "Homestretch-Person": setting.person_id,
    }
    start = time.perf_counter()
    connection.request("POST", "/api/v1/sync", body, headers)
    answer = connection.getresponse()
    text = answer.read()
    taken = (time.perf_counter() - start) * 1000
    if answer.status != 200:
        sys.exit(f"{answer.status}: {text.decode()}")
    outcomes = Counter(each["outcome"] for each in json.loads(text)["results"])
    if outcomes != expected:
        sys.exit(f"Expected {expected}, but the outcomes are {dict(outcomes)}.")
    return taken


@contextmanager
def on_sqlite() -> Iterator[tuple[str, Path]]:
    """A SQLite database, and the folder of its server."""
    with tempfile.TemporaryDirectory() as folder:
        yield new_sqlite(Path(folder)), Path(folder)


@contextmanager
def on_postgres() -> Iterator[tuple[str, Path]]:
    """A PostgreSQL database that writes to disk before it answers, and a folder for the server."""
    with tempfile.TemporaryDirectory() as folder, postgres_server() as url:
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("ALTER SYSTEM RESET fsync"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
        yield url, Path(folder)


def report(name: str, times: Times, limit: float | None = None) -> bool:
    """Print median and worst of each; whether the limit is kept."""
    print(f"{name}, {len(times[FIRST])} runs (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")
    for what, each in times.items():
        bound = f"   (median at most {limit:.0f})" if limit is not None and what == FIRST else ""
        print(f"  {what:<16} median {statistics.median(each):6.1f} ms   worst {max(each):6.1f} ms{bound}", flush=True)
    return limit is None or statistics.median(times[FIRST]) <= limit


def main() -> None:
    """Read the arguments, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--runs", type=int, default=15)
    arguments.add_argument("--sqlite-only", action="store_true")
    asked = arguments.parse_args()
    with on_sqlite() as (url, folder):
        kept = report("SQLite", measure(url, folder, asked.runs), LIMIT_MS)
    if not asked.sqlite_only:
        with on_postgres() as (url, folder):
            report("PostgreSQL", measure(url, folder, asked.runs))
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()
