"""What was done to a draft, to be taken back and done again. Typing in one field is one step."""

from dataclasses import dataclass, replace

from patient_app.presenters.program_draft import ProgramDraft

MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class Step:
    """A change: what was done, in words, and the draft on its other side. `field` is what was typed into, or empty."""

    label: str
    draft: ProgramDraft
    field: str = ""


@dataclass(frozen=True, slots=True)
class DraftHistory:
    """Steps that lead back (the last one first to go) and steps that lead forward again."""

    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()

    def did(self, before: ProgramDraft, label: str, field: str = "") -> "DraftHistory":
        """Something new was done to `before`; what was taken back is forgotten."""
        last = self.past[-1] if self.past else None
        if field and last is not None and last.field == field:
            return replace(self, future=())
        return DraftHistory((*self.past, Step(label, before, field))[-MOST_STEPS:])

    def undo(self, now: ProgramDraft) -> tuple[ProgramDraft, "DraftHistory"]:
        """The draft before the last step; the same one when there is no step."""
        if not self.past:
            return now, self
        step = self.past[-1]
        return step.draft, DraftHistory(self.past[:-1], (*self.future, Step(step.label, now)))

    def redo(self, now: ProgramDraft) -> tuple[ProgramDraft, "DraftHistory"]:
        """The draft after the step that was taken back last; the same one when there is none."""
        if not self.future:
            return now, self
        step = self.future[-1]
        return step.draft, DraftHistory((*self.past, Step(step.label, now)), self.future[:-1])

    @property
    def undoable(self) -> str:
        """What would be taken back; empty when nothing."""
        return self.past[-1].label if self.past else ""

    @property
    def redoable(self) -> str:
        """What would be done again; empty when nothing."""
        return self.future[-1].label if self.future else ""
