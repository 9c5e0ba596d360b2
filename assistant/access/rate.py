"""So many requests a minute, and not more."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

_MOST = 10_000  # callers that are remembered


class Limiter:
    """A token bucket for each caller: ``burst`` requests at once, ``rate`` a minute in the long
    run. From any thread; who was not heard of for longest is forgotten first."""

    def __init__(self, rate: float, burst: float) -> None:
        self._per_second = rate / 60
        self._burst = burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, who: str, now: float | None = None) -> float:
        """Takes one request of a caller: 0 where that is allowed, else after how many seconds
        it will be. ``now`` is of the monotonic clock."""
        now = time.monotonic() if now is None else now
        with self._lock:
            left, since = self._left.pop(who, (self._burst, now))
            left = min(self._burst, left + max(0.0, now - since) * self._per_second)
            allowed = left >= 1
            self._left[who] = (left - 1 if allowed else left), max(now, since)
            if len(self._left) > _MOST:
                self._left.popitem(last=False)
            return 0.0 if allowed else (1 - left) / self._per_second
