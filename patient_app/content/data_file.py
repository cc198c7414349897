"""Reads a JSON data file field by field and says which file and which field is wrong.

For the loaders of exercises, measures and warning signs only; what people enter is checked elsewhere.
"""

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from patient_app.content.wording import REQUIRED_LANGUAGES, Wording, WordingList

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class DataFileError(ValueError):
    """A data file of the app is wrong: `file`, `field` (a dotted path) and what is wrong with it."""

    def __init__(self, file: str, field: str, problem: str) -> None:
        super().__init__(f"{file}: {field}: {problem}")
        self.file = file
        self.field = field


class Fields:
    """The fields of one JSON object. Each read checks the value; `done()` refuses fields nobody read.

    `required`: the languages that a wording must have.
    """

    def __init__(self, values: Any, file: str, path: str = "", required: tuple[str, ...] = REQUIRED_LANGUAGES) -> None:
        self.file = file
        self._required = required
        self._path = path
        if not isinstance(values, dict):
            raise DataFileError(file, path.rstrip(".") or "(file)", "must be an object")
        self._values: dict[str, Any] = values
        self._read: set[str] = set()

    def error(self, key: str, problem: str) -> DataFileError:
        """An error that names this file and `key`."""
        return DataFileError(self.file, f"{self._path}{key}", problem)

    def has(self, key: str) -> bool:
        """Is the field there at all?"""
        return key in self._values

    def take(self, key: str) -> Any:
        """The value of a field that must be there."""
        if key not in self._values:
            raise self.error(key, "is missing")
        self._read.add(key)
        return self._values[key]

    def names(self) -> tuple[str, ...]:
        """The names of all its fields, for an object whose names are data."""
        return tuple(self._values)

    def done(self) -> None:
        """Refuse a field that is not part of the schema (a misspelt one would be lost in silence)."""
        for key in self._values:
            if key not in self._read:
                raise self.error(key, "is not a field of this kind of file")

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "must be a text that is not empty")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or null for unknown."""
        return None if self._is_null(key) else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, possibly empty."""
        value = self.take(key)
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self.error(key, "must be a list of texts")
        return tuple(value)

    def number(self, key: str, low: float, high: float) -> float:
        """A number from `low` to `high`, both included."""
        value = self.take(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.error(key, f"must be a number from {low} to {high}")
        return value

    def optional_number(self, key: str, low: float, high: float) -> float | None:
        """A number in range, or null for unknown."""
        return None if self._is_null(key) else self.number(key, low, high)

    def integer(self, key: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        value = self.number(key, low, high)
        if not isinstance(value, int):
            raise self.error(key, "must be a whole number")
        return value

    def optional_integer(self, key: str, low: int, high: int) -> int | None:
        """A whole number in range, or null for unknown."""
        return None if self._is_null(key) else self.integer(key, low, high)

    def flag(self, key: str) -> bool:
        """true or false."""
        value = self.take(key)
        if not isinstance(value, bool):
            raise self.error(key, "must be true or false")
        return value

    def choice(self, key: str, kind: type[E]) -> E:
        """One of the terms of an enum."""
        return self._term(key, self.take(key), kind)

    def optional_choice(self, key: str, kind: type[E]) -> E | None:
        """One of the terms of an enum, or null for unknown."""
        return None if self._is_null(key) else self.choice(key, kind)

    def choices(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """A list of terms of an enum, possibly empty, none twice."""
        found = tuple(self._term(key, value, kind) for value in self.texts(key))
        if len(set(found)) != len(found):
            raise self.error(key, "names a term twice")
        return found

    def fields(self, key: str) -> "Fields":
        """An object inside this one."""
        return Fields(self.take(key), self.file, f"{self._path}{key}.", self._required)

    def optional_fields(self, key: str) -> "Fields | None":
        """An object inside this one, or null."""
        return None if self._is_null(key) else self.fields(key)

    def each(self, key: str) -> Iterator["Fields"]:
        """The objects of a list, each with its own path."""
        values = self.take(key)
        if not isinstance(values, list):
            raise self.error(key, "must be a list")
        for index, value in enumerate(values):
            yield Fields(value, self.file, f"{self._path}{key}.{index}.", self._required)

    def optional_each(self, key: str) -> Iterator["Fields"]:
        """The objects of a list, none for null."""
        return iter(()) if self._is_null(key) else self.each(key)

    def wording(self, key: str) -> Wording:
        """A text in every required language."""
        inner = self.fields(key)
        return Wording(tuple((language, inner.text(language)) for language in inner.languages()))

    def optional_wording(self, key: str) -> Wording | None:
        """A text in every required language, or null for none."""
        return None if self._is_null(key) else self.wording(key)

    def wording_list(self, key: str) -> WordingList:
        """A list of texts in every required language, the same number in each."""
        inner = self.fields(key)
        lists = tuple((language, inner.texts(language)) for language in inner.languages())
        if len({len(texts) for _, texts in lists}) != 1 or not lists[0][1]:
            raise self.error(key, "must have the same number of texts in each language, at least one")
        return WordingList(lists)

    def languages(self) -> tuple[str, ...]:
        """The languages of a wording: every required one, and any more that the file gives."""
        for language in self._required:
            if language not in self._values:
                raise self.error(language, "is missing")
        return tuple(self._values)

    def _is_null(self, key: str) -> bool:
        return self.take(key) is None

    def _term(self, key: str, value: Any, kind: type[E]) -> E:
        try:
            return kind(value)
        except ValueError:
            raise self.error(key, f"must be one of {', '.join(kind)}, not {value!r}") from None


def read_all(folder: Traversable, parse: Callable[[Fields], T]) -> dict[str, T]:
    """Every `*.json` of a folder, parsed, keyed by its file name without the ending, in order of names.

    Raises `DataFileError` for the first file that is wrong.
    """
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    return {file.name.removesuffix(".json"): parse(open_fields(file)) for file in files}


def open_fields(file: Traversable) -> Fields:
    """The fields of one JSON file."""
    try:
        return Fields(json.loads(file.read_text("utf-8")), file.name)
    except json.JSONDecodeError as wrong:
        raise DataFileError(file.name, f"line {wrong.lineno}", f"is not JSON ({wrong.msg})") from wrong
