"""Measures the files that leave: a year of daily entries as CSV, as a calendar, and as one JSON file of everything.

    python -m tests.bench.files

Each is made as the API makes it: read through the door with its audit entry, then written to bytes. Ends with 1 when a
median misses its limit.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from patient_app.content.locales import translator
from patient_app.exports.calendar_feed import feed_ics
from patient_app.exports.own_data_json import own_data_json
from patient_app.exports.record_csv import check_ins_csv, logs_csv, measures_csv
from patient_app.services import calendar_feeds, own_data, record_tables
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.record_tables import RecordTable
from patient_app.services.sessions import open_session
from patient_app.services.settings import SessionSettings
from patient_app.store.database import Database
from patient_app.store.migrations import migrate
from patient_app.store.queries import people
from patient_app.store.unit import Unit
from tests.bench.clinics import make
from tests.bench.timing import load, said, timed

DAYS, RUNS = 365, 15
MOST_MS = {"logs.csv": 100.0, "check-ins.csv": 100.0, "measures.csv": 100.0, "calendar": 100.0, "data.json": 500.0}

Work = Callable[[], bytes]


def works(door: Door, patient_id: str) -> dict[str, Work]:
    """How each file is made, by its name."""
    t = translator("en")

    def sign_in(visitor: Visitor, unit: Unit) -> str:
        person = people.get(unit.session, patient_id)
        assert person is not None
        return open_session(visitor, unit, person, SessionSettings()).token

    token = door.visit(Visitor(), sign_in)
    feed = door.call(token, calendar_feeds.make, "08:30", 60)

    def noted(table: RecordTable) -> None:
        door.call(token, record_tables.note, patient_id, table)

    def logs() -> bytes:
        noted(RecordTable.LOGS)
        return b"".join(logs_csv(t, door.call(token, record_tables.logs, patient_id)))

    def check_ins() -> bytes:
        noted(RecordTable.CHECK_INS)
        return b"".join(check_ins_csv(t, door.call(token, record_tables.check_ins, patient_id)))

    def measures() -> bytes:
        noted(RecordTable.MEASURES)
        return b"".join(measures_csv(t, door.call(token, record_tables.measured, patient_id)))

    def calendar() -> bytes:
        return feed_ics(t, door.visit(Visitor(), calendar_feeds.read, feed.token))

    def data() -> bytes:
        door.call(token, own_data.note)
        return b"".join(own_data_json(door.call(token, own_data.everything)))

    return {
        "logs.csv": logs,
        "check-ins.csv": check_ins,
        "measures.csv": measures,
        "calendar": calendar,
        "data.json": data,
    }


def main() -> None:
    """Measure, print, and end with 1 when a limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder)}/homestretch.db")
        migrate(database.engine)
        made = make(database, 1, DAYS, datetime.now(UTC))
        print(f"Files of one patient with {DAYS} days ({load()})")
        good = True
        for name, work in works(Door(database), made.patient_ids[0]).items():
            content = work()
            lines = content.count(b"\n")
            good &= said(f"{name}, {len(content) // 1024} KiB, {lines} lines", timed(work, RUNS), MOST_MS[name])
        database.close()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
