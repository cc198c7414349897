"""The exercise library beside the program builder: its rows, and which of them a search finds as one types."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from patient_app.content.exercise_library import Exercise
from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.text import Translator
from patient_app.presenters.dose import dose
from patient_app.presenters.program import purposes, regions


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """An exercise to add: what it is for, its usual dose in words, where its figure is."""

    id: str
    name: str
    about: str
    dose: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What an exercise is found by. `words`: names, region and purpose in every language, spelled plainly."""

    id: str
    words: str
    region: str
    purpose: str


def rows(t: Translator, found: Iterable[Exercise]) -> list[LibraryRow]:
    """The library by name."""
    region, purpose = regions(t), purposes(t)
    made = [
        LibraryRow(
            id=each.id,
            name=each.name(t.language),
            about=f"{region[each.region]}, {purpose[each.purpose].lower()}",
            dose=dose(t, each.prescription(id="", line_id="")),
        )
        for each in found
    ]
    return sorted(made, key=lambda row: _plain(row.name))


def index(found: Iterable[LibraryRow], library: Iterable[Exercise]) -> tuple[Entry, ...]:
    """What the rows are found by, in their order."""
    known = {each.id: each for each in library}
    return tuple(_entry(known[row.id]) for row in found)


def find(entries: Iterable[Entry], query: str, region: str = "", purpose: str = "") -> list[str]:
    """Ids of what has every word of the query, names that begin with it first; all of them without one."""
    wanted = _plain(query).split()
    found = [
        entry
        for entry in entries
        if region in ("", entry.region)
        and purpose in ("", entry.purpose)
        and all(word in entry.words for word in wanted)
    ]
    first = " ".join(wanted)
    return [entry.id for entry in sorted(found, key=lambda entry: not entry.words.startswith(first))]


def _entry(exercise: Exercise) -> Entry:
    translators = [translator(language) for language in LANGUAGES]
    names = [exercise.name(t.language) for t in translators]
    kinds = [words for t in translators for words in (regions(t)[exercise.region], purposes(t)[exercise.purpose])]
    return Entry(exercise.id, _plain(" ".join([*names, *kinds])), exercise.region.value, exercise.purpose.value)


def _plain(text: str) -> str:
    """Without case and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
