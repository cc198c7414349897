"""A unit of work: what a service is handed. It never commits; the writer or the reader around it does."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session


class NeedsWriting(Exception):
    """A reading service has something to write (an audit event): run it again in the writer."""


@dataclass(slots=True)
class Unit:
    """A session inside a transaction, the time, and what to tell open screens after the commit.

    `changed` names topics such as 'patient:<id>'; they are published only when the commit has succeeded.
    """

    session: Session
    now: datetime
    writable: bool = True
    changed: set[str] = field(default_factory=set)

    def must_write(self) -> None:
        """Raise `NeedsWriting` unless this unit may write."""
        if not self.writable:
            raise NeedsWriting
