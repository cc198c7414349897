"""Monitoring days and minutes: off unless the clinic wants them, neutral, and only of what is shared."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from patient_app.domain.errors import Conflict, Invalid, NotFound, WrongRole
from patient_app.domain.monitoring import Activity, DaysBand, MinutesBand, WithWhom
from patient_app.domain.monitoring_ledger import Ledger, Minutes
from patient_app.domain.people import SharePart
from patient_app.domain.visits import VisitMode
from patient_app.services import clinic_settings, monitoring
from tests.builders import Cast, Clock, Someone

MARCH = date(2026, 3, 1)


@pytest.fixture
def counting(cast: Cast) -> Cast:
    """The clinic wants the counters."""
    cast.admin.call(clinic_settings.change, {"monitoring": True})
    return cast


def ledger(who: Someone, cast: Cast) -> Ledger:
    found = who.call(monitoring.ledger, cast.ana.id)
    assert found is not None
    return found


def spends(who: Someone, cast: Cast, minutes: int, on: date | None = None, **more: Any) -> str:
    entered = Minutes(on or cast.clinic.today, minutes, Activity.REVIEW, **more)
    return who.call(monitoring.add_minutes, cast.ana.id, entered)


def test_a_clinic_that_does_not_count_has_nothing_to_show(cast: Cast) -> None:
    assert cast.paul.call(monitoring.ledger, cast.ana.id) is None
    assert cast.ana.call(monitoring.counted_since) is None
    with pytest.raises(Invalid):
        cast.paul.call(monitoring.start, cast.ana.id, cast.clinic.today)
    with pytest.raises(Invalid):
        spends(cast.paul, cast, 10)
    with pytest.raises(NotFound):
        cast.paul.call(monitoring.month, MARCH)


def test_days_with_an_entry_are_counted_from_the_start(counting: Cast, clock: Clock) -> None:
    ana, paul = counting.ana, counting.paul
    paul.call(monitoring.start, ana.id, counting.clinic.days_ago(3))
    assert ana.call(monitoring.counted_since) == counting.clinic.days_ago(3)
    ana.logs(ana.line("bridge"))
    ana.checks_in(counting.clinic.today)
    ana.checks_in(counting.clinic.days_ago(2))
    ana.checks_in(counting.clinic.days_ago(4))
    [period] = ledger(paul, counting).periods
    assert [(each.day, each.received_on) for each in period.dates] == [
        (counting.clinic.days_ago(2), counting.clinic.today),
        (counting.clinic.today, None),
    ]
    assert (period.last - period.first, period.band) == (timedelta(days=29), DaysBand.MIDDLE)
    paul.call(monitoring.stop, ana.id)
    assert ledger(paul, counting).periods == () and ana.call(monitoring.counted_since) is None


def test_only_shared_entries_are_counted(counting: Cast) -> None:
    counting.paul.call(monitoring.start, counting.ana.id, counting.clinic.days_ago(3))
    counting.ana.checks_in(counting.clinic.today)
    assert len(ledger(counting.dora, counting).periods[0].dates) == 1
    counting.ana.shares(counting.dora, frozenset({SharePart.PROGRAM}))
    assert ledger(counting.dora, counting).periods[0].dates == ()
    counting.ana.shares(counting.dora, frozenset({SharePart.PAIN}))
    with pytest.raises(NotFound):
        counting.dora.call(monitoring.ledger, counting.ana.id)


def test_minutes_stand_in_their_calendar_month(counting: Cast) -> None:
    spends(counting.paul, counting, 12, date(2026, 2, 28))
    talk = {"mode": VisitMode.PHONE, "with_whom": WithWhom.CAREGIVER}
    spends(counting.paul, counting, 15, date(2026, 3, 1), **talk)
    removed = spends(counting.paul, counting, 99)
    spends(counting.dora, counting, 5)
    counting.paul.call(monitoring.void, removed, "Typed twice")
    found = ledger(counting.dora, counting)
    assert [(m.first, m.minutes, m.talks, m.talk_minutes, m.band) for m in found.months] == [
        (MARCH, 20, 1, 15, MinutesBand.FROM_20),
        (date(2026, 2, 1), 12, 0, 0, MinutesBand.FROM_10),
    ]
    voided = [line for line in found.lines if line.voided_on is not None]
    assert [(line.entered.minutes, line.void_reason) for line in voided] == [(99, "Typed twice")]
    with pytest.raises(Conflict):
        counting.paul.call(monitoring.void, removed, "Again")


def test_one_removes_only_ones_own_line_with_a_reason(counting: Cast) -> None:
    line = spends(counting.paul, counting, 10)
    with pytest.raises(Invalid):
        counting.dora.call(monitoring.void, line, "Not mine")
    with pytest.raises(Invalid):
        counting.paul.call(monitoring.void, line, " ")
    with pytest.raises(NotFound):
        counting.strange_pt.call(monitoring.void, line, "No")
    with pytest.raises(NotFound):
        counting.paul.call(monitoring.void, "nothing", "No")


@pytest.mark.parametrize(
    ("minutes", "more", "field"),
    [
        (0, {}, "minutes"),
        (481, {}, "minutes"),
        (10, {"on": date(2026, 3, 17)}, "on"),
        (10, {"on": date(2025, 3, 1)}, "on"),
        (10, {"mode": VisitMode.VIDEO}, "mode"),
        (10, {"with_whom": WithWhom.PATIENT}, "mode"),
        (10, {"note": "x" * 301}, "note"),
    ],
)
def test_minutes_that_cannot_be_are_named(counting: Cast, minutes: int, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        spends(counting.paul, counting, minutes, **more)
    assert [each.field for each in refused.value.fields] == [field]


def test_a_month_lists_the_clinicians_own_patients(counting: Cast, clock: Clock) -> None:
    assert counting.paul.call(monitoring.month, MARCH) == ()
    counting.paul.call(monitoring.start, counting.ana.id, counting.clinic.today)
    counting.ana.checks_in(counting.clinic.today)
    spends(counting.dora, counting, 7)
    [row] = counting.paul.call(monitoring.month, MARCH)
    assert (row.patient_name, row.days, row.month.minutes) == ("Ana Reyes", 1, 7)
    assert row.period is not None and row.period.first == counting.clinic.today
    assert counting.strange_pt.call(monitoring.month, MARCH) == ()
    clock.now = datetime(2026, 5, 2, 12, tzinfo=UTC)
    counting.paul.signs_in()
    [later] = counting.paul.call(monitoring.month, date(2026, 4, 1))
    assert (later.days, later.month.minutes) == (0, 0)


def test_only_clinicians_with_the_program_part_count(counting: Cast) -> None:
    for ask in (
        lambda who: who.call(monitoring.ledger, counting.ana.id),
        lambda who: who.call(monitoring.start, counting.ana.id, counting.clinic.today),
        lambda who: who.call(monitoring.stop, counting.ana.id),
        lambda who: spends(who, counting, 5),
    ):
        for stranger in (counting.strange_pt, counting.strange_doctor):
            with pytest.raises(NotFound):
                ask(stranger)
        for other in (counting.ana, counting.strange_patient, counting.admin):
            with pytest.raises(WrongRole):
                ask(other)
    with pytest.raises(WrongRole):
        counting.paul.call(monitoring.counted_since)
