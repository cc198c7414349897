"""Measures what `/patients/[id]` shows of one patient, in the service: with 1, 3 and 5 years of entries.

    python -m tests.bench.summary                          makes the clinics first
    python -m tests.bench.summary --folder /tmp/clinic     keeps them there, and uses them again within the same day

The default period, four weeks, and 'since the start', which has to read all of it. Ends with 1 when a limit is missed.
"""

import argparse
import sys
import tempfile
from contextlib import nullcontext
from itertools import cycle
from pathlib import Path
from typing import Any

from patient_app.domain.periods import Asked, PeriodKind
from patient_app.services import overview, panel
from patient_app.services.actor import Visitor
from patient_app.services.door import Door
from patient_app.services.sign_in import sign_in
from tests.bench import clinics
from tests.bench.panel import FEW, a_clinic, makes_all
from tests.bench.timing import Times, load, said, timed
from tests.builders import PASSWORD

MAX_MS, MAX_GROWTH = 60.0, 1.3
RUNS = 40


def measure(folder: Path, years: int, seed: int) -> tuple[Times, Times, Times]:
    """Since the last visit, four weeks, and all of it, for one patient after another."""
    database = a_clinic(folder / f"{years}-years", FEW, 365 * years, seed)
    makes_all(database)
    door = Door(database)
    token = sign_in(door, Visitor(), clinics.DOCTOR, PASSWORD).token
    ids = [row.id for row in door.call(token, panel.panel).patients]
    for id in ids:  # the look is audited, once an hour
        door.call(token, overview.overview, id)
    asked = cycle(ids)

    def look(period: Asked | None = None) -> None:
        door.call(token, overview.overview, next(asked), period)

    four_weeks, start = Asked(PeriodKind.FOUR_WEEKS), Asked(PeriodKind.START)
    found = timed(look, RUNS), timed(lambda: look(four_weeks), RUNS), timed(lambda: look(start), 10)
    database.close()
    return found


def main() -> None:
    """Measure, print, and end with 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=clinics.SEED)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    kept_in: Any = nullcontext(str(asked.folder)) if asked.folder else tempfile.TemporaryDirectory()
    found: dict[int, Times] = {}
    kept = True
    with kept_in as name:
        print(f"The summary ({load()})")
        for years in (1, 3, 5):
            default, found[years], everything = measure(Path(name), years, asked.seed)
            kept &= said(f"{years} years, since the last visit", default, MAX_MS if years == 3 else None)
            kept &= said(f"{years} years, 28 days", found[years], MAX_MS if years == 3 else None)
            said(f"{years} years, since the start", everything)
    growth = found[5].median_processor / found[1].median_processor
    # The last visit lies as far back as it happens to: only a period of one length tells of the history's part.
    print(f"  from 1 to 5 years, 28 days: {growth:.2f} times (at most {MAX_GROWTH})")
    print(f"  ({load()})")
    sys.exit(0 if kept and growth <= MAX_GROWTH else 1)


if __name__ == "__main__":
    main()
