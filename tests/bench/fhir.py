"""Measures a record as a FHIR Bundle: how long a year takes, and how much memory five years need.

    python -m tests.bench.fhir

A year of daily entries (`tests.bench.clinics`) from the question to the last byte: service, presenter, bytes; the
middle of 15. Five years in a process of their own: how far its memory (resident) goes above what it is when idle.
Ends with 1 when a limit is missed.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from patient_app.domain.fhir_record import FhirRecord
from patient_app.domain.people import ALL_PARTS
from patient_app.exports.fhir import bundle
from patient_app.services import fhir_record
from patient_app.store.database import Database, Session
from patient_app.store.migrations import migrate
from patient_app.store.queries import people
from patient_app.store.unit import Unit
from tests.bench import clinics

MOST_MS = 250.0
MOST_MB = 64.0
TIMES = 15
YEAR, FIVE_YEARS = 365, 5 * 365


def size_of(database: Database, patient_id: str, now: datetime, first: date | None = None) -> int:
    """Make the Bundle as the API does and let go of each piece; its length in bytes."""

    def record(session: Session) -> FhirRecord:
        patient = people.get(session, patient_id)
        if patient is None:
            raise SystemExit(f"There is no patient {patient_id}.")
        unit = Unit(session, now, writable=False)
        return fhir_record.of_patient(unit, patient, ALL_PARTS, first, reader=patient_id)

    return sum(len(piece) for piece in bundle(database.read(record), "https://clinic.example", now))


def in_a_process(url: str, patient_id: str) -> None:
    """What the second process does: idle first (exercises and measures are loaded), then one export."""
    database, now = Database(url), datetime.now(UTC)
    size_of(database, patient_id, now, first=now.date() + timedelta(days=2))
    idle = _memory_mb("VmRSS")
    began = time.perf_counter()
    size = size_of(database, patient_id, now)
    print(f"{size} {_memory_mb('VmHWM') - idle} {1000 * (time.perf_counter() - began)}")
    database.close()


def _memory_mb(what: str) -> float:
    """What Linux says of this process: VmRSS is resident now, VmHWM the most that was."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    [kibibytes] = [line.split()[1] for line in lines if line.startswith(f"{what}:")]
    return int(kibibytes) / 1024


def _filled(folder: str, days: int) -> tuple[Database, str]:
    database = Database(f"sqlite:///{folder}/{days}.db")
    migrate(database.engine)
    return database, clinics.make(database, 1, days, datetime.now(UTC)).patient_ids[0]


def main() -> None:
    """Measure, print, and end with 1 when a limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        database, patient_id = _filled(folder, YEAR)
        times, computing = [], []
        for _ in range(TIMES):
            began, at_work = time.perf_counter(), time.process_time()
            size = size_of(database, patient_id, datetime.now(UTC))
            times.append(1000 * (time.perf_counter() - began))
            computing.append(1000 * (time.process_time() - at_work))
        database.close()
        middle, cpu = statistics.median(times), statistics.median(computing)
        print(f"One year: {size // 1024} KiB, {middle:.0f} ms (at most {MOST_MS:g}), of them computing {cpu:.0f} ms")
        database, patient_id = _filled(folder, FIVE_YEARS)
        database.close()
        output = subprocess.run(
            [sys.executable, "-m", "tests.bench.fhir", f"sqlite:///{Path(folder)}/{FIVE_YEARS}.db", patient_id],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        length, more, took = map(float, output.split())
        print(f"Five years: {length / 2**20:.1f} MiB, {more:.0f} MB above idle (at most {MOST_MB:g}), {took:.0f} ms")
    if middle > MOST_MS or more > MOST_MB:
        sys.exit(1)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        in_a_process(sys.argv[1], sys.argv[2])
    else:
        main()
