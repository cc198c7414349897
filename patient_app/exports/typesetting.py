"""Typst templates made into PDF: the one place that knows Typst.

A template is a file of its own in `typst/`; what it shows reaches it as data and is never read as Typst.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

from patient_app.services.handouts import Paper

PAPERS = {Paper.LETTER: "us-letter", Paper.A4: "a4"}
PDF_STANDARD: Any = "ua-1"
"""PDF/UA: tagged, with a title, a language and a text for each picture."""


def compiled(name: str, data: Mapping[str, object], printed_at: datetime) -> bytes:
    """The PDF of a template (a file's name) with its data. The same values always give the same bytes.

    Takes up to a few hundred milliseconds: run it in a worker thread.
    """
    files = {"main.typ": template(name), "data.json": json.dumps(data, ensure_ascii=False).encode()}
    try:
        return _compiled(files, printed_at)
    except typst.TypstError:
        # A name in a script that the fonts inside Typst lack: take the system's, and rather gaps than no paper.
        try:
            return _compiled(files, printed_at, own_fonts=False)
        except typst.TypstError:
            return _compiled(files, printed_at, own_fonts=False, standards=[])


def _compiled(
    files: dict[str, bytes], printed_at: datetime, *, own_fonts: bool = True, standards: list[Any] | None = None
) -> bytes:
    several: Any = files  # typst's own hints know of one file only
    found: bytes = typst.compile(
        several,
        ignore_system_fonts=own_fonts,
        pdf_standards=[PDF_STANDARD] if standards is None else standards,
        timestamp=printed_at.replace(microsecond=0),
    )
    return found


@cache
def template(name: str) -> bytes:
    """A template of `typst/`."""
    return resources.files(__package__).joinpath("typst", name).read_bytes()
