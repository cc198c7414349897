"""Goals of a course of treatment: their categories, letters and what may become of them."""

from collections.abc import Collection
from enum import StrEnum


class GoalCategory(StrEnum):
    """What a goal is about."""

    STRENGTH = "strength"
    FLEXIBILITY = "flexibility"
    RANGE_OF_MOTION = "range_of_motion"
    FUNCTION = "function"
    PAIN = "pain"


class GoalStatus(StrEnum):
    """What became of a goal so far."""

    ACTIVE = "active"
    MET = "met"
    NOT_MET = "not_met"
    DROPPED = "dropped"


def next_letter(taken: Collection[str]) -> str:
    """The letter of a new goal: A to Z, then AA, AB … A letter is never given twice in an episode (facts 6.1)."""
    number = 1
    while (letter := _letter(number)) in taken:
        number += 1
    return letter


def _letter(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
