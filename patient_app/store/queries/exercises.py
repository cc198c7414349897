"""Exercises of a clinic's own, and their photos and videos."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, cast
from sqlalchemy.orm import defer
from sqlmodel import Session, col, delete, func, select

from patient_app.store.tables import Exercise, ExerciseMedia


@dataclass(frozen=True, slots=True)
class Kept:
    """One exercise as it is kept: `data` is JSON text, unread."""

    id: str
    data: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class MediaHead:
    """A photo or video without its bytes. `length` in bytes, of the still picture `poster_length`."""

    id: str
    kind: str
    media_type: str
    length: int
    poster_length: int | None


def of_clinic(session: Session, clinic_id: str, ids: Collection[str] | None = None) -> list[Kept]:
    """The clinic's own exercises, retired ones too; with `ids` only those."""
    if ids is not None and not ids:
        return []
    query = select(Exercise.id, cast(Exercise.data, Text), Exercise.retired_at).where(Exercise.clinic_id == clinic_id)
    if ids is not None:
        query = query.where(col(Exercise.id).in_(ids))
    return [Kept(id, data, retired_at is not None) for id, data, retired_at in session.exec(query)]


def get(session: Session, exercise_id: str) -> Exercise | None:
    """The row of an own exercise, of whichever clinic."""
    return session.get(Exercise, exercise_id)


def media_named(session: Session, clinic_id: str, ids: Sequence[str]) -> dict[str, ExerciseMedia]:
    """These photos and videos of the clinic by id; their bytes are not read."""
    query = select(ExerciseMedia).where(ExerciseMedia.clinic_id == clinic_id, col(ExerciseMedia.id).in_(ids))
    later = defer(ExerciseMedia.content), defer(ExerciseMedia.poster)  # type: ignore[arg-type]
    return {row.id: row for row in session.exec(query.options(*later))}


def media_head(session: Session, clinic_id: str, media_id: str) -> MediaHead | None:
    """What is known of a photo or video of this clinic, without its bytes."""
    table = ExerciseMedia
    lengths = func.length(table.content), func.length(table.poster)
    query = select(table.kind, table.media_type, *lengths).where(table.id == media_id, table.clinic_id == clinic_id)
    found = session.exec(query).first()
    return None if found is None else MediaHead(media_id, *found)


def media_bytes(session: Session, media_id: str, first: int, count: int, *, poster: bool = False) -> bytes:
    """`count` bytes from the byte `first` on, counted from 0."""
    column = ExerciseMedia.poster if poster else ExerciseMedia.content
    query = select(func.substr(column, first + 1, count)).where(ExerciseMedia.id == media_id)
    return bytes(session.exec(query).one())


def drop_media(session: Session, clinic_id: str, used: Collection[str], before: datetime) -> None:
    """Remove what no exercise shows any more, except the newest."""
    table = ExerciseMedia
    old = delete(table).where(col(table.clinic_id) == clinic_id, col(table.created_at) < before)
    session.exec(old.where(col(table.id).not_in(used)))
