"""Kept standings: the panel shows what is so now, whoever changed it, whatever was kept, and nobody sees more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import Any

import pytest

from patient_app.domain.attention_facts import ReasonCode
from patient_app.domain.people import ALL_PARTS, SharePart
from patient_app.services import (
    clinic_settings,
    demo,
    entries,
    holds,
    kept_standings,
    panel,
    patients,
    sharing,
    standing,
    summary,
)
from patient_app.services.door import Door
from patient_app.services.panel import PanelRow
from patient_app.services.refresher import Refresher
from patient_app.store.database import Session
from patient_app.store.queries import people, shares, standings
from patient_app.store.tables import metadata
from patient_app.store.unit import Unit
from tests.builders import MONDAY, Cast, Clock, Someone, a_check_in, a_log

PROGRAM_ONLY = frozenset({SharePart.PROGRAM})


@pytest.fixture
def refresher(door: Door) -> Refresher:
    """Not started: a test says when."""
    return Refresher(door.database, door.clock)


@pytest.fixture
def at_work(door: Door) -> Iterator[Refresher]:
    """One that works in the background, and hears of every change."""
    found = Refresher(door.database, door.clock, look_seconds=0.05)
    door.publish = found.notice
    found.start()
    yield found
    found.stop()


def reading(door: Door, work: Any) -> Any:
    return door.database.read(lambda session: work(Unit(session, door.clock(), writable=False)))


def row_of(cast: Cast, reader: str = "dora") -> PanelRow:
    clinician: Someone = getattr(cast, reader)
    clinician.signs_in()
    [row] = clinician.call(panel.panel).patients
    return row


def stale(door: Door) -> set[str]:
    return set(reading(door, kept_standings.due).stale)


def kept(door: Door) -> int:
    return door.database.read(lambda session: len(standings.of_patients(session)))


def test_what_is_kept_is_shown_and_the_same_as_worked_out(cast: Cast, door: Door, refresher: Refresher) -> None:
    cast.ana.logs(cast.ana.line("bridge"), pain_during=4)
    cast.ana.checks_in(pain_worst=9)
    worked_out = row_of(cast), row_of(cast, "paul")
    assert refresher.refresh() == 1
    assert (kept(door), stale(door)) == (1, set())
    assert (row_of(cast), row_of(cast, "paul")) == worked_out
    assert refresher.refresh() == 0


def test_a_log_is_on_the_panel_at_once(cast: Cast, door: Door, refresher: Refresher) -> None:
    refresher.refresh()
    before = row_of(cast)
    cast.ana.logs(cast.ana.line("bridge"))
    assert stale(door) == {cast.ana.id}
    after = row_of(cast)
    assert (before.last_entry, after.last_entry) == (None, cast.clinic.today)
    assert after.streak and after.streak.current == 1
    refresher.refresh()
    assert row_of(cast) == after


def test_a_correction_that_only_changes_the_order_of_the_day_is_seen(
    cast: Cast, door: Door, refresher: Refresher
) -> None:
    today = cast.clinic.today
    one, other = a_check_in(today, pain_worst=3), a_check_in(today, pain_worst=7)
    other = replace(other, edited_at=other.edited_at - timedelta(hours=1))
    for each in (one, other):
        cast.ana.call(entries.put_check_in, each, "en")
    refresher.refresh()
    assert row_of(cast).pain == ((today, 3),)
    cast.ana.call(entries.put_check_in, replace(other, edited_at=one.edited_at + timedelta(hours=1)), "en")
    assert row_of(cast).pain == ((today, 7),)


def test_a_hold_is_on_the_panel_at_once(cast: Cast, refresher: Refresher) -> None:
    refresher.refresh()
    cast.paul.call(holds.start_hold, cast.ana.id, "Wait for the scan")
    assert row_of(cast).strip[-1].day_class == "hold"


def test_the_next_day_shows_the_next_day(cast: Cast, door: Door, clock: Clock, refresher: Refresher) -> None:
    cast.ana.logs(cast.ana.line("bridge"))
    refresher.refresh()
    clock.now = datetime(2026, 3, 17, 3, 59, tzinfo=UTC)
    assert row_of(cast).today == date(2026, 3, 16)
    assert stale(door) == set()
    clock.now = datetime(2026, 3, 17, 4, 1, tzinfo=UTC)
    assert row_of(cast).today == date(2026, 3, 17)
    assert stale(door) == {cast.ana.id}
    assert refresher.refresh() == 1
    assert row_of(cast).today == date(2026, 3, 17)


def test_the_patients_date_decides_and_not_the_clinics(cast: Cast, clock: Clock, refresher: Refresher) -> None:
    """In Tokyo it is tomorrow."""
    refresher.refresh()
    cast.ana.call(entries.put_exercise_log, a_log(cast.ana.line("bridge"), cast.clinic.today, time_zone="Asia/Tokyo"))
    clock.now = datetime(2026, 3, 16, 16, tzinfo=UTC)
    assert row_of(cast).today == date(2026, 3, 17)
    refresher.refresh()
    assert row_of(cast).today == date(2026, 3, 17)


def test_a_setting_of_the_clinic_counts_at_once(cast: Cast, door: Door, clock: Clock, refresher: Refresher) -> None:
    clock.forward(days=5)
    for each in (cast.dora, cast.admin):
        each.signs_in()
    refresher.refresh()
    assert ReasonCode.SILENT in {reason.reason for reason in row_of(cast).attention}
    cast.admin.call(clinic_settings.change, {"silent_days": 10})
    assert stale(door) == {cast.ana.id}
    for _ in range(2):
        assert ReasonCode.SILENT not in {reason.reason for reason in row_of(cast).attention}
        shown = cast.dora.call(summary.summary, cast.ana.id).attention
        assert shown == row_of(cast).attention
        refresher.refresh()


def test_fewer_parts_are_fewer_at_once(cast: Cast, door: Door, refresher: Refresher) -> None:
    cast.ana.checks_in(pain_worst=9)
    cast.ana.logs(cast.ana.line("bridge"))
    refresher.refresh()
    assert row_of(cast).pain
    [share] = [one for one in cast.ana.call(sharing.my_shares) if one.clinician.id == cast.dora.id]
    cast.ana.call(sharing.revoke, share.id)
    assert cast.dora.call(panel.panel).patients == ()
    cast.ana.shares(cast.dora, PROGRAM_ONLY)
    for _ in range(2):
        row = row_of(cast)
        assert (row.parts, row.pain, row.problem, row.next_visit) == (PROGRAM_ONLY, (), None, None)
        assert row_of(cast, "paul").pain
        refresher.refresh()
    assert kept(door) == 2


def test_a_part_that_nobody_has_any_more_is_not_kept(cast: Cast, door: Door, refresher: Refresher) -> None:
    refresher.refresh()
    for share in cast.ana.call(sharing.my_shares):
        cast.ana.call(sharing.revoke, share.id)
    refresher.refresh()
    assert kept(door) == 0


def test_a_share_that_ends_closes_without_any_change(cast: Cast, clock: Clock, refresher: Refresher) -> None:
    cast.strange_patient.shares(cast.dora, ALL_PARTS, until=cast.clinic.today)
    refresher.refresh()
    assert len(cast.dora.call(panel.panel).patients) == 2
    clock.forward(days=1)
    cast.dora.signs_in()
    assert [row.id for row in cast.dora.call(panel.panel).patients] == [cast.ana.id]


def test_a_change_in_the_same_transaction_is_seen(cast: Cast, door: Door, refresher: Refresher) -> None:
    """Several jobs share a commit: what one of them changes, the next one sees."""
    refresher.refresh()
    log = a_log(cast.ana.line("bridge"), cast.clinic.today)

    def last_entry(session: Session) -> date | None:
        [share] = shares.open_now(session, door.clock(), clinician_id=cast.dora.id)
        return kept_standings.of_clinician(Unit(session, door.clock()), cast.dora.id, [share])[cast.ana.id].last_entry

    began, go_on = Event(), Event()
    # While the writer is busy with this one, two more wait: they share a transaction.
    busy = door.database.write(lambda session: (began.set(), go_on.wait()))
    began.wait()
    first, _ = door._write(door._as_person(cast.ana.token, entries.put_exercise_log, log), reading=False)
    second = door.database.write(last_entry)
    go_on.set()
    assert (busy.result(), first.result().outcome, second.result()) == ((None, True), "saved", cast.clinic.today)


def test_a_change_while_it_is_worked_out_makes_it_count_no_more(cast: Cast, door: Door) -> None:
    rows = reading(door, lambda unit: kept_standings.make(unit, cast.ana.id, [ALL_PARTS]))
    cast.ana.logs(cast.ana.line("bridge"))
    door.database.write(lambda session: kept_standings.keep(Unit(session, door.clock()), [rows])).result()
    assert row_of(cast).last_entry == cast.clinic.today
    assert stale(door) == {cast.ana.id}


def test_a_newer_standing_is_not_replaced_by_an_older_one(cast: Cast, door: Door, refresher: Refresher) -> None:
    older = reading(door, lambda unit: kept_standings.make(unit, cast.ana.id, [ALL_PARTS]))
    cast.ana.logs(cast.ana.line("bridge"))
    refresher.refresh()
    door.database.write(lambda session: kept_standings.keep(Unit(session, door.clock()), [older])).result()
    assert stale(door) == set()


def test_in_the_background_a_change_is_worked_out_soon(cast: Cast, door: Door, at_work: Refresher) -> None:
    cast.ana.logs(cast.ana.line("bridge"))
    eventually(lambda: stale(door) == set() and kept(door) == 1)
    assert row_of(cast).last_entry == cast.clinic.today
    at_work.stop()
    cast.ana.checks_in(pain_worst=5)
    assert stale(door) == {cast.ana.id}
    assert row_of(cast).pain == ((cast.clinic.today, 5),)


def test_a_refresher_that_fails_breaks_nothing(
    cast: Cast, door: Door, at_work: Refresher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failed = []

    def fails(*_: Any, **__: Any) -> None:
        failed.append(1)
        raise RuntimeError("out of order")

    monkeypatch.setattr(kept_standings, "make", fails)
    monkeypatch.setattr(kept_standings, "keep", fails)
    cast.ana.logs(cast.ana.line("bridge"))
    eventually(lambda: len(failed) > 2)
    assert row_of(cast).last_entry == cast.clinic.today
    monkeypatch.undo()
    eventually(lambda: stale(door) == set() and kept(door) == 1)
    assert "could not be worked out" in caplog.text


def test_the_streak_of_months_needs_no_months(cast: Cast, door: Door, clock: Clock, refresher: Refresher) -> None:
    """Twenty weeks: what is read is the last weeks, and a late entry from before them is still counted."""
    gap = cast.clinic.today + timedelta(days=9)
    days = [cast.clinic.today + timedelta(days=offset) for offset in range(140)]
    for day in days:
        if day != gap:
            each_day(cast, clock, day)
        if day.weekday() == 2:
            refresher.refresh()
    cast.dora.signs_in()
    course = reading(door, lambda unit: recent(unit, cast))
    assert course.checkpoint is not None
    assert len(course.index.entry_days) < 80
    before = row_of(cast)
    forget_everything(door)
    assert row_of(cast) == before
    refresher.refresh()
    assert before.streak is not None
    cast.ana.signs_in()
    for line in lines(cast):
        cast.ana.logs(line, on=gap)
    assert reading(door, lambda unit: recent(unit, cast)).checkpoint is None
    after = row_of(cast)
    assert after.streak is not None
    assert after.streak.longest > before.streak.longest
    refresher.refresh()
    assert reading(door, lambda unit: recent(unit, cast)).checkpoint is not None
    assert row_of(cast) == after


def test_the_summary_of_four_weeks_is_that_of_the_whole_course(
    cast: Cast, door: Door, clock: Clock, refresher: Refresher
) -> None:
    for offset in range(100):
        day = MONDAY.date() + timedelta(days=offset)
        if offset % 11:
            each_day(cast, clock, day, pain_worst=offset % 10)
    for each in (cast.dora, cast.ana):
        each.signs_in()
    whole = cast.dora.call(summary.summary, cast.ana.id)
    since_the_start = cast.ana.call(summary.summary, None, MONDAY.date())
    long_ago = cast.ana.call(summary.summary, None, MONDAY.date(), MONDAY.date() + timedelta(days=20))
    refresher.refresh()
    assert reading(door, lambda unit: recent(unit, cast)).checkpoint is not None
    assert cast.dora.call(summary.summary, cast.ana.id) == whole
    assert cast.ana.call(summary.summary, None, MONDAY.date()) == since_the_start
    assert cast.ana.call(summary.summary, None, MONDAY.date(), MONDAY.date() + timedelta(days=20)) == long_ago


def test_the_demo_clinic_is_the_same_kept_or_not(door: Door, clock: Clock, refresher: Refresher) -> None:
    """Every patient of the demo, for each reader, as worked out from the whole course without anything kept."""
    clock.now = datetime.now(UTC)
    door.database.write(lambda session: demo.build(Unit(session, clock.now))).result()
    refresher.refresh()
    clock.forward(days=20)
    assert refresher.refresh() > 0
    shared = reading(door, lambda unit: shares.open_now(unit.session, unit.now))
    assert stale(door) == set()

    def everybodys(unit: Unit) -> list[Any]:
        return [kept_standings.of_clinician(unit, share.clinician_id, [share]) for share in shared]

    kept_ones = reading(door, everybodys)
    forget_everything(door)
    assert kept_ones == reading(door, everybodys)


def test_a_standing_comes_back_as_it_was_kept(cast: Cast, door: Door) -> None:
    cast.ana.logs(cast.ana.line("bridge"), pain_during=9)
    cast.ana.checks_in(pain_worst=9)
    made = reading(door, lambda unit: standing.make(unit, people.get(unit.session, cast.ana.id), [ALL_PARTS]))
    [found] = made.standings.values()
    assert kept_standings.parsed(kept_standings.text(found)) == found


# What the tests above say in a word.


def lines(cast: Cast) -> list[Any]:
    assert cast.ana.program is not None
    return list(cast.ana.program.version.prescriptions)


def each_day(cast: Cast, clock: Clock, day: date, **fields: Any) -> None:
    """A day on which she does everything and checks in."""
    clock.now = datetime.combine(day, MONDAY.timetz())
    cast.ana.signs_in()
    for line in lines(cast):
        cast.ana.logs(line, on=day, pain_during=3)
    cast.ana.checks_in(on=day, **fields)


def recent(unit: Unit, cast: Cast) -> Any:
    patient = people.get(unit.session, cast.ana.id)
    assert patient is not None
    today = patients.today(unit, patient)
    return patients.recent_course(unit, patient, today - timedelta(days=27), today)


def forget_everything(door: Door) -> None:
    """Nothing is kept any more, as in a database of an older version."""

    def work(session: Session) -> None:
        for table in ("course_standing", "course_checkpoint"):
            session.connection().execute(metadata.tables[table].delete())

    door.database.write(work).result()


def eventually(so: Any) -> None:
    """Wait until something that happens in the background has happened."""
    deadline = datetime.now(UTC) + timedelta(seconds=30)
    while not so():
        assert datetime.now(UTC) < deadline
