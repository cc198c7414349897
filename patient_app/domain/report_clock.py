"""When the next progress report is due: treatment days and days, whichever comes first (facts.md 6.1)."""

from dataclasses import dataclass
from datetime import date, timedelta

from patient_app.domain.attention_facts import ReportClock
from patient_app.domain.settings import ClinicalSettings


@dataclass(frozen=True, slots=True)
class ClockState:
    """How far the period of the next report is: treatment days `treated` of `treated_limit`, `days` of `days_limit`.

    `due_on`: when it fell due, or will by its days. `is_soon`: due within the notice, or due already.
    """

    started_on: date
    treated: int
    treated_limit: int
    days: int
    days_limit: int
    due_on: date
    is_due: bool
    is_soon: bool


def clock_state(clock: ReportClock, today: date, settings: ClinicalSettings) -> ClockState:
    """The clock today. Due after so many treatment days or so many days, whichever comes first."""
    dates = sorted({day for day in clock.treatment_dates if clock.started_on <= day <= today})
    by_days = clock.started_on + timedelta(days=settings.report_days)
    limit = settings.report_treatment_days
    due_on = min(by_days, dates[limit - 1]) if len(dates) >= limit else by_days
    soon = len(dates) >= limit - settings.report_notice_treatment_days
    return ClockState(
        started_on=clock.started_on,
        treated=len(dates),
        treated_limit=limit,
        days=max((today - clock.started_on).days, 0),
        days_limit=settings.report_days,
        due_on=due_on,
        is_due=due_on <= today,
        is_soon=soon or due_on - timedelta(days=settings.report_notice_days) <= today,
    )
