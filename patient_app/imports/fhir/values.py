"""Parts of FHIR resources as plain values: codes, texts, dates, numbers with their unit, names.

Dates: a full date is the patient's own; a time has an offset (FHIR demands one). What is less than a day (a year, a
month) is no day here. Units are converted only where that is exact.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from patient_app.domain.record_import import Moment

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
EARLIEST = date(1900, 1, 1)
LONGEST_TEXT = 2000

_DAY, _MONTH, _YEAR = len("2026-03-01"), len("2026-03"), len("2026")


class NotTaken(Exception):
    """A valid resource that cannot become anything here; the message says why."""


def objects(value: object) -> Sequence[Mapping[str, Any]]:
    """The objects of a list; none when it is no list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def codings(concept: object) -> Iterator[tuple[str, str]]:
    """(system, code) of a CodeableConcept."""
    if isinstance(concept, Mapping):
        for each in objects(concept.get("coding")):
            yield str(each.get("system") or ""), str(each.get("code") or "")


def codes_in(concept: object, system: str) -> list[str]:
    """The codes of one system."""
    return [code for found, code in codings(concept) if found == system]


def words(concept: object) -> str:
    """What a CodeableConcept says: its text, else the first display, else a code."""
    if not isinstance(concept, Mapping):
        return ""
    found = objects(concept.get("coding"))
    said = (concept.get("text"), *(each.get("display") for each in found), *(each.get("code") for each in found))
    return next((line(each) for each in said if each), "")


def line(value: object, longest: int = 200) -> str:
    """A text in one line, cut to a length."""
    return " ".join(str(value or "").split())[:longest]


def paragraph(value: object) -> str | None:
    """A longer text; `None` when there is none."""
    return (str(value).strip()[:LONGEST_TEXT] or None) if value else None


def notes(resource: Mapping[str, Any]) -> str | None:
    """The notes of a resource, one after the other."""
    return paragraph("\n".join(str(each.get("text") or "") for each in objects(resource.get("note"))))


def moment(value: object, what: str) -> Moment:
    """A date or an instant. Raises `NotTaken` without one, for less than a day, and for a date that cannot be."""
    text = str(value or "")
    if not text:
        raise NotTaken(f"There is no {what}.")
    if len(text) in (_YEAR, _MONTH):
        raise NotTaken(f"The {what} has no day ({text}).")
    try:
        found = Moment(day=date.fromisoformat(text)) if len(text) == _DAY else Moment(instant=_instant(text))
    except (ValueError, OverflowError) as error:
        raise NotTaken(f"The {what} is no date: {text[:40]}.") from error
    if (found.instant.date() if found.instant else found.day or EARLIEST) < EARLIEST:
        raise NotTaken(f"The {what} is before 1900: {text[:40]}.")
    return found


def day_or_none(value: object) -> date | None:
    """A date of which only the month or year may be known: then its first day. `None` when there is none."""
    text = str(value or "")[:_DAY]
    try:
        return date.fromisoformat(text + {_YEAR: "-01-01", _MONTH: "-01"}.get(len(text), ""))
    except ValueError:
        return None


def _instant(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("A time without an offset.")
    return found.astimezone(UTC)


def number(value: object) -> float | None:
    """A number, from a Quantity or alone. A comparator ('<') makes it no number."""
    if isinstance(value, Mapping):
        return None if value.get("comparator") else number(value.get("value"))
    return float(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def whole(value: object, low: int, high: int, what: str) -> int:
    """A whole number in a range. Raises `NotTaken`."""
    found = number(value)
    if found is None:
        raise NotTaken(f"There is no number for {what}.")
    if found != int(found) or not low <= found <= high:
        raise NotTaken(f"{what} is {found:g}; it must be a whole number from {low} to {high}.")
    return int(found)


def unit_of(quantity: object) -> str:
    """The unit of a Quantity: its UCUM code, else what is written."""
    if not isinstance(quantity, Mapping):
        return ""
    return str((quantity.get("code") if quantity.get("system") == UCUM else None) or quantity.get("unit") or "")


def person_name(names: object) -> str:
    """A HumanName in one line: the official or usual one; its text, else given names and family name."""
    found = [each for each in objects(names) if each.get("use") not in ("old", "anonymous", "temp")]
    ranked = sorted(found, key=lambda each: each.get("use") not in ("official", "usual"))
    for each in ranked:
        given = each.get("given")
        parts = [*(given if isinstance(given, list) else []), each.get("family")]
        if said := line(each.get("text") or " ".join(str(part) for part in parts if part)):
            return said
    return ""
