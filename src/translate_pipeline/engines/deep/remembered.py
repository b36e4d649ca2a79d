"""Answers kept in memory.

What is asked again, after a failure or because it stands in two releases, is not sent, nor paid
for, again.
"""

import threading
from collections import OrderedDict

MOST = 2_000

Wanted = tuple[str, str, str]
"""The codes of two languages, and a text."""


class Remembered:
    """The last answers of an engine, for all its threads."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Wanted, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, wanted: Wanted) -> str:
        """The answer; empty where it is not known."""
        with self._lock:
            return self._answers.get(wanted, "")

    def put(self, wanted: Wanted, answer: str) -> None:
        """Remember an answer, and forget the oldest of too many."""
        with self._lock:
            self._answers[wanted] = answer
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)
