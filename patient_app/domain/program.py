"""Programs and prescriptions as values (FHIR: CarePlan and its ServiceRequests). No rule is decided here.

Unknown stays unknown (`None`): no default dose is filled in silently.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Side(StrEnum):
    """The side a dose is for. `BOTH` and `ALTERNATING` mean the dose on each side."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    ALTERNATING = "alternating"
    NONE = "none"

    @property
    def is_two_sided(self) -> bool:
        """The dose is done once on each side."""
        return self in (Side.BOTH, Side.ALTERNATING)


class Weekday(StrEnum):
    """ISO weekdays, Monday first, in the API's spelling."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @classmethod
    def of(cls, day: date) -> "Weekday":
        """The weekday of a local date."""
        return tuple(cls)[day.weekday()]


class LoadKind(StrEnum):
    """What works against the muscle."""

    NONE = "none"
    BODY = "body"
    BAND = "band"
    MASS = "mass"


BAND_COLOURS = ("tan", "yellow", "red", "green", "blue", "black", "silver", "gold")
"""Exercise bands, the lightest first, in the order that many makers use; others colour them otherwise."""


@dataclass(frozen=True, slots=True)
class Load:
    """Resistance. `value` is a band colour (text) or a mass (number, with `unit` kg or lb)."""

    kind: LoadKind
    value: str | float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class FixedDays:
    """Due on these weekdays."""

    days: frozenset[Weekday]


@dataclass(frozen=True, slots=True)
class TimesPerWeek:
    """Due on any `times_per_week` (1-7) days of an ISO week."""

    times_per_week: int


Schedule = FixedDays | TimesPerWeek


@dataclass(frozen=True, slots=True)
class PainRule:
    """The prescriber's pain limits, NPRS 0-10: green up to `green_max`, amber up to `amber_max`, red above."""

    green_max: int
    amber_max: int


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise with its dose. `line_id` follows the exercise through the versions of the program.

    Per set: `reps`, or `hold_seconds` (with `reps`), or `duration_minutes`. `intensity` is RPE 0-10.
    `times_per_day` 1-6 on each day that the schedule names.
    """

    id: str
    line_id: str
    exercise_id: str
    side: Side
    sets: int
    times_per_day: int
    schedule: Schedule
    reps: int | None = None
    hold_seconds: int | None = None
    duration_minutes: float | None = None
    rest_seconds: int | None = None
    load: Load | None = None
    tempo: str | None = None
    intensity: int | None = None
    range_limit: str | None = None
    pain_rule: PainRule | None = None
    precautions: str | None = None
    note: str | None = None
    gates_checked: tuple[str, ...] = ()
    """What the prescriber looked at and allowed for this patient: safety gates (facts.md 8.4), each with the order
    whose precaution touches it."""

    @property
    def is_flexible(self) -> bool:
        """Due so many times a week on any days, rather than on fixed weekdays."""
        return isinstance(self.schedule, TimesPerWeek)


@dataclass(frozen=True, slots=True)
class ProgramVersion:
    """An immutable version of a patient's program, in force from `effective_from` (local date, included)."""

    version: int
    effective_from: date
    prescriptions: tuple[Prescription, ...]
    published_at: datetime
    published_by: str
    note: str | None = None
