"""Limits: how often somebody may ask, as token buckets in memory."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock

_MOST = 10_000
"""Buckets that are remembered; beyond that the one that was not used for longest is forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many at once, and how many a second after that."""

    burst: int
    per_second: float


class Limit:
    """A bucket for everyone, which each request takes from and time fills again."""

    def __init__(self, rate: Rate, seconds: Callable[[], float]) -> None:
        """``seconds`` is a clock that never goes back."""
        self._rate, self._seconds, self._lock = rate, seconds, Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str) -> int:
        """Take one; 0, or where the bucket is empty the seconds after which to ask again."""
        with self._lock:
            now = self._seconds()
            left, since = self._buckets.pop(who, (float(self._rate.burst), now))
            left = min(self._rate.burst, left + (now - since) * self._rate.per_second)
            short = left < 1
            self._buckets[who] = (left if short else left - 1, now)
            if len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
            return ceil((1 - left) / self._rate.per_second) if short else 0
