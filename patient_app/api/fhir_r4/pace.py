"""How many requests a token may make. Kept in memory, for a bounded number of tokens, in this process."""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from math import ceil

MOST_A_MINUTE = 120
MINUTE = timedelta(minutes=1)
TOKENS_REMEMBERED = 1000


class Pace:
    """At most `most` requests in any `window`, for each token."""

    def __init__(self, most: int = MOST_A_MINUTE, window: timedelta = MINUTE, remembered: int = TOKENS_REMEMBERED):
        self.most, self.window, self.remembered = most, window, remembered
        self.requests: OrderedDict[str, deque[datetime]] = OrderedDict()

    def wait(self, token_id: str, now: datetime) -> int:
        """Count a request: 0 when it may go on, else the whole seconds until the next one may."""
        made = self.requests.setdefault(token_id, deque())
        self.requests.move_to_end(token_id)
        while len(self.requests) > self.remembered:
            self.requests.popitem(last=False)
        while made and now - made[0] >= self.window:
            made.popleft()
        if len(made) >= self.most:
            return max(1, ceil((made[0] + self.window - now).total_seconds()))
        made.append(now)
        return 0
