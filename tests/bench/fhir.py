"""Measures a record as a FHIR Bundle: how long a year takes, and how much memory five years need.

    python -m tests.bench.fhir

A year of daily entries (`tests.bench.clinics`) from the question to the last byte: service, presenter, bytes; the
middle of 15. Five years in a process of their own: how far its memory (resident) goes above what it is when idle.
Ends with 1 when a limit is missed.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

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


def size_of(database: Database, patient_id: str, now: datetime) -> int:
    """Make the Bundle as the API does and let go of each piece; its length in bytes."""

    def record(session: Session) -> fhir_record.FhirRecord:
        patient = people.get(session, patient_id)
        if patient is None:
            raise SystemExit(f"There is no patient {patient_id}.")
        return fhir_record.of_patient(Unit(session, now, writable=False), patient, ALL_PARTS, reader=patient_id)

    return sum(len(piece) for piece in bundle(database.read(record), "https://clinic.example", now))


def in_a_process(url: str, patient_id: str) -> None:
    """What the second process does: idle first (everything loaded, nobody's record read), then one export."""
    database, now = Database(url), datetime.now(UTC)
    made = database.read(lambda session: people.by_ids(session, ["nobody"]))
    idle = _peak_mb()
    began = time.perf_counter()
    size = size_of(database, patient_id, now)
    print(f"{len(made) + size} {_peak_mb() - idle} {1000 * (time.perf_counter() - began)}")
    database.close()


def _peak_mb() -> float:
    """The most memory that this process had so far (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _filled(folder: str, days: int) -> tuple[Database, str]:
    database = Database(f"sqlite:///{folder}/{days}.db")
    migrate(database.engine)
    return database, clinics.make(database, 1, days, datetime.now(UTC)).patient_ids[0]


def main() -> None:
    """Measure, print, and end with 1 when a limit is missed."""
    with tempfile.TemporaryDirectory() as folder:
        database, patient_id = _filled(folder, YEAR)
        times = []
        for _ in range(TIMES):
            began = time.perf_counter()
            size = size_of(database, patient_id, datetime.now(UTC))
            times.append(1000 * (time.perf_counter() - began))
        database.close()
        middle = statistics.median(times)
        print(
            f"One year: {size // 1024} KiB, middle {middle:.0f} ms of {TIMES}, first {times[0]:.0f}, at most {MOST_MS:g}"
        )
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
