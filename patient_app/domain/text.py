"""The translator as a type. Texts are keyed by their English wording."""

from typing import Protocol


class Translator(Protocol):
    """Turns an English text into the reader's language; `params` fill `{placeholders}`."""

    @property
    def language(self) -> str:
        """'en' or 'es'."""
        ...

    def __call__(self, text: str, **params: object) -> str:
        """The text in the reader's language."""
        ...

    def n(self, one: str, many: str, n: int, **params: object) -> str:
        """`one` when `n` is 1, else `many`, with `{n}` filled in."""
        ...
