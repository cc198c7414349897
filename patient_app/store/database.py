"""One database: its engines, the writer, and how a piece of work gets its session.

On SQLite every write goes through one thread (`writer.py`); reads run beside it on other connections (WAL).
PostgreSQL is used the same way.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event, text
from sqlmodel import Session as Session  # the services name it too

from patient_app.store import sealed
from patient_app.store.queries import changes
from patient_app.store.writer import Writer

T = TypeVar("T")


class Database:
    """Reads and writes of one database. `url` is an SQLAlchemy address (SQLite file or PostgreSQL)."""

    def __init__(self, url: str) -> None:
        sealed.watch()
        self.url = url
        if url.startswith("sqlite"):
            self._write_engine = _sqlite_engine(url, "BEGIN IMMEDIATE", query_only=False)
            self._read_engine = _sqlite_engine(url, "BEGIN", query_only=True)
        else:
            self._write_engine = create_engine(url, pool_pre_ping=True)
            self._read_engine = self._write_engine
        self._writer = Writer(self._write_engine, before_commit=changes.count)

    @property
    def engine(self) -> Engine:
        """The engine that may write: for migrations and checks."""
        return self._write_engine

    def read(self, job: Callable[[Session], T]) -> T:
        """Run `job` on a snapshot; what it changes is thrown away."""
        with self._reading() as session:
            return job(session)

    def write(self, job: Callable[[Session], T]) -> Future[T]:
        """Queue `job` for the writer. The future is done when its change is on disk, or when it has failed."""
        return self._writer.submit(job)

    def is_reachable(self) -> bool:
        """Can the database answer at all?"""
        try:
            self.read(lambda session: session.connection().execute(text("SELECT 1")))
        except Exception:
            return False
        return True

    def close(self) -> None:
        """Finish queued work and let go of every connection."""
        self._writer.close()
        self._read_engine.dispose()
        self._write_engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with Session(self._read_engine, expire_on_commit=False, autoflush=False) as session:
            try:
                yield session
            finally:
                session.rollback()


def _sqlite_engine(url: str, begin: str, *, query_only: bool) -> Engine:
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 10})

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # The driver's own transaction handling breaks savepoints; BEGIN is ours (SQLAlchemy's SQLite notes).
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        # What is deleted is written over in the file: an erased record does not stay in free pages (decision 20).
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.execute(f"PRAGMA query_only={'ON' if query_only else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
