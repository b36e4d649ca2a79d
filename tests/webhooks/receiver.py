"""A receiver of webhooks: a web server of this machine, friendly or not."""

import json
import ssl
import subprocess
import threading
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Call:
    """What it was sent."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def shape(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    def signed_by(self, secret: str) -> bool:
        """Whether OpenSSL, which knows nothing of this program, makes the same signature."""
        key = b64decode(secret.removeprefix("whsec_")).hex()
        said = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        command = ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{key}"]
        digest = subprocess.run([*command, "-binary"], input=said, capture_output=True, check=True)
        version, _, signature = self.headers["webhook-signature"].partition(",")
        return version == "v1" and b64decode(signature) == digest.stdout


@dataclass
class Receiver:
    """What it got, and how it answers: each of ``answers`` once, then with 200."""

    answers: list[int | str] = field(default_factory=list)
    """A status; ``cut`` ends the connection, ``stall`` never answers, ``drip`` does not end to
    answer, nor ``flood`` to say more."""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    """How long it thinks."""
    calls: list[Call] = field(default_factory=list)
    port: int = 0
    got: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/PATH-SECRET"

    @property
    def types(self) -> list[str]:
        return [call.shape["type"] for call in self.calls]


def self_signed(folder: Path) -> Path:
    """A key and a certificate that nobody vouches for."""
    file = folder / "server.pem"
    what: list[str | Path] = ["-x509", "-newkey", "ed25519", "-nodes", "-subj", "/CN=127.0.0.1"]
    what += ["-keyout", file, "-out", folder / "certificate.pem"]
    subprocess.run(["openssl", "req", *what], capture_output=True, check=True)
    file.write_bytes(file.read_bytes() + (folder / "certificate.pem").read_bytes())
    return file


@contextmanager
def receiving(
    *answers: int | str, seconds: float = 0.0, certificate: Path | None = None, **headers: str
) -> Iterator[Receiver]:
    """Receive until the end. Headers are written with ``_`` for ``-``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    receiver = Receiver(list(answers), named, seconds)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            sent = {name.lower(): value for name, value in self.headers.items()}
            receiver.calls.append(Call(sent, body))
            answer = receiver.answers.pop(0) if receiver.answers else 200
            receiver.got.release()
            receiver.ended.wait(None if answer == "stall" else receiver.seconds)
            if answer in ("drip", "flood"):
                self.pour(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if answer == "flood" else b"X: "))
            elif isinstance(answer, int):
                self.send_response(answer)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.end_headers()

        def pour(self, start: bytes) -> None:
            try:
                self.wfile.write(start)
                while not receiver.ended.wait(0.05):
                    self.wfile.write(b"x" * 20)
            except OSError:
                pass  # the other side has gone

        do_GET = do_POST  # noqa: N815  (as the library calls it)

        def log_message(self, *_: object) -> None:
            """Quietly."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that turned away
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        receiver.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
