"""What leaves as files: who took it is told, addresses are read without a session, and everything is everything."""

from datetime import date, time

import pytest

from patient_app.domain.errors import Conflict, Invalid, NotFound
from patient_app.domain.visits import VisitKind
from patient_app.services import (
    access_log,
    calendar_feeds,
    operator_export,
    own_data,
    record_tables,
    visit_changes,
    visit_planning,
)
from patient_app.services.actor import Visitor
from patient_app.services.record_tables import RecordTable
from patient_app.services.visit_planning import Plan
from patient_app.store.queries import own_data as rows
from tests.builders import Cast, Clock

FRIDAY = date(2026, 3, 20)


def test_reading_a_table_writes_nothing_once_it_is_noted(cast: Cast) -> None:
    cast.ana.logs(cast.ana.line("bridge"))
    cast.paul.call(record_tables.note, cast.ana.id, RecordTable.LOGS)
    before = len(cast.ana.call(access_log.access_log))
    assert [each.log.prescription_id for each in cast.paul.call(record_tables.logs, cast.ana.id)] == [
        cast.ana.line("bridge").id
    ]
    told = cast.ana.call(access_log.access_log)
    assert len(told) == before and (told[0].action, told[0].kind) == ("record.exported", "logs")


def test_the_operator_takes_a_record_and_the_patient_is_told(cast: Cast) -> None:
    cast.ana.checks_in(pain_worst=3)
    door = cast.clinic.door
    assert door.operate(operator_export.find, cast.ana.email) == cast.ana.id
    door.operate(operator_export.note, cast.ana.id, "csv")
    found = door.operate(operator_export.tables, cast.ana.id)
    assert ([row.pain_worst for row in found.check_ins.rows], found.language) == ([3], "en")
    told = cast.ana.call(access_log.access_log)[0]
    assert (told.who, told.role, told.kind) == ("Riverside Rehabilitation", None, "server")
    with pytest.raises(NotFound):
        door.operate(operator_export.note, cast.paul.id, "csv")


def test_everything_is_there_by_table(cast: Cast) -> None:
    cast.ana.logs(cast.ana.line("bridge"))
    cast.ana.checks_in(pain_worst=3)
    found = cast.ana.call(own_data.everything)
    assert found.tables.keys() == rows.TABLES.keys()
    lengths = {name: len(each) for name, each in found.tables.items()}
    assert (lengths["exercise_log"], lengths["check_in"], lengths["prescription"], lengths["share"]) == (1, 1, 4, 2)
    assert all(row["patient_id"] == cast.ana.id for row in found.tables["audit_event"])
    assert {one.name for one in found.people.values()} >= {"Ana Reyes", "Paul Okafor", "Dora Lindqvist"}


def test_an_address_counts_the_changes_of_a_visit(cast: Cast, clock: Clock) -> None:
    plan = Plan(VisitKind.PHYSIATRIST, FRIDAY, time(9))
    visit_id = cast.dora.call(visit_planning.plan, cast.ana.id, plan).ids[0]
    token = cast.ana.call(calendar_feeds.make, "08:30").token
    door = cast.clinic.door
    [visit] = door.visit(Visitor(), calendar_feeds.read, token).visits
    assert (visit.visit.id, visit.changes, visit.changed_at) == (visit_id, 0, clock.now)
    clock.forward(minutes=5)
    cast.dora.call(visit_changes.move, visit_id, FRIDAY, time(11))
    clock.forward(minutes=5)
    [visit] = door.visit(Visitor(), calendar_feeds.read, token).visits
    assert visit.changes == 1 and visit.changed_at < clock.now


def test_an_address_ends_with_its_account_or_when_it_is_closed(cast: Cast) -> None:
    made = cast.ana.call(calendar_feeds.make)
    door = cast.clinic.door
    assert door.visit(Visitor(), calendar_feeds.read, made.token).days == ()
    with pytest.raises(NotFound):
        cast.strange_patient.call(calendar_feeds.close, made.id)
    cast.ana.call(calendar_feeds.close, made.id)
    with pytest.raises(NotFound):
        door.visit(Visitor(), calendar_feeds.read, made.token)


def test_what_an_address_may_not_have(cast: Cast) -> None:
    for reminder, alarm in (("8:30", None), ("25:00", None), ("08:30:00", None), (None, 17)):
        with pytest.raises(Invalid):
            cast.ana.call(calendar_feeds.make, reminder, alarm)
    for _ in range(10):
        cast.ana.call(calendar_feeds.make)
    with pytest.raises(Conflict):
        cast.ana.call(calendar_feeds.make)
