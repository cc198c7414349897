"""Time zones in calendars: rules that every calendar program follows, the same hours as the zone itself."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from patient_app.exports.calendar_zone import time_zone

AROUND = date(2026, 11, 25)


def test_new_york_is_as_rfc_5545_writes_it() -> None:
    lines = time_zone("America/New_York", AROUND).to_ical().decode().split("\r\n")
    assert lines[2:14] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20250309T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251102T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
    ]


@pytest.mark.parametrize("name", ["Europe/Madrid", "America/Chicago", "Australia/Sydney", "America/Phoenix", "UTC"])
def test_a_zone_has_the_same_hours_as_the_real_one(name: str) -> None:
    made, real = time_zone(name, AROUND).to_tz(), ZoneInfo(name)
    day = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for number in range(2 * 365):
        local = (day + timedelta(days=number)).astimezone(real).replace(tzinfo=None)
        assert local.replace(tzinfo=made).utcoffset() == local.replace(tzinfo=real).utcoffset(), local


def test_a_zone_without_a_rule_keeps_its_dates() -> None:
    text = time_zone("Africa/Casablanca", AROUND).to_ical().decode()
    assert "RRULE" not in text and "RDATE" in text and "COMMENT" not in text
