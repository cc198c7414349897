"""Standings are kept, so that a panel of a thousand patients is one look into a table.

A kept one counts as long as nothing has changed since it was made: the patient's record, the clinic's settings, the
patient's own date and time zone. Else it is worked out on the spot. The parts are those of the shares at this moment:
a standing is only ever found by exactly the parts that it was made for.
"""

import json
from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

from pydantic import TypeAdapter

from patient_app.domain.dates import patient_today
from patient_app.domain.recent import Checkpoint
from patient_app.services import standing
from patient_app.services.standing import Made, Parts, Standing
from patient_app.store.queries import changes, people, shares, standings
from patient_app.store.queries.shares import OpenShare, SharedPatient
from patient_app.store.queries.standings import KeptStanding
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

TOGETHER = 500
"""Standings that are read with one question."""
MOST_READ = 4096
"""Standings that stay read in this process; one takes about 8 KB."""

RULES = 1
"""Goes up when a rule that a standing rests on changes: those that an older product made count no more."""

_FORM = TypeAdapter(Standing)
_MADE_BY = f"{RULES}.{sha256(json.dumps(_FORM.json_schema(), sort_keys=True).encode()).hexdigest()[:12]}"
"""What made a standing: one of another shape is never read."""


class _Read:
    """The standings that were read last, by revision: what is in one never changes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[str, Standing] = OrderedDict()
        self._lock = Lock()

    def get(self, revision: str) -> Standing | None:
        """The standing, when it is still there."""
        with self._lock:
            found = self._found.get(revision)
            if found is not None:
                self._found.move_to_end(revision)
            return found

    def put(self, revision: str, read: Standing) -> None:
        """Remember it; the one that nobody asked for the longest is forgotten."""
        with self._lock:
            self._found[revision] = read
            while len(self._found) > self._most:
                self._found.popitem(last=False)

    def room(self) -> int:
        """How many more there is room for."""
        return self._most - len(self._found)


_read = _Read(MOST_READ)


@dataclass(frozen=True, slots=True)
class Due:
    """What to work out anew, by patient, and what nobody has the parts for any more (patient, parts)."""

    stale: dict[str, frozenset[Parts]]
    unused: frozenset[tuple[str, str]]


def of_clinician(unit: Unit, clinician_id: str, open_to: Sequence[OpenShare]) -> dict[str, Standing]:
    """The standing of each patient of these shares, by patient: kept ones that count, else worked out now."""
    kept = {(each.patient_id, each.parts): each for each in standings.of_clinician(unit.session, clinician_id)}
    found: dict[str, Standing] = {}
    asked: dict[str, str] = {}
    for share in open_to:
        row = kept.get((share.patient.id, key(share.parts)))
        if row is None or not counts(unit, row, share.patient):
            continue
        read = _read.get(row.revision)
        if read is None:
            asked[row.revision] = share.patient.id
        else:
            found[share.patient.id] = read
    revisions = list(asked)
    for at in range(0, len(revisions), TOGETHER):
        # One that was replaced in between is not there any more.
        for revision, kept_text in standings.data(unit.session, revisions[at : at + TOGETHER]).items():
            found[asked[revision]] = parsed(kept_text)
            _read.put(revision, found[asked[revision]])
    return found | _made_now(unit, [share for share in open_to if share.patient.id not in found])


def counts(unit: Unit, row: KeptStanding, patient: SharedPatient) -> bool:
    """Is nothing changed since it was made?"""
    changed = row.changes + changes.pending(unit.session, patient.id, patient.clinic_id)
    return (
        row.number == changed
        and row.person == person_key(patient)
        and row.as_of == patient_today(unit.now, row.time_zone, patient.time_zone)
    )


def due(unit: Unit, patient_ids: Collection[str] | None = None) -> Due:
    """What should be worked out, of these patients or of all, for the parts that are shared with anybody now."""
    used: defaultdict[str, set[Parts]] = defaultdict(set)
    known: dict[str, SharedPatient] = {}
    for share in shares.open_now(unit.session, unit.now, patient_ids=patient_ids):
        used[share.patient.id].add(share.parts)
        known[share.patient.id] = share.patient
    wanted = {(id, key(parts)): parts for id, found in used.items() for parts in found}
    kept = {(each.patient_id, each.parts): each for each in standings.of_patients(unit.session, patient_ids)}
    stale: defaultdict[str, set[Parts]] = defaultdict(set)
    for (id, name), parts in wanted.items():
        row = kept.get((id, name))
        if row is None or not counts(unit, row, known[id]):
            stale[id].add(parts)
    return Due({id: frozenset(found) for id, found in stale.items()}, frozenset(kept.keys() - wanted.keys()))


def read_ahead(unit: Unit) -> None:
    """Read what is kept, as far as there is room: a server that has just started answers as quickly as later on."""
    wanted = [row.revision for row in standings.of_patients(unit.session) if _read.get(row.revision) is None]
    for at in range(0, max(0, min(len(wanted), _read.room())), TOGETHER):
        for revision, text in standings.data(unit.session, wanted[at : at + TOGETHER]).items():
            _read.put(revision, parsed(text))


def make(unit: Unit, patient_id: str, combinations: Collection[Parts]) -> "Rows":
    """What to keep of one patient; nothing when the patient is gone."""
    patient = people.get(unit.session, patient_id)
    if patient is None:
        return Rows()
    made = standing.make(unit, patient, combinations)
    person = person_key(patient)
    rows = []
    for parts, found in made.standings.items():
        rows.append(_row(unit, made, person, parts, found))
        _read.put(rows[-1]["revision"], found)
    return Rows(
        tuple(rows),
        tuple(_checkpoint_row(made, *each) for each in [made.checkpoint] if each),
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to keep: standings and checkpoints by column."""

    standings: tuple[dict[str, Any], ...] = ()
    checkpoints: tuple[dict[str, Any], ...] = ()


def keep(unit: Unit, rows: Iterable[Rows], unused: Iterable[tuple[str, str]] = ()) -> None:
    """Write rows, and take out what nobody has the parts for any more."""
    found = list(rows)
    standings.forget(unit.session, unused)
    standings.put(unit.session, [row for each in found for row in each.standings])
    standings.put_checkpoints(unit.session, [row for each in found for row in each.checkpoints])


def key(parts: Parts) -> str:
    """A combination of parts as it is kept."""
    return "+".join(sorted(parts))


def person_key(patient: SharedPatient | Any) -> str:
    """What a standing rests on besides the record: the patient's own row, and the product that made it."""
    return f"{_MADE_BY} {patient.clinic_id} {patient.time_zone} {patient.first_sign_in_on} {patient.invited_on}"


def text(found: Standing) -> str:
    """A standing as it is kept."""
    return _FORM.dump_json(found).decode()


def parsed(kept: str) -> Standing:
    """A standing from what was kept of it."""
    return _FORM.validate_json(kept)


def _made_now(unit: Unit, open_to: Sequence[OpenShare]) -> dict[str, Standing]:
    found = people.by_ids(unit.session, [share.patient.id for share in open_to])
    return {
        share.patient.id: standing.make(unit, found[share.patient.id], [share.parts]).standings[share.parts]
        for share in open_to
    }


def _row(unit: Unit, made: Made, person: str, parts: Parts, found: Standing) -> dict[str, Any]:
    return {
        "patient_id": made.patient_id,
        "parts": key(parts),
        "as_of": made.today,
        "time_zone": made.time_zone,
        "number": made.changes.number,
        "person": person,
        "revision": new_id(),
        "made_at": unit.now,
        "data": text(found),
    }


def _checkpoint_row(made: Made, left: Checkpoint, basis: str) -> dict[str, Any]:
    return {
        "patient_id": made.patient_id,
        "monday": left.monday,
        "past": made.changes.past,
        "basis": basis,
        "data": {
            "run": left.kept.run,
            "longest": left.kept.longest,
            "logs": left.log_ids,
            "check_ins": left.check_in_ids,
        },
    }
