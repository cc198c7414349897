"""Opens the database for a command: an address that leads nowhere is one line, not a traceback."""

from patient_app import composition
from patient_app.config import settings
from patient_app.services.door import Door


class NoDatabase(Exception):
    """The database cannot be opened; the message says what to do."""


def open_database() -> Door:
    """Open (and migrate) the database. Raises `NoDatabase`."""
    settings()
    try:
        return composition.door()
    except Exception as error:
        reason = str(error).partition("\n")[0]
        raise NoDatabase(f"The database cannot be opened: {reason}. Run 'homestretch check' for what to do.") from error
