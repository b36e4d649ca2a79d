"""Limits that processes share: global concurrency limits of the Prefect server, by engine.

An engine for a service outside paces the requests of its own process. Where the server has a limit
of the engine's name, such as ``deep:deepl``, each request takes a slot of that, too, whichever
worker it comes from. Prefect gets the name, and nothing of a text.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Protocol, runtime_checkable

from prefect import get_client
from prefect.concurrency.sync import concurrency

from translate_pipeline.errors import EngineUnavailable
from translate_pipeline.ports import Engine

SECONDS = 300.0
"""How long a request waits for a slot."""
_MOST = 200
"""Limits that are looked at; as many as the server gives at once."""


@runtime_checkable
class Paced(Protocol):
    """An engine whose requests wait for their turn."""

    name: str
    turn: Callable[[], AbstractContextManager[None]]
    """What is held during a request."""


def share_limits(engines: Iterable[Engine]) -> None:
    """Have the engines hold a slot of the server's limits, where it has one of their name."""
    paced = [engine for engine in engines if isinstance(engine, Paced)]
    if not paced:
        return
    with get_client(sync_client=True) as client:
        limits = client.read_global_concurrency_limits(limit=_MOST, offset=0)
    there = {limit.name for limit in limits if limit.active}
    for engine in paced:
        if engine.name in there:
            engine.turn = partial(_turn, engine.name, engine.turn)


@contextmanager
def _turn(name: str, own: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    with _slot(name), own():
        yield


@contextmanager
def _slot(name: str) -> Iterator[None]:
    """Hold a slot. Raises EngineUnavailable where none gets free, or the server does not answer."""
    slot = concurrency(name, timeout_seconds=SECONDS)
    try:
        slot.__enter__()
    except Exception as error:
        kind = type(error).__name__
        told = f"{name}: no slot of the Prefect server's limit of that name ({kind})"
        raise EngineUnavailable(told) from error
    try:
        yield
    finally:
        slot.__exit__(None, None, None)
