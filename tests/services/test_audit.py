"""The audit log: every change, and every look by someone else once an hour, without health data."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, col, select

from patient_app.domain.errors import DomainError, NotFound
from patient_app.domain.people import SharePart
from patient_app.services import access_log, activities, panel, programs, summary, today
from patient_app.services.door import Door
from patient_app.store.tables import AuditEvent
from tests.builders import MONDAY, Cast, Clock, Someone


@pytest.fixture
def cast(cast: Cast, clock: Clock) -> Cast:
    """A moment after the scene was set, so that what set it up does not count."""
    clock.forward(seconds=1)
    return cast


@dataclass(frozen=True)
class Event:
    actor_id: str | None
    patient_id: str | None
    kind: str | None
    detail: dict[str, Any]


def events(door: Door, action: str = "record.viewed") -> list[Event]:
    def read(session: Session) -> list[Event]:
        query = select(AuditEvent).where(AuditEvent.action == action, col(AuditEvent.at) > MONDAY)
        return [
            Event(row.actor_id, row.patient_id, row.object_kind, row.detail)
            for row in session.exec(query.order_by(col(AuditEvent.at)))
        ]

    return door.database.read(read)


def who_looked(cast: Cast) -> list[tuple[str, str, str | None]]:
    return [(each.who, each.action, each.kind) for each in cast.ana.call(access_log.access_log)]


def look(who: Someone, cast: Cast) -> None:
    who.call(programs.program, cast.ana.id)


def test_repeated_looks_within_the_hour_are_one_event(cast: Cast, door: Door, clock: Clock) -> None:
    for _ in range(3):
        look(cast.dora, cast)
        clock.forward(minutes=10)
    assert len(events(door)) == 1
    clock.forward(minutes=31)
    look(cast.dora, cast)
    assert len(events(door)) == 2


def test_another_part_another_person_and_another_sign_in_are_events_of_their_own(cast: Cast, door: Door) -> None:
    look(cast.dora, cast)
    cast.dora.call(activities.activities, cast.ana.id)
    look(cast.paul, cast)
    cast.dora.signs_in()
    look(cast.dora, cast)
    assert [(each.actor_id, each.kind) for each in events(door)].count((cast.dora.id, "program")) == 2
    assert len(events(door)) == 4


def test_a_summary_names_each_part_that_was_seen(cast: Cast) -> None:
    cast.ana.sharing_with(cast.strange_doctor, parts=frozenset({SharePart.PAIN, SharePart.MEASURES}))
    cast.strange_doctor.call(summary.summary, cast.ana.id)
    assert {kind for who, _, kind in who_looked(cast) if who == "Sue Park"} == {"pain", "measures"}


def test_the_patients_own_looks_are_not_noted(cast: Cast, door: Door) -> None:
    cast.ana.call(today.today)
    cast.ana.call(summary.summary)
    look(cast.ana, cast)
    assert events(door) == []


def test_opening_the_panel_is_one_event_for_all_of_it(cast: Cast, door: Door, clock: Clock) -> None:
    for _ in range(2):
        cast.dora.call(panel.panel)
        clock.forward(minutes=5)
    [event] = events(door, "panel.viewed")
    assert (event.actor_id, event.patient_id, event.detail) == (cast.dora.id, None, {"patients": 1})
    assert events(door) == []


def test_a_refused_look_leaves_no_trace(cast: Cast, door: Door) -> None:
    with pytest.raises(NotFound):
        look(cast.strange_pt, cast)
    assert events(door) == []


def test_a_change_that_fails_is_not_audited(cast: Cast, door: Door) -> None:
    before = len(events(door, "program.published"))
    with pytest.raises(DomainError):
        cast.paul.call(programs.publish, cast.ana.id, programs.Draft(9, cast.clinic.today, ()))
    assert len(events(door, "program.published")) == before


def test_no_health_data_stands_in_the_log(cast: Cast, door: Door) -> None:
    secret = "burning in the left knee"
    cast.ana.logs(cast.ana.line("bridge"), note=secret, pain_during=9)
    cast.ana.checks_in(note=secret, pain_worst=9)
    cast.dora.call(summary.summary, cast.ana.id)
    rows = door.database.read(lambda session: [row.model_dump(mode="json") for row in session.exec(select(AuditEvent))])
    assert {"exercise_log.saved", "check_in.saved", "record.viewed"} <= {row["action"] for row in rows}
    assert secret not in json.dumps(rows) and "pain_during" not in json.dumps(rows)


def test_the_patient_sees_the_newest_look_first(cast: Cast, clock: Clock) -> None:
    look(cast.dora, cast)
    clock.forward(minutes=1)
    look(cast.paul, cast)
    assert [each[0] for each in who_looked(cast)][:2] == ["Paul Okafor", "Dora Lindqvist"]
