"""The draft of a program against what the service says: the kept one and the version under it, a suggested step in it,
and what publishing refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from patient_app.content.exercise_library import Exercise
from patient_app.domain.errors import Invalid
from patient_app.domain.program import ProgramVersion
from patient_app.domain.text import Translator
from patient_app.presenters import program_draft as drafts
from patient_app.presenters.draft_history import DraftHistory
from patient_app.presenters.program_draft import ProgramDraft
from patient_app.presenters.program_draft_json import from_json
from patient_app.presenters.progression import note
from patient_app.services.drafts import NONE_YET
from patient_app.services.programs import Workbench
from patient_app.services.progression import Suggestion
from patient_app.ui.names import names

Library = Mapping[str, Exercise]
"""Exercises by id, the clinic's own among them."""


@dataclass(frozen=True, slots=True)
class TabDraft:
    """The draft of one patient in this window. `revision` is the kept state that it stands on; `is_kept`: it is that
    state."""

    draft: ProgramDraft
    revision: str = NONE_YET
    is_kept: bool = True
    history: DraftHistory = field(default_factory=DraftHistory)


def revision(bench: Workbench) -> str:
    """The revision of the kept draft."""
    return bench.draft.revision if bench.draft else NONE_YET


def base_of(bench: Workbench, version: int | None = None) -> ProgramVersion | None:
    """The version with this number; the newest one without."""
    found = [each.version for each in bench.versions if version in (None, each.version.version)]
    return found[-1] if found else None


def read_draft(bench: Workbench) -> ProgramDraft | None:
    """The kept draft on the version that it began from."""
    kept = bench.draft
    if kept is None:
        return None
    return from_json(kept.data, base_of(bench, kept.based_on) if kept.based_on is not None else None)


def with_step(
    t: Translator, draft: ProgramDraft, suggestion: Suggestion, library: Library, today: date
) -> ProgramDraft:
    """The draft with a suggested step in it, and why in the note. Nothing when it is there already."""
    before, after, name = suggestion.found.line, suggestion.step.line, names(t, library)
    if after.exercise_id == before.exercise_id:
        changed = drafts.apply(draft, before.line_id, before, after)
    else:
        changed = drafts.swap(draft, before.line_id, after)
    why = note(t, suggestion.found, suggestion.step, name, today)
    if changed == draft or why in draft.note:
        return changed
    return replace(changed, note=" ".join(filter(None, (draft.note.strip(), why))))


def day_of(text: str) -> date | None:
    """A date as the browser sends it; `None` for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def refusals(t: Translator, error: Invalid, draft: ProgramDraft) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """What the service refuses: of the day, and of each line as (key, field, why)."""
    day, found = "", []
    for each in error.fields:
        place, _, rest = each.field.partition(".")
        number, _, name = rest.partition(".")
        if place == "effective_from":
            day = t(each.message)
        elif place == "prescriptions" and number.isdigit() and int(number) < len(draft.lines):
            name = {"hold_seconds": "hold", "duration_minutes": "minutes"}.get(name, name)
            found.append((draft.lines[int(number)].key, name, t(each.message)))
    return day, tuple(found)
