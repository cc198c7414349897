"""What is asked of `Patient/<id>/$everything`: R4's `start`, `end`, `_type`, `_count`, and where a page begins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from patient_app.domain import fhir_dates
from patient_app.domain.fhir_search import LONGEST_VALUE, MOST_VALUES, PAGE, BadSearch, alternatives, count_of

_KNOWN = ("start", "end", "_type", "_count", PAGE)
_SILENT = ("_format", "_pretty")


@dataclass(frozen=True, slots=True)
class Everything:
    """A patient's whole record, or of it: the days from `first` to `last`, some types, a page of `count`.

    `types`: all when empty. `count`: `None` for all of it at once. `used`, `ignored`: as of a search.
    """

    first: date | None = None
    last: date | None = None
    types: frozenset[str] = frozenset()
    count: int | None = None
    page: str | None = None
    used: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()

    def matches(self, resource: Mapping[str, Any]) -> bool:
        """Is the resource of a type that is asked for?"""
        return not self.types or resource.get("resourceType") in self.types


def everything(given: Sequence[tuple[str, str]], types: frozenset[str], *, strict: bool = False) -> Everything:
    """Read the parameters; `types` are those there are. Raises `BadSearch`."""
    if len(given) > MOST_VALUES or any(len(value) > LONGEST_VALUE for _, value in given):
        raise BadSearch("This is more than one request may ask.", "too-costly")
    asked = [(name, value) for name, value in given if name not in _SILENT and value.strip()]
    ignored = tuple(dict.fromkeys(name[:60] for name, _ in asked if name not in _KNOWN))
    if ignored and strict:
        raise BadSearch(f"The parameter '{ignored[0]}' is not known for $everything.", "not-supported")
    values = {name: [value for each, value in asked if each == name] for name in _KNOWN}
    if twice := [name for name in _KNOWN if name != "_type" and len(values[name]) > 1]:
        raise BadSearch(f"Give '{twice[0]}' once.", "value")
    one = {name: found[0] for name, found in values.items() if found}
    count, page = one.get("_count"), one.get(PAGE)
    return Everything(
        _day(one, "start", last=False),
        _day(one, "end", last=True),
        _types(values["_type"], types),
        None if count is None else max(count_of(count), 1),
        page,
        tuple((name, value) for name, value in asked if name in _KNOWN and name != PAGE),
        ignored,
    )


def _day(values: Mapping[str, str], name: str, *, last: bool) -> date | None:
    """The first day that a date, month or year covers; its last one for `last`."""
    if name not in values:
        return None
    try:
        found = fhir_dates.span(values[name])
    except fhir_dates.NotADate:
        raise BadSearch(f"'{name}' must be a date such as 2026-03-16.", "value") from None
    return (found.high - timedelta(microseconds=1)).date() if last else found.low.date()


def _types(values: Sequence[str], known: frozenset[str]) -> frozenset[str]:
    found = frozenset(each for value in values for each in alternatives(value))
    if unknown := sorted(found - known):
        raise BadSearch(f"There are no resources of the type '{unknown[0][:60]}' here.", "not-supported")
    return found
