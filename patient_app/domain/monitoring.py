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
