"""A limit to the time that an exchange takes as a whole.

requests waits for the next byte only, so a server that sends one a second is never late. Here the
connection is cut at the end of the time, whatever it is doing.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any


class Watch:
    """The connection that an exchange uses, to be cut at the end of its time."""

    def __init__(self) -> None:
        self.over = False
        self._socket: socket.socket | None = None

    def see(self, connection: socket.socket | None) -> None:
        """Learn which connection it is. Raises TimeoutError where the time is over."""
        self._socket = connection
        if self.over:
            raise TimeoutError("timed out")

    def cut(self) -> None:
        """End the exchange."""
        self.over = True
        if self._socket:
            with suppress(OSError):
                # that of TLS would say goodbye first, and wait
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class _Here(threading.local):
    watch: Watch | None = None


_here = _Here()


def watching() -> bool:
    """Whether this thread is in an exchange."""
    return _here.watch is not None


@contextmanager
def limited(seconds: float) -> Iterator[Watch]:
    """Cut this thread's exchange after so many seconds; ``over`` then says so."""
    watch = _here.watch = Watch()
    timer = threading.Timer(seconds, watch.cut)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        _here.watch = None


@cache
def watched_adapter() -> Any:  # noqa: ANN401
    """The class of adapter whose connections can be cut. A function since requests comes late."""
    from requests.adapters import HTTPAdapter

    class Watched(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
            super().init_poolmanager(*arguments, **options)
            _watch(self.poolmanager)

        def proxy_manager_for(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            return _watch(super().proxy_manager_for(*arguments, **options))

    return Watched


def _watch(manager: Any) -> Any:  # noqa: ANN401
    """A manager of urllib3's whose connections show themselves."""
    pools = manager.pool_classes_by_scheme
    manager.pool_classes_by_scheme = {scheme: _watched(pool) for scheme, pool in pools.items()}
    return manager


@cache
def _watched(pool: Any) -> Any:  # noqa: ANN401
    if getattr(pool, "watched", False):  # a manager for a proxy is asked for again and again
        return pool

    class Connection(pool.ConnectionCls):  # type: ignore[misc]
        def getresponse(self) -> Any:  # noqa: ANN401
            if _here.watch:
                _here.watch.see(self.sock)
            return super().getresponse()

    class Pool(pool):  # type: ignore[misc]
        ConnectionCls = Connection
        watched = True

    return Pool
