"""Languages: one JSON file each, English text -> translation. English needs no file."""

import json
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

LANGUAGES: dict[str, str] = {"en": "English", "es": "Español"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A `domain.text.Translator`. A text without a translation is shown in English (a test finds it)."""

    language: str
    texts: dict[str, str] = field(repr=False, hash=False, compare=False)

    def __call__(self, text: str, **params: object) -> str:
        """The text in this language, placeholders filled."""
        found = self.texts.get(text, text)
        return found.format(**params) if params else found

    def n(self, one: str, many: str, n: int, **params: object) -> str:
        """The singular text when `n` is 1, else the plural, with `{n}` filled in."""
        return self(one if n == 1 else many, n=n, **params)


@cache
def translator(language: str) -> Catalogue:
    """The translator of a language; English for one that is not known."""
    if language == "en" or language not in LANGUAGES:
        return Catalogue("en", {})
    text = resources.files(__package__).joinpath(f"{language}.json").read_text("utf-8")
    return Catalogue(language, json.loads(text))
