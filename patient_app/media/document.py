"""Documents that people send: PDF, JPEG, PNG, told by their content alone. A picture is made anew, a PDF is checked."""

import hashlib
import io
import os
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from patient_app.domain.errors import Invalid
from patient_app.media.kinds import FIELD, HEAD_BYTES, Kind, kind_of
from patient_app.media.pdf import check_apart
from patient_app.media.photo import on_paper, read_photo

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
LONGEST_SIDE = 3000
"""In pixels: a page of Letter paper with 270 dots an inch. Small print stays legible."""
JPEG_QUALITY = 88
LONGEST_NAME = 100
UNNAMED = "document"

_NOT_IN_NAMES = '<>:"/\\|?*%;'


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document as it is kept. `file_name` has the ending of its type and nothing that leads anywhere."""

    media_type: str
    file_name: str
    content: bytes
    sha256: str


def checked(file: BinaryIO, name: str, most_bytes: int) -> CheckedDocument:
    """The document in this file; it may take some seconds. `name` is only what the sender calls it.

    Raises `Invalid` with the reason and what to do: too large, of another kind, broken, encrypted, or with parts that
    run or lead elsewhere.
    """
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    if length > most_bytes:
        raise Invalid.field(FIELD, "This document is too large. Send a smaller one, or several parts.")
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if head.startswith(b"%PDF-"):
        media_type, content = PDF, file.read()
        check_apart(content)
    else:
        media_type, content = _picture(file, head)
    return CheckedDocument(media_type, safe_name(name, media_type), content, hashlib.sha256(content).hexdigest())


def safe_name(name: str, media_type: str) -> str:
    """A file name without folders, control and direction marks, with the ending of its type.

    '../../x.html' of a PDF -> 'x.pdf'; 'MRI 3.2.JPG' -> 'MRI 3.2.jpg'.
    """
    bare = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    shown = "".join(" " if each in _NOT_IN_NAMES else each for each in bare if unicodedata.category(each)[0] != "C")
    stem = PurePosixPath(" ".join(shown.split())).stem.strip(" .")[:LONGEST_NAME].strip(" .")
    return (stem or UNNAMED) + ENDINGS[media_type]


def _picture(file: BinaryIO, head: bytes) -> tuple[str, bytes]:
    """Its pixels alone: nothing that was written beside or behind them, no place, no time."""
    if not head:
        raise Invalid.field(FIELD, "This file is empty. Choose it again.")
    if head[4:8] == b"ftyp":
        kind_of(file)  # says what to do with an iPhone's HEIC photo
    if head.startswith(b"\xff\xd8\xff"):
        kind, media_type = Kind.JPEG, JPEG
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        kind, media_type = Kind.PNG, PNG
    else:
        raise Invalid.field(FIELD, "Choose a PDF, or a photo (JPEG or PNG).")
    shown, out = on_paper(read_photo(file, kind, LONGEST_SIDE)), io.BytesIO()
    shown.save(out, kind.value, **({"quality": JPEG_QUALITY} if kind is Kind.JPEG else {}))
    return media_type, out.getvalue()
