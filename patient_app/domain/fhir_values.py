"""What stands in an element of a FHIR resource, as searches compare it: codes, dates, names, references."""

from collections.abc import Iterator, Mapping
from typing import Any

from patient_app.domain.fhir_dates import NotADate, Span, period, span

Resource = Mapping[str, Any]


def tokens(resource: Resource, elements: tuple[str, ...]) -> Iterator[tuple[str | None, str | None]]:
    """(system, code) of each coded value, identifier or plain code in these elements."""
    for value in _values(resource, elements):
        if isinstance(value, str):
            yield None, value
        elif isinstance(value, Mapping):
            codings = value.get("coding")
            for each in codings if isinstance(codings, list) else [value]:
                yield each.get("system"), each.get("code", each.get("value"))


def spans(resource: Resource, elements: tuple[str, ...]) -> Iterator[Span]:
    """The span of time of the first of these elements that the resource has."""
    for element in elements:
        found = False
        for value in _values(resource, (element,)):
            try:
                is_period = isinstance(value, Mapping)
                yield period(value.get("start"), value.get("end")) if is_period else span(str(value))
                found = True
            except NotADate:
                continue
        if found:
            return


def names(resource: Resource, elements: tuple[str, ...]) -> Iterator[str]:
    """Each name in these elements: as one text, and its parts."""
    for value in _values(resource, elements):
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            parts = [value.get("text"), value.get("family"), *value.get("given", ()), *value.get("prefix", ())]
            yield from (part for part in parts if isinstance(part, str))


def references(resource: Any) -> Iterator[str]:
    """Every `reference` anywhere in a resource."""
    if isinstance(resource, Mapping):
        found = resource.get("reference")
        if isinstance(found, str):
            yield found
        for value in resource.values():
            yield from references(value)
    elif isinstance(resource, list):
        for value in resource:
            yield from references(value)


def _values(resource: Resource, elements: tuple[str, ...]) -> Iterator[Any]:
    for element in elements:
        value: Any = resource
        for name in element.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        if isinstance(value, list):
            yield from value
        elif value is not None:
            yield value
