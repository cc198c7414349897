"""The course of treatment as events: what an entry may be about, how exact its date is, and what it may hold."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from patient_app.domain.errors import Invalid


class EventKind(StrEnum):
    """What an entry of the journey is about."""

    ONSET = "onset"
    PRIMARY_CARE = "primary_care"
    IMAGING = "imaging"
    BLOOD_TEST = "blood_test"
    REFERRAL = "referral"
    EXAM = "exam"
    EVALUATION = "evaluation"
    EMERGENCY = "emergency"
    HOSPITAL = "hospital"
    DISCHARGE = "discharge"


class Precision(StrEnum):
    """How exactly a date is known: 'March 2026' and '2026' are dates too."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Recommendation(StrEnum):
    """What an examination comes to: is PT likely to help?"""

    PHYSICAL_THERAPY = "physical_therapy"
    NOT_PHYSICAL_THERAPY = "not_physical_therapy"
    FURTHER_TESTS = "further_tests"
    OTHER_SPECIALIST = "other_specialist"


class CloseReason(StrEnum):
    """Why a course of treatment is closed."""

    GOALS_MET = "goals_met"
    COMFORTABLE = "comfortable"
    NO_FURTHER_PROGRESS = "no_further_progress"
    PATIENTS_WISH = "patients_wish"
    REFERRED_ON = "referred_on"
    OTHER = "other"


PATIENTS_KINDS = tuple(kind for kind in EventKind if kind not in (EventKind.EVALUATION, EventKind.DISCHARGE))
"""What patients write of: an examination by the physiatrist too, but never its recommendation."""

TEXT_FIELDS: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.PRIMARY_CARE: ("where",),
    EventKind.IMAGING: ("what", "region", "result", "where"),
    EventKind.BLOOD_TEST: ("where",),
    EventKind.REFERRAL: ("from", "to", "reason"),
    EventKind.EXAM: ("findings",),
    EventKind.EMERGENCY: ("where",),
    EventKind.HOSPITAL: ("where",),
}
"""Details in words, by kind. A blood test has `results` as well, an examination its `recommendation`."""

RESULT_FIELDS = ("name", "value", "unit", "range")
"""One line of a blood test, each as the laboratory wrote it. Nothing here judges a value."""

MOST_RESULTS = 60
LONGEST_DETAIL = 2000
LONGEST_RESULT = 120
LONGEST_INTAKE = 20_000
"""Of an onset's details as JSON: they are those of the intake form."""


def period_of(on: date, precision: Precision) -> date:
    """The first day of what a date means: of its month or year when no more is known."""
    if precision is Precision.YEAR:
        return on.replace(month=1, day=1)
    return on.replace(day=1) if precision is Precision.MONTH else on


def has_begun(on: date, precision: Precision, today: date) -> bool:
    """Is the day, month or year not in the future?"""
    return period_of(on, precision) <= today


def checked_details(kind: EventKind, details: Mapping[str, Any] | None) -> dict[str, Any]:
    """The details of an entry as they are kept: texts trimmed, empty ones left out.

    Raises `Invalid` naming the field for what the kind does not have, and for what is too long.
    """
    given = dict(details or {})
    if kind is EventKind.ONSET:
        return _intake(given)
    rules: dict[str, Callable[[str, Any], Any]] = dict.fromkeys(TEXT_FIELDS.get(kind, ()), _text)
    if kind is EventKind.BLOOD_TEST:
        rules["results"] = _results
    if kind is EventKind.EXAM:
        rules["recommendation"] = _recommendation
    if unknown := sorted(set(given) - set(rules)):
        raise Invalid.field(f"details.{unknown[0]}", "This does not belong to an entry of this kind.")
    found = {name: rules[name](name, value) for name, value in given.items() if value not in (None, "")}
    return {name: value for name, value in found.items() if value}


def _intake(given: dict[str, Any]) -> dict[str, Any]:
    if len(json.dumps(given)) > LONGEST_INTAKE:
        raise Invalid.field("details", "This is too long. Shorten it.")
    return given


def _text(name: str, value: Any, longest: int = LONGEST_DETAIL) -> str:
    if not isinstance(value, str):
        raise Invalid.field(f"details.{name}", "Write this as text.")
    if len(value) > longest:
        raise Invalid.field(f"details.{name}", "This is too long. Shorten it.")
    return value.strip()


def _recommendation(name: str, value: Any) -> str:
    if value not in set(Recommendation):
        raise Invalid.field(f"details.{name}", "Choose one of the recommendations.")
    return Recommendation(value).value


def _results(name: str, value: Any) -> list[dict[str, str]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise Invalid.field(f"details.{name}", "Write one line for each value.")
    if len(value) > MOST_RESULTS:
        raise Invalid.field(f"details.{name}", "These are more lines than fit. Attach the report instead.")
    return [row for number, each in enumerate(value) if (row := _result(f"{name}.{number}", each))]


def _result(path: str, row: dict[str, Any]) -> dict[str, str]:
    if unknown := sorted(set(row) - set(RESULT_FIELDS)):
        raise Invalid.field(f"details.{path}.{unknown[0]}", "This does not belong to an entry of this kind.")
    texts = {
        field: text
        for field in RESULT_FIELDS
        if (text := _text(f"{path}.{field}", row.get(field) or "", LONGEST_RESULT))
    }
    if texts and "name" not in texts:
        raise Invalid.field(f"details.{path}.name", "Say what was measured in this line.")
    return texts
