"""The safety gates of facts.md 8.4 in words, and the words of a precaution that touch each: `safety_gates.json`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from patient_app.content.data_file import Fields, open_fields
from patient_app.content.exercise_library import SafetyGate
from patient_app.content.wording import Wording

FILE = "safety_gates.json"


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: its name, what to check, and the words (beginnings of words, or phrases) that touch it."""

    code: SafetyGate
    names: Wording
    check_text: Wording
    words: tuple[str, ...]

    def name(self, language: str) -> str:
        """What it is called."""
        return self.names.text(language)

    def check(self, language: str) -> str:
        """What the prescriber makes sure of."""
        return self.check_text.text(language)


@cache
def safety_gates() -> Mapping[SafetyGate, Gate]:
    """Every gate. Raises `DataFileError` naming the field."""
    return parse_gates(open_fields(resources.files("patient_app.content").joinpath(FILE)))


def parse_gates(fields: Fields) -> Mapping[SafetyGate, Gate]:
    """Every gate from the file's fields."""
    found = {gate: _gate(gate, fields.fields(gate.value)) for gate in SafetyGate}
    fields.done()
    return MappingProxyType(found)


def _gate(code: SafetyGate, fields: Fields) -> Gate:
    gate = Gate(code, fields.wording("name"), fields.wording("check"), fields.texts("words"))
    fields.done()
    return gate
