"""Web servers of this machine that an office pulls from: friendly, clumsy or hostile."""

import json
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

Fault = Callable[["Handler"], None]
"""Answers in the place of the host."""


@dataclass
class Host:
    """Hosts a folder as any web server does, with ETags and parts; what it was asked."""

    root: Path
    parts: bool = True
    """Whether it sends parts of files."""
    tags: bool = True
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    """By path: what goes wrong the first time, the second time and so on."""
    always: dict[str, Fault] = field(default_factory=dict)
    port: int = 0
    scheme: str = "http"
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    host: Host

    def do_GET(self) -> None:
        self.host.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        faults = self.host.faults.get(self.path)
        with suppress(OSError):  # the other side has gone
            if faults:
                faults.pop(0)(self)
            elif self.path in self.host.always:
                self.host.always[self.path](self)
            else:
                self.serve()

    def serve(self) -> None:
        path = self.host.root / self.path.lstrip("/")
        if not path.is_file():
            self.send(404, b"<h1>Not found</h1>", {"Content-Type": "text/html"})
            return
        data = path.read_bytes()
        tag = f'"{sha256(data).hexdigest()[:12]}"'
        headers = {"ETag": tag} if self.host.tags else {}
        if self.host.tags and self.headers.get("If-None-Match") == tag:
            self.send(304, b"", headers)
            return
        part = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if part and self.host.parts and self.headers.get("If-Range", tag) == tag:
            start = int(part[1])
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            self.send(206, data[start:], headers)
        else:
            self.send(200, data, headers)

    def send(self, code: int, data: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if code != 304:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Quietly."""


@contextmanager
def hosting(
    root: Path, *, parts: bool = True, tags: bool = True, context: ssl.SSLContext | None = None
) -> Iterator[Host]:
    """Serve a folder until the end."""
    host = Host(root, parts, tags)
    handler = type("Bound", (Handler,), {"host": host})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if context:
        host.scheme = "https"
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    host.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield host
    finally:
        host.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def status(code: int, headers: Mapping[str, str] | None = None, data: bytes = b"no") -> Fault:
    """An answer of this kind."""
    return lambda handler: handler.send(code, data, headers)


def problem(code: int, title: str, detail: str, **headers: str) -> Fault:
    """A problem document."""
    data = json.dumps({"type": "/x", "title": title, "status": code, "detail": detail}).encode()
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return status(code, {"Content-Type": "application/problem+json", **sent}, data)


def redirect(to: str) -> Fault:
    return status(302, {"Location": to}, b"")


def cut(after: int) -> Fault:
    """Send so many bytes of what was asked for, and hang up."""

    def answer(handler: Handler) -> None:
        send = handler.wfile.write

        class Cutting:
            left, closed = -1, False

            def write(self, data: bytes) -> int:
                if self.left < 0:
                    self.left = after
                    return send(data)  # the head
                send(data[: self.left])
                handler.connection.shutdown(socket.SHUT_RDWR)
                return len(data)

            def flush(self) -> None:
                """Nothing is kept back."""

            def close(self) -> None:
                """The socket is closed by the server."""

        handler.wfile = Cutting()  # type: ignore[assignment]
        handler.close_connection = True
        handler.serve()

    return answer


def endless(handler: Handler) -> None:
    """Send for ever."""
    without_end(handler, 200)


def endless_redirect(handler: Handler) -> None:
    """The same, with a redirect."""
    without_end(handler, 302)


def without_end(handler: Handler, code: int) -> None:
    handler.send_response(code)
    handler.send_header("Location", "/elsewhere")
    handler.end_headers()
    handler.close_connection = True
    while not handler.host.ended.is_set():
        handler.wfile.write(b" " * 1_000_000)


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """The address of an application that uvicorn serves."""
    config = uvicorn.Config(app, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@dataclass
class Wire:
    """A line between an office and a server on which every byte is counted."""

    port: int = 0
    bytes: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def wire(url: str) -> Iterator[Wire]:
    """A line to the server at an address."""
    to = int(url.rstrip("/").rpartition(":")[2])
    found, listener = Wire(), socket.create_server(("127.0.0.1", 0))
    found.port = listener.getsockname()[1]
    threads: list[threading.Thread] = []

    def carry(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                found.bytes += len(data)
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def accept() -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", to))
                pairs = ((near, far), (far, near))
                begun = [threading.Thread(target=carry, args=pair) for pair in pairs]
                for one in begun:
                    one.start()
                for one in begun:
                    one.join()
                near.close()
                far.close()

    threads.append(threading.Thread(target=accept))
    threads[0].start()
    try:
        yield found
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        threads[0].join()
