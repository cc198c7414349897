"""Which days a summary is about."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from patient_app.domain.periods import Asked, Period, PeriodKind, period

TODAY, VISIT, START = date(2026, 11, 25), date(2026, 11, 11), date(2026, 9, 2)


def found(asked: Asked, last_visit: date | None = VISIT, started_on: date | None = START) -> Period:
    return period(asked, TODAY, last_visit, started_on)


def test_it_is_since_the_last_visit_unless_something_else_is_asked_for() -> None:
    assert found(Asked()) == Period(PeriodKind.VISIT, VISIT, TODAY)


def test_without_a_visit_or_a_start_it_is_four_weeks() -> None:
    four_weeks = Period(PeriodKind.FOUR_WEEKS, date(2026, 10, 29), TODAY)
    assert found(Asked(), last_visit=None) == four_weeks
    assert found(Asked(PeriodKind.START), started_on=None) == four_weeks


def test_weeks_end_with_today() -> None:
    assert found(Asked(PeriodKind.WEEK)).first == date(2026, 11, 19)
    assert found(Asked(PeriodKind.TWELVE_WEEKS)).first == date(2026, 9, 3)
    assert found(Asked(PeriodKind.START)) == Period(PeriodKind.START, START, TODAY)


def test_own_days_may_be_open_at_either_end() -> None:
    first, last = date(2026, 10, 1), date(2026, 10, 31)
    assert found(Asked(PeriodKind.OWN, first, last)) == Period(PeriodKind.OWN, first, last)
    assert found(Asked(PeriodKind.OWN, first)) == Period(PeriodKind.OWN, first, TODAY)
    assert found(Asked(PeriodKind.OWN, last=last)) == Period(PeriodKind.OWN, date(2026, 10, 4), last)


@given(st.sampled_from(sorted(set(PeriodKind) - {PeriodKind.OWN})), st.integers(-400, 400), st.integers(-400, 400))
def test_a_named_period_ends_with_today_and_never_begins_after_it(kind: PeriodKind, visit: int, start: int) -> None:
    days = [TODAY + timedelta(days=offset) for offset in (visit, start)]
    chosen = period(Asked(kind), TODAY, *days)
    assert chosen.first <= chosen.last == TODAY
