"""A PDF that people send: whole, not encrypted, and without parts that run or lead elsewhere. It is kept as it came.

Reading one may cost a lot when it is made to: it is done in a process of its own, with limits, that is ended when it
takes too long. `python -m patient_app.media.pdf` reads a PDF and writes what is wrong with it.
"""

import io
import logging
import resource
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from patient_app.domain.errors import Invalid
from patient_app.media.kinds import FIELD

PATIENCE_SECONDS = 30
MOST_CPU_SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
MOST_OBJECTS = 200_000
TRAILER_BYTES = 1024
"""A reader looks for the end of a PDF in so many last bytes."""

BROKEN = "This PDF cannot be read. It may be damaged or cut off. Print it as a PDF again, and send that."
ENCRYPTED = "This PDF is locked with a password. Print it as a PDF without one, and send that."
ACTIVE = "This PDF holds scripts, forms or other files. Print it as a PDF, which leaves them out, and send that."

RUNS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/XFA", "/RichMediaContent"})
"""Keys of what runs, or of a file within the file."""
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/RichMediaExecute"}
)
"""Kinds of action that run something, send something, or open another file. Links and jumps may stay."""
PARTS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/EmbeddedFile"})
"""Kinds of annotation or stream that play, or hold a file."""
NAMES_IN_BYTES = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia", b"/SubmitForm", b"/ImportData")
"""Long enough that chance does not write them: looked for beside the objects, which a reader may count otherwise."""


def check_apart(content: bytes) -> None:
    """Check a PDF in a process of its own. Raises `Invalid` with what to do."""
    command = [sys.executable, "-m", "patient_app.media.pdf"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE_SECONDS, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired:
        raise Invalid.field(FIELD, BROKEN) from None
    said = done.stdout.decode("utf-8", "replace").strip()
    if said or done.returncode != 0:
        raise Invalid.field(FIELD, said if said in (BROKEN, ENCRYPTED, ACTIVE) else BROKEN)


def problem_of(content: bytes) -> str | None:
    """What is wrong with this PDF, in words for a person; `None` when it can be kept."""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-TRAILER_BYTES:]:
        return BROKEN
    if content[content.rindex(b"%%EOF") + 5 :].strip(b"\r\n\t \x00"):
        return BROKEN  # something else hangs behind it
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return ENCRYPTED
        if len(reader.pages) < 1:
            return BROKEN
        if any(name in content for name in NAMES_IN_BYTES):
            return ACTIVE
        return ACTIVE if any(_is_active(each) for each in _dictionaries(reader)) else None
    except Exception:  # whatever a hostile file makes the reader raise
        return BROKEN


def _is_active(found: dict[Any, Any]) -> bool:
    return not RUNS.isdisjoint(found) or _name(found.get("/S")) in ACTIONS or _name(found.get("/Subtype")) in PARTS


def _name(value: Any) -> str | None:
    value = value.get_object() if isinstance(value, IndirectObject) else value
    return value if isinstance(value, str) else None


def _dictionaries(reader: PdfReader) -> Iterator[dict[Any, Any]]:
    """Every dictionary of every object, those within other objects too."""
    named = {(number, generation) for generation, each in reader.xref.items() for number in each}
    named |= {(number, 0) for number in reader.xref_objStm}
    if len(named) > MOST_OBJECTS:
        raise ValueError("too many objects")
    waiting: list[Any] = [reader.trailer]
    waiting += (IndirectObject(number, generation, reader).get_object() for number, generation in sorted(named))
    seen = 0
    while waiting:
        each = waiting.pop()
        seen += 1
        if seen > 10 * MOST_OBJECTS:
            raise ValueError("too many parts")
        if isinstance(each, dict):
            yield each
            waiting.extend(value for value in each.values() if isinstance(value, dict | list))
        elif isinstance(each, list):
            waiting.extend(value for value in each if isinstance(value, dict | list))


def main() -> None:
    """Read a PDF from the standard input; write what is wrong with it, nothing when it is sound."""
    for what, most in ((resource.RLIMIT_CPU, MOST_CPU_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # a system that does not know this limit: the others hold
            continue
    logging.disable(logging.CRITICAL)  # a damaged file is the sender's, and nobody reads what the reader thinks of it
    sys.stdout.write(problem_of(sys.stdin.buffer.read()) or "")


if __name__ == "__main__":
    main()
