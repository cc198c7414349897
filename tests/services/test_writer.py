"""The writer: many jobs to a commit, each standing for itself, answered only when the change is there to stay."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime
from threading import Barrier, Event

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from patient_app.domain.errors import NotFound
from patient_app.services.reading import reads
from patient_app.store.database import Database
from patient_app.store.tables import SignInAttempt
from patient_app.store.unit import Unit
from tests.builders import Cast

NOW = datetime(2026, 3, 16, tzinfo=UTC)


def subjects(database: Database) -> set[str]:
    return set(database.read(lambda session: session.exec(select(SignInAttempt.subject)).all()))


def add(subject: str, id: str | None = None):  # type: ignore[no-untyped-def]
    def job(session: Session) -> str:
        row = SignInAttempt(subject=subject, at=NOW, **({"id": id} if id else {}))
        session.add(row)
        session.flush()
        return subject

    return job


def test_what_is_answered_is_there_for_the_next_reader(database: Database) -> None:
    for number in range(20):
        assert database.write(add(f"s{number}")).result(10) == f"s{number}"
        assert f"s{number}" in subjects(database)


def test_jobs_that_wait_are_written_together_and_all_are_answered(database: Database) -> None:
    blocked, go_on = Event(), Event()

    def block(session: Session) -> None:
        blocked.set()
        go_on.wait(10)

    first = database.write(block)
    blocked.wait(10)
    waiting = [database.write(add(f"s{number}")) for number in range(300)]
    go_on.set()
    wait([first, *waiting], 20)
    assert subjects(database) == {f"s{number}" for number in range(300)}


def test_a_job_that_fails_leaves_the_others_of_its_commit_alone(database: Database) -> None:
    blocked, go_on = Event(), Event()

    def block(session: Session) -> None:
        blocked.set()
        go_on.wait(10)

    def half_done(session: Session) -> None:
        session.add(SignInAttempt(subject="half", at=NOW))
        session.flush()
        raise NotFound

    database.write(block)
    blocked.wait(10)
    futures = [database.write(job) for job in (add("before", "same"), half_done, add("twice", "same"), add("after"))]
    go_on.set()
    assert futures[0].result(10) == "before"
    with pytest.raises(NotFound):
        futures[1].result(10)
    with pytest.raises(IntegrityError):
        futures[2].result(10)
    assert futures[3].result(10) == "after"
    assert subjects(database) == {"before", "after"}


def test_a_job_that_fails_only_when_it_is_written_leaves_the_writer_at_work(database: Database) -> None:
    blocked, go_on = Event(), Event()

    def block(session: Session) -> None:
        blocked.set()
        go_on.wait(10)

    def twice(session: Session) -> None:
        session.add(SignInAttempt(id="same", subject="twice", at=NOW))  # nothing is flushed in the job

    database.write(block)
    blocked.wait(10)
    futures = [database.write(add("before", "same")), database.write(twice), database.write(add("after"))]
    go_on.set()
    with pytest.raises(IntegrityError):
        futures[1].result(10)
    assert futures[2].result(10) == "after"
    assert database.write(add("later")).result(10) == "later"
    assert subjects(database) == {"before", "after", "later"}


def test_many_threads_at_once_lose_nothing(database: Database) -> None:
    start = Barrier(16)

    def work(number: int) -> list[str]:
        start.wait(10)
        return [database.write(add(f"{number}-{n}")).result(20) for n in range(10)]

    with ThreadPoolExecutor(16) as threads:
        done = [each for found in threads.map(work, range(16)) for each in found]
    assert subjects(database) == set(done) and len(done) == 160


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    database.write(add("before")).result(10)

    def read(session: Session) -> tuple[int, int]:
        first = len(session.exec(select(SignInAttempt.subject)).all())
        database.write(add("meanwhile")).result(10)
        return first, len(session.exec(select(SignInAttempt.subject)).all())

    if database.url.startswith("sqlite"):
        assert database.read(read) == (1, 1)
    else:
        assert database.read(read)[0] == 1
    assert subjects(database) == {"before", "meanwhile"}


def test_a_reader_cannot_change_anything(database: Database) -> None:
    def sneak(session: Session) -> None:
        session.add(SignInAttempt(subject="sneaked", at=NOW))

    database.read(sneak)
    assert subjects(database) == set()


def test_a_look_that_has_to_be_noted_is_done_again_where_it_can_be(cast: Cast) -> None:
    """A reading service that writes an audit event runs once beside the writer, once in it."""
    runs: list[bool] = []

    @reads
    def peek(actor: object, unit: Unit) -> None:
        runs.append(unit.writable)
        unit.must_write()

    cast.dora.call(peek)
    assert runs == [False, True]


def test_after_closing_a_job_is_refused_instead_of_lost(database: Database) -> None:
    database.close()
    with pytest.raises(RuntimeError):
        database.write(add("late")).result(10)


def test_topics_are_told_after_the_commit_and_not_when_it_fails(
    database: Database, published: list[frozenset[str]], cast: Cast
) -> None:
    seen: list[bool] = []

    def change(operator: object, unit: Unit) -> None:
        unit.session.add(SignInAttempt(subject="told", at=NOW))
        unit.changed.add("topic")

    def fail(operator: object, unit: Unit) -> None:
        unit.changed.add("never")
        raise NotFound

    door = cast.clinic.door
    door.publish = lambda topics: seen.append("told" in subjects(database))
    door.operate(change)
    with pytest.raises(NotFound):
        door.operate(fail)
    assert seen == [True]
