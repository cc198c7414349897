"""A former patient by a pseudonym, and how the name is taken out of texts that stay."""

import re
from typing import Any


def pseudonym(code: str) -> str:
    """The name of the row that stays: 'Former patient 7F3A'."""
    return f"Former patient {code}"


def code_of(name: str) -> str:
    """The code in a pseudonym: '7F3A'."""
    return name.rsplit(" ", 1)[-1]


def unusable_email(person_id: str) -> str:
    """What stands in the place of the e-mail address: unique, and no address, so that nobody can be invited to it."""
    return f"erased:{person_id}"


class Redaction:
    """Takes one patient's full name and e-mail address out of texts, however they are written ('ana_reyes.pdf').

    A part of the name alone ('Ana') stays: names are words too ('May', 'Will'), and a clinic's record must not change
    its meaning.
    """

    def __init__(self, name: str, email: str, instead: str) -> None:
        self._instead = instead
        words = name.split()
        whole = [words, [*words[-1:], *words[:-1]]] if len(words) > 1 else [words]
        names = [r"[\W_]+".join(map(re.escape, each)) for each in whole if each]
        found = [re.escape(email), *(rf"(?<![^\W_]){each}(?![^\W_])" for each in names)]
        self._pattern = re.compile("|".join(filter(None, found)), re.IGNORECASE)

    def of(self, value: Any) -> Any:
        """A text, or what JSON holds, without the name."""
        if isinstance(value, str):
            return self._pattern.sub(self._instead, value)
        if isinstance(value, list):
            return [self.of(each) for each in value]
        if isinstance(value, dict):
            return {key: self.of(each) for key, each in value.items()}
        return value
