"""Program templates in words: whose they are, how well their source is known, lines."""

import unicodedata
from dataclasses import replace

from patient_app.domain.program import Prescription, Side
from patient_app.domain.text import Translator
from patient_app.presenters.program import line_words


def origins(t: Translator) -> dict[str, str]:
    """Whose template it is, by its term."""
    return {"own": t("Mine"), "clinic": t("Clinic"), "shipped": t("Homestretch")}


def tags(t: Translator) -> dict[str, str]:
    """How well the source of the doses is known, by the tags of the data files."""
    return {
        "V": t("Published"),
        "V*": t("Near a published program"),
        "V2": t("Clinic pages"),
        "G": t("Typical start"),
        "D": t("Our proposal"),
    }


def dose_words(t: Translator, line: Prescription, *, side_open: bool) -> str:
    """Dose and days; for an open side: 'Affected side: 2 sets of 10. Every day.'"""
    if not side_open:
        return line_words(t, line)
    return t("Affected side: {dose}", dose=line_words(t, replace(line, side=Side.NONE)))


def plain(text: str) -> str:
    """Small letters without accents, for searches."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def has_words(query: str, *texts: str) -> bool:
    """Does every word of the query stand somewhere in the texts?"""
    everything = plain(" ".join(texts))
    return all(word in everything for word in plain(query).split())
