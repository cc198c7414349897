"""Progress reports: what counts as a PT's own words, how a signed one is sealed, how it is answered.

Facts: Medicare Benefit Policy Manual ch. 15 section 220.3 D (facts.md 6.1).
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from patient_app.domain.goals import GoalStatus


class ReportKind(StrEnum):
    """A report on the way, or the one that ends the course."""

    PROGRESS = "progress"
    DISCHARGE = "discharge"


class ReportStatus(StrEnum):
    """A draft is its author's alone. A signed one is immutable; acknowledged: a physiatrist has decided."""

    DRAFT = "draft"
    SIGNED = "signed"
    ACKNOWLEDGED = "acknowledged"


class ReportDecision(StrEnum):
    """How the physiatrist answers a progress report."""

    CONTINUE = "continue"
    CHANGE = "change"
    SEE_PATIENT = "see_patient"
    DISCHARGE = "discharge"


class EntryKind(StrEnum):
    """What is added to a signed report, in order: where it was sent, a decision, a further word."""

    SENT = "sent"
    DECISION = "decision"
    ADDENDUM = "addendum"


class GoalWord(StrEnum):
    """The PT's word on a goal. `CHANGED`: it goes on under its letter, with another target or as the note says."""

    ACTIVE = "active"
    MET = "met"
    NOT_MET = "not_met"
    CHANGED = "changed"

    @property
    def status(self) -> GoalStatus:
        """What the goal is from now on."""
        return GoalStatus.ACTIVE if self is GoalWord.CHANGED else GoalStatus(self.value)


# Own words -----------------------------------------------------------------------------------------------------------

_PLACEHOLDERS = frozenset(
    {
        *("na", "none", "nil", "tbd", "tba", "todo", "test", "testing", "same", "idem", "ditto", "seeabove", "asabove"),
        *("asbefore", "xxx", "lorem", "loremipsum", "ningun", "ninguno", "ninguna", "nada", "igual", "pendiente"),
        *("prueba", "verarriba"),
    }
)
"""Words that stand for nothing, in both languages, as `_bare` has them."""
FEWEST_LETTERS = 3
SHORTEST_COPY = 12


def is_own_words(text: str, given: Iterable[str] = ()) -> bool:
    """Has the PT said something? Spaces, dots, dashes and words that stand for nothing ('n/a', 'tbd') do not count.

    `given` are the texts that the screen or the report itself offers; a copy of one, or of several one after the
    other, is not the PT's own.
    """
    bare = _bare(text)
    copies = sorted({_bare(each) for each in given}, key=len, reverse=True)
    if bare in _PLACEHOLDERS or bare in copies:
        return False
    for copied in copies:
        # A short text may stand in another by chance: a word is anyone's.
        if len(copied) >= SHORTEST_COPY:
            bare = bare.replace(copied, "")
    return len({each for each in bare if each.isalpha()}) >= FEWEST_LETTERS


def _bare(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]+", "", "".join(each for each in plain if not unicodedata.combining(each)))


# The seal ------------------------------------------------------------------------------------------------------------


def canonical(value: Mapping[str, Any]) -> str:
    """A JSON object in the one form that is hashed: names in order, no spaces, text as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of a signed report's content, as hexadecimal text."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def entry_hash(before: str, entry: Mapping[str, Any]) -> str:
    """The hash of something added to a signed report: it covers the entry and the hash before it, so that no entry
    can be changed, left out or moved without breaking those after it."""
    return hashlib.sha256(f"{before}\n{canonical(entry)}".encode()).hexdigest()


def is_chain(first: str, entries: Iterable[Mapping[str, Any]]) -> bool:
    """Does every entry's `hash` follow from the one before, beginning with the content's?"""
    before = first
    for each in entries:
        found = entry_hash(before, {name: value for name, value in each.items() if name != "hash"})
        if each.get("hash") != found:
            return False
        before = found
    return True
