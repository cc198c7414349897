"""A file's bytes as JSON, within bounds that are checked before anything is parsed.

What is not FHIR JSON in UTF-8 is refused with words: nothing is unpacked, and XML is never parsed. Brackets and commas
are counted first, so that a small file cannot become a large tree.
"""

import json
import re
from decimal import Decimal
from typing import Any

from patient_app.domain.record_import import NotReadable, unreadable

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes, at the command line."""
LARGEST_BODY = 20 * 1024 * 1024
"""Bytes, over HTTP."""
DEEPEST = 40
"""Levels of brackets. FHIR resources have about 12."""
MOST_VALUES = 3_000_000
"""Values in a file: about 300 MB of memory, and ten years of daily entries."""
LONGEST_NUMBER = 40
"""Digits of a number: more is no measurement, and slow to convert."""

_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
"""A text; one that never ends takes the rest of the file. Nothing is tried twice, so a hostile file costs no time."""
_NOT_KEPT = re.compile(
    r"\\u(?:0000|[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F]))"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)
"""The character 0, and halves of characters: no database keeps them."""
_NOT_STRUCTURE = bytes(set(range(256)) - set(b"[]{},"))
_OTHER_FILES = (
    (b"PK\x03\x04", "This is a zip file. Unpack it and import the JSON file in it."),
    (b"\x1f\x8b", "This file is packed with gzip. Unpack it first."),
    (b"%PDF", "This is a PDF, not a FHIR Bundle in JSON."),
    (b"\xff\xfe", "This file is UTF-16. Save it as UTF-8."),
    (b"\xfe\xff", "This file is UTF-16. Save it as UTF-8."),
    (b"\xef\xbb\xbf", "This file begins with a byte order mark. Save it as UTF-8 without one."),
)


def read_json(content: bytes, largest: int = LARGEST_FILE) -> dict[str, Any]:
    """The JSON object in a file. Raises `NotReadable` in words; numbers with a fraction are `Decimal`."""
    if len(content) > largest:
        raise unreadable("", f"This file is larger than {largest // (1024 * 1024)} MB.")
    _check_kind(content)
    _check_structure(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise unreadable("", f"This file is not UTF-8: look at byte {error.start}.") from error
    if _NOT_KEPT.search(text):
        raise unreadable("", "This file holds characters that cannot be kept (\\u0000, or half of a pair).")
    try:
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_whole, parse_float=_decimal
        )
    except json.JSONDecodeError as error:
        raise unreadable("", f"This file is not JSON: line {error.lineno}, column {error.colno}.") from error
    if not isinstance(found, dict):
        raise unreadable("", "This file is not a FHIR Bundle: it does not begin with '{'.")
    return found


def _check_kind(content: bytes) -> None:
    for magic, message in _OTHER_FILES:
        if content.startswith(magic):
            raise unreadable("", message)
    start = content[:200].lstrip()
    if start.startswith(b"<"):
        raise unreadable("", "This is XML. Ask the other system for FHIR R4 in JSON.")
    if not start:
        raise unreadable("", "This file is empty.")
    if b"\x00" in content[:200]:
        raise unreadable("", "This file is not text in UTF-8.")


def _check_structure(content: bytes) -> None:
    """Depth and number of values, from the brackets and commas outside of texts."""
    structure = _STRING.sub(b"", content).translate(None, _NOT_STRUCTURE)
    if len(structure) > MOST_VALUES:
        raise unreadable("", f"This file has more than {MOST_VALUES:,} values. Export a shorter period.")
    depth = 0
    for each in structure.replace(b",", b""):
        depth += 1 if each in b"[{" else -1
        if depth > DEEPEST:
            raise unreadable("", f"This file is nested more than {DEEPEST} levels deep.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise unreadable("", f"This file names {twice[:60]!r} twice in one object.")
    return found


def _no_number(name: str) -> None:
    raise unreadable("", f"This file has {name}, which is no number in JSON.")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise _long_number()
    return int(digits)


def _decimal(digits: str) -> Decimal:
    if len(digits) > LONGEST_NUMBER:
        raise _long_number()
    found = Decimal(digits)
    if found and not -LONGEST_NUMBER <= found.adjusted() <= LONGEST_NUMBER:
        raise _long_number()
    return found


def _long_number() -> NotReadable:
    return unreadable("", f"This file has a number of more than {LONGEST_NUMBER} digits.")
