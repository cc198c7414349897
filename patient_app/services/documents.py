"""Documents of the journey: taken in, listed, downloaded, removed. What is in one was checked before (`media`)."""

from dataclasses import dataclass
from datetime import datetime

from patient_app.domain.errors import Invalid, NotFound
from patient_app.domain.people import Role, SharePart
from patient_app.media.document import CheckedDocument
from patient_app.services import audit, clinic_settings, notices, policy
from patient_app.services.actor import Actor
from patient_app.services.notices import NoticeKind
from patient_app.services.reading import reads
from patient_app.store.queries import journey, people
from patient_app.store.tables import Document as Row
from patient_app.store.tables import JourneyEntry
from patient_app.store.types import new_id
from patient_app.store.unit import Unit

MEGABYTE = 1024 * 1024
MOST_DOCUMENTS = 200
"""Of one patient."""
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Document:
    """A document without its bytes. `by_patient`: the patient sent it; `mine`: the reader did, and may remove it."""

    id: str
    entry_id: str | None
    title: str
    file_name: str
    media_type: str
    size: int
    uploaded_by: str
    uploaded_at: datetime
    by_patient: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Download:
    """A document with its bytes."""

    file_name: str
    media_type: str
    content: bytes


@reads
def may_add(actor: Actor, unit: Unit, patient_id: str) -> int:
    """The largest document that may be added, in bytes: asked before a file is taken in.

    Raises `NotFound`, and `Invalid` when there is no room.
    """
    patient = policy.open_to_change(actor, unit, patient_id, SharePart.JOURNEY)
    limits = clinic_settings.of(unit, patient.clinic_id)
    kept = journey.documents(unit.session, patient.id)
    if len(kept) >= MOST_DOCUMENTS or sum(each.size for each in kept) >= limits.documents_megabytes * MEGABYTE:
        raise _full()
    return limits.document_megabytes * MEGABYTE


def add(
    actor: Actor, unit: Unit, patient_id: str, checked: CheckedDocument, entry_id: str | None = None, title: str = ""
) -> Document:
    """Keep a document that was checked, on an entry when one is named. By the patient, or a clinician with the part
    `journey`, of whom the patient is told. Raises `NotFound`, `Invalid`.
    """
    most = may_add(actor, unit, patient_id)
    patient = policy.open_record(actor, unit, patient_id, SharePart.JOURNEY)
    people.lock(unit.session, patient.id)
    kept = journey.documents(unit.session, patient.id)
    limits = clinic_settings.of(unit, patient.clinic_id)
    if sum(each.size for each in kept) + len(checked.content) > limits.documents_megabytes * MEGABYTE:
        raise _full()
    if len(checked.content) > most:
        raise Invalid.field("file", "This document is too large. Send a smaller one, or several parts.")
    if len(title) > LONGEST_TITLE:
        raise Invalid.field("title", "This name is too long. Shorten it.")
    if entry_id is not None:
        entry = unit.session.get(JourneyEntry, entry_id)
        if entry is None or entry.patient_id != patient.id or entry.removed_at is not None:
            raise Invalid.field("entry_id", "This entry is not there any more.")
        if entry.replaced_at is not None:
            raise Invalid.field("entry_id", "This entry was changed meanwhile. Open it again to see how it stands.")
    row = Row(
        id=new_id(),
        patient_id=patient.id,
        entry_id=entry_id,
        title=title.strip() or checked.file_name.rsplit(".", 1)[0],
        file_name=checked.file_name,
        media_type=checked.media_type,
        size=len(checked.content),
        sha256=checked.sha256,
        content=checked.content,
        uploaded_by=actor.id,
        uploaded_at=unit.now,
    )
    unit.session.add(row)
    _announce(actor, unit, "document.added", row)
    if actor.id != patient.id:
        notices.tell(
            unit, patient.id, NoticeKind.JOURNEY_ADDED, patient_id=patient.id, object_id=row.id, clinician=actor.name
        )
    return _value(unit, actor, row)


@reads
def download(actor: Actor, unit: Unit, document_id: str) -> Download:
    """A document with its bytes. Each download by someone else is audited. Raises `NotFound`."""
    row = _open(actor, unit, document_id)
    if actor.id != row.patient_id:
        audit.record(actor, unit, "document.downloaded", patient_id=row.patient_id, kind="document", id=row.id)
    return Download(row.file_name, row.media_type, row.content)


def remove(actor: Actor, unit: Unit, document_id: str) -> None:
    """Remove a document of one's own, at once and for good: its bytes go. That it was there, with its name, size and
    hash, is kept. Raises `NotFound`, `Invalid` for one that someone else sent.
    """
    row = _open(actor, unit, document_id)
    if row.uploaded_by != actor.id:
        raise Invalid("Only who sent a document can remove it.")
    row.removed_at, row.removed_by, row.content = unit.now, actor.id, b""
    unit.session.add(row)
    _announce(actor, unit, "document.removed", row)


def of_patient(actor: Actor, unit: Unit, patient_id: str) -> tuple[Document, ...]:
    """The documents of a patient, oldest first. Asks no policy: whoever calls has (part `journey`)."""
    return tuple(_value(unit, actor, row) for row in journey.documents(unit.session, patient_id))


def _open(actor: Actor, unit: Unit, document_id: str) -> Row:
    policy.require(actor, Role.PATIENT, Role.PHYSICAL_THERAPIST, Role.PHYSIATRIST)
    row = unit.session.get(Row, document_id)
    if row is None or row.removed_at is not None:
        raise NotFound
    policy.open_record(actor, unit, row.patient_id, SharePart.JOURNEY)
    return row


def _value(unit: Unit, actor: Actor, row: Row | journey.DocumentHead) -> Document:
    by = people.get(unit.session, row.uploaded_by)
    return Document(
        row.id,
        row.entry_id,
        row.title,
        row.file_name,
        row.media_type,
        row.size,
        by.name if by else "",
        row.uploaded_at,
        by_patient=row.uploaded_by == row.patient_id,
        mine=row.uploaded_by == actor.id,
    )


def _announce(actor: Actor, unit: Unit, action: str, row: Row) -> None:
    audit.record(actor, unit, action, patient_id=row.patient_id, kind="document", id=row.id, bytes=row.size)
    unit.changed.add(f"patient:{row.patient_id}")


def _full() -> Invalid:
    return Invalid("There is no room for more documents. Remove one that is not needed, or ask your clinic.")
