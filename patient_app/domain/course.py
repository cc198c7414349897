"""Everything the day-by-day rules need to know of one patient's course, as one value."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from patient_app.domain.entries import CheckIn, ExerciseLog
from patient_app.domain.program import ProgramVersion


class HoldLevel(StrEnum):
    """Why the program is on hold: emergency or urgent warning sign, or a clinician's own decision."""

    EMERGENCY = "E"
    URGENT = "U"
    CLINICIAN = "C"


@dataclass(frozen=True, slots=True)
class Hold:
    """The program is on hold from `started_on` to the local date it was cleared on.

    The day it is cleared on is a day of exercise again, unless it is also the day it began.
    """

    started_on: date
    cleared_on: date | None = None
    level: HoldLevel = HoldLevel.CLINICIAN

    def covers(self, day: date) -> bool:
        """Is `day` on hold?"""
        if day < self.started_on:
            return False
        return self.cleared_on is None or day < self.cleared_on or day == self.started_on


@dataclass(frozen=True, slots=True)
class Course:
    """A patient's program versions, entries and holds, in any order.

    `first_sign_in` is the patient's local date of the first sign-in; `None` before it.
    """

    versions: tuple[ProgramVersion, ...] = ()
    logs: tuple[ExerciseLog, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    holds: tuple[Hold, ...] = ()
    first_sign_in: date | None = None
