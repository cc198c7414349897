"""The local date decides the day; what is late, too old or too early; a phone whose clock is off."""

from datetime import UTC, date, datetime, timedelta

import pytest

from patient_app.domain.dates import (
    NOT_BEGUN,
    TOO_OLD,
    clamp_edited_at,
    days_between,
    entry_date_problem,
    is_late,
    is_time_zone,
    iso_week,
    local_date,
    patient_today,
    range_ending,
)
from patient_app.domain.errors import Invalid

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_a_week_runs_from_monday_to_sunday() -> None:
    week = (date(2026, 3, 2), date(2026, 3, 8))
    assert iso_week(date(2026, 3, 2)) == week
    assert iso_week(date(2026, 3, 8)) == week
    assert iso_week(date(2027, 1, 1)) == (date(2026, 12, 28), date(2027, 1, 3))


def test_a_range_of_7_days_ends_with_today() -> None:
    first, last = range_ending(date(2026, 3, 10), 7)
    assert (first, last) == (date(2026, 3, 4), date(2026, 3, 10))
    assert len(list(days_between(first, last))) == 7


def test_no_days_lie_between_a_date_and_an_earlier_one() -> None:
    assert list(days_between(date(2026, 3, 2), date(2026, 3, 1))) == []


def test_one_instant_has_different_local_dates() -> None:
    late_evening = datetime(2026, 3, 10, 23, 30, tzinfo=UTC)
    assert local_date(late_evening, "America/New_York") == date(2026, 3, 10)
    assert local_date(late_evening, "Asia/Tokyo") == date(2026, 3, 11)
    assert local_date(late_evening.replace(tzinfo=None), "Asia/Tokyo") == date(2026, 3, 11)


def test_the_night_the_clocks_change_keeps_its_date() -> None:
    assert local_date(datetime(2026, 3, 8, 6, 59, tzinfo=UTC), "America/New_York") == date(2026, 3, 8)
    assert local_date(datetime(2026, 3, 8, 7, 1, tzinfo=UTC), "America/New_York") == date(2026, 3, 8)
    assert local_date(datetime(2026, 3, 9, 3, 59, tzinfo=UTC), "America/New_York") == date(2026, 3, 8)


@pytest.mark.parametrize("name", ["", "Nowhere/Town", "../etc/passwd", "a\0b", "America"])
def test_a_time_zone_that_does_not_exist_is_named_as_such(name: str) -> None:
    assert not is_time_zone(name)
    with pytest.raises(Invalid):
        local_date(NOON, name)


def test_today_is_in_the_zone_of_the_latest_entry_else_of_the_profile() -> None:
    evening = datetime(2026, 3, 10, 23, tzinfo=UTC)
    assert patient_today(evening, "Asia/Tokyo", "America/New_York") == date(2026, 3, 11)
    assert patient_today(evening, None, "America/New_York") == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("entry", "first_edited_on", "problem"),
    [
        (date(2026, 3, 10), date(2026, 3, 10), None),
        (date(2026, 3, 3), date(2026, 3, 10), None),
        (date(2026, 3, 2), date(2026, 3, 10), TOO_OLD),
        (date(2026, 2, 3), date(2026, 2, 10), None),
        (date(2026, 3, 11), date(2026, 3, 10), None),
        (date(2026, 3, 12), date(2026, 3, 10), NOT_BEGUN),
    ],
    ids=["today", "7 days back", "8 days back", "a month late", "begun at UTC+14", "not begun anywhere"],
)
def test_which_dates_are_taken(entry: date, first_edited_on: date, problem: str | None) -> None:
    assert entry_date_problem(entry, first_edited_on, NOON) == problem


def test_tomorrow_begins_at_ten_in_the_morning_utc() -> None:
    tomorrow, today = date(2026, 3, 11), date(2026, 3, 10)
    ten = datetime(2026, 3, 10, 10, tzinfo=UTC)
    assert entry_date_problem(tomorrow, today, ten) is None
    assert entry_date_problem(tomorrow, today, ten - timedelta(seconds=1)) == NOT_BEGUN


def test_an_entry_is_late_when_it_arrives_on_a_later_local_date() -> None:
    just_after_midnight_utc = datetime(2026, 3, 11, 0, 30, tzinfo=UTC)
    assert not is_late(date(2026, 3, 10), just_after_midnight_utc, "America/New_York")
    assert is_late(date(2026, 3, 10), just_after_midnight_utc, "UTC")
    assert not is_late(date(2026, 3, 12), just_after_midnight_utc, "UTC")


def test_a_clock_more_than_a_day_ahead_is_set_to_the_time_of_receipt() -> None:
    assert clamp_edited_at(NOON + timedelta(hours=24), NOON) == (NOON + timedelta(hours=24), False)
    assert clamp_edited_at(NOON + timedelta(hours=24, seconds=1), NOON) == (NOON, True)
    assert clamp_edited_at(NOON - timedelta(days=40), NOON) == (NOON - timedelta(days=40), False)
