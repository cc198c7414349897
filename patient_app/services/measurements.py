"""Measurements that a PT takes in clinic: the sheet, recording, correcting, removing, and the history of all of it.

A value never changes and never goes away. A correction is a new value that replaces the old one; a removed value keeps
its reason, who and when. Ids are made by the caller, so that a repeated call adds nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from patient_app.content.measurement_catalogue import Item, items, preset
from patient_app.domain.errors import Conflict, DomainError, Invalid, NotFound
from patient_app.domain.measurements import Measurement, Progress, belongs_to, progress, read
from patient_app.domain.people import Role, SharePart
from patient_app.domain.program import Side
from patient_app.services import audit, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.reading import reads
from patient_app.store.queries import care, people
from patient_app.store.queries import measurements as queries
from patient_app.store.tables import Episode, Person
from patient_app.store.tables import Measurement as Row
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

MOST_ENTRIES = 200
"""In one call."""
OLDEST = timedelta(days=5 * 366)
"""A measurement of an earlier date is a typing error."""
LONGEST_REASON = 200


class Outcome(StrEnum):
    """What became of an entry. UNCHANGED: this very value was there already."""

    SAVED = "saved"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell as it was typed. `row` is the key of what is measured; `unit` is meant where `text` names none.

    `replaces`: the id of the value of that date that the typist saw in the cell; `None` when it was empty.
    """

    id: str
    row: str
    side: Side | None
    text: str
    measured_on: date
    unit: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the entry `id`: the value as it is kept, or the `problem` for which it was rejected."""

    id: str
    outcome: Outcome
    measurement: Measurement | None = None
    problem: DomainError | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row: its values that count, oldest first, and their course within the episode."""

    side: Side | None
    values: tuple[Measurement, ...]
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of the sheet. `item` is `None` for something that the catalogue does not know (any more)."""

    key: str
    item: Item | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose record this is. What belongs to the journey is `None` for a reader who does not see it."""

    patient_id: str
    name: str
    problem: str | None
    region: str | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measurements of a patient: the rows for the episode's region first, then all others
    that have or had a value."""

    identity: Identity
    today: date
    earliest: date
    rows: tuple[SheetRow, ...]
    sees_journey: bool


@dataclass(frozen=True, slots=True)
class History:
    """Every value of a row, corrected and removed ones too, newest first. `item` as in `SheetRow`."""

    item: Item | None
    today: date
    values: tuple["Past", ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A value of a row's history, with the names of who measured and who removed it."""

    measurement: Measurement
    measured_by: str
    voided_by: str


@reads
def sheet(actor: Actor, unit: Unit, patient_id: str | None = None) -> Sheet:
    """The sheet for its reader: the patient, or a clinician with the `measures` part. Raises `NotFound`."""
    patient = policy.open_record(actor, unit, patient_id or actor.id, SharePart.MEASURES)
    sees_journey = SharePart.JOURNEY in policy.shared_parts(actor, unit, patient.id)
    episode = care.active_episode(unit.session, patient.id)
    known = episode if sees_journey else None
    if known is not None and actor.id != patient.id:
        audit.looked(actor, unit, patient.id, {SharePart.JOURNEY})
    region = known.region if known else None
    today = patients.today(unit, patient)
    identity = Identity(
        patient.id, patient.name, known.problem if known else None, region, known.started_on if known else None
    )
    kept = queries.of_patient(unit.session, patient.id)
    return Sheet(identity, today, today - OLDEST, _rows(kept, episode, preset(region)), sees_journey)


@reads
def worksheet(actor: Actor, unit: Unit, patient_id: str) -> Sheet:
    """`sheet` for the PT who types into it. Raises `WrongRole` for anyone else."""
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    policy.open_to_change(actor, unit, patient_id, SharePart.MEASURES)
    return sheet(actor, unit, patient_id)


@reads
def measured(actor: Actor, unit: Unit, patient_id: str | None = None) -> tuple[SheetRow, ...]:
    """The rows that have a value, with all of them, in the order of the catalogue. Rights as in `sheet`."""
    patient = policy.open_record(actor, unit, patient_id or actor.id, SharePart.MEASURES)
    found = _rows(queries.of_patient(unit.session, patient.id), care.active_episode(unit.session, patient.id), ())
    return _with_progress(found)


def measured_rows(
    unit: Unit, patient: Person, until: date | None = None, first: date | None = None
) -> tuple[SheetRow, ...]:
    """The rows that have a value, up to a date and not before another, with no more of each cell than its progress is
    told by. For a service that has asked for the `measures` part.
    """
    episode = care.active_episode(unit.session, patient.id)
    id, since = (episode.id, episode.started_on) if episode else (None, None)
    found = _rows(queries.ends_of_episode(unit.session, patient.id, id, since, until, first), episode, ())
    return _with_progress(found)


def _with_progress(rows: Iterable[SheetRow]) -> tuple[SheetRow, ...]:
    return tuple(row for row in rows if any(cell.progress for cell in row.cells))


@reads
def history(actor: Actor, unit: Unit, patient_id: str, row: str) -> History:
    """The history of a row. Rights as in `sheet`."""
    patient = policy.open_record(actor, unit, patient_id, SharePart.MEASURES)
    found = [each for each in queries.of_patient(unit.session, patient.id) if each.what.key == row]
    ids = {id for each in found for id in (each.measured_by, each.voided_by) if id}
    names = {id: person.name for id, person in people.by_ids(unit.session, sorted(ids)).items()}
    values = (
        Past(each, names.get(each.measured_by, ""), names.get(each.voided_by or "", "")) for each in reversed(found)
    )
    return History(items().get(row), patients.today(unit, patient), tuple(values))


def record(actor: Actor, unit: Unit, patient_id: str, entries: Sequence[Entry]) -> tuple[Done, ...]:
    """Record many cells; each has its own outcome, in order. A bad one is rejected, the others are kept.

    A value for a cell that has one on that date corrects it, when it is the one that the typist saw. Raises `WrongRole`
    for anyone but a PT, `NotFound` without the `measures` part, and for an id of another patient's measurement.
    """
    desk = _desk(actor, unit, patient_id)
    if len(entries) > MOST_ENTRIES:
        raise Invalid.field("entries", "Save at most 200 values at once.")
    taken = queries.rows(unit.session, [each.id for each in entries])
    if any(row.patient_id != patient_id for row in taken.values()):
        raise NotFound
    done = []
    for entry in entries:
        try:
            done.append(_take(desk, entry))
        except DomainError as problem:
            done.append(Done(entry.id, Outcome.REJECTED, problem=problem))
    _announce(desk, [(_ACTIONS[each.outcome], each.id) for each in done if each.outcome in _ACTIONS])
    return tuple(done)


def correct(
    actor: Actor, unit: Unit, patient_id: str, measurement_id: str, text: str, note: str = "", unit_name: str = ""
) -> Measurement:
    """Replace a value by the right one, for the same cell and date; the former one stays in the history.

    Raises `Invalid` in words, `Conflict` when it was corrected or removed meanwhile, `NotFound` and `WrongRole` as
    `record`. The same correction again changes nothing.
    """
    desk = _desk(actor, unit, patient_id)
    row = _row_of(desk, measurement_id)
    before = queries.value(row)
    item = _item(before.what.key)
    found = read(text, item.scale, unit_name or before.found.unit)
    note = _short(note)
    if before.replaced_by is not None:
        after = queries.row(unit.session, before.replaced_by)
        if after is not None and queries.value(after).found == found:
            return queries.value(after)
    if not before.is_live:
        raise Conflict("This value was corrected or removed meanwhile. Look at the history.")
    if found == before.found:
        raise Invalid("This is the value that is there already.")
    made = Measurement(
        id=new_id(),
        what=before.what,
        side=before.side,
        found=found,
        measured_on=before.measured_on,
        measured_by=actor.id,
        recorded_at=unit.now,
        episode_id=before.episode_id,
        note=note or None,
    )
    _replace(desk, row, made)
    _announce(desk, [("measurement.corrected", made.id)])
    return made


def void(actor: Actor, unit: Unit, patient_id: str, measurement_id: str, reason: str) -> None:
    """Remove a value from the record with a reason (`VoidReason`, or words); it stays in the history.

    Raises `Invalid` without a reason, `Conflict` for a value that was corrected meanwhile, `NotFound` and `WrongRole`
    as `record`. Once more changes nothing.
    """
    desk = _desk(actor, unit, patient_id)
    row = _row_of(desk, measurement_id)
    reason = _short(reason)
    if not reason:
        raise Invalid.field("reason", "Say why this value is removed.")
    if row.voided_at is not None:
        return
    if row.replaced_by is not None:
        raise Conflict("This value was corrected or removed meanwhile. Look at the history.")
    row.void_reason, row.voided_at, row.voided_by = reason, unit.now, actor.id
    unit.session.add(row)
    _announce(desk, [("measurement.voided", row.id)])


_ACTIONS = {Outcome.SAVED: "measurement.saved", Outcome.CORRECTED: "measurement.corrected"}


@dataclass(slots=True)
class _Desk:
    """Where a PT writes into one patient's record; two at once wait for each other."""

    actor: Actor
    unit: Unit
    patient: Person
    today: date
    episode: Episode | None
    kept: dict[str, Measurement]


def _desk(actor: Actor, unit: Unit, patient_id: str) -> _Desk:
    policy.require(actor, Role.PHYSICAL_THERAPIST)
    patient = policy.open_record(actor, unit, patient_id, SharePart.MEASURES)
    people.lock(unit.session, patient.id)
    kept = {each.id: each for each in queries.of_patient(unit.session, patient.id)}
    episode = care.active_episode(unit.session, patient.id)
    return _Desk(actor, unit, patient, patients.today(unit, patient), episode, kept)


def _take(desk: _Desk, entry: Entry) -> Done:
    """Record one cell. Raises `DomainError` when it cannot be kept."""
    item = _item(entry.row)
    if entry.side not in item.sides:
        raise Invalid("Choose the side." if item.sided else "This is measured without a side.")
    found = read(entry.text, item.scale, entry.unit)
    _check_date(desk, entry.measured_on)
    known = desk.kept.get(entry.id)
    if known is not None:
        if (known.cell, known.found, known.measured_on) != ((entry.row, entry.side), found, entry.measured_on):
            raise Conflict("This value was sent before with other contents. Type it again.")
        return Done(entry.id, Outcome.UNCHANGED, known)
    there = next((each for each in desk.kept.values() if _is_in(each, entry)), None)
    if there is not None and there.found == found:
        return Done(entry.id, Outcome.UNCHANGED, there)
    if (there.id if there else None) != entry.replaces:
        raise Conflict("Somebody changed this cell meanwhile. Look at it, then type your value again.")
    episode = desk.episode
    made = Measurement(
        id=entry.id,
        what=item.what,
        side=entry.side,
        found=found,
        measured_on=entry.measured_on,
        measured_by=desk.actor.id,
        recorded_at=desk.unit.now,
        episode_id=episode.id if episode and entry.measured_on >= episode.started_on else None,
    )
    if there is None:
        _add(desk, made)
        return Done(entry.id, Outcome.SAVED, made)
    row = queries.row(desk.unit.session, there.id)
    if row is None:
        raise NotFound
    _replace(desk, row, made)
    return Done(entry.id, Outcome.CORRECTED, made)


def _is_in(measurement: Measurement, entry: Entry) -> bool:
    """Does it count in this cell on this date?"""
    here = (entry.row, entry.side)
    return measurement.is_live and measurement.cell == here and measurement.measured_on == entry.measured_on


def _check_date(desk: _Desk, measured_on: date) -> None:
    if measured_on > desk.today:
        raise Invalid("This date is after the patient's today.")
    if measured_on < desk.today - OLDEST:
        raise Invalid("This date is more than 5 years ago. Check it.")


def _item(key: str) -> Item:
    item = items().get(key)
    if item is None:
        raise Invalid("There is no such row.")
    return item


def _row_of(desk: _Desk, measurement_id: str) -> Row:
    """The row of this patient's measurement. Another patient's does not exist here."""
    row = queries.row(desk.unit.session, measurement_id)
    if row is None or row.patient_id != desk.patient.id:
        raise NotFound
    return row


def _add(desk: _Desk, made: Measurement) -> None:
    queries.add(desk.unit.session, desk.patient.id, made)
    desk.unit.session.flush()
    desk.kept[made.id] = made


def _replace(desk: _Desk, row: Row, made: Measurement) -> None:
    _add(desk, made)
    row.replaced_by = made.id
    desk.unit.session.add(row)
    desk.kept[row.id] = queries.value(row)


def _announce(desk: _Desk, changes: Sequence[tuple[str, str]]) -> None:
    """Audit each change (action, id), and tell open screens when there is one."""
    if not changes:
        return
    patient_id = desk.patient.id
    audit.record_all(
        desk.unit,
        [
            audit.event(desk.actor, desk.unit, action, patient_id=patient_id, kind="measurement", id=id)
            for action, id in changes
        ],
    )
    desk.unit.changed.add(f"patient:{patient_id}")


def _short(text: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST_REASON:
        raise Invalid.field("reason", "Use at most 200 characters.")
    return text


def _rows(kept: Sequence[Measurement], episode: Episode | None, first: Sequence[str]) -> tuple[SheetRow, ...]:
    """The rows with these keys, then all others that have or had a value (a removed one stays in their history), in
    the order of the catalogue."""
    live = [each for each in kept if each.is_live]
    order = list(items())
    others = {each.what.key for each in kept} - set(first)
    known = sorted(others & set(order), key=order.index)
    return tuple(_row(key, live, episode) for key in (*first, *known, *sorted(others - set(order))))


def _row(key: str, live: Sequence[Measurement], episode: Episode | None) -> SheetRow:
    item = items().get(key)
    mine = [each for each in live if each.what.key == key]
    sides = list(item.sides) if item else []
    sides += [side for side in dict.fromkeys(each.side for each in mine) if side not in sides]
    direction = item.scale.direction if item else None
    cells = []
    for side in sides:
        values = tuple(each for each in mine if each.side == side)
        here = [each for each in values if _is_of(each, episode)]
        cells.append(Cell(side, values, progress(here, direction)))
    return SheetRow(key, item, tuple(cells))


def _is_of(measurement: Measurement, episode: Episode | None) -> bool:
    return belongs_to(measurement, episode.id if episode else None, episode.started_on if episode else None)
