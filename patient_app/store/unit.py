"""A unit of work: what a service is handed. It never commits; the writer or the reader around it does."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from patient_app.domain.people import SharePart


class NeedsWriting(Exception):
    """A reading service has something to write (an audit event): run it again in the writer."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A patient looks at the own record as a reader with these parts would: nobody else looks, nothing is audited."""

    patient_id: str
    reader_id: str
    parts: frozenset[SharePart]


@dataclass(slots=True)
class Unit:
    """A session inside a transaction, the time, and what to tell open screens after the commit.

    `changed` names topics such as 'patient:<id>'; they are published only when the commit has succeeded. `reading`: the
    service that runs was marked as one that only reads. `emergencies`: by patient, the emergency access through which
    this unit reads a record; the audit log names it. `preview`: see `services/preview.py`.
    """

    session: Session
    now: datetime
    writable: bool = True
    changed: set[str] = field(default_factory=set)
    reading: bool = False
    emergencies: dict[str, str] = field(default_factory=dict)
    preview: Preview | None = None

    def must_write(self) -> None:
        """Raise `NeedsWriting` unless this unit may write."""
        if not self.writable:
            raise NeedsWriting
