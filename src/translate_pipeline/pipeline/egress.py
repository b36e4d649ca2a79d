"""Egress: what left this machine for an outside service, told by engines as they send it."""

from collections.abc import Callable, Iterator
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


_listeners: ContextVar[tuple[Callable[[Sent], None], ...]] = ContextVar("listeners", default=())


@contextmanager
def hearing(hear: Callable[[Sent], None]) -> Iterator[None]:
    """Be told of each request by engines that this thread asks meanwhile, before it is sent.

    It is not sent where ``hear`` raises something.
    """
    token = _listeners.set((*_listeners.get(), hear))
    try:
        yield
    finally:
        _listeners.reset(token)


@contextmanager
def listening() -> Iterator[list[Sent]]:
    """Collect what is sent meanwhile by engines that this thread asks."""
    heard: list[Sent] = []
    with hearing(heard.append):
        yield heard


def report(sent: Sent) -> None:
    """Tell whoever listens; an engine calls it for each request, before it is sent.

    Raises what keeps it from being sent, a PipelineError.
    """
    for hear in _listeners.get():
        hear(sent)
