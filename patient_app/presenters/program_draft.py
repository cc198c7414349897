"""The program that a PT is building, as a value: lines come, go, move and change, on top of the version it began from.

When somebody publishes meanwhile, `rebase` brings the PT's changes over to the newest version and loses none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from patient_app.domain.program import Prescription, ProgramVersion, Side, Weekday
from patient_app.presenters.program_form import TEXT_FIELDS, LineForm, form_of, in_week_order

_KEPT_IN_A_SWAP = (
    "times_per_day", "schedule", "times_per_week", "days", "pain_green", "pain_amber", "precautions",
)  # fmt: skip
_VALUES = tuple(field.name for field in fields(LineForm) if field.name not in ("key", "line_id", "exercise_id"))


@dataclass(frozen=True, slots=True)
class ProgramDraft:
    """What would be published. `base` are the lines of the version `based_on` (`None`: there is none yet).

    `checks`: keys of lines that both the PT and somebody else changed, until the PT changes them again. `made` counts
    the new lines, for their keys.
    """

    based_on: int | None = None
    base: tuple[LineForm, ...] = ()
    lines: tuple[LineForm, ...] = ()
    starts_on: str = ""
    note: str = ""
    made: int = 0
    checks: frozenset[str] = frozenset()

    @property
    def gone(self) -> tuple[LineForm, ...]:
        """Lines of the base that the draft no longer has."""
        kept = {line.key for line in self.lines}
        return tuple(line for line in self.base if line.key not in kept)

    @property
    def is_changed(self) -> bool:
        """Would publishing change anything that is prescribed?"""
        return self.lines != self.base

    @property
    def is_touched(self) -> bool:
        """Is there anything of the PT's in it, the note included?"""
        return self.is_changed or bool(self.note.strip())

    def line(self, key: str) -> LineForm | None:
        """The line of a key."""
        return next((line for line in self.lines if line.key == key), None)

    def before(self, key: str) -> LineForm | None:
        """The line of a key as it is in the base."""
        return next((line for line in self.base if line.key == key), None)


def begin(version: ProgramVersion | None, starts_on: str, note: str = "") -> ProgramDraft:
    """An unchanged draft on top of a version."""
    base = _forms(version)
    return ProgramDraft(version.version if version else None, base, base, starts_on, note)


def add(draft: ProgramDraft, line: Prescription, *, side_open: bool = False) -> ProgramDraft:
    """A new line at the end. `side_open`: which side it is for is still to be chosen."""
    number = draft.made + 1
    form = form_of(replace(line, id="", line_id=""), f"new-{number}")
    form = replace(form, side="") if side_open else form
    return replace(draft, lines=(*draft.lines, form), made=number)


def swap(draft: ProgramDraft, key: str, line: Prescription, *, side_open: bool = False) -> ProgramDraft:
    """Another exercise in a line's place: a new line with its own dose, and the plan of the old one: days, times a day,
    side, pain limits and precautions.
    """
    old = draft.line(key)
    if old is None:
        return draft
    number = draft.made + 1
    form = form_of(replace(line, id="", line_id=""), f"new-{number}")
    kept = {name: getattr(old, name) for name in _KEPT_IN_A_SWAP}
    form = replace(form, **kept)
    if line.side is not Side.NONE and old.side != Side.NONE.value:
        form = replace(form, side=old.side)
    elif side_open:
        form = replace(form, side="")
    lines = tuple(form if each.key == key else each for each in draft.lines)
    return replace(draft, lines=lines, made=number)


def apply(draft: ProgramDraft, key: str, before: Prescription, after: Prescription) -> ProgramDraft:
    """A line with what differs between two doses of its exercise; what the PT changed besides stays."""
    own = draft.line(key)
    if own is None or own.exercise_id != after.exercise_id:
        return draft
    then, now = form_of(before, key), form_of(after, key)
    changed = {name: getattr(now, name) for name in _VALUES if getattr(now, name) != getattr(then, name)}
    return _with(draft, key, **changed)


def remove(draft: ProgramDraft, key: str) -> ProgramDraft:
    """Without a line."""
    return replace(draft, lines=tuple(line for line in draft.lines if line.key != key))


def put_back(draft: ProgramDraft, line: LineForm, position: int) -> ProgramDraft:
    """A removed line where it was; nothing when it is there already."""
    if draft.line(line.key):
        return draft
    return replace(draft, lines=(*draft.lines[:position], line, *draft.lines[position:]))


def move(draft: ProgramDraft, key: str, step: int) -> ProgramDraft:
    """A line one place up (-1) or down (1); the first stays first and the last stays last."""
    at = next((number for number, line in enumerate(draft.lines) if line.key == key), None)
    to = None if at is None else at + step
    if at is None or to is None or not 0 <= to < len(draft.lines):
        return draft
    lines = list(draft.lines)
    lines.insert(to, lines.pop(at))
    return replace(draft, lines=tuple(lines))


def move_to(draft: ProgramDraft, key: str, place: int) -> ProgramDraft:
    """A line at a place counted from 0; beyond the ends: at the end."""
    line = draft.line(key)
    if line is None:
        return draft
    lines = [each for each in draft.lines if each.key != key]
    lines.insert(min(max(place, 0), len(lines)), line)
    return replace(draft, lines=tuple(lines))


def fill_pain_rule(draft: ProgramDraft, green: str, amber: str) -> ProgramDraft:
    """Every line with these pain limits, as typed."""
    lines = tuple(replace(line, pain_green=green, pain_amber=amber) for line in draft.lines)
    return replace(draft, lines=lines)


def edit(draft: ProgramDraft, key: str, field: str, value: str) -> ProgramDraft:
    """A line with a field as typed. Unknown keys and fields change nothing."""
    if field not in TEXT_FIELDS:
        return draft
    return _with(draft, key, **{field: value})


def tick_gate(draft: ProgramDraft, key: str, gate: str, *, ticked: bool) -> ProgramDraft:
    """A line with a safety gate ticked as looked at, or not any more."""
    line = draft.line(key)
    if line is None:
        return draft
    return _with(
        draft, key, gates=tuple(sorted(frozenset(line.gates) | {gate} if ticked else frozenset(line.gates) - {gate}))
    )


def toggle_day(draft: ProgramDraft, key: str, day: str) -> ProgramDraft:
    """A line with a weekday put in or taken out."""
    line = draft.line(key)
    if line is None or day not in list(Weekday):
        return draft
    return _with(draft, key, days=in_week_order(frozenset(line.days) ^ {day}))


def start_from(draft: ProgramDraft, version: ProgramVersion) -> ProgramDraft:
    """The lines of an earlier version, as changes of the present one."""
    return replace(draft, lines=_forms(version), checks=frozenset())


def rebase(draft: ProgramDraft, newest: ProgramVersion) -> ProgramDraft:
    """The PT's changes on top of a newer version.

    Field by field: what the PT changed stays, what only the other changed is taken. Lines that either added stay;
    a line that the PT changed stays although the other took it out. Where both touched a line, it is in `checks`.
    """
    theirs = {line.key: line for line in _forms(newest)}
    mine = {line.key: line for line in draft.lines}
    base = {line.key: line for line in draft.base}
    lines: dict[str, LineForm] = {}
    checks = set()
    for key in mine.keys() | theirs.keys():
        before, own, other = base.get(key), mine.get(key), theirs.get(key)
        if own is None:
            if before is None and other is not None:
                lines[key] = other
        elif before is None:
            lines[key] = own
        elif other is None:
            if own != before:
                lines[key] = own
                checks.add(key)
        else:
            lines[key] = _merged(before, own, other)
            if own not in (before, other) and other != before:
                checks.add(key)
    order = _order(tuple(base), tuple(mine), tuple(theirs))
    merged = tuple(lines[key] for key in order if key in lines)
    return replace(draft, based_on=newest.version, base=tuple(theirs.values()), lines=merged, checks=frozenset(checks))


def _forms(version: ProgramVersion | None) -> tuple[LineForm, ...]:
    return tuple(form_of(line, line.line_id) for line in version.prescriptions) if version else ()


def _with(draft: ProgramDraft, key: str, **values: object) -> ProgramDraft:
    lines = tuple(replace(line, **values) if line.key == key else line for line in draft.lines)  # type: ignore[arg-type]
    return replace(draft, lines=lines, checks=draft.checks - {key})


def _merged(before: LineForm, own: LineForm, other: LineForm) -> LineForm:
    """The other's line with what the PT changed."""
    changed = {name: getattr(own, name) for name in _VALUES if getattr(own, name) != getattr(before, name)}
    return replace(other, **changed)


def _order(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The PT's order when the PT moved lines, else the other's; the rest stands after what it stood after."""
    moved = [key for key in base if key in mine] != [key for key in mine if key in base]
    first, second = (mine, theirs) if moved else (theirs, mine)
    order = list(first)
    for at, key in enumerate(second):
        if key not in order:
            place = next((order.index(other) + 1 for other in reversed(second[:at]) if other in order), 0)
            order.insert(place, key)
    return order
