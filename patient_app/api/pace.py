"""How often one address may be asked for: counted in this process, for routes that are read without a session."""

from collections import OrderedDict
from datetime import datetime, timedelta

from patient_app.domain.errors import TooManyTries

MOST_KEYS = 10_000
"""So many keys are remembered; the one that was asked for longest ago goes first."""


class Pace:
    """At most `most` askings of one key within `window`."""

    def __init__(self, most: int, window: timedelta) -> None:
        self.most = most
        self.window = window
        self._asked: OrderedDict[str, list[datetime]] = OrderedDict()

    def count(self, key: str, now: datetime) -> None:
        """Count one asking. Raises `TooManyTries` when there were too many; one that is refused does not count."""
        recent = [at for at in self._asked.pop(key, ()) if at > now - self.window]
        self._asked[key] = recent
        while len(self._asked) > MOST_KEYS:
            self._asked.popitem(last=False)
        if len(recent) >= self.most:
            wait = int((recent[0] + self.window - now).total_seconds()) + 1
            raise TooManyTries("Too many tries. Please wait {minutes} minutes.", wait, minutes=-(-wait // 60))
        recent.append(now)
