"""Monitoring days: neutral counts of dates with an entry. They select nothing and nag nobody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from patient_app.domain.settings import DEFAULT_SETTINGS, ClinicalSettings


class DaysBand(StrEnum):
    """Days with an entry in a period of 30: 0-1, 2-15, 16-30."""

    LOW = "0-1"
    MIDDLE = "2-15"
    HIGH = "16-30"


@dataclass(frozen=True, slots=True)
class Period:
    """30 days from `first` to `last`, both included, and the distinct local dates with an entry among them."""

    first: date
    last: date
    days: int
    band: DaysBand


def periods(
    entry_dates: Iterable[date],
    monitoring_start: date,
    today: date,
    settings: ClinicalSettings = DEFAULT_SETTINGS,
) -> tuple[Period, ...]:
    """Every period from `monitoring_start` to the one that contains `today`; none when it has not begun.

    `entry_dates` are the local dates of patient entries of every kind (`CourseIndex.entry_days` and others).
    """
    length = settings.monitoring_period_days
    if today < monitoring_start:
        return ()
    counts = [0] * ((today - monitoring_start).days // length + 1)
    for day in set(entry_dates):
        if monitoring_start <= day <= today:
            counts[(day - monitoring_start).days // length] += 1
    firsts = [monitoring_start + timedelta(days=length * number) for number in range(len(counts))]
    return tuple(
        Period(first, first + timedelta(days=length - 1), days, _band(days, settings))
        for first, days in zip(firsts, counts, strict=True)
    )


def _band(days: int, settings: ClinicalSettings) -> DaysBand:
    if days >= settings.monitoring_band_high:
        return DaysBand.HIGH
    return DaysBand.MIDDLE if days >= settings.monitoring_band_middle else DaysBand.LOW


class MinutesBand(StrEnum):
    """Minutes in a calendar month, as neutral steps."""

    UNDER_10 = "<10"
    FROM_10 = "10-19"
    FROM_20 = "20-39"
    FROM_40 = "40-59"
    FROM_60 = "60+"


class Activity(StrEnum):
    """What the minutes were spent on."""

    REVIEW = "review"
    PROGRAM_CHANGE = "program_change"
    TALK = "talk"
    TEACHING = "teaching"
    OTHER = "other"


class WithWhom(StrEnum):
    """Who took part in a live talk."""

    PATIENT = "patient"
    CAREGIVER = "caregiver"


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A date with a patient entry. `received_on`: when its first entry arrived, if that was later than the date."""

    day: date
    received_on: date | None


def minutes_band(minutes: int) -> MinutesBand:
    """The step that a month's minutes stand on."""
    steps = ((60, MinutesBand.FROM_60), (40, MinutesBand.FROM_40), (20, MinutesBand.FROM_20), (10, MinutesBand.FROM_10))
    return next((band for least, band in steps if minutes >= least), MinutesBand.UNDER_10)


def counted_days(arrivals: Iterable[tuple[date, date]]) -> tuple[CountedDay, ...]:
    """Each date once, ascending, from pairs of an entry's local date and the local date it was received on."""
    first: dict[date, date] = {}
    for day, received_on in arrivals:
        first[day] = min(first.get(day, received_on), received_on)
    return tuple(CountedDay(day, received if received > day else None) for day, received in sorted(first.items()))
