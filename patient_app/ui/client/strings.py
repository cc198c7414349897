"""Finds the texts that a JSX module (and the modules it imports) shows, and their translations. Runs when the front
end is built; the browser gets only the texts of the screen it opens."""

import json
import re
from functools import cache
from pathlib import Path

from patient_app.content.locales import translator

CLIENT = Path(__file__).parent

_TEXT = r'"(?:[^"\\\n]|\\.)*"'
_CALL = re.compile(rf"\bt\(\s*({_TEXT})|\bt\.n\(\s*({_TEXT})\s*,\s*({_TEXT})", re.DOTALL)
_IMPORT = re.compile(r'\b(?:from\s+|import\()"\./([\w.-]+\.jsx?)"')


@cache
def keys(module: str) -> tuple[str, ...]:
    """The English texts of `module` (a file name in this folder) and of all it imports from here, in order."""
    found = dict.fromkeys(
        json.loads(text)
        for source in _sources(module)
        for call in _CALL.findall((CLIENT / source).read_text("utf-8"))
        for text in call
        if text
    )
    return tuple(found)


def strings(module: str, language: str) -> dict[str, str]:
    """{English text: translation} for `module`; empty for English, whose texts are the keys."""
    if language == "en":
        return {}
    t = translator(language)
    return {key: t(key) for key in keys(module)}


def _sources(module: str) -> list[str]:
    reached = [module]
    for source in reached:  # grows while it is read
        reached += [name for name in _IMPORT.findall((CLIENT / source).read_text("utf-8")) if name not in reached]
    return reached
