"""Photos and videos of a clinic's own exercises: take one in, hand it out. Ids never change what they stand for."""

from dataclasses import dataclass
from datetime import timedelta

from patient_app.content.exercise_library import Media, MediaKind
from patient_app.domain.errors import NotFound
from patient_app.media.encoded import Encoded
from patient_app.services import audit, policy
from patient_app.services.actor import Actor
from patient_app.services.exercises import catalogue
from patient_app.services.reading import reads
from patient_app.store.queries import exercises
from patient_app.store.tables import ExerciseMedia as Row
from patient_app.store.unit import Unit

PHOTO_TYPE, VIDEO_TYPE = "image/webp", "video/mp4"
UNUSED_STAYS = timedelta(days=1)
"""Something that no exercise shows: for so long somebody may still be filling in the form."""


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a file from the byte `first` on, and the length of the whole."""

    content: bytes
    first: int
    whole: int


@reads
def may_add(actor: Actor, unit: Unit) -> None:
    """Raise `WrongRole` when this person may not add to the library: asked before a file is taken in."""
    policy.change_library(actor)


def add(actor: Actor, unit: Unit, encoded: Encoded) -> Media:
    """Keep a photo or video that was made anew here. What no exercise has shown for a day goes."""
    policy.change_library(actor)
    shown = {media.id for each in catalogue(unit, actor.clinic_id).values() for media in each.media}
    exercises.drop_media(unit.session, actor.clinic_id, shown, unit.now - UNUSED_STAYS)
    row = Row(
        clinic_id=actor.clinic_id,
        kind=encoded.kind,
        media_type=VIDEO_TYPE if encoded.kind == MediaKind.VIDEO else PHOTO_TYPE,
        width=encoded.width,
        height=encoded.height,
        duration_seconds=encoded.duration_seconds,
        content=encoded.content,
        poster=encoded.poster,
        created_by=actor.id,
        created_at=unit.now,
    )
    unit.session.add(row)
    audit.record(actor, unit, "media.added", kind="media", id=row.id, media=row.kind, bytes=len(row.content))
    return Media(row.id, MediaKind(row.kind), row.width, row.height, row.duration_seconds)


@reads
def picture(actor: Actor, unit: Unit, media_id: str) -> bytes:
    """A photo, or the still picture of a video: WebP. Raises `NotFound`, for another clinic's too."""
    return picture_of(unit, actor.clinic_id, media_id)


def picture_of(unit: Unit, clinic_id: str, media_id: str) -> bytes:
    """`picture` for other services, which have asked who looks."""
    head = exercises.media_head(unit.session, clinic_id, media_id)
    if head is None:
        raise NotFound
    if head.kind == MediaKind.VIDEO:
        if head.poster_length is None:
            raise NotFound
        return exercises.media_bytes(unit.session, media_id, 0, head.poster_length, poster=True)
    return exercises.media_bytes(unit.session, media_id, 0, head.length)


@reads
def video(actor: Actor, unit: Unit, media_id: str, first: int | None = 0, last: int | None = None) -> Part:
    """The bytes from `first` to `last` of a video, both included; `None`: to its end, or the last `last` bytes without
    a `first`. Raises `NotFound`, for another clinic's too. What lies outside is an empty part."""
    head = exercises.media_head(unit.session, actor.clinic_id, media_id)
    if head is None or head.kind != MediaKind.VIDEO:
        raise NotFound
    if first is None:
        first, last = max(0, head.length - (last or 0)), head.length - 1
    end = head.length - 1 if last is None else min(last, head.length - 1)
    count = max(0, end - first + 1)
    content = exercises.media_bytes(unit.session, media_id, first, count) if count else b""
    return Part(content, first, head.length)
