"""Which safety gates an order's precautions touch (facts.md 8.4). A help to the prescriber: it reads words, not people.

A precaution that no word list knows touches no gate, so the precautions themselves are always shown as well.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping


def gates_touched(precautions: Iterable[str], words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """{gate: the first precaution that touches it}, in the order of the gates.

    `words`: for each gate what names it, as beginnings of words or phrases ('osteoporo', 'hip limit'); an abbreviation
    in capitals ('THA') must be a whole word. In a precaution case and accents do not matter.
    """
    spelled = [(each, _plain(each)) for each in precautions]
    found: dict[str, str] = {}
    for gate, names in words.items():
        patterns = [_pattern(name) for name in names]
        touching = next((text for text, plain in spelled if any(p.search(plain) for p in patterns)), None)
        if touching is not None:
            found[gate] = touching
    return found


def _pattern(name: str) -> re.Pattern[str]:
    end = r"\b" if name.isupper() else ""
    return re.compile(rf"\b{re.escape(_plain(name))}{end}")


def _plain(text: str) -> str:
    """Small letters without accents, one space between words."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
