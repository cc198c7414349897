"""The physiatrist's order for a course of PT: what it says, how long it counts, and what becomes of it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from patient_app.domain.goals import GoalCategory
from patient_app.domain.program import Side

GRACE = timedelta(days=7)
"""After signing, a first appointment takes some days: so much longer than its weeks an order counts. Our own (D)."""

MOST_DIAGNOSES = 12
MOST_GOALS = 12
MOST_TIMES_A_WEEK = 7
MOST_WEEKS = 52

_CODE = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?", re.ASCII)


class OrderState(StrEnum):
    """What became of a signed order."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    """Nobody accepted it in time."""
    ENDED = "ended"
    """It was accepted, and its weeks are over."""
    RENEWED = "renewed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """An ICD-10-CM code with its words. `side` `NONE`: it has none, or none was said."""

    code: str
    text: str
    side: Side = Side.NONE


@dataclass(frozen=True, slots=True)
class OrderGoal:
    """A goal as it stands in an order. `letter` is empty before it is signed."""

    letter: str
    category: GoalCategory
    description: str
    measure_id: str | None = None
    baseline: float | None = None
    target: float | None = None
    unit: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class OrderContent:
    """What an order says. `precautions`: those that are coded, in the order of `precaution_codes` and with what was
    added to each, then those in free words. Of `precautions` and `no_known_precautions` exactly one is said.

    `goals` is `None` when whoever reads does not see them. `pt_centre`: its name.
    """

    problem: str
    diagnoses: tuple[Diagnosis, ...]
    onset_or_surgery_on: date | None
    reason: str
    precaution_codes: tuple[str, ...]
    precautions: tuple[str, ...]
    no_known_precautions: bool
    contraindicated: tuple[str, ...]
    evaluate_and_treat: bool
    instructions: str | None
    frequency_per_week: int
    weeks: int
    goals: tuple[OrderGoal, ...] | None
    pt_centre_id: str | None
    pt_centre: str | None
    program_recommended: str | None
    warning_signs_asked_on: date | None
    next_visit_on: date | None


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of an order since it was signed, as local dates."""

    accepted_on: date | None = None
    declined_on: date | None = None
    cancelled_on: date | None = None
    renewed: bool = False


def is_diagnosis_code(text: str) -> bool:
    """Has the text the form of an ICD-10-CM code ('M54.50')? Says nothing about whether there is such a code."""
    return _CODE.fullmatch(text) is not None


def diagnosis_code(typed: str) -> str | None:
    """A code as it was typed ('m5450', 'M54.50 ') in its usual form; `None` when it cannot be one."""
    plain = typed.strip().upper().replace(".", "").replace(" ", "")
    code = f"{plain[:3]}.{plain[3:]}" if len(plain) > 3 else plain
    return code if is_diagnosis_code(code) else None


def expires_on(signed_on: date, weeks: int) -> date:
    """The last day of an order's weeks, with the days of grace."""
    return signed_on + timedelta(weeks=weeks) + GRACE


def ends_on(signed_on: date, expires: date | None, accepted: bool, order_days: int) -> date | None:
    """The last day on which an order counts: an order that nobody accepts ends after `order_days` at the latest."""
    if accepted:
        return expires
    limit = signed_on + timedelta(days=order_days)
    return limit if expires is None else min(expires, limit)


def order_state(answers: Answers, last_day: date | None, today: date) -> OrderState:
    """What became of the order by `today`. `last_day` as from `ends_on`."""
    if answers.cancelled_on is not None:
        return OrderState.CANCELLED
    if answers.declined_on is not None:
        return OrderState.DECLINED
    if answers.renewed:
        return OrderState.RENEWED
    is_over = last_day is not None and today > last_day
    if answers.accepted_on is None:
        return OrderState.EXPIRED if is_over else OrderState.WAITING
    return OrderState.ENDED if is_over else OrderState.ACCEPTED
