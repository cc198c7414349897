"""Reading the scripts of the made-up clinic: fields that may be left out, days counted from today, trends."""

from typing import Any, TypeVar

from patient_app.content.data_file import Fields
from patient_app.content.demo_values import Trend

T = TypeVar("T")
LONG_AGO, FAR_AHEAD = -4000, 200


def day(fields: Fields, key: str) -> int:
    return fields.integer(key, LONG_AGO, FAR_AHEAD)


def maybe_day(fields: Fields, key: str) -> int | None:
    return or_else(fields, key, lambda each: day(fields, each), None)


def or_else(fields: Fields, key: str, read: Any, default: T) -> Any | T:
    """What `read` finds, or the default when the field is not there."""
    return read(key) if fields.has(key) else default


def each_of(fields: Fields, key: str) -> tuple[Fields, ...]:
    return tuple(fields.each(key)) if fields.has(key) else ()


def pairs(fields: Fields, key: str) -> tuple[tuple[Any, Any], ...]:
    found = fields.take(key)
    if not isinstance(found, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in found):
        raise fields.error(key, "must be a list of pairs [day, value]")
    return tuple((on, value) for on, value in found)


def trend(fields: Fields, key: str, low: float, high: float) -> Trend:
    """Points [day, value] by day; between them the value moves evenly."""
    points = tuple((int(on), float(value)) for on, value in pairs(fields, key))
    if not points or list(points) != sorted(points) or not all(low <= value <= high for _, value in points):
        raise fields.error(key, f"must be pairs [day, value] by day, values from {low} to {high}")
    return points


def done(fields: Fields, value: T) -> T:
    fields.done()
    return value
