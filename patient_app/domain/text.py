"""Texts: what of them can be kept, and the translator as a type (texts are keyed by their English wording)."""

import re
from typing import Any, Protocol

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_MARK = "\ufffd"


def storable(value: Any) -> Any:
    """A value as JSON has it (texts, lists, objects) with the replacement mark for each character that cannot be kept.

    No encoding has half of a surrogate pair, PostgreSQL keeps no NUL, and a screen that shows either cannot be sent.
    """
    if isinstance(value, str):
        return _NOT_STORABLE.sub(_MARK, value)
    if isinstance(value, list | tuple):
        return type(value)(storable(each) for each in value)
    if isinstance(value, dict):
        return {storable(name): storable(each) for name, each in value.items()}
    return value


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
