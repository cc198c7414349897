"""What kind of file this is, by its first bytes."""

from enum import StrEnum
from typing import BinaryIO

from patient_app.domain.errors import Invalid

FIELD = "file"
HEAD_BYTES = 64

_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_AVIF_BRANDS = (b"avif", b"avis")
# What an old QuickTime file may begin with instead of its brand.
_QUICKTIME_ATOMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")


class Kind(StrEnum):
    """The kinds of files that are taken."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    MP4 = "mov"
    WEBM = "matroska"

    @property
    def is_video(self) -> bool:
        """Does it move?"""
        return self in (Kind.MP4, Kind.WEBM)


def kind_of(file: BinaryIO) -> Kind:
    """The kind of this file, which is then at its beginning. Raises `Invalid` with what to send instead."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not head:
        raise Invalid.field(FIELD, "This file is empty. Choose it again.")
    found = _image(head) or _video(head)
    if found is None:
        raise Invalid.field(FIELD, "Choose a photo (JPEG, PNG or WebP) or a video (MP4, MOV or WebM).")
    return found


def _image(head: bytes) -> Kind | None:
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    return Kind.WEBP if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def _video(head: bytes) -> Kind | None:
    if head[4:8] == b"ftyp":
        if head[8:12] in _HEIC_BRANDS:
            raise Invalid.field(
                FIELD,
                "This photo is a HEIC file, which cannot be read here. On an iPhone choose Settings, Camera, Formats, "
                "Most Compatible. Or send the photo as JPEG.",
            )
        if head[8:12] in _AVIF_BRANDS:
            raise Invalid.field(FIELD, "This photo is an AVIF file. Send it as JPEG, PNG or WebP.")
        return Kind.MP4
    if head[4:8] in _QUICKTIME_ATOMS:
        return Kind.MP4
    return Kind.WEBM if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head else None
