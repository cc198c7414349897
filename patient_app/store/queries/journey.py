"""Entries and documents of the journey. Lists never load a document's bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, update
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from patient_app.store.tables import Document, Episode, JourneyEntry, ProgramVersion


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document without its bytes."""

    id: str
    patient_id: str
    entry_id: str | None
    title: str
    file_name: str
    media_type: str
    size: int
    uploaded_by: str
    uploaded_at: datetime


def entries(session: Session, patient_id: str) -> Sequence[JourneyEntry]:
    """All entries of a patient by date, corrected and removed ones too."""
    query = select(JourneyEntry).where(JourneyEntry.patient_id == patient_id)
    return session.exec(query.order_by(col(JourneyEntry.on), JourneyEntry.id)).all()


def count(session: Session, patient_id: str) -> int:
    """How many entries a patient has, corrected and removed ones too."""
    query = select(func.count()).select_from(JourneyEntry).where(JourneyEntry.patient_id == patient_id)
    return session.exec(query).one()


def episodes(session: Session, patient_id: str) -> Sequence[Episode]:
    """All courses of treatment of a patient, oldest first."""
    query = select(Episode).where(Episode.patient_id == patient_id)
    return session.exec(query.order_by(col(Episode.started_on), Episode.id)).all()


def program_from(session: Session, patient_id: str, episode: Episode | None) -> date | None:
    """The first day of the first version of the program that was published in a course; `None` without one.

    What was published before any course began belongs to the first one.
    """
    every = episodes(session, patient_id)
    of_course = col(ProgramVersion.episode_id) == (episode.id if episode else None)
    if episode is None or every[0].id == episode.id:
        of_course = or_(of_course, col(ProgramVersion.episode_id).is_(None))
    query = select(func.min(ProgramVersion.effective_from)).where(ProgramVersion.patient_id == patient_id, of_course)
    return session.exec(query).one()


def move_documents(session: Session, from_id: str, to_id: str) -> None:
    """Hang the documents of one entry on another: the one that replaces it."""
    session.exec(update(Document).where(col(Document.entry_id) == from_id).values(entry_id=to_id))


def documents_of_entry(session: Session, entry_id: str) -> Sequence[Document]:
    """The documents on an entry that are there."""
    query = select(Document).where(Document.entry_id == entry_id, col(Document.removed_at).is_(None))
    return session.exec(query).all()


def documents(session: Session, patient_id: str) -> list[DocumentHead]:
    """The documents of a patient that are there, oldest first."""
    query = (
        select(Document)
        .options(defer(col(Document.content)))  # type: ignore[arg-type]
        .where(Document.patient_id == patient_id, col(Document.removed_at).is_(None))
        .order_by(col(Document.uploaded_at), Document.id)
    )
    return [
        DocumentHead(
            row.id,
            row.patient_id,
            row.entry_id,
            row.title,
            row.file_name,
            row.media_type,
            row.size,
            row.uploaded_by,
            row.uploaded_at,
        )
        for row in session.exec(query)
    ]
