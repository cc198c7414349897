"""Entries of the journey: written by the patient or a clinician, corrected with history, removed with a reason.

A patient's entry is the patient's, a clinician's is the clinicians' with the part `journey`. Nothing is overwritten: a
correction is a new row that names the former one.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.journey import (
    PATIENTS_KINDS,
    EventKind,
    Precision,
    checked_details,
    has_begun,
    period_of,
)
from patient_app.domain.people import Role, SharePart
from patient_app.services import audit, notices, patients, policy
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.store.queries import care, journey, people
from patient_app.store.tables import JourneyEntry as Row
from patient_app.store.tables import Person
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

LONGEST_TITLE = 120
LONGEST_TEXT = 4000
LONGEST_REASON = 300
MOST_ENTRIES = 500
"""Of one patient; the ones that were corrected or removed count too."""
EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as it is written. `on` and `precision` ('day', 'month', 'year') say when; `details`: see
    `domain/journey.py`.
    """

    kind: EventKind
    on: date
    title: str
    text: str = ""
    precision: str = "day"
    details: dict[str, Any] | None = field(default=None)


def add(actor: Actor, unit: Unit, patient_id: str, draft: EntryDraft) -> str:
    """Add an entry; its id. By the patient, or a clinician with the part `journey`, of whom the patient is told.

    Raises `NotFound`, and `Invalid` naming the field.
    """
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    people.lock(unit.session, patient.id)
    if journey.count(unit.session, patient.id) >= MOST_ENTRIES:
        raise Invalid("There are too many entries to add another one.")
    row = _row(actor, unit, patient, draft)
    row.episode_id = care.active_episode_id(unit.session, patient.id)
    unit.session.add(row)
    _announce(actor, unit, "journey.added", row)
    if actor.id != patient.id:
        notices.tell(
            unit, patient.id, NoticeKind.JOURNEY_ADDED, patient_id=patient.id, object_id=row.id, clinician=actor.name
        )
    return row.id


def correct(actor: Actor, unit: Unit, entry_id: str, draft: EntryDraft) -> str:
    """Correct an entry: a new row takes its place, the former one is kept; the new id. Its kind stays, and so do its
    details when the draft says nothing of them (`None`), and what the physiatrist recommended when a PT corrects.

    Raises `NotFound` for one that is not open to the actor, `Conflict` when it was corrected or removed meanwhile.
    """
    former, patient = _own(actor, unit, entry_id)
    if draft.kind != former.kind:
        raise Invalid.field("kind", "An entry keeps its kind. Remove it and add another one.")
    row = _row(actor, unit, patient, draft)
    kept = former.details if draft.details is None else _recommended(actor, former)
    row.details = {**kept, **row.details}
    row.episode_id, row.replaces_id = former.episode_id, former.id
    former.replaced_at = unit.now
    unit.session.add(former)
    unit.session.add(row)
    unit.session.flush()
    journey.move_documents(unit.session, former.id, row.id)
    _announce(actor, unit, "journey.corrected", row)
    return row.id


def remove(actor: Actor, unit: Unit, entry_id: str, reason: str) -> None:
    """Take back an entry of one's own, with the documents on it that one sent: another's stay, on no entry. It stays in
    the record of what was done.

    Raises `NotFound`, `Conflict` when it was corrected or removed meanwhile, `Invalid` without a reason.
    """
    row, _ = _own(actor, unit, entry_id)
    if actor.id not in authors(unit, row):
        raise Invalid("Only who wrote an entry can remove it. You can correct it.")
    if not reason.strip() or len(reason) > LONGEST_REASON:
        raise Invalid.field("reason", "Say in a few words why it is removed.")
    row.removed_at, row.removed_by, row.remove_reason = unit.now, actor.id, reason.strip()
    unit.session.add(row)
    for document in journey.documents_of_entry(unit.session, row.id):
        if document.uploaded_by == actor.id:
            document.removed_at, document.removed_by, document.content = unit.now, actor.id, b""
        else:
            document.entry_id = None
        unit.session.add(document)
    _announce(actor, unit, "journey.removed", row)


def authors(unit: Unit, row: Row) -> frozenset[str]:
    """Who wrote an entry: the author of what it says now, and of the first version."""
    found, first = {row.author_id}, row
    while first.replaces_id is not None and (before := unit.session.get(Row, first.replaces_id)) is not None:
        first = before
    return frozenset(found | {first.author_id})


def may_change(actor: Actor, patient_id: str, author_id: str) -> bool:
    """May this reader, who sees the entry, correct it? A patient's is the patient's alone."""
    return (actor.id == patient_id) == (author_id == patient_id)


def _recommended(actor: Actor, former: Row) -> dict[str, Any]:
    said = former.details.get("recommendation")
    return {"recommendation": said} if said and actor.role is not Role.PHYSIATRIST else {}


def _own(actor: Actor, unit: Unit, entry_id: str) -> tuple[Row, Person]:
    policy.require(actor, Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, entry_id)
    if row is None:
        raise NotFound
    patient = policy.open_record(actor, unit, row.patient_id, SharePart.JOURNEY)
    people.lock(unit.session, patient.id)
    unit.session.refresh(row)
    if not may_change(actor, patient.id, row.author_id):
        raise Invalid("This entry was written by someone else, who can change it.")
    if row.replaced_at is not None or row.removed_at is not None:
        raise Conflict("This entry was changed meanwhile. Open it again to see how it stands.")
    return row, patient


def _row(actor: Actor, unit: Unit, patient: Person, draft: EntryDraft) -> Row:
    if actor.id == patient.id and draft.kind not in PATIENTS_KINDS:
        raise Invalid.field("kind", "Your care team writes this entry.")
    details = checked_details(draft.kind, draft.details)
    if "recommendation" in details and actor.role is not Role.PHYSIATRIST:
        raise Invalid.field("details.recommendation", "The physiatrist who examined says this.")
    if not draft.title.strip() or len(draft.title) > LONGEST_TITLE:
        raise Invalid.field("title", "Say in a few words what it was.")
    if len(draft.text) > LONGEST_TEXT:
        raise Invalid.field("text", "This is too long. Shorten it, or attach a document.")
    if draft.precision not in set(Precision):
        raise Invalid.field("precision", "Choose a day, a month or a year.")
    precision = Precision(draft.precision)
    if not has_begun(draft.on, precision, patients.today(unit, patient)) or draft.on < EARLIEST:
        raise Invalid.field("on", "Choose today or an earlier day.")
    return Row(
        id=new_id(),
        patient_id=patient.id,
        kind=draft.kind.value,
        on=period_of(draft.on, precision),
        title=draft.title.strip(),
        text=draft.text.strip(),
        details=details,
        author_id=actor.id,
        recorded_at=unit.now,
        precision=precision.value,
    )


def _announce(actor: Actor, unit: Unit, action: str, row: Row) -> None:
    audit.record(actor, unit, action, patient_id=row.patient_id, kind="journey_entry", id=row.id, entry=row.kind)
    unit.changed.add(f"patient:{row.patient_id}")
