"""Is the product able to work?"""

from patient_app.services.door import Door
from patient_app.store.migrations import is_up_to_date


def is_ready(door: Door) -> bool:
    """The database answers and has the newest schema."""
    return door.database.is_reachable() and is_up_to_date(door.database.engine)
