"""A time zone as calendars want it (VTIMEZONE): with yearly rules where the zone has them, else with its dates."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_YEARS = 3
"""Where a change is on the same weekday of its month in so many years in a row, it is a rule."""
_WEEK = timedelta(days=7)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def time_zone(name: str, around: date) -> Timezone:
    """The zone with this IANA name, right for the year of `around` and the two that follow, and mostly for longer.

    Outlook wants a yearly rule; a list of dates, which iCalendar allows too, it does not follow.
    """
    found = Timezone.from_tzid(
        name, first_date=date(around.year - 1, 1, 1), last_date=date(around.year + _YEARS - 1, 12, 31)
    )
    found.pop("COMMENT", None)
    parts = [each for each in found.subcomponents if isinstance(each, TimezoneStandard | TimezoneDaylight)]
    ruled = [each for each in parts if _rule(_onsets(each)) is not None]
    if ruled and all(each in ruled or each.TZOFFSETFROM == each.TZOFFSETTO for each in parts):
        # The first one only says what was before the first change, which nobody asks about.
        found.subcomponents = list(ruled)
        for each in ruled:
            each["RRULE"] = _rule(_onsets(each))
            each.pop("RDATE", None)
            # A change begins by the clock as it was before (RFC 5545, 3.6.5); icalendar gives hours that are skipped
            # as they are after.
            skipped = max(each.TZOFFSETTO - each.TZOFFSETFROM, timedelta())
            each.DTSTART = each.DTSTART - skipped
    return found


def _onsets(part: TimezoneStandard | TimezoneDaylight) -> list[datetime]:
    """When it begins, in local time, each year."""
    dates = part.get("RDATE", [])
    lists = dates if isinstance(dates, list) else [dates]
    return [part.DTSTART, *(each.dt for one in lists for each in one.dts)]


def _rule(onsets: Sequence[datetime]) -> vRecur | None:
    """The yearly rule that these follow: 'the second Sunday of March', 'the last Sunday of October'."""
    years = [at.year for at in onsets]
    same = {(at.month, at.weekday(), at.time()) for at in onsets}
    if len(onsets) < _YEARS or years != list(range(years[0], years[0] + len(years))) or len(same) != 1:
        return None
    places = {(at.day - 1) // 7 + 1 for at in onsets}
    is_last = all((at + _WEEK).month != at.month for at in onsets)
    if len(places) != 1 and not is_last:
        return None
    place = -1 if is_last else places.pop()
    [(month, weekday, _)] = same
    return vRecur({"FREQ": ["YEARLY"], "BYMONTH": [month], "BYDAY": [f"{place}{_WEEKDAYS[weekday]}"]})
