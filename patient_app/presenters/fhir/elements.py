"""Small elements that every resource uses: codes, references, quantities, extensions. Plain dicts."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from patient_app.presenters.fhir.codes import meaning

Json = dict[str, Any]

URN = "urn:homestretch:fhir"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
HL7 = "http://terminology.hl7.org/CodeSystem"

_NOT_IN_TEXT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNITS = {"lb": "[lbf_av]", "kg": "kgf", "1": "{count}"}
"""UCUM for our units where it differs: a dynamometer's kilograms and pounds are forces."""


def system(name: str) -> str:
    """The address of a code system of ours: the same in every clinic."""
    return f"{URN}:CodeSystem:{name}"


def structure(name: str) -> str:
    """The address of an extension of ours."""
    return f"{URN}:StructureDefinition:{name}"


def coding(code_system: str, code: str, display: str | None = None) -> Json:
    """A code of a system."""
    return (
        {"system": code_system, "code": code, "display": display} if display else {"system": code_system, "code": code}
    )


def own(name: str, code: str) -> Json:
    """A code of a system of ours, with what it means."""
    return coding(system(name), code, meaning(name, code))


def concept(*codings: Json, text: str | None = None) -> Json:
    """A CodeableConcept."""
    found: Json = {"coding": list(codings)} if codings else {}
    if text and (clean := words(text)):
        found["text"] = clean
    return found


def hl7(name: str, code: str, display: str | None = None) -> Json:
    """A CodeableConcept of one of HL7's own systems."""
    return concept(coding(f"{HL7}/{name}", code, display))


def reference(kind: str, id: str, display: str | None = None) -> Json:
    """A relative reference."""
    found = {"reference": f"{kind}/{id}"}
    if display:
        found["display"] = display
    return found


def quantity(value: float, unit: str, code: str | None = None) -> Json:
    """A number with its unit (UCUM)."""
    number = int(value) if float(value).is_integer() else value
    return {"value": number, "unit": unit, "system": UCUM, "code": code or _UNITS.get(unit, unit)}


def extension(name: str, **value: Any) -> Json:
    """An extension of ours with one value, such as `valueString=...`."""
    return {"url": structure(name), **value}


def nested(name: str, parts: Iterable[Json | None]) -> list[Json]:
    """An extension of ours with those of its parts that are said; none at all when nothing is."""
    found = [part for part in parts if part is not None]
    return [{"url": structure(name), "extension": found}] if found else []


def part(url: str, kind: str, value: Any) -> Json | None:
    """A part of a nested extension; `None` for what is not said. `kind`: 'Integer', 'String', 'Quantity' ..."""
    if value is None or value == "":
        return None
    return {"url": url, f"value{kind}": words(value) if kind == "String" else value}


def said(**elements: Any) -> Json:
    """The elements that have a value: FHIR knows no empty ones."""
    return {name: value for name, value in elements.items() if value not in (None, "", [], {})}


def words(text: str) -> str:
    """Text without the control characters that FHIR and XML do not know; none at all when nothing is left."""
    return _NOT_IN_TEXT.sub("", text).strip()


def instant(at: datetime) -> str:
    """An instant in UTC."""
    return at.isoformat()


def local(at: datetime, time_zone: str) -> str:
    """An instant with the offset that clocks had there."""
    return at.astimezone(_zone(time_zone)).isoformat()


def day(on: date | None) -> str | None:
    """A date."""
    return on.isoformat() if on else None


def day_before(on: date) -> str:
    """The date of the day before."""
    return (on - timedelta(days=1)).isoformat()


def note(text: str | None) -> list[Json]:
    """An annotation, when there is something to say."""
    return [{"text": clean}] if text and (clean := words(text)) else []


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
