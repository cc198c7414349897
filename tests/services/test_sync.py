"""Batches: each ends as the same calls one by one, none is half stored, and two at once end as one after the other."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table
from sqlalchemy.exc import StatementError
from sqlmodel import Session, col, select

from patient_app.domain.course import HoldLevel
from patient_app.domain.entries import ActivityRating, Answer, CheckIn, ExerciseLog, MeasureResponse, WarningAnswers
from patient_app.domain.errors import DomainError, NotFound
from patient_app.services import sync, today
from patient_app.services.door import Door
from patient_app.services.sync import Change, Delete, Done, Measure
from patient_app.store.database import Database
from patient_app.store.queries import care, courses
from patient_app.store.queries import entries as rows
from patient_app.store.tables import AuditEvent, metadata
from tests.builders import NEW_YORK, Cast, Clock, Patient, a_check_in, a_line, a_log
from tests.databases import contents


def send(patient: Patient, *changes: Change) -> list[str]:
    return [_outcome(each) for each in patient.call(sync.sync, changes, "en")]


def _outcome(done: Done | DomainError) -> str:
    return type(done).__name__ if isinstance(done, DomainError) else done.saved.outcome.value


def signs(**answers: str) -> WarningAnswers:
    return WarningAnswers("1", tuple((code, Answer(answer)) for code, answer in answers.items()))


def stored(cast: Cast) -> tuple[ExerciseLog, ...]:
    return cast.clinic.door.database.read(lambda session: courses.logs(session, cast.ana.id))


def holds_from(cast: Cast, check_in: CheckIn) -> list[tuple[str, str]]:
    def read(session: Session) -> list[tuple[str, str]]:
        return [(row.id, row.level) for row in care.holds_from(session, cast.ana.id, check_in.id)]

    return cast.clinic.door.database.read(read)


def kept(cast: Cast, id: str) -> list[tuple[str, str, Any]]:
    """The history of an id: kind, what happened, and the pain that was noted."""

    def read(session: Session) -> list[tuple[str, str, Any]]:
        return sorted(
            (row.kind, row.change, row.body.get("pain_during", row.body.get("pain_now")))
            for row in rows.history(session, id)
        )

    return cast.clinic.door.database.read(read)


def later(log: ExerciseLog, minutes: int, **fields: Any) -> ExerciseLog:
    return replace(log, edited_at=log.edited_at + timedelta(minutes=minutes), **fields)


@pytest.fixture
def log(cast: Cast) -> ExerciseLog:
    return a_log(cast.ana.line("bridge"), cast.clinic.today, pain_during=1)


def test_a_warning_sign_and_its_correction_in_one_batch_leave_the_hold(cast: Cast) -> None:
    first = a_check_in(cast.clinic.today, warning_signs=signs(RF1="yes"))
    corrected = replace(first, warning_signs=signs(RF1="no"), edited_at=first.edited_at + timedelta(minutes=1))
    assert send(cast.ana, first, corrected) == ["saved", "corrected"]
    shown = cast.ana.call(today.today)
    assert shown.hold is not None and shown.hold.level is HoldLevel.EMERGENCY
    assert shown.check_in is not None and shown.check_in.warning_signs == corrected.warning_signs


def test_the_same_warning_sign_twice_in_one_batch_is_one_hold(cast: Cast) -> None:
    check_in = a_check_in(cast.clinic.today, warning_signs=signs(RF9="yes"))
    assert send(cast.ana, check_in, check_in) == ["saved", "unchanged"]
    graver = replace(check_in, warning_signs=signs(RF1="yes"), edited_at=check_in.edited_at + timedelta(minutes=1))
    assert send(cast.ana, graver, graver) == ["corrected", "unchanged"]
    assert [level for _, level in holds_from(cast, check_in)] == ["U", "E"]


@pytest.mark.parametrize("together", [True, False])
def test_a_known_history_holds_nothing_again_however_it_is_sent(cast: Cast, together: bool) -> None:
    morning = a_check_in(cast.clinic.today, warning_signs=signs(RF7="yes"))
    noon = replace(morning, id=str(uuid4()), recorded_at=morning.recorded_at + timedelta(hours=1))
    batches = [[morning, noon]] if together else [[morning], [noon]]
    done = [each for batch in batches for each in cast.ana.call(sync.sync, batch, "en")]
    assert [each.hold is not None for each in done if isinstance(each, Done)] == [True, False]


def test_a_history_that_was_taken_back_in_the_same_batch_is_not_known(cast: Cast) -> None:
    wrong, gone = (a_check_in(cast.clinic.today, warning_signs=signs(RF7="yes")) for _ in range(2))
    taken_back = replace(wrong, warning_signs=signs(RF7="no"), edited_at=wrong.edited_at + timedelta(minutes=1))
    after = replace(wrong, id=str(uuid4()), recorded_at=wrong.recorded_at + timedelta(hours=1))
    done = cast.ana.call(sync.sync, [wrong, gone, taken_back, Delete("check_in", gone.id), after], "en")
    assert [each.hold is not None for each in done if isinstance(each, Done)] == [True, True, False, False, True]


def test_what_is_put_after_it_was_deleted_stays_deleted(cast: Cast, log: ExerciseLog) -> None:
    other = replace(log, id=str(uuid4()))
    gone, other_gone = Delete("exercise_log", log.id), Delete("exercise_log", other.id)
    assert send(cast.ana, log, gone, later(log, 1, pain_during=2)) == ["saved", "deleted", "deleted"]
    assert send(cast.ana, other_gone, other, other_gone) == ["deleted"] * 3
    assert stored(cast) == ()


def test_what_was_stored_is_corrected_and_deleted_in_one_batch(cast: Cast, log: ExerciseLog) -> None:
    send(cast.ana, log)
    corrected = later(log, 1, pain_during=5)
    assert send(cast.ana, corrected, Delete("exercise_log", log.id), corrected) == ["corrected", "deleted", "deleted"]
    assert kept(cast, log.id) == [("exercise_log", "corrected", 1), ("exercise_log", "deleted", 5)]


def test_an_entry_of_someone_else_harms_no_other(cast: Cast, log: ExerciseLog) -> None:
    theirs = a_check_in(cast.clinic.today, pain_now=2)
    send(cast.strange_patient, theirs)
    stolen = replace(theirs, pain_now=9, edited_at=theirs.edited_at + timedelta(hours=1))
    assert send(cast.ana, stolen, log, Delete("check_in", theirs.id)) == [NotFound.__name__, "saved", "deleted"]
    shown = cast.strange_patient.call(today.today).check_in
    assert shown is not None and shown.pain_now == 2
    assert stored(cast) == (replace(log, received_at=cast.clinic.clock.now),)


def test_one_id_of_two_kinds_is_two_entries(cast: Cast, log: ExerciseLog) -> None:
    check_in = a_check_in(cast.clinic.today, id=log.id, pain_now=2)
    assert send(cast.ana, log, check_in) == ["saved", "saved"]
    # An edit that comes too late, of each kind and made at the same moment: both are kept.
    stale = later(log, -5, pain_during=9), replace(check_in, pain_now=9, edited_at=later(log, -5).edited_at)
    assert send(cast.ana, *stale, *stale) == ["unchanged"] * 4
    assert send(cast.ana, Delete("exercise_log", log.id), check_in, log) == ["deleted", "unchanged", "deleted"]
    assert kept(cast, log.id) == [
        ("check_in", "stale", 9), ("exercise_log", "deleted", 1), ("exercise_log", "stale", 9),
    ]  # fmt: skip
    assert cast.ana.call(today.today).check_in is not None


def test_a_batch_that_fails_leaves_nothing_and_its_good_half_can_be_sent(
    cast: Cast, log: ExerciseLog, database: Database, published: list[frozenset[str]]
) -> None:
    stale = later(log, -1, pain_during=8)
    gone = replace(log, id=str(uuid4()))
    send(cast.ana, log, gone)
    published.clear()
    good: list[Change] = [
        replace(log, id=str(uuid4())),
        later(log, 1, pain_during=4),
        stale,
        a_check_in(cast.clinic.today, warning_signs=signs(RF1="yes")),
        Delete("exercise_log", gone.id),
    ]
    # No address of the API lets these two through: an instant without a zone, and an unknown kind.
    no_zone = replace(log, id=str(uuid4()), performed_at=datetime(2026, 3, 16, 12))
    before = contents(database)
    with pytest.raises(StatementError, match="without a zone"):
        send(cast.ana, *good, no_zone)
    with pytest.raises(KeyError):
        send(cast.ana, *good, Delete("diary", log.id))
    assert contents(database) == before
    assert published == []
    assert send(cast.ana, *good) == ["saved", "corrected", "unchanged", "saved", "deleted"]


def test_each_entry_has_one_event(cast: Cast, log: ExerciseLog, database: Database, clock: Clock) -> None:
    clock.forward(seconds=1)
    check_in = a_check_in(cast.clinic.today, warning_signs=signs(RF1="yes"))
    gone = Delete("exercise_log", log.id)
    send(cast.ana, log, log, check_in, later(log, 1, pain_during=3), later(log, -1), gone, gone, log)

    def read(session: Session) -> list[tuple[str, str | None, str | None]]:
        query = select(AuditEvent).where(AuditEvent.at == clock.now).order_by(col(AuditEvent.id))
        return [(row.action, row.object_id, row.actor_id) for row in session.exec(query)]

    [(hold_id, _)] = holds_from(cast, check_in)
    assert database.read(read) == [
        ("exercise_log.saved", log.id, cast.ana.id),
        ("check_in.saved", check_in.id, cast.ana.id),
        ("hold.started", hold_id, cast.ana.id),
        ("exercise_log.corrected", log.id, cast.ana.id),
        ("exercise_log.deleted", log.id, cast.ana.id),
    ]


# One by one, or together


Numbers = st.integers(0, 2)
Step = st.one_of(
    st.tuples(st.just("log"), Numbers, Numbers, Numbers),
    st.tuples(st.just("check_in"), Numbers, Numbers, st.sampled_from(["", "RF1", "RF7", "RF9", "RF10"])),
    st.tuples(st.just("measure"), Numbers, Numbers, Numbers),
    st.tuples(st.just("delete"), Numbers, Numbers, st.sampled_from(sorted(rows.TABLES))),
    st.tuples(st.just("wrong"), Numbers, Numbers, st.sampled_from(["line", "zone", "activity", "question", "day"])),
)


def change_of(step: tuple[Any, ...], patient: Patient, ids: Sequence[str], day: Any) -> Change:
    """A step of the same meaning for either patient: what, which entry, how many minutes later, and the value."""
    what, number, minutes, value = step
    log = later(a_log(patient.line("bridge"), day, id=ids[number]), minutes)
    check_in = replace(a_check_in(day, id=ids[number]), edited_at=log.edited_at, recorded_at=log.edited_at)
    response = MeasureResponse(ids[number], "nprs-now", "1", day, log.edited_at, (("pain", float(number)),), None, "")
    changes: dict[Any, Callable[[], Change]] = {
        "log": lambda: replace(log, pain_during=value),
        "check_in": lambda: replace(check_in, warning_signs=signs(RF2="no", **({value: "yes"} if value else {}))),
        "measure": lambda: Measure(replace(response, answers=(("pain", float(value)),)), NEW_YORK),
        "delete": lambda: Delete(value, ids[number], log.edited_at),
        "line": lambda: replace(log, prescription_id=ids[0]),
        "zone": lambda: replace(log, time_zone="Mars/Olympus"),
        "activity": lambda: replace(check_in, activity_ratings=(ActivityRating(ids[0], 3),)),
        "question": lambda: replace(check_in, warning_signs=signs(RF99="yes")),
        "day": lambda: replace(check_in, local_date=day - timedelta(days=8)),
    }
    return changes[value if what == "wrong" else what]()


def all_of(patient: Patient, ids: Sequence[str], database: Database) -> dict[str, list[str]]:
    """What is stored of these entries, with words for the ids that differ between patients."""
    words = {patient.id: "the patient", patient.line("bridge").id: "the line"}
    words |= {id: f"entry {number}" for number, id in enumerate(ids)}

    def read(session: Session, table: Table, column: str) -> list[str]:
        query = table.select().where(table.c.patient_id == patient.id, table.c[column].in_(ids)).order_by(table.c.id)
        found = []
        for row in session.connection().execute(query):
            text = repr([value for name, value in row._mapping.items() if name == column or name != "id"])
            for id, word in words.items():
                text = text.replace(id, word)
            found.append(text)
        return found

    tables = {kind: (table, "id") for kind, table in rows.TABLES.items()}
    tables |= {"hold": (metadata.tables["hold"], "check_in_id")}
    tables |= {"entry_history": (metadata.tables["entry_history"], "entry_id")}
    return {
        name: database.read(lambda session, table=table, column=column: read(session, table, column))  # type: ignore[misc]
        for name, (table, column) in tables.items()
    }


def events_of(patient: Patient, ids: Sequence[str], database: Database) -> list[tuple[str, int | None]]:
    """What was noted of these entries and of holds, in order."""
    numbers = {id: n for n, id in enumerate(ids)}

    def read(session: Session) -> list[tuple[str, int | None]]:
        query = select(AuditEvent).where(AuditEvent.patient_id == patient.id).order_by(col(AuditEvent.id))
        return [(each.action, numbers.get(each.object_id or "")) for each in session.exec(query)]

    return [each for each in database.read(read) if each[1] is not None or each[0] == "hold.started"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(Step, min_size=2, max_size=14))
def test_a_batch_ends_as_its_entries_one_by_one(cast: Cast, database: Database, steps: list[tuple[Any, ...]]) -> None:
    twin = cast.strange_patient
    if twin.program is None:
        twin.sharing_with(cast.strange_pt).with_program(a_line("bridge"), by=cast.strange_pt)
    ids, twin_ids = sorted(str(uuid4()) for _ in range(3)), sorted(str(uuid4()) for _ in range(3))
    day = cast.clinic.today
    together = cast.ana.call(sync.sync, [change_of(step, cast.ana, ids, day) for step in steps], "en")
    alone = [twin.call(sync.sync, [change_of(step, twin, twin_ids, day)], "en")[0] for step in steps]
    assert [_outcome(each) for each in together] == [_outcome(each) for each in alone]
    held = [[each.hold for each in done if isinstance(each, Done)] for done in (together, alone)]
    assert held[0] == held[1]
    assert all_of(cast.ana, ids, database) == all_of(twin, twin_ids, database)
    assert events_of(cast.ana, ids, database) == events_of(twin, twin_ids, database)


# Two servers at once


@contextmanager
def two_servers(cast: Cast, clock: Clock) -> Iterator[tuple[Patient, Patient]]:
    """The patient at two server processes: each with its own connections and its own writer."""
    first = cast.clinic.door.database
    second = Database(first.url)
    try:
        there = cast.moved_to(Door(second, clock), clock)
        yield cast.ana, there.ana
    finally:
        second.close()


def at_once(*calls: Callable[[], list[str]]) -> list[list[str]]:
    start = Barrier(len(calls))

    def run(call: Callable[[], list[str]]) -> list[str]:
        start.wait(10)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def test_the_same_batch_twice_at_once_is_stored_once(cast: Cast, clock: Clock) -> None:
    with two_servers(cast, clock) as (here, there):
        for _ in range(5):
            logs = [a_log(cast.ana.line("bridge"), cast.clinic.today) for _ in range(40)]
            check_in = a_check_in(cast.clinic.today, warning_signs=signs(RF1="yes"))
            gone = Delete("exercise_log", str(uuid4()))
            batch: list[Change] = [*logs, check_in, gone]
            found = at_once(lambda b=batch: send(here, *b), lambda b=batch: send(there, *b))  # type: ignore[misc]
            assert sorted(found) == [["saved"] * 41 + ["deleted"], ["unchanged"] * 41 + ["deleted"]]
            assert {log.id for log in logs} <= {log.id for log in stored(cast)}
            assert len(holds_from(cast, check_in)) == 1
            assert kept(cast, gone.id) == [("exercise_log", "deleted", None)]


def test_of_two_phones_at_once_the_later_edit_wins(cast: Cast, clock: Clock) -> None:
    with two_servers(cast, clock) as (here, there):
        for turn in range(6):
            logs = [a_log(cast.ana.line("bridge"), cast.clinic.today, pain_during=0) for _ in range(40)]
            send(here, *logs)
            early, late = [later(log, 1, pain_during=1) for log in logs], [later(log, 2, pain_during=2) for log in logs]
            phones = (here, there) if turn % 2 else (there, here)
            at_once(
                lambda to=phones[0], what=early: send(to, *what),  # type: ignore[misc]
                lambda to=phones[1], what=late: send(to, *what),  # type: ignore[misc]
            )
            ids = {log.id for log in logs}
            assert {(log.pain_during, log.edited_at) for log in stored(cast) if log.id in ids} == {
                (2, late[0].edited_at)
            }
            # Nothing is lost: the first value was replaced, the early edit was replaced too or came too late.
            assert {tuple(sorted(pain for _, _, pain in kept(cast, id))) for id in ids} == {(0, 1)}


def test_whichever_arrives_first_the_later_edit_wins(cast: Cast, log: ExerciseLog) -> None:
    for order in permutations(range(3)):
        first = replace(log, id=str(uuid4()))
        send(cast.ana, *(later(first, n, pain_during=n) for n in order))
        assert [each.pain_during for each in stored(cast) if each.id == first.id] == [2]
