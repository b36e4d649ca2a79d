"""The server: a socket, and uvicorn on it until somebody ends it."""

import errno
import signal
import socket
from datetime import UTC, datetime

import uvicorn

from translate_pipeline.errors import NotFound
from translate_pipeline.store.place import open_ledger
from translate_pipeline.web.app import create_app
from translate_pipeline.wiring import Services

_WAITING = 2_048
"""Connections that may wait: every office asks at the hour when an embargo ends."""


def listen(host: str, port: int) -> socket.socket:
    """A socket on an address. Raises NotFound where it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_WAITING)
        # Inherited by every connection. Head and body are written apart, and would otherwise wait
        # for one another for 40 ms; asyncio only sees to that for sockets that it made itself.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = "another program listens there; name another port with --port, or end it"
        elif error.errno in (errno.EACCES, errno.EPERM):
            why = "this needs rights that you have not; name a port from 1024 with --port"
        else:
            why = f"{error.strerror or error}; name an address of this machine with --host"
        raise NotFound(f"cannot listen on {host} port {port}: {why}") from error
    return listener


def run(listener: socket.socket, services: Services) -> None:
    """Serve until Ctrl-C or SIGTERM, and finish what is being answered."""
    ledger = open_ledger(services.settings.ledger)
    app = create_app(ledger, services.shelf, services.tokens, lambda: datetime.now(UTC))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, backlog=_WAITING,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    for number in (signal.SIGINT, signal.SIGTERM):  # uvicorn raises it again when it has ended
        signal.signal(number, lambda *_: None)
    uvicorn.Server(config).run(sockets=[listener])
