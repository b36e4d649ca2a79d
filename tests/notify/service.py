"""A service that messages are sent to: a web server of this machine, friendly or not."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Service:
    """What it got, and where it is."""

    status: int = 200
    stalls: bool = False
    """Whether it never finishes an answer, but always sends a little more of it."""
    messages: list[dict[str, Any]] = field(default_factory=list)
    port: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """As Apprise writes it, with a password."""
        return f"json://somebody:S3CRET@127.0.0.1:{self.port}/T0KEN"


@contextmanager
def serving(service: Service) -> Iterator[Service]:
    """Serve until the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            service.messages.append(json.loads(self.rfile.read(length)))
            self.send_response(service.status)
            self.end_headers()
            try:
                while service.stalls and not service.ended.wait(0.1):
                    self.wfile.write(b".")
                    self.wfile.flush()
            except OSError:
                pass  # the other side has gone

        def log_message(self, *_: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield service
    finally:
        service.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
