"""How a service is treated in this process: its pace, and when it is left alone."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from translate_pipeline.engines.deep.verdicts import Later
from translate_pipeline.errors import EngineUnavailable

FAILURES = 5
"""In a row, until a service is left alone."""
REST = 60.0
"""Seconds that it is left alone, unless it asked for another time."""
ATTEMPTS = 3
"""For one text."""
PATIENCE = 20.0
"""Seconds: the longest wait before another attempt. A service that asks for more is left alone."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance, for tests to replace."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


class Manners:
    """One service, as all its engines and threads in this process treat it."""

    def __init__(self, per_second: float, at_once: int, clock: Clock) -> None:
        self.clock = clock
        self._interval = 1 / per_second
        self._places = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._free = self._alone_until = float("-inf")
        self._failures = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until a request may be made, and make it."""
        with self._places:
            with self._lock:
                now = self.clock.now()
                begin = max(now, self._free)
                self._free = begin + self._interval
            if begin > now:
                self.clock.sleep(begin - now)
            yield

    def alone_for(self) -> float:
        """Seconds that it must still be left alone; 0 where it may be asked."""
        with self._lock:
            return max(0.0, self._alone_until - self.clock.now())

    def failed(self, asked: float | None) -> None:
        """It was not available, and asked to be left alone for so many seconds."""
        with self._lock:
            self._failures += 1
            rest = asked if asked is not None and asked > PATIENCE else 0.0
            if self._failures >= FAILURES:
                rest = max(rest, REST)
            if rest:
                self._alone_until = self.clock.now() + rest

    def worked(self) -> None:
        """It answered."""
        with self._lock:
            self._failures = 0

    def before_attempt(self, number: int, asked: float | None) -> float | None:
        """Seconds to wait before attempt ``number``, the first being 0; None where it is no use.

        The wait is anything up to twice as long each time, so that many that failed together do
        not come back together; never less than what the service asked for.
        """
        if number >= ATTEMPTS or (asked or 0.0) > PATIENCE:
            return None
        backoff = self.clock.chance() * min(PATIENCE, 2.0**number)
        return min(PATIENCE, (asked or 0.0) + backoff)


def patiently(manners: Manners, name: str, once: Callable[[], str]) -> str:
    """Make attempts with pauses between them, until one works.

    Raises EngineUnavailable after the last, or where the service is to be left alone; and what
    else ``once`` raises.
    """
    attempt = 0
    while True:
        if alone := manners.alone_for():
            raise EngineUnavailable(
                f"{name}: left alone for {alone:.0f} s more, since it was not available"
            )
        attempt += 1
        try:
            answer = once()
        except EngineUnavailable as error:
            asked = error.asked if isinstance(error, Later) else None
            manners.failed(asked)
            wait = manners.before_attempt(attempt, asked)
            if wait is None:
                raise EngineUnavailable(str(error)) from None
            manners.clock.sleep(wait)
        else:
            manners.worked()
            return answer


_known: dict[str, Manners] = {}
_lock = threading.Lock()


def manners(name: str, per_second: float, at_once: int, clock: Clock) -> Manners:
    """Those of a service; made once in a process."""
    with _lock:
        if name not in _known:
            _known[name] = Manners(per_second, at_once, clock)
        return _known[name]


def forget_all() -> None:
    """Begin anew, as tests do."""
    with _lock:
        _known.clear()
