"""A text in every language of the app, as it stands in a data file. Not the translator: that one is keyed by
English screen texts; this one carries the words of one exercise, measure or safety text."""

from dataclasses import dataclass

REQUIRED_LANGUAGES: tuple[str, ...] = ("en", "es")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in several languages, as (language, text) pairs; English is always there."""

    texts: tuple[tuple[str, str], ...]

    def text(self, language: str) -> str:
        """The text in `language`, or in English when there is none."""
        texts = dict(self.texts)
        return texts.get(language, texts["en"])


@dataclass(frozen=True, slots=True)
class WordingList:
    """Several texts in order (steps), the same number in each language."""

    texts: tuple[tuple[str, tuple[str, ...]], ...]

    def list(self, language: str) -> tuple[str, ...]:
        """The texts in `language`, or in English when there are none."""
        texts = dict(self.texts)
        return texts.get(language, texts["en"])
