"""Measurements taken in clinic (motion, strength, timed tests): what was typed as a value, its course, its change.

Which joints and tests there are, and what is plausible for each, is content.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from patient_app.domain.errors import Invalid
from patient_app.domain.measures import Direction, Turn
from patient_app.domain.program import Side
from patient_app.domain.rounding import exact, round_half_up

ROM, MMT, DYNAMOMETER = "rom", "mmt", "dynamometer"
"""The kinds that belong to a movement of a joint; any other kind is the code of a test."""

GRADES: tuple[str, ...] = ("0", "1-", "1", "1+", "2-", "2", "2+", "3-", "3", "3+", "4-", "4", "4+", "5-", "5")
"""Manual muscle test grades from none to normal (MRC 0-5 with + and -, facts.md 7.4). Ordered, never averaged."""

NEWTONS: dict[str, float] = {"N": 1.0, "kg": 9.80665, "lb": 4.4482216152605}
"""Force units of a dynamometer: newtons in one kilogram-force and one pound-force."""

LEAST_DEGREES, MOST_DEGREES = -30.0, 200.0
"""Outside of these no joint moves: a typing error."""

_NUMBER = re.compile(r"([+\-\u2212]?)(\d{1,4}(?:[.,]\d{1,3})?)\s*([a-z/°]*)", re.ASCII | re.IGNORECASE)
_GRADE = re.compile(r"([0-5])\s*([+\-\u2212]?)\s*(?:/\s*5)?")
_UNITS = {"°": "deg", "deg": "deg", "n": "N", "kg": "kg", "kgf": "kg", "lb": "lb", "lbs": "lb", "lbf": "lb"} | {
    unit: unit for unit in ("s", "min", "m/s")
}


class VoidReason(StrEnum):
    """Why a measurement was removed from the record. It stays in the history. Another reason is free text."""

    WRONG_PATIENT = "wrong_patient"
    WRONG_ROW = "wrong_row"
    TYPED_WRONG = "typed_wrong"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True, slots=True)
class What:
    """What is measured. `joint` and `movement` are `None` for tests; `active` is known for range of motion only."""

    kind: str
    joint: str | None = None
    movement: str | None = None
    active: bool | None = None

    @property
    def key(self) -> str:
        """One word for it: 'rom:knee:flexion:active', 'mmt:hip:abduction', 'timed_up_and_go'."""
        return _key(self)


@lru_cache(maxsize=4096)
def _key(what: What) -> str:
    """There are few, and each stands in hundreds of values."""
    how = () if what.active is None else ("active" if what.active else "passive",)
    return ":".join(part for part in (what.kind, what.joint, what.movement, *how) if part)


@dataclass(frozen=True, slots=True)
class Scale:
    """How a value is written. `units`: those it may have, the usual one first; none at all for a grade.

    `low` and `high` bound what is plausible, in the usual unit. `direction` is `None` where more is neither better nor
    worse. `distance_m`: a speed that may also be typed as the seconds for this distance.
    """

    units: tuple[str, ...] = ()
    low: float = 0
    high: float = 0
    decimals: int = 0
    direction: Direction | None = None
    distance_m: float | None = None

    @property
    def is_grade(self) -> bool:
        """Is it a grade rather than a number?"""
        return not self.units


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: a number with its unit, or a grade."""

    value: float | None = None
    unit: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value in the record. It never changes: a correction is another one, named by `replaced_by`.

    `measured_on` is the patient's local date. A removed one has `void_reason`, `voided_at` and `voided_by`.
    """

    id: str
    what: What
    side: Side | None
    found: Found
    measured_on: date
    measured_by: str
    recorded_at: datetime
    episode_id: str | None = None
    note: str | None = None
    replaced_by: str | None = None
    void_reason: str | None = None
    voided_at: datetime | None = None
    voided_by: str | None = None

    @property
    def is_live(self) -> bool:
        """Does it count? It was neither corrected nor removed."""
        return self.replaced_by is None and self.voided_at is None

    @property
    def cell(self) -> tuple[str, Side | None]:
        """What and which side: values of one cell stand in one line."""
        return self.what.key, self.side


@dataclass(frozen=True, slots=True)
class MeasurementChange:
    """From one value to a later one. `points` in `unit`; `None` for grades, which have an order and no distance.

    `rise` is 1, 0 or -1; `turn` says whether that is better, where the scale has a direction.
    """

    rise: int
    points: float | None = None
    unit: str | None = None
    turn: Turn | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The course of one cell: the first value of the episode, the one before the last, and the last.

    With a single value it is both `baseline` and `last`, and there is no change.
    """

    baseline: Measurement
    previous: Measurement | None
    last: Measurement
    change: MeasurementChange | None


def read(text: str, scale: Scale, unit: str | None = None) -> Found:
    """What a clinician typed, as a value. `unit` is meant where none is typed.

    '112' and '112°' are degrees, '11,2' is 11.2, '25 lb' has its own unit; '4 +' and '4+/5' are the grade '4+'.
    Raises `Invalid` in words when it is no such value, or not a plausible one.
    """
    return _grade(text) if scale.is_grade else _number(text, scale, unit)


def grade_rank(grade: str) -> int:
    """The place of a grade in the order. Raises `ValueError` for one that does not exist."""
    return GRADES.index(grade)


def change(before: Found, after: Found, direction: Direction | None = None) -> MeasurementChange | None:
    """From `before` to `after`, in the unit of `after`; `None` when the two cannot be compared."""
    if before.grade is not None and after.grade is not None:
        return _changed(grade_rank(after.grade) - grade_rank(before.grade), direction)
    if before.value is None or after.value is None:
        return None
    earlier = in_unit(before, after.unit)
    if earlier is None:
        return None
    points = float(exact(after.value) - exact(earlier))
    found = _changed(points, direction)
    return MeasurementChange(found.rise, points, after.unit, found.turn)


def in_unit(found: Found, unit: str | None) -> float | None:
    """The number in another unit of force, to one decimal; `None` when the units are of different things."""
    if found.value is None:
        return None
    if found.unit == unit:
        return found.value
    if found.unit in NEWTONS and unit in NEWTONS:
        return round_half_up(found.value * NEWTONS[found.unit] / NEWTONS[unit], 1)
    return None


def progress(of_one_cell: Iterable[Measurement], direction: Direction | None = None) -> Progress | None:
    """Baseline, last and change of the values of one cell that count; `None` when there is none.

    Of two values of one date the one recorded later counts.
    """
    by_day = {each.measured_on: each for each in in_order(of_one_cell) if each.is_live}
    values = list(by_day.values())
    if not values:
        return None
    first, last = values[0], values[-1]
    return Progress(
        baseline=first,
        previous=values[-2] if len(values) > 1 else None,
        last=last,
        change=change(first.found, last.found, direction) if len(values) > 1 else None,
    )


def in_order(measurements: Iterable[Measurement]) -> Sequence[Measurement]:
    """By the date of measuring, then by when they were recorded."""
    return sorted(measurements, key=lambda each: (each.measured_on, each.recorded_at, each.id))


def belongs_to(measurement: Measurement, episode_id: str | None, started_on: date | None) -> bool:
    """Is it of this episode? One without an episode belongs to it when it was taken since its start."""
    if episode_id is None or started_on is None or measurement.episode_id == episode_id:
        return True
    return measurement.episode_id is None and measurement.measured_on >= started_on


def shown_unit(unit: str) -> str:
    """A unit as clinicians write it."""
    return {"deg": "°", "1": ""}.get(unit, unit)


def _grade(text: str) -> Found:
    match = _GRADE.fullmatch(text.strip())
    grade = "".join(match.groups()).replace("\u2212", "-") if match else ""
    if grade not in GRADES:
        raise Invalid("Type a grade from 0 to 5, with + or - where needed, such as 4+.")
    return Found(grade=grade)


def _number(text: str, scale: Scale, unit: str | None) -> Found:
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise Invalid("Type a number, such as 12 or 12.5.")
    sign, digits, typed = match.groups()
    value = float(digits.replace(",", ".")) * (-1 if sign in ("-", "\u2212") else 1)
    unit = _UNITS.get(typed.lower(), typed) or unit or scale.units[0]
    if unit == "s" and scale.distance_m is not None:
        if value <= 0:
            raise Invalid("Type a time above 0 seconds.")
        value, unit = scale.distance_m / value, scale.units[0]
    if unit not in scale.units:
        raise Invalid("This is measured in {unit}.", unit=", ".join(shown_unit(each) for each in scale.units))
    found = Found(round_half_up(value, scale.decimals), unit)
    usual = in_unit(found, scale.units[0])
    if usual is None or not scale.low <= usual <= scale.high:
        low, high = (in_unit(Found(each, scale.units[0]), unit) for each in (scale.low, scale.high))
        raise Invalid(
            "{value} is not plausible here: {low} to {high} {unit}.",
            value=f"{found.value:g}",
            low=f"{low:g}",
            high=f"{high:g}",
            unit=shown_unit(unit),
        )
    return found


def _changed(points: float, direction: Direction | None) -> MeasurementChange:
    rise = (points > 0) - (points < 0)
    if direction is None:
        return MeasurementChange(rise)
    if rise == 0:
        return MeasurementChange(rise, turn=Turn.SAME)
    better = (rise > 0) == (direction is Direction.HIGHER_IS_BETTER)
    return MeasurementChange(rise, turn=Turn.BETTER if better else Turn.WORSE)
