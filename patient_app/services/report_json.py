"""A report's figures as JSON and back: the one shape in which they are kept, hashed and given out."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from patient_app.domain.report_data import ReportData


def to_json(data: ReportData) -> dict[str, Any]:
    """As JSON values; the same figures always give the same JSON."""
    found: dict[str, Any] = _plain(asdict(data))
    return found


def from_json(value: Mapping[str, Any]) -> ReportData:
    """The figures that `to_json` wrote."""
    return _adapter().validate_python(dict(value))


@cache
def _adapter() -> TypeAdapter[ReportData]:
    return TypeAdapter(ReportData)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(_plain(each) for each in value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
