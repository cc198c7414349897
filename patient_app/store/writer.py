"""The one writer: a thread that groups the jobs that wait into one transaction.

One commit (one disk sync) then answers many requests. Each job has its own savepoint, so that one that fails
leaves the others alone. A future is resolved only after the commit: what is acknowledged is on disk.
"""

from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

T = TypeVar("T")
Job = Callable[[Session], Any]
MOST_JOBS_A_COMMIT = 128


class Writer:
    """Runs jobs one after the other, many to a transaction."""

    def __init__(self, engine: Engine, before_commit: Callable[[Session], None]) -> None:
        """`before_commit` is run once for all jobs of a transaction."""
        self._engine = engine
        self._before_commit = before_commit
        self._queue: SimpleQueue[tuple[Job, Future[Any]] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="homestretch-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Session], T]) -> Future[T]:
        """Queue a job. Its exception, or a failed commit, is the future's exception."""
        future: Future[T] = Future()
        if not self._thread.is_alive():
            future.set_exception(RuntimeError("The writer has been closed."))
            return future
        self._queue.put((job, future))
        return future

    def close(self) -> None:
        """Finish what is queued, then stop."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while True:
            first = self._queue.get()
            if first is None:
                return
            batch, stop = [first], False
            while len(batch) < MOST_JOBS_A_COMMIT:
                try:
                    item = self._queue.get_nowait()
                except Empty:
                    break
                if item is None:
                    stop = True
                    break
                batch.append(item)
            self._commit_together(batch)
            if stop:
                return

    def _commit_together(self, batch: list[tuple[Job, Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        try:
            with Session(self._engine, expire_on_commit=False) as session:
                for job, future in batch:
                    if not future.set_running_or_notify_cancel():
                        continue
                    try:
                        with session.begin_nested():
                            result = job(session)
                        # Only now: letting go of the savepoint writes what waits, and may fail too.
                        done.append((future, result))
                    except Exception as error:
                        future.set_exception(error)
                self._before_commit(session)
                session.commit()
        except BaseException as error:
            for future, _ in done:
                future.set_exception(error)
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for future, result in done:
            future.set_result(result)
