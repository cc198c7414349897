"""What must hold of visits and the counters: local times, distinct dates, no visit lost, cells that run nothing."""

import csv
import io
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.attention_facts import VisitStatus
from patient_app.domain.dates import local_date
from patient_app.domain.monitoring import counted_days
from patient_app.domain.visits import VisitKind, local_instant, series_dates, shifted
from patient_app.exports.csv_table import csv_table
from patient_app.services.treatment_days import treatment_days
from patient_app.store.tables import Visit

zones = st.sampled_from(sorted(name for name in available_timezones() if "/" in name and "posix" not in name))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=20)


def exists(day: date, clock: time, zone: str) -> bool:
    """Is there such a local time? The clocks skip some."""
    instant = datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, clock)


@given(zones, days, clocks, st.integers(1, 26), st.integers(2, 60))
def test_a_series_keeps_its_local_time_in_any_zone(
    zone: str, starts_on: date, clock: time, weeks: int, count: int
) -> None:
    dates = series_dates(starts_on, weeks, count)
    assert len(dates) == count
    assert {later - earlier for earlier, later in pairwise(dates)} == {timedelta(weeks=weeks)}
    for day in dates:
        local = local_instant(day, clock, zone).astimezone(ZoneInfo(zone))
        if exists(day, clock, zone):
            assert (local.date(), local.time()) == (day, clock)
        else:
            assert local.replace(tzinfo=None) > datetime.combine(day, clock)


@given(zones, days, clocks, clocks, st.integers(-300, 300))
def test_a_moved_visit_is_at_the_local_time_that_was_chosen(
    zone: str, day: date, before: time, after: time, by: int
) -> None:
    moved = shifted(local_instant(day, before, zone), by, after, zone)
    start = local_instant(day, before, zone).astimezone(ZoneInfo(zone)).date()
    assert moved == local_instant(start + timedelta(days=by), after, zone)


@given(
    zones,
    st.lists(
        st.tuples(
            st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 31)),
            st.sampled_from(VisitKind),
            st.sampled_from(VisitStatus),
        ),
        max_size=30,
    ),
)
def test_treatment_days_are_distinct_dates_of_what_was_held_at_the_centre(
    zone: str, made: list[tuple[datetime, VisitKind, VisitStatus]]
) -> None:
    visits = [
        Visit(patient_id="p", clinician_id="c", planned_at=at.replace(tzinfo=UTC), kind=kind.value, status=status.value)
        for at, kind, status in made
    ]
    found = treatment_days(visits, zone)
    assert list(found) == sorted(set(found))
    assert set(found) == {
        local_date(at, zone) for at, kind, status in made if kind.is_at_pt_centre and status is VisitStatus.HELD
    }


@given(st.lists(st.tuples(days, days), max_size=40))
def test_a_day_is_late_only_when_nothing_of_it_came_in_time(arrivals: list[tuple[date, date]]) -> None:
    found = counted_days(arrivals)
    assert [each.day for each in found] == sorted({day for day, _ in arrivals})
    for each in found:
        in_time = any(day == each.day and received <= day for day, received in arrivals)
        assert (each.received_on is None) is in_time


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=10))
def test_a_table_is_read_back_whole_and_no_cell_begins_a_formula(rows: list[list[str]]) -> None:
    content = csv_table(["a", "b"], rows).decode("utf-8")
    read = list(csv.reader(io.StringIO(content, newline=""), strict=True))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    assert not any(
        cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") for row in read for cell in row if cell
    )
