"""A program draft as JSON, to be kept, and back. What is kept is older than the code that reads it: unknown fields are
left out, missing ones are as they begin.
"""

from dataclasses import asdict, fields, replace
from typing import Any

from patient_app.domain.program import ProgramVersion
from patient_app.presenters.program_draft import ProgramDraft, begin
from patient_app.presenters.program_form import LineForm, in_week_order

_TEXTS = frozenset(field.name for field in fields(LineForm)) - {"days", "gates"}


def to_json(draft: ProgramDraft) -> dict[str, Any]:
    """All of a draft but its base, which is a published version."""
    return {
        "lines": [asdict(line) for line in draft.lines],
        "starts_on": draft.starts_on,
        "note": draft.note,
        "made": draft.made,
        "checks": sorted(draft.checks),
    }


def from_json(data: dict[str, Any], base: ProgramVersion | None) -> ProgramDraft:
    """The draft on top of the version that it began from."""
    lines = tuple(_line(each) for each in data.get("lines", ()) if isinstance(each, dict))
    return replace(
        begin(base, str(data.get("starts_on", "")), str(data.get("note", ""))),
        lines=tuple(line for line in lines if line.key and line.exercise_id),
        made=int(data.get("made", 0)),
        checks=frozenset(str(key) for key in data.get("checks", ())),
    )


def _line(values: dict[str, Any]) -> LineForm:
    texts = {name: str(value) for name, value in values.items() if name in _TEXTS and value is not None}
    known = {"key": "", "line_id": "", "exercise_id": "", **texts}
    days = in_week_order(frozenset(str(day) for day in values.get("days", ())))
    return LineForm(**known, days=days, gates=tuple(str(gate) for gate in values.get("gates", ())))
