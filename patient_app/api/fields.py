"""The types of what a request may hold: strict, bounded, and with words for people when a value cannot be taken.

Nothing is guessed: "3" is no number, 2.5 no whole number, true no 1. Ids are UUIDs of any version.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from patient_app.domain.entries import Answer, MorningSettled, NotDoneReason
from patient_app.domain.people import SharePart
from patient_app.domain.program import LoadKind, Side, Weekday

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
# Outside these years calendars, weeks and databases disagree; nobody's course of treatment is there.
FIRST_YEAR, LAST_YEAR = 1900, 2199

NOT_A_DATE = "Give a date as YYYY-MM-DD."
NOT_AN_INSTANT = "Give a date and time with its offset, such as 2026-11-24T08:30:00-05:00."
NOT_AN_ID = "This is not an id (a UUID)."
NOT_WHOLE = "Give a whole number."
NOT_TEXT = "This text holds characters that cannot be kept."
OUT_OF_YEARS = "Give a year from 1900 to 2199."


def refuse(message: str) -> PydanticCustomError:
    """The error of a field, in words (an English sentence that is also the translation key)."""
    return PydanticCustomError("said", message)


def _date(value: Any) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise refuse(NOT_A_DATE)
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise refuse(NOT_A_DATE) from None
    return _in_years(found)


def _instant(value: Any) -> datetime:
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise refuse(NOT_AN_INSTANT)
    try:
        found = datetime.fromisoformat(value.upper())
    except ValueError:
        raise refuse(NOT_AN_INSTANT) from None
    _in_years(found.date())
    return found


def _in_years(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise refuse(OUT_OF_YEARS)
    return day


def _id(value: Any) -> str:
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise refuse(NOT_AN_ID)
    return value.lower()


def _whole_in_address(value: Any) -> Any:
    if not isinstance(value, str) or not _WHOLE.fullmatch(value):
        raise refuse(NOT_WHOLE)
    return int(value)


def _storable(value: str) -> str:
    """Neither NUL (PostgreSQL refuses it) nor half of a surrogate pair (no encoding has it)."""
    if _NOT_STORABLE.search(value):
        raise refuse(NOT_TEXT)
    return value


LocalDate = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Instant = Annotated[datetime, BeforeValidator(_instant), WithJsonSchema({"type": "string", "format": "date-time"})]
Id = Annotated[str, BeforeValidator(_id), WithJsonSchema({"type": "string", "format": "uuid"})]
NumberInAddress = Annotated[int, BeforeValidator(_whole_in_address), Field(ge=1)]

Text = Annotated[str, AfterValidator(_storable)]
ShortText = Annotated[Text, Field(max_length=200)]
Note = Annotated[Text, Field(max_length=2000)]
Code = Annotated[Text, Field(min_length=1, max_length=64)]
Password = Annotated[Text, Field(min_length=1, max_length=1000)]
TimeZone = Annotated[Text, Field(min_length=1, max_length=64)]

ZeroToTen = Annotated[int, Field(ge=0, le=10)]
"""Pain (NPRS), effort (RPE), sleep, activities."""


def is_id(text: str) -> bool:
    """Is this the text of a UUID?"""
    return _UUID.fullmatch(text) is not None


SideName = Annotated[Side, Field(strict=False)]
WeekdayName = Annotated[Weekday, Field(strict=False)]
LoadKindName = Annotated[LoadKind, Field(strict=False)]
Reason = Annotated[NotDoneReason, Field(strict=False)]
Settled = Annotated[MorningSettled, Field(strict=False)]
AnswerName = Annotated[Answer, Field(strict=False)]
PartName = Annotated[SharePart, Field(strict=False)]


class Body(BaseModel):
    """A JSON object in a request: unknown fields are refused, nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Parameters(BaseModel):
    """The parameters of an address: unknown ones are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def as_utc_text(value: datetime) -> str:
    """An instant in answers: RFC 3339 with its offset."""
    return value.isoformat()
