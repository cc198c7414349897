"""What patients enter: idempotent by the phone's id, corrected by a later edit, deleted for good, never lost.

The id is made on the phone. The same body again changes nothing; another body is a correction: the later
`edited_at` wins (same: the later received) and the former value stays in history, whatever order they arrive in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from patient_app.domain.course import HoldLevel
from patient_app.domain.dates import clamp_edited_at, entry_date_problem, is_late, is_time_zone, local_date
from patient_app.domain.entries import CheckIn, ExerciseLog, MeasureResponse
from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.recent import OLD
from patient_app.services import audit, holds, measures, policy
from patient_app.services.actor import Actor
from patient_app.store.queries import entries as rows
from patient_app.store.queries import people
from patient_app.store.queries.changes import PAST
from patient_app.store.queries.entry_book import EntryBook
from patient_app.store.tables import Person
from patient_app.store.unit import Unit


class Outcome(StrEnum):
    """What became of an entry."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    CORRECTED = "corrected"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a phone. `outcome` DELETED: the id was deleted before and stays so."""

    id: str
    outcome: Outcome
    received_at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class ShownHold:
    """The hold that a check-in's warning signs led to, with the text that is shown."""

    level: HoldLevel
    text: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one patient's entries are taken in: who hands them in, the transaction, what is known and what is noted."""

    actor: Actor
    unit: Unit
    patient: Person
    book: EntryBook
    events: list[audit.Event]


@contextmanager
def desk(actor: Actor, unit: Unit) -> Iterator[Desk]:
    """The desk of the patient who asks. What was taken is written at the end, with its events: all of it or nothing.

    Two desks of one patient at once, in two processes, wait for each other: what is compared is what is stored.
    Raises `WrongRole` for anyone but a patient.
    """
    patient = policy.own_record(actor, unit)
    people.lock(unit.session, patient.id)
    opened = Desk(actor, unit, patient, EntryBook(unit.session, patient.id), [])
    yield opened
    opened.book.write()
    audit.record_all(unit, opened.events)
    unit.changed |= _topics(patient, opened.book.touched, unit.now.date())


def put_exercise_log(actor: Actor, unit: Unit, log: ExerciseLog) -> Saved:
    """Save or correct one exercise log. Raises `Invalid`, `NotFound` (the id is another person's)."""
    with desk(actor, unit) as opened:
        return take_exercise_log(opened, log)


def put_check_in(actor: Actor, unit: Unit, check_in: CheckIn, language: str) -> tuple[Saved, ShownHold | None]:
    """Save or correct a check-in; a warning sign puts the program on hold in the same transaction."""
    with desk(actor, unit) as opened:
        return take_check_in(opened, check_in, language)


def put_measure_response(
    actor: Actor, unit: Unit, response: MeasureResponse, time_zone: str
) -> tuple[Saved, float | None]:
    """Save or correct a filled-in measure; its score is computed here. Raises `Invalid` for unknown measures."""
    with desk(actor, unit) as opened:
        return take_measure_response(opened, response, time_zone)


def delete_entry(actor: Actor, unit: Unit, kind: str, entry_id: str, edited_at: datetime) -> None:
    """Delete an entry of one's own. An id never seen here, or another person's, stays deleted for this patient."""
    with desk(actor, unit) as opened:
        take_deletion(opened, kind, entry_id, edited_at)


def take_exercise_log(desk: Desk, log: ExerciseLog) -> Saved:
    """`put_exercise_log` at a desk."""
    if not desk.book.owns_prescription(log.prescription_id):
        raise Invalid.field("prescription_id", "This exercise is not in your program.")
    return _put(desk, "exercise_log", log.id, log.edited_at, rows.log_columns(log))


def take_check_in(desk: Desk, check_in: CheckIn, language: str) -> tuple[Saved, ShownHold | None]:
    """`put_check_in` at a desk."""
    for number, rating in enumerate(check_in.activity_ratings):
        if not desk.book.owns_activity(rating.activity_id):
            raise Invalid.field(f"activity_ratings.{number}.activity_id", "This is not one of your activities.")
    holds.check_questions(check_in)
    saved = _put(desk, "check_in", check_in.id, check_in.edited_at, rows.check_in_columns(check_in))
    if saved.outcome is Outcome.DELETED:
        return saved, None
    hold = holds.after_check_in(desk.actor, desk.unit, desk.patient, desk.book, check_in, language)
    return saved, ShownHold(HoldLevel(hold.level), hold.text_shown) if hold else None


def take_measure_response(desk: Desk, response: MeasureResponse, time_zone: str) -> tuple[Saved, float | None]:
    """`put_measure_response` at a desk."""
    score = measures.score(response, measures.known_measures(desk.unit, desk.patient.clinic_id))
    columns = rows.measure_columns(response, time_zone)
    version = measures.SCORING_VERSION
    computed = {"score": score, "scoring_version": version, "entered_by": None}
    saved = _put(desk, "measure_response", response.id, response.edited_at, columns, **computed)
    return saved, score


def take_deletion(desk: Desk, kind: str, entry_id: str, edited_at: datetime) -> None:
    """`delete_entry` at a desk."""
    if desk.book.is_deleted(kind, entry_id):
        return
    edited_at, _ = clamp_edited_at(edited_at, desk.unit.now)
    found = desk.book.find(kind, entry_id)
    own = found if found is not None and _is_own(desk, found) else None
    desk.book.remove(kind, entry_id, own)
    desk.book.keep(kind, entry_id, "deleted", _body(own) if own else {}, edited_at, desk.unit.now)
    _announce(desk, f"{kind}.deleted", kind, entry_id)


def _topics(patient: Person, touched: set[tuple[str, date]], today: date) -> set[str]:
    """What has changed, also where an entry has only got another place among those of its day."""
    found = {f"patient:{patient.id}"} if touched else set()
    days = (day for kind, day in touched if kind != "measure_response")
    return found | ({f"{PAST}{patient.id}"} if any(today - day > OLD for day in days) else set())


def _put(
    desk: Desk, kind: str, entry_id: str, sent_edited_at: datetime, columns: dict[str, Any], **computed: Any
) -> Saved:
    book, now = desk.book, desk.unit.now
    if book.is_deleted(kind, entry_id):
        return Saved(entry_id, Outcome.DELETED, now, False)
    if not is_time_zone(columns["time_zone"]):
        raise Invalid.field("time_zone", "This time zone is not known. Use a name like America/New_York.")
    edited_at, adjusted = clamp_edited_at(sent_edited_at, now)
    found = book.find(kind, entry_id)
    if found is not None and not _is_own(desk, found):
        raise NotFound
    first_edited_at = min(found["first_edited_at"], edited_at) if found else edited_at
    _check_date(columns["local_date"], first_edited_at, columns["time_zone"], now)
    if found is None:
        late = is_late(columns["local_date"], now, columns["time_zone"])
        row = {
            "id": entry_id,
            "patient_id": desk.patient.id,
            "edited_at": edited_at,
            "first_edited_at": edited_at,
            "received_at": now,
            "clock_adjusted": adjusted,
            "late": late,
            **columns,
            **computed,
        }
        book.add(kind, row)
        _announce(desk, f"{kind}.saved", kind, entry_id)
        return Saved(entry_id, Outcome.SAVED, now, late)
    unchanged = Saved(entry_id, Outcome.UNCHANGED, found["received_at"], found["late"])
    if first_edited_at < found["first_edited_at"]:
        book.change(kind, found, first_edited_at=first_edited_at)
    if all(found[name] == value for name, value in columns.items()):
        # The same value edited later still wins over another edit in between, whichever arrives first.
        if edited_at > found["edited_at"]:
            book.change(kind, found, edited_at=edited_at)
        return unchanged
    if edited_at < found["edited_at"]:
        if not book.has_stale(kind, entry_id, edited_at):
            book.keep(kind, entry_id, "stale", columns, edited_at, now)
        return unchanged
    book.keep(kind, entry_id, "corrected", _body(found), found["edited_at"], now)
    book.change(kind, found, **columns, **computed, edited_at=edited_at, clock_adjusted=adjusted)
    _announce(desk, f"{kind}.corrected", kind, entry_id)
    return Saved(entry_id, Outcome.CORRECTED, found["received_at"], found["late"])


def _is_own(desk: Desk, found: rows.EntryRow) -> bool:
    """Is it the patient's own entry? A score that a clinician entered is not the patient's to change."""
    return bool(found["patient_id"] == desk.patient.id and found.get("entered_by") is None)


def _check_date(day: date, first_edited_at: datetime, time_zone: str, now: datetime) -> None:
    problem = entry_date_problem(day, local_date(first_edited_at, time_zone), now)
    if problem:
        raise Invalid.field("local_date", problem)


def _body(row: rows.EntryRow) -> dict[str, Any]:
    kept_apart = {"id", "patient_id", "received_at", "late", "first_edited_at", "clock_adjusted", "edited_at"}
    return {name: value for name, value in row.items() if name not in kept_apart}


def _announce(desk: Desk, action: str, kind: str, entry_id: str) -> None:
    patient_id = desk.patient.id
    desk.events.append(audit.event(desk.actor, desk.unit, action, patient_id=patient_id, kind=kind, id=entry_id))
    desk.unit.changed.add(f"patient:{patient_id}")
