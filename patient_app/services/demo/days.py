"""Days counted from today, as dates and instants; and ids that are the same each time the demo is made."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from patient_app.domain.dates import local_date

PEOPLE_SINCE = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""People keep their ids when the demo is made again on another day, so that a bookmark still fits."""


def demo_id(at: datetime, *names: object) -> str:
    """An id in the shape of a UUIDv7: the instant first, the rest from the names."""
    milliseconds = int(at.timestamp() * 1000)
    rest = int.from_bytes(hashlib.sha256("/".join(map(str, names)).encode()).digest()[:10])
    value = (milliseconds << 80) | rest
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of one person: 0 is today in `zone`."""

    now: datetime
    zone: str

    @property
    def today(self) -> date:
        """The local date now."""
        return local_date(self.now, self.zone)

    def day(self, on: int) -> date:
        """The date so many days from today."""
        return self.today + timedelta(days=on)

    def workday(self, on: int) -> date:
        """The date so many days from today; clinics are closed on weekends: then the Friday before, or the Monday
        after when the day is still to come."""
        found = self.day(on)
        if found.weekday() < 5:
            return found
        return found + timedelta(days=7 - found.weekday() if on > 0 else 4 - found.weekday())

    def at(self, day: date, clock: str, zone: str | None = None) -> datetime:
        """The instant of a local time 'HH:MM' on a date."""
        return in_zone(day, 60 * int(clock[:2]) + int(clock[3:]), zone or self.zone)


def in_zone(day: date, minutes: float, zone: str) -> datetime:
    """The instant so many minutes into a local date; always within that date."""
    seconds = min(max(int(minutes * 60), 0), 24 * 3600 - 1)
    local = datetime.combine(day, time(seconds // 3600, seconds // 60 % 60, seconds % 60), ZoneInfo(zone))
    return local.astimezone(UTC)


def minutes_of(clock: str) -> int:
    """Minutes into the day of 'HH:MM'."""
    return 60 * int(clock[:2]) + int(clock[3:])
