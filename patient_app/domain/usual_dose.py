"""Is a dose outside what the source of an exercise gives? For a word to the prescriber, never a limit."""

from dataclasses import dataclass

from patient_app.domain.program import FixedDays, Prescription

Bounds = tuple[float, float]
"""From and to, both included."""


@dataclass(frozen=True, slots=True)
class UsualRange:
    """The doses that a source gives for one exercise. `None`: it does not say."""

    sets: Bounds | None = None
    reps: Bounds | None = None
    hold_seconds: Bounds | None = None
    duration_minutes: Bounds | None = None
    times_per_day: Bounds | None = None
    days_per_week: Bounds | None = None


@dataclass(frozen=True, slots=True)
class OutsideUsual:
    """A value of a dose that its source does not give. `field` as in `UsualRange`."""

    field: str
    value: float
    low: float
    high: float


def outside_usual(line: Prescription, usual: UsualRange) -> tuple[OutsideUsual, ...]:
    """Every value of the dose that lies outside the usual range; a value that is not prescribed is not judged."""
    values = {
        "sets": line.sets,
        "reps": line.reps,
        "hold_seconds": line.hold_seconds,
        "duration_minutes": line.duration_minutes,
        "times_per_day": line.times_per_day,
        "days_per_week": days_per_week(line),
    }
    found = []
    for field, value in values.items():
        bounds: Bounds | None = getattr(usual, field)
        if value is not None and bounds is not None and not bounds[0] <= value <= bounds[1]:
            found.append(OutsideUsual(field, value, *bounds))
    return tuple(found)


def days_per_week(line: Prescription) -> int:
    """On how many days of a week the line is due."""
    return len(line.schedule.days) if isinstance(line.schedule, FixedDays) else line.schedule.times_per_week
