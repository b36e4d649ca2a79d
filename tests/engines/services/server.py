"""A server that speaks the protocols of the services.

The path begins with the service's engine, ``/deep:deepl/v2/translate``. A text is answered with
itself in capitals after its target's code, unless its first word is one of these:

    429, 500, 403 …   that status, with words that repeat the text; 429 with Retry-After
    busy              429 the first time that the text comes, then its translation
    quota             the allowance is used up, as the service says it
    stall, cut, drip  no answer; half of one; a byte at a time without end
    garbage, page     no JSON; a web page
    moved             a redirect to another host
    echo, half, empty the text itself; its beginning; nothing

or one for which the service has an answer of its own (``Protocol.special``).
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.engines.services.protocols import PROTOCOLS, Asked, Protocol, Refusal, Reply

STALL = 60.0
"""Seconds without an answer; longer than the time limit that the tests set."""
PAGE = "<!DOCTYPE html><html><title>Sign in</title>{text}</html>"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        _, name, path = parts.path.split("/", 2)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        headers = dict(self.headers.items())
        protocol = PROTOCOLS[name]
        asked = Asked(self.command, f"/{path}", query, headers, body)
        self.server.asked.append((name, asked))
        try:
            text, source, target = protocol.read(asked)
        except Refusal as refusal:
            self._reply(protocol.failure(refusal.status or protocol.wrong_key, refusal.message))
        else:
            self.server.pairs.append((source, target))
            self._translate(protocol, text, target)

    def _translate(self, protocol: Protocol, text: str, target: str) -> None:
        first = text.partition(" ")[0]
        self.server.seen[text] += 1
        if special := protocol.special(first):
            self._reply(special)
        elif first.isdigit():
            reply = protocol.failure(int(first), f"cannot translate {text}")
            retry = {"Retry-After": "60"} if first == "429" else {}
            self._reply(Reply(reply.status, reply.body, retry))
        elif first == "busy" and self.server.seen[text] == 1:
            reply = protocol.failure(429, "slow down")
            self._reply(Reply(reply.status, reply.body, {"Retry-After": "3"}))
        elif first == "quota":
            self._reply(protocol.quota())
        elif first == "stall":
            time.sleep(STALL)
        elif first in ("cut", "drip"):
            self._unfinished(endless=first == "drip")
        elif first in ("garbage", "page"):
            self._reply(Reply(200, '{"ok' if first == "garbage" else PAGE.format(text=text)))
        elif first == "moved":
            self._reply(Reply(302, "", {"Location": "https://elsewhere.example/"}))
        else:
            answers = {"echo": text, "half": text[: len(text) // 4], "empty": "", "...": text}
            self._reply(protocol.reply(answers.get(first, f"{target}: {text.upper()}")))

    def _unfinished(self, *, endless: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<html>")
        with suppress(OSError):
            for _ in range(1200 if endless else 0):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        self.close_connection = True

    def _reply(self, reply: Reply) -> None:
        content = reply.content
        self.send_response(reply.status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the tests' output clean."""


class Server(ThreadingHTTPServer):
    """Remembers what it was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, Asked]] = []
        self.pairs: list[tuple[str, str]] = []
        self.seen: Counter[str] = Counter()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up is what the tests want."""


@contextmanager
def serving() -> Iterator[Server]:
    """Run the server."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
