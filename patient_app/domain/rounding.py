"""Exact sums and the one way of rounding: half up. Not for wording: presenters turn figures into text."""

from collections.abc import Sequence
from fractions import Fraction
from math import floor

Number = int | float | Fraction


def exact(value: Number) -> Fraction:
    """The value as the decimal it was written as, so that ten times 0.1 is 1."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def round_half_up(value: Number, decimals: int = 0) -> float:
    """`value` to so many decimals; a half goes up (64.25 -> 64.3, 2.5 -> 3)."""
    scale: int = 10**decimals
    return floor(exact(value) * scale + Fraction(1, 2)) / scale


def percent(part: Number, whole: Number) -> float | None:
    """100 × part / whole to one decimal, rounded half up; `None` when the whole is nothing."""
    if whole == 0:
        return None
    return round_half_up(100 * exact(part) / exact(whole), 1)


def mean(values: Sequence[Number]) -> Fraction | None:
    """The exact mean; `None` of nothing."""
    if not values:
        return None
    return sum((exact(value) for value in values), Fraction(0)) / len(values)
