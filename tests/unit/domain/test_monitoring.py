"""Monitoring days: distinct local dates with an entry in each 30 days."""

import pytest

from patient_app.domain.monitoring import counted_days, minutes_band, periods
from tests.unit.domain.builders import MONDAY, day


def test_distinct_dates_are_counted_in_periods_of_30_days() -> None:
    dates = [day(0), day(0), day(29), day(30), *(day(60 + n) for n in range(16)), day(-1)]
    found = periods(dates, MONDAY, day(75))
    assert [(p.first, p.last, p.days, p.band) for p in found] == [
        (day(0), day(29), 2, "2-15"),
        (day(30), day(59), 1, "0-1"),
        (day(60), day(89), 16, "16-30"),
    ]


def test_the_period_of_today_is_the_last_and_nothing_begins_early() -> None:
    assert len(periods([], MONDAY, day(29))) == 1
    assert len(periods([], MONDAY, day(30))) == 2
    assert periods([MONDAY], MONDAY, day(-1)) == ()


def test_later_dates_do_not_count_yet() -> None:
    assert periods([day(5)], MONDAY, day(4))[0].days == 0


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(0, "<10"), (9, "<10"), (10, "10-19"), (19, "10-19"), (20, "20-39"), (40, "40-59"), (59, "40-59"), (60, "60+")],
)
def test_the_steps_of_a_months_minutes(minutes: int, band: str) -> None:
    assert minutes_band(minutes) == band


def test_a_date_counts_once_and_a_late_one_is_marked_with_the_day_it_came() -> None:
    found = counted_days([(day(3), day(5)), (day(1), day(4)), (day(1), day(1)), (day(3), day(4))])
    assert [(each.day, each.received_on) for each in found] == [(day(1), None), (day(3), day(4))]
