"""What is counted for a patient, as values: days by period, minutes by month, and the ledger's lines."""

from dataclasses import dataclass
from datetime import date

from patient_app.domain.monitoring import Activity, CountedDay, DaysBand, MinutesBand, WithWhom
from patient_app.domain.people import Role
from patient_app.domain.visits import VisitMode


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes as a clinician enters them. A live talk says how (`mode`) and with whom; anything else says neither."""

    on: date
    minutes: int
    activity: Activity
    mode: VisitMode | None = None
    with_whom: WithWhom | None = None
    note: str = ""

    @property
    def interactive(self) -> bool:
        """Was it a live talk?"""
        return self.mode is not None or self.with_whom is not None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ledger. A removed one stays, with its reason. `may_void`: the reader entered it."""

    id: str
    who: str
    role: Role
    entered: Minutes
    voided_on: date | None
    void_reason: str
    may_void: bool


@dataclass(frozen=True, slots=True)
class PeriodDays:
    """30 days, the dates with an entry among them, and the step they stand on."""

    first: date
    last: date
    dates: tuple[CountedDay, ...]
    band: DaysBand


@dataclass(frozen=True, slots=True)
class Month:
    """Minutes in a calendar month (its first day); `talks` are the live ones among the lines."""

    first: date
    minutes: int
    talk_minutes: int
    talks: int
    band: MinutesBand


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that is counted for one patient: periods, months and lines, the newest first."""

    patient_id: str
    patient_name: str
    today: date
    started_on: date | None
    periods: tuple[PeriodDays, ...]
    months: tuple[Month, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PatientMonth:
    """One patient in one month, for the list of a clinician's own patients. `days`: dates with an entry in the month,
    since the counting began; `period`: the 30 days that the month's last day (or today) falls in.
    """

    patient_id: str
    patient_name: str
    started_on: date | None
    days: int
    period: PeriodDays | None
    month: Month
