"""Egress: what left this machine for an outside service, told by engines as they send it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """One request that carried text away, whatever became of it."""

    engine: str
    """Such as ``deep:deepl``."""
    host: str
    characters: int
    """Of the text."""


_listeners: ContextVar[tuple[list[Sent], ...]] = ContextVar("listeners", default=())


@contextmanager
def listening() -> Iterator[list[Sent]]:
    """Collect what is sent meanwhile by engines that this thread asks."""
    heard: list[Sent] = []
    token = _listeners.set((*_listeners.get(), heard))
    try:
        yield heard
    finally:
        _listeners.reset(token)


def report(sent: Sent) -> None:
    """Tell whoever listens; an engine calls it for each request, before it is sent."""
    for heard in _listeners.get():
        heard.append(sent)
