"""Typed fields of a form, read into values; what cannot be read is marked at its field. Nothing is guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from patient_app.domain.errors import FieldError

NEEDED = "This is needed."
NOT_A_DATE = "Choose a date."
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(slots=True)
class TypedForm:
    """The fields of a draft, with what is wrong with them."""

    values: Mapping[str, Any]
    problems: list[FieldError] = field(default_factory=list)

    def mark(self, name: str, message: str) -> None:
        """Say what is wrong with a field."""
        self.problems.append(FieldError(name, message))

    def objects(self, name: str) -> list[Mapping[str, Any]]:
        """The objects of a list; anything else in it is passed over."""
        found = self.values.get(name)
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    def text(self, name: str, longest: int, *, needed: bool = False) -> str:
        """A text without blanks around it."""
        return self.text_in(self.values, name, name, longest, needed=needed)

    def text_in(self, values: Mapping[str, Any], key: str, name: str, longest: int, *, needed: bool = False) -> str:
        """The text under `key` of `values`; `name` is the field that a problem is marked at."""
        text = text_of(values.get(key))
        if needed and not text:
            self.mark(name, NEEDED)
        elif len(text) > longest:
            self.mark(name, "This text is too long.")
        return text

    def whole(self, name: str, most: int, message: str) -> int:
        """A whole number from 1 to `most`, 0 when it is not one."""
        text = text_of(self.values.get(name))
        if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most:
            return int(text)
        self.mark(name, message)
        return 0

    def day(
        self, name: str, *, earliest: date | None = None, latest: date | None = None, needed: bool = False
    ) -> date | None:
        """A date within limits, `None` when there is none or it cannot be taken."""
        return self.day_in(self.values, name, name, earliest=earliest, latest=latest, needed=needed)

    def day_in(
        self,
        values: Mapping[str, Any],
        key: str,
        name: str,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        needed: bool = False,
    ) -> date | None:
        """`day` of a field within the form, as in `text_in`."""
        text = text_of(values.get(key))
        if not text:
            if needed:
                self.mark(name, NOT_A_DATE)
            return None
        day = day_of(text)
        if day is None:
            self.mark(name, NOT_A_DATE)
        elif latest is not None and day > latest:
            self.mark(name, "Choose today or an earlier day.")
        elif earliest is not None and day < earliest:
            self.mark(name, "Choose today or a later day.")
        return day

    def number_in(self, values: Mapping[str, Any], key: str, name: str) -> float | None:
        """A number, with a point or a comma; `None` when there is none or it cannot be read."""
        text = text_of(values.get(key)).replace(",", ".")
        if not text:
            return None
        try:
            number = float(text) if len(text) <= 12 and text.isascii() else None
        except ValueError:
            number = None
        if number is None or number != number or abs(number) > 100_000:
            self.mark(name, "Give a number.")
            return None
        return number


def text_of(value: Any) -> str:
    """A text without blanks around it; a number as it is written; anything else is no text."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def day_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
