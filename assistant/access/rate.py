"""So many requests a minute, and not more."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from ipaddress import IPv6Address, IPv6Network, ip_address

_MOST = 10_000  # callers that are remembered
_HOUSE = 64  # leading bits of an IPv6 address that whoever holds it cannot choose


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

    def give_back(self, who: str) -> None:
        """Makes one request that was taken not count."""
        with self._lock:
            if who in self._left:
                left, since = self._left[who]
                self._left[who] = min(self._burst, left + 1), since


def house_of(address: str) -> str:
    """Who shares a bucket: a caller by IPv4, by IPv6 the network whose 2^64 addresses one caller
    may hold; anything else as it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((int(found), _HOUSE), strict=False))
