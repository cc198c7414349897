"""The exercise library beside the program builder: its rows, and which of them a search finds as one types."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from patient_app.content.exercise_library import Exercise
from patient_app.content.locales import LANGUAGES, translator
from patient_app.domain.text import Translator
from patient_app.presenters.dose import dose
from patient_app.presenters.program import purposes, regions
from patient_app.services import exercises
from patient_app.ui.screen import Screen, handler


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


class LibraryScreen(Screen):
    """The library is sent once; a search sends only which rows it found."""

    library: dict[str, LibraryRow] = {}
    found: list[str] = []
    region: str = ""
    purpose: str = ""
    _query: str = ""
    # A tuple: values in it are handed out as they are, not wrapped to be watched.
    _entries: tuple[Entry, ...] = ()

    @handler
    async def load(self) -> None:
        """All exercises that may be prescribed."""
        found = await self._call(exercises.all_exercises)
        by_name = rows(self._t, found)
        self.library = {row.id: row for row in by_name}
        self._entries = index(by_name, found)
        self._begin_again()

    @handler
    async def search(self, query: str) -> None:
        """Only the exercises that have every word typed."""
        self._query = query[:80]
        self._find()

    @handler
    async def choose_region(self, region: str) -> None:
        """Only exercises for a part of the body; empty: all."""
        self.region = region
        self._find()

    @handler
    async def choose_purpose(self, purpose: str) -> None:
        """Only exercises of one purpose; empty: all."""
        self.purpose = purpose
        self._find()

    def _first(self, query: str) -> str | None:
        """The first exercise that a search finds; nothing without a word."""
        return next(iter(find(self._entries, query, self.region, self.purpose)), None) if query else None

    def _begin_again(self) -> None:
        """Without a search."""
        self._query = ""
        self._find()

    def _find(self) -> None:
        self.found = find(self._entries, self._query, self.region, self.purpose)


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
