"""Puts the parts together, once for each process: settings, database, services. The only place that does.

Nothing happens on import; the first call of `door()` opens and migrates the database.
"""

from collections.abc import Callable
from threading import Lock

from patient_app.config import settings
from patient_app.services.door import Door
from patient_app.services.refresher import Refresher
from patient_app.store.database import Database
from patient_app.store.migrations import migrate

Listener = Callable[[frozenset[str]], None]

_listeners: list[Listener] = []
_doors: list[Door] = []
_refreshers: list[Refresher] = []
_lock = Lock()


def door() -> Door:
    """The door to the services of this process."""
    with _lock:
        if not _doors:
            _doors.append(_open())
        return _doors[0]


def keep_fresh() -> None:
    """From now on standings are worked out in the background, until `close`. For a server, not for a command."""
    found = Refresher(door().database, door().clock)
    _refreshers.append(found)
    found.start()


def listen(listener: Listener) -> None:
    """Call `listener` with the topics ('patient:<id>') of each committed change, from any thread."""
    _listeners.append(listener)


def close() -> None:
    """Finish queued writes and let go of the database; `door()` opens it again."""
    while _refreshers:
        _refreshers.pop().stop()
    with _lock:
        while _doors:
            _doors.pop().database.close()


def _open() -> Door:
    settings().data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings().database_url)
    migrate(database.engine)
    return Door(database, publish=_publish)


def _publish(topics: frozenset[str]) -> None:
    for refresher in _refreshers:
        refresher.notice(topics)
    for listener in _listeners:
        listener(topics)
