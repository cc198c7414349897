"""One step of a dose, up or back: what facts.md 8.2 calls raising one thing, and going back one level.

The order of raising is reps, sets, load (2-10 %), at last the hold; where holding is the exercise, the hold comes
first; where it is timed, the minutes. A number stays within the exercise's usual dose, and at its top the harder
exercise comes. The sizes of the steps are our own proposal (tag D).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Any

from patient_app.domain.program import BAND_COLOURS, Load, LoadKind, Prescription
from patient_app.domain.rounding import exact, round_half_up
from patient_app.domain.usual_dose import Bounds, UsualRange

FEW_REPS = 5
"""With a hold and no more repetitions than this, holding is the exercise (stretches, planks)."""

PLATES = {"kg": Fraction(1, 2), "lb": Fraction(1)}
"""The smallest sensible change of a weight, by unit."""

GENERAL_DOSES: Mapping[str, UsualRange] = {
    "strength": UsualRange(sets=(2, 4), reps=(8, 12)),
    "flexibility": UsualRange(reps=(2, 4), hold_seconds=(10, 30)),
    "aerobic": UsualRange(duration_minutes=(5, 30)),
}
"""By purpose, for exercises whose source gives no range (facts.md 8.2: V2 S72; V S75, 150 minutes on 5 days)."""


class StepField(StrEnum):
    """The one thing that a step changes. `EXERCISE` is another exercise in the line's place."""

    REPS = "reps"
    SETS = "sets"
    HOLD = "hold_seconds"
    MINUTES = "duration_minutes"
    LOAD = "load"
    EXERCISE = "exercise"


NOT_SAID = UsualRange()
"""No range at all."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where a line can go: its usual dose, and exercises that are easier and harder as they would be prescribed."""

    usual: UsualRange = NOT_SAID
    easier: tuple[Prescription, ...] = ()
    harder: tuple[Prescription, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One change. `line` is the line afterwards; for another exercise it is a new line."""

    field: StepField
    line: Prescription


def with_general(usual: UsualRange, purpose: str) -> UsualRange:
    """The usual dose, with the general one where it has no range at all."""
    return GENERAL_DOSES.get(purpose, usual) if usual == NOT_SAID else usual


def step_up(line: Prescription, ladder: Ladder) -> Step | None:
    """One step up; `None` at the top of everything that is known."""
    for field in _order(line):
        raised = _raised(line, field, ladder.usual)
        if raised is not None:
            return Step(field, raised)
    return Step(StepField.EXERCISE, ladder.harder[0]) if ladder.harder else None


def step_back(
    line: Prescription, ladder: Ladder, before: Prescription | None = None, *, less: bool = False
) -> Step | None:
    """One step back; `None` when there is nothing left to take away.

    `before` is the dose that the line had: it comes back when it was lower in one thing alone. Else the way up is
    gone back, within the usual dose; at its bottom the easier exercise comes. `less`, after a red day: less of the
    same at once, the usual dose or not.
    """
    if before is not None and (returned := _one_thing_lower(before, line)):
        return returned
    order = _order(line)
    tries = [] if less else [*_on_the_way(line, ladder, reversed(order)), *_lowered(line, ladder.usual, order)]
    if tries:
        return tries[0]
    rest = [*_lowered(line, NOT_SAID, order)]
    easier = [Step(StepField.EXERCISE, each) for each in ladder.easier[:1]]
    return next(iter([*rest, *easier] if less else [*easier, *rest]), None)


def added_percent(before: Load | None, after: Load | None) -> float | None:
    """By how many percent a weight changes, to one decimal; `None` unless both are weights of one unit."""
    if before is None or after is None or before.unit != after.unit:
        return None
    old, new = _mass(before), _mass(after)
    return None if old is None or new is None else round_half_up(100 * (new - old) / old, 1)


Number = int | float
_NUMBERS = (StepField.REPS, StepField.SETS, StepField.HOLD, StepField.MINUTES)
_MOST: dict[StepField, Number] = {
    StepField.REPS: 500,
    StepField.SETS: 50,
    StepField.HOLD: 3600,
    StepField.MINUTES: 600,
}
"""Limits of the HTTP API."""

_LEAST: dict[StepField, Number] = {
    StepField.REPS: 1,
    StepField.SETS: 1,
    StepField.HOLD: 1,
    StepField.MINUTES: 0.5,
}
_MOST_MASS, _LEAST_MASS = Fraction(500), Fraction(1, 10)


def _more(field: StepField, value: Number) -> Number:
    """The next number up. Larger numbers take larger steps, so that one step stays about as much."""
    match field:
        case StepField.REPS:
            return value + (1 if value <= FEW_REPS else 2)
        case StepField.HOLD:
            return value + (2 if value < 10 else 5)
        case StepField.MINUTES if value < 5:
            return round(value + (0.5 if value < 2 else 1), 4)
        case StepField.MINUTES:
            return round(value + max(2, floor(value / 10)), 4)
        case _:
            return value + 1


def _less(field: StepField, value: Number) -> Number | None:
    """The number that `_more` leads up from; the lowest one when it passes over the value."""
    sizes = [*range(floor(value / 10) + 2, 0, -1), 0.5] if field is StepField.MINUTES else [5, 2, 1]
    lower = (round(value - size, 4) if field is StepField.MINUTES else value - size for size in sizes)
    return next((each for each in lower if each >= _LEAST[field] and _more(field, each) >= value), None)


def _order(line: Prescription) -> tuple[StepField, ...]:
    """What is raised first, second, third."""
    if line.duration_minutes is not None:
        return (StepField.MINUTES, StepField.SETS, StepField.LOAD)
    holding = line.hold_seconds is not None and (line.reps is None or line.reps <= FEW_REPS)
    if holding:
        return (StepField.HOLD, StepField.REPS, StepField.SETS, StepField.LOAD)
    return (StepField.REPS, StepField.SETS, StepField.LOAD, StepField.HOLD)


def _raised(line: Prescription, field: StepField, usual: UsualRange) -> Prescription | None:
    if field is StepField.LOAD:
        load = _heavier(line.load)
        return None if load is None else replace(line, load=load)
    value, bounds = _value(line, field), _bounds(usual, field)
    if value is None or bounds is None:
        return None
    top = min(bounds[1], _MOST[field])
    return _with(line, field, min(_more(field, value), top)) if value < top else None


def _on_the_way(line: Prescription, ladder: Ladder, fields: Iterator[StepField]) -> Iterator[Step]:
    """Steps back from which one step up leads here again."""
    for step in _lowered(line, NOT_SAID, tuple(fields)):
        bounds = _bounds(ladder.usual, step.field)
        value = _value(step.line, step.field)
        within = bounds is None or value is None or value >= bounds[0]
        up = step_up(step.line, ladder)
        if within and up is not None and up.line == line:
            yield step


def _lowered(line: Prescription, usual: UsualRange, fields: tuple[StepField, ...]) -> Iterator[Step]:
    """The line with less of one thing, field by field, as far as the usual dose goes."""
    for field in fields:
        if field is StepField.LOAD:
            load = _lighter(line.load)
            if load is not None:
                yield Step(field, replace(line, load=load))
            continue
        value, bounds = _value(line, field), _bounds(usual, field)
        lower = None if value is None else _less(field, value)
        if value is None or lower is None:
            continue
        lower = lower if bounds is None else max(lower, bounds[0])
        if lower < value:
            yield Step(field, _with(line, field, lower))


def _one_thing_lower(before: Prescription, line: Prescription) -> Step | None:
    """The line as it was before, when it was lower in exactly one thing that a step changes."""
    changed = [field for field in (*_NUMBERS, StepField.LOAD) if getattr(before, field) != getattr(line, field)]
    if len(changed) != 1:
        return None
    [field] = changed
    if field is StepField.LOAD:
        lower = _is_lighter(before.load, line.load)
    else:
        old, new = _value(before, field), _value(line, field)
        lower = old is not None and new is not None and old < new
    return Step(field, replace(line, **{field.value: getattr(before, field)})) if lower else None


def _value(line: Prescription, field: StepField) -> Number | None:
    found: Number | None = getattr(line, field) if field in _NUMBERS else None
    return found


def _bounds(usual: UsualRange, field: StepField) -> Bounds | None:
    found: Bounds | None = getattr(usual, field) if field in _NUMBERS else None
    return found


def _with(line: Prescription, field: StepField, value: Number) -> Prescription:
    values: dict[str, Any] = {field.value: float(value) if field is StepField.MINUTES else int(value)}
    return replace(line, **values)


def _heavier(load: Load | None) -> Load | None:
    """The next band, or a weight about 5 % heavier in whole plates, at least one plate."""
    if load is None:
        return None
    if load.kind is LoadKind.BAND:
        return _band(load, 1)
    mass = _mass(load)
    if mass is None:
        return None
    heavier = _next_mass(mass, PLATES[load.unit or ""])
    return replace(load, value=float(heavier)) if heavier <= _MOST_MASS else None


def _lighter(load: Load | None) -> Load | None:
    """The band before, or the weight that the next one up leads to here."""
    if load is None:
        return None
    if load.kind is LoadKind.BAND:
        return _band(load, -1)
    mass = _mass(load)
    if mass is None:
        return None
    plate = PLATES[load.unit or ""]
    for plates in range(floor(mass / plate / 10) + 2, 0, -1):
        lighter = mass - plates * plate
        if lighter >= _LEAST_MASS and _next_mass(lighter, plate) >= mass:
            return replace(load, value=float(lighter))
    return None


def _is_lighter(one: Load | None, other: Load | None) -> bool:
    if one is None or other is None or (one.kind, one.unit) != (other.kind, other.unit):
        return False
    if one.kind is LoadKind.BAND:
        return one.value in BAND_COLOURS and other.value in BAND_COLOURS[BAND_COLOURS.index(one.value) + 1 :]
    first, second = _mass(one), _mass(other)
    return first is not None and second is not None and first < second


def _band(load: Load, by: int) -> Load | None:
    if load.value not in BAND_COLOURS:
        return None
    at = BAND_COLOURS.index(load.value) + by
    return replace(load, value=BAND_COLOURS[at]) if 0 <= at < len(BAND_COLOURS) else None


def _mass(load: Load) -> Fraction | None:
    """A known weight in a known unit."""
    known = load.kind is LoadKind.MASS and load.unit in PLATES and isinstance(load.value, int | float)
    return exact(load.value) if known and isinstance(load.value, int | float) and load.value > 0 else None


def _next_mass(mass: Fraction, plate: Fraction) -> Fraction:
    return mass + max(plate, Fraction(int(round_half_up(mass / 20 / plate))) * plate)
