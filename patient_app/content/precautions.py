"""Coded precautions of an order, with the safety gates that each touches, and modalities to leave out.

In an order a coded precaution stands as words with what was added to it: 'Fall risk: helper in the stairs'. From the
words and the code the two parts are found again, so that each reader gets the first one in the own language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypeVar

from patient_app.content.data_file import Fields, open_fields
from patient_app.content.exercise_library import SafetyGate
from patient_app.content.wording import Wording
from patient_app.domain.orders import OrderContent

FILE = "precautions.json"


@dataclass(frozen=True, slots=True)
class Precaution:
    """One coded precaution. `hint`: what may be added to it."""

    id: str
    names: Wording
    hint: Wording
    gates: tuple[SafetyGate, ...]

    def name(self, language: str) -> str:
        """What it is called."""
        return self.names.text(language)

    def text(self, language: str, detail: str = "") -> str:
        """Its words with what was added."""
        return f"{self.name(language)}: {detail}" if detail else self.name(language)

    def names_it(self, text: str) -> bool:
        """Is the text one of `text()`?"""
        return any(text == name or text.startswith(f"{name}: ") for _, name in self.names.texts)

    def detail_in(self, text: str) -> str:
        """What was added to it in a text of `text()`; the whole text when it is not one."""
        for _, name in self.names.texts:
            if text == name:
                return ""
            if text.startswith(f"{name}: "):
                return text.removeprefix(f"{name}: ")
        return text


@dataclass(frozen=True, slots=True)
class Modality:
    """A treatment that an order may leave out."""

    id: str
    names: Wording

    def name(self, language: str) -> str:
        """What it is called."""
        return self.names.text(language)


@dataclass(frozen=True, slots=True)
class OrderTerms:
    """Precautions and modalities by id."""

    precautions: Mapping[str, Precaution]
    modalities: Mapping[str, Modality]

    def spoken(self, content: OrderContent, language: str) -> OrderContent:
        """An order with its coded precautions and modalities in a language; free words stay as written."""
        codes = content.precaution_codes
        precautions = [
            self._precaution(language, codes[at] if at < len(codes) else "", text)
            for at, text in enumerate(content.precautions)
        ]
        modalities = [
            self.modalities[text].name(language) if text in self.modalities else text
            for text in content.contraindicated
        ]
        return replace(content, precautions=tuple(precautions), contraindicated=tuple(modalities))

    def _precaution(self, language: str, code: str, text: str) -> str:
        known = self.precautions.get(code)
        return known.text(language, known.detail_in(text)) if known and known.names_it(text) else text


T = TypeVar("T", Precaution, Modality)


@cache
def order_terms() -> OrderTerms:
    """All of them. Raises `DataFileError` naming the field."""
    return parse_terms(open_fields(resources.files("patient_app.content").joinpath(FILE)))


def parse_terms(fields: Fields) -> OrderTerms:
    """All of them from the file's fields."""
    precautions = _by_id(fields, "precautions", [_precaution(each) for each in fields.each("precautions")])
    modalities = _by_id(fields, "modalities", [_modality(each) for each in fields.each("modalities")])
    fields.done()
    return OrderTerms(precautions, modalities)


def _precaution(fields: Fields) -> Precaution:
    found = Precaution(
        fields.text("id"), fields.wording("name"), fields.wording("detail"), fields.choices("gates", SafetyGate)
    )
    fields.done()
    return found


def _modality(fields: Fields) -> Modality:
    found = Modality(fields.text("id"), fields.wording("name"))
    fields.done()
    return found


def _by_id(fields: Fields, key: str, found: list[T]) -> Mapping[str, T]:
    by_id = {each.id: each for each in found}
    if len(by_id) != len(found):
        raise fields.error(key, "has an id twice")
    return MappingProxyType(by_id)
