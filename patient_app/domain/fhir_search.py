"""A FHIR search: its parameters read from text, and which resources fit. Pure; R4's rules (3.1.1).

A parameter that is given more than once must fit each time; values with a comma between them are alternatives. A
parameter that is not known is passed over and named, unless the asker wants to be strict. A value that cannot be read
is always refused.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from patient_app.domain import fhir_dates, fhir_values
from patient_app.domain.fhir_dates import DateTest
from patient_app.domain.fhir_params import ID, Kind, Param, params_of

USUAL_COUNT, MOST_COUNT = 100, 500
MOST_VALUES = 100
"""Values of one search, alternatives counted."""
LONGEST_VALUE = 500
_FHIR_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}", re.ASCII)
_REFERENCE = re.compile(r"(?:.*/)?Patient/([A-Za-z0-9\-.]{1,64})", re.ASCII)
_MODIFIERS: Mapping[Kind, frozenset[str]] = {
    Kind.STRING: frozenset({"", "exact", "contains"}),
    Kind.CODED: frozenset({"", "not"}),
    Kind.DATE: frozenset({""}),
    Kind.REFERENCE: frozenset({"", "Patient"}),
}
_PATIENT = ("patient", "subject")
PAGE = "_page"
"""The name of the parameter that says where the next page begins."""
_SILENT = frozenset({"_format", "_pretty"})
"""Said of the answer's form, not of what is searched for."""


class BadSearch(ValueError):
    """A parameter that cannot be taken. `code` is one of FHIR's issue types; the text is for who wrote the program."""

    def __init__(self, message: str, code: str = "invalid") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Token:
    """'system|code'. `system` is `None` when any will do, and '' for a code without one; likewise `code`."""

    system: str | None
    code: str | None

    def matches(self, found: tuple[str | None, str | None]) -> bool:
        """Does a coded value (system, code) fit?"""
        system, code = found
        if self.code is not None and code != self.code:
            return False
        return self.system is None or (system or "") == self.system


@dataclass(frozen=True, slots=True)
class Test:
    """One parameter with its alternatives."""

    param: Param
    modifier: str
    values: tuple[Token | DateTest | str, ...]

    def matches(self, resource: Mapping[str, Any]) -> bool:
        """Does any alternative fit any value of the resource? (`:not`: none does.)"""
        found = any(self._fits(value, resource) for value in self.values)
        return not found if self.modifier == "not" else found

    def _fits(self, value: Token | DateTest | str, resource: Mapping[str, Any]) -> bool:
        elements = self.param.elements
        if isinstance(value, Token):
            return any(value.matches(each) for each in fhir_values.tokens(resource, elements))
        if isinstance(value, DateTest):
            return any(value.matches(each) for each in fhir_values.spans(resource, elements))
        return any(_like(value, each, self.modifier) for each in fhir_values.names(resource, elements))


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for. `used`: the parameters that count, for the self link; `ignored`: names that do not.

    `patient_id`: whose resources. `count`: so many a page, 0 for the number alone. `page`: where this page begins.
    """

    resource_type: str
    patient_id: str | None = None
    tests: tuple[Test, ...] = ()
    count: int = USUAL_COUNT
    page: str | None = None
    used: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()

    def matches(self, resource: Mapping[str, Any]) -> bool:
        """Is the resource of this type, and does it fit every test?"""
        return resource.get("resourceType") == self.resource_type and all(test.matches(resource) for test in self.tests)


@dataclass(slots=True)
class _Reading:
    """A search while its parameters are read."""

    patient_id: str | None = None
    tests: list[Test] = field(default_factory=list)
    count: int = USUAL_COUNT
    page: str | None = None
    used: list[tuple[str, str]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    values: int = 0


def search(resource_type: str, given: Sequence[tuple[str, str]], *, strict: bool = False) -> Search:
    """Read the parameters of a search for one type. Raises `BadSearch`.

    Every search but that for patients names one patient: a record is only ever asked for by whose it is.
    """
    known = {**params_of(resource_type), ID.name: ID}
    reading = _Reading()
    for name, value in given:
        base, _, modifier = name.partition(":")
        reading.values += 1 + value.count(",")
        if reading.values > MOST_VALUES:
            raise BadSearch(f"A search may have at most {MOST_VALUES} values.", "too-costly")
        if len(value) > LONGEST_VALUE:
            raise BadSearch(f"The value of '{_short(name)}' is longer than {LONGEST_VALUE} characters.", "too-long")
        if base in _SILENT or not value.strip():
            continue
        if base in ("_count", PAGE):
            _read_paging(reading, name, value)
        elif base in _PATIENT and resource_type != "Patient":
            reading.patient_id = _patient(reading, name, value)
        elif base in known:
            reading.tests.append(_test(known[base], modifier, name, value))
        elif strict:
            raise BadSearch(f"The parameter '{_short(name)}' is not known for {resource_type}.", "not-supported")
        else:
            reading.ignored.append(_short(name))
            continue
        if base != PAGE:
            reading.used.append((name, value))
    if resource_type != "Patient" and reading.patient_id is None:
        raise BadSearch(f"Say whose: a search for {resource_type} needs 'patient' with one patient's id.", "required")
    return Search(
        resource_type,
        reading.patient_id,
        tuple(reading.tests),
        reading.count,
        reading.page,
        tuple(reading.used),
        tuple(dict.fromkeys(reading.ignored)),
    )


def count_of(value: str) -> int:
    """`_count`: how many on a page; more than 500 is taken as 500. Raises `BadSearch`."""
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise BadSearch("'_count' must be a whole number from 0.", "value")
    return min(int(value), MOST_COUNT)


def alternatives(text: str) -> Iterator[str]:
    r"""The values between commas, each still with its escapes; '\,' is no separator. Empty ones are left out."""
    return (each for each in _split(text, ",") if each)


def token(text: str) -> Token:
    """'system|code', '|code', 'system|' or 'code'."""
    parts = _split(text, "|", most=2)
    if len(parts) == 1:
        return Token(None, _plain(text))
    return Token(_plain(parts[0]), _plain(parts[1]) or None)


def is_id(text: str) -> bool:
    """May this be the id of a FHIR resource?"""
    return _FHIR_ID.fullmatch(text) is not None


def folded(text: str) -> str:
    """Text as names are compared: without case, accents and extra spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).split())


def _read_paging(reading: _Reading, name: str, value: str) -> None:
    if name == "_count":
        reading.count = count_of(value)
    elif name == PAGE:
        reading.page = value
    else:
        raise BadSearch(f"'{_short(name)}' has a modifier that is not supported here.", "not-supported")


def _patient(reading: _Reading, name: str, value: str) -> str:
    base, _, modifier = name.partition(":")
    if modifier not in _MODIFIERS[Kind.REFERENCE]:
        raise BadSearch(f"'{_short(name)}' has a modifier that is not supported here.", "not-supported")
    if "," in value:
        raise BadSearch(f"'{base}' takes one patient: ask for each by a search of its own.", "not-supported")
    named = _REFERENCE.fullmatch(value)
    id = named.group(1) if named else value
    if not is_id(id):
        raise BadSearch(f"'{base}' must be a patient's id, or Patient/ and the id.", "value")
    if reading.patient_id not in (None, id):
        raise BadSearch("'patient' and 'subject' name two patients: no resource is of both.", "value")
    return id


def _test(param: Param, modifier: str, name: str, value: str) -> Test:
    if modifier not in _MODIFIERS[param.kind] or (param is ID and modifier):
        raise BadSearch(f"'{_short(name)}' has a modifier that is not supported here.", "not-supported")
    values = tuple(_value(param, each) for each in alternatives(value))
    if not values:
        raise BadSearch(f"'{_short(name)}' has no value.", "value")
    return Test(param, modifier, values)


def _value(param: Param, text: str) -> Token | DateTest | str:
    if param.kind is Kind.CODED:
        return token(text)
    if param.kind is Kind.STRING:
        return _plain(text)
    try:
        return fhir_dates.date_test(_plain(text))
    except fhir_dates.NotADate:
        raise BadSearch(
            f"'{param.name}' must be a date such as 2026-03-16 or ge2026-03-01; the prefixes eq, ne, gt, lt, ge, le, "
            "sa and eb are known.",
            "value",
        ) from None


def _like(asked: str, found: str, modifier: str) -> bool:
    if modifier == "exact":
        return asked == found
    if modifier == "contains":
        return folded(asked) in folded(found)
    begins = folded(asked)
    return begins != "" and any(part.startswith(begins) for part in (folded(found), *folded(found).split()))


def _split(text: str, separator: str, most: int = MOST_VALUES) -> list[str]:
    """The parts between separators that no backslash stands before, at most so many; the last one has the rest."""
    parts: list[str] = []
    begin = at = 0
    while at < len(text) and len(parts) < most - 1:
        if text[at] == "\\":
            at += 1
        elif text[at] == separator:
            parts.append(text[begin:at])
            begin = at + 1
        at += 1
    return [*parts, text[begin:]]


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _short(text: str) -> str:
    """A name that came in, fit to be said again."""
    kept = "".join(each if each.isprintable() else "\ufffd" for each in text)
    return kept if len(kept) <= 60 else kept[:60] + "…"
