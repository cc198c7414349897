"""Everything that happened in a course of treatment, in order. What each event says is wording, and elsewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from patient_app.domain.journey import Precision, period_of


class Happening(StrEnum):
    """What kind of event it is. Of one day they are told in this order."""

    ENTRY = "entry"
    ORDER_SIGNED = "order_signed"
    ORDER_ACCEPTED = "order_accepted"
    ORDER_DECLINED = "order_declined"
    ORDER_CANCELLED = "order_cancelled"
    VISIT_HELD = "visit_held"
    TREATMENTS = "treatments"
    FIRST_MEASURE = "first_measure"
    PROGRAM = "program"
    HOLD_BEGAN = "hold_began"
    HOLD_ENDED = "hold_ended"
    REPORT_SIGNED = "report_signed"
    REPORT_DECIDED = "report_decided"
    GOAL_MET = "goal_met"
    COURSE_CLOSED = "course_closed"


_PLACE = {each: place for place, each in enumerate(Happening)}


@dataclass(frozen=True, slots=True)
class Dated:
    """An event with its date, as exactly as it is known."""

    id: str
    happening: Happening
    on: date
    precision: Precision


D = TypeVar("D", bound=Dated)


def in_order(events: Iterable[D]) -> tuple[D, ...]:
    """Events by date, oldest first. One known to the month or year only stands before those of a day in it."""
    return tuple(sorted(events, key=_key))


def _key(event: Dated) -> tuple[date, int, int, str]:
    exactness = (Precision.YEAR, Precision.MONTH, Precision.DAY).index(event.precision)
    return period_of(event.on, event.precision), exactness, _PLACE[event.happening], event.id
