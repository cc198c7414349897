"""ICD-10-CM codes of rehabilitation (`icd10cm.json`): a choice to search in, with the official English titles.

The file says which release they are of. A code that is not in it is typed by hand; only its form is checked then.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from patient_app.content.data_file import Fields, open_fields
from patient_app.domain.orders import is_diagnosis_code
from patient_app.domain.program import Side

FILE = "icd10cm.json"


@dataclass(frozen=True, slots=True)
class DiagnosisCode:
    """One code that needs no further character. `side`: the one that the code itself means; `words`: what else it is
    found by, in English and Spanish.
    """

    code: str
    title: str
    side: Side | None
    words: str


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes by themselves, and where they are from."""

    source: str
    note: str
    release: str
    codes: Mapping[str, DiagnosisCode]

    def has_parent(self, code: str) -> bool:
        """Is this a heading of codes in the list, which says too little to be ordered with (M54.5)?"""
        return code not in self.codes and any(known.startswith(code) for known in self.codes)


@cache
def diagnosis_codes() -> CodeList:
    """The list. Raises `DataFileError` naming the field."""
    return parse_codes(open_fields(resources.files("patient_app.content").joinpath(FILE)))


def parse_codes(fields: Fields) -> CodeList:
    """The list from the file's fields."""
    source, note, release = fields.text("source"), fields.text("note"), fields.text("release")
    spanish = _spanish(fields.fields("spanish"))
    found: dict[str, DiagnosisCode] = {}
    for group in fields.each("groups"):
        words = f"{group.text('name')} {group.text('words')}"
        for each in group.each("codes"):
            code = _code(each, words, spanish)
            if code.code in found:
                raise each.error("code", "is there twice")
            found[code.code] = code
        group.done()
    fields.done()
    return CodeList(source, note, release, MappingProxyType(found))


def _spanish(fields: Fields) -> Mapping[str, str]:
    return {name: fields.text(name) for name in fields.names()}


def _code(fields: Fields, words: str, spanish: Mapping[str, str]) -> DiagnosisCode:
    code, title = fields.text("code"), fields.text("title")
    if not is_diagnosis_code(code):
        raise fields.error("code", "is not of the form of an ICD-10-CM code")
    side = fields.choice("side", Side) if fields.has("side") else None
    fields.done()
    translated = [spanish[word] for word in re.findall(r"[a-z]+", title.casefold()) if word in spanish]
    return DiagnosisCode(code, title, side, " ".join([words, *translated]))
