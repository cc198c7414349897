"""The demo's own database file: made when there is none from today, because the history has to end today.

Each making is a new file, so that a demo that is still running keeps the one it has open. What was entered into an
older demo is not carried over.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from patient_app.content.demo_people import demo_clinic
from patient_app.domain.dates import local_date
from patient_app.services import demo
from patient_app.store.database import Database
from patient_app.store.migrations import migrate
from patient_app.store.unit import Unit


def prepare(folder: Path, now: datetime, *, fresh: bool, progress: Callable[[str], None]) -> str:
    """The address of a demo database from today, made in `folder` when there is none or when `fresh`."""
    folder.mkdir(parents=True, exist_ok=True)
    today = local_date(now, demo_clinic().time_zone).isoformat()
    made_today = sorted(folder.glob(f"{today}*.db"))
    if made_today and not fresh:
        progress("Using the demo clinic made earlier today, with what was entered into it (--fresh makes a new one)")
        return _address(made_today[-1])
    older = [file for file in folder.glob("*.db*") if not file.name.startswith(today)]
    replaced = " The one from another day is replaced, with what was entered into it." if older else ""
    progress(f"Making the demo clinic: made-up people, twelve weeks of history up to today.{replaced}")
    file = folder / f"{today}-{len(made_today) + 1:03}.db"
    _make(file.with_suffix(".new"), now)
    file.with_suffix(".new").rename(file)
    for old in older:
        old.unlink(missing_ok=True)
    return _address(file)


def _make(file: Path, now: datetime) -> None:
    file.unlink(missing_ok=True)
    database = Database(_address(file))
    try:
        migrate(database.engine)
        database.write(lambda session: demo.build(Unit(session, now))).result()
    finally:
        database.close()


def _address(file: Path) -> str:
    return f"sqlite:///{file}"
