"""Typst templates with data, as PDF/UA-1: tagged, with a title, a language and a text for each picture.

A template is a file of its own in `typst/`; all words reach it as data and are never read as Typst.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

PDF_STANDARD: Any = "ua-1"
PAPERS = {"letter": "us-letter", "a4": "a4"}
"""What Typst calls our papers."""


def typeset(template: str, data: Mapping[str, object], at: datetime) -> bytes:
    """The PDF of a template (a file's name in `typst/`). The same values always give the same bytes.

    Takes up to a few hundred milliseconds: run it in a worker thread.
    """
    files = {"main.typ": source(template), "data.json": json.dumps(data, ensure_ascii=False).encode()}
    try:
        return _compiled(files, at)
    except typst.TypstError:
        # A name in a script that the fonts inside Typst lack: take the system's, and rather gaps than no paper.
        try:
            return _compiled(files, at, own_fonts=False)
        except typst.TypstError:
            return _compiled(files, at, own_fonts=False, standards=[])


@cache
def source(template: str) -> bytes:
    """A template's text."""
    return resources.files(__package__).joinpath("typst", template).read_bytes()


def _compiled(
    files: dict[str, bytes], at: datetime, *, own_fonts: bool = True, standards: list[Any] | None = None
) -> bytes:
    several: Any = files  # typst's own hints know of one file only
    found: bytes = typst.compile(
        several,
        ignore_system_fonts=own_fonts,
        pdf_standards=[PDF_STANDARD] if standards is None else standards,
        timestamp=at.replace(microsecond=0),
    )
    return found
