"""Visits: local times across daylight saving, series, conflicts, and when one can be planned anew."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.visits import (
    LONGEST_SERIES,
    VisitKind,
    free_time_after,
    local_instant,
    may_be_marked,
    overlaps,
    series_dates,
    shifted,
)

NEW_YORK = "America/New_York"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_a_series_keeps_its_local_time_when_the_clocks_change() -> None:
    days = series_dates(date(2026, 2, 23), 2, count=3)
    assert days == [date(2026, 2, 23), date(2026, 3, 9), date(2026, 3, 23)]
    assert [local_instant(day, time(9, 30), NEW_YORK).hour for day in days] == [14, 13, 13]


def test_a_time_that_the_clocks_skip_is_an_hour_later_and_of_two_the_first_counts() -> None:
    skipped = local_instant(date(2026, 3, 8), time(2, 30), NEW_YORK)
    assert skipped.astimezone(ZoneInfo(NEW_YORK)).time() == time(3, 30)
    assert local_instant(date(2026, 11, 1), time(1, 30), NEW_YORK) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_a_series_ends_by_its_count_or_its_last_day() -> None:
    assert series_dates(date(2026, 1, 5), 1, until=date(2026, 1, 19)) == [date(2026, 1, day) for day in (5, 12, 19)]
    assert series_dates(date(2026, 1, 5), 1, until=date(2026, 1, 18))[-1] == date(2026, 1, 12)
    assert series_dates(date(2026, 1, 5), 1, count=9, until=date(2026, 1, 12)) == [date(2026, 1, 5), date(2026, 1, 12)]
    assert len(series_dates(date(2026, 1, 5), 1, until=date(2099, 1, 1))) == LONGEST_SERIES


def test_a_shift_is_in_local_days() -> None:
    before = local_instant(date(2026, 3, 6), time(9), NEW_YORK)
    assert shifted(before, 3, time(9), NEW_YORK) == before + timedelta(days=3) - timedelta(hours=1)


@pytest.mark.parametrize(("other", "said"), [(at(2, 9, 20), False), (at(2, 9, 19), True), (at(2, 8, 40), False)])
def test_visits_that_touch_do_not_overlap(other: datetime, said: bool) -> None:
    assert overlaps(at(2, 9), 20, other, 20) is said


def test_nothing_is_marked_before_it_began() -> None:
    assert not may_be_marked(VisitStatus.PLANNED, at(2, 9), at(2, 8, 59))
    assert may_be_marked(VisitStatus.PLANNED, at(2, 9), at(2, 9))
    assert not may_be_marked(VisitStatus.CANCELLED, at(2, 9), at(2, 9))


def test_a_missed_visit_is_planned_anew_on_its_weekday_else_on_the_next_free_working_day() -> None:
    monday, now = at(16, 14), at(17, 12)
    free = free_time_after(monday, 20, [], now, NEW_YORK)
    assert free == at(23, 14)
    assert free_time_after(monday, 20, [(at(23, 14), 20)], now, NEW_YORK) == at(30, 14)
    both = [(at(23, 13, 45), 20), (at(30, 14), 20)]
    assert free_time_after(monday, 20, both, now, NEW_YORK) == at(18, 14)
    assert free_time_after(monday, 20, [(at(1, 0), 60 * 24 * 90)], now, NEW_YORK) == at(23, 14)


def test_whose_matter_a_visit_is() -> None:
    assert [kind.value for kind in VisitKind if kind.is_at_pt_centre] == ["evaluation", "treatment"]
