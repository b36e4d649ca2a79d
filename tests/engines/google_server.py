"""A server that speaks the protocol of Google Translate's page, as far as deep-translator uses it.

It takes ``GET /m?sl=en&tl=es&q=text`` and answers a page whose ``result-container`` holds the
translation: the target code and the text, backwards. Texts that begin with a key of ``FAILURES``
fail in that way.
"""

import html
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

STALL = 1.6
"""Seconds without an answer; longer than the time limit that the tests set."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        text = query.get("q", "")
        failure = text.split(" ")[0]
        if failure.isdigit():
            self._page(int(failure), f"<title>Sorry</title>{html.escape(text)}")
        elif failure == "stall":
            time.sleep(STALL)
        elif failure == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"<html>")
        elif failure == "garbage":
            self._page(200, f"<title>Before you continue</title>{html.escape(text)}")
        else:
            said = text if failure == "echo" or text == "..." else f"{query['tl']}:{text[::-1]}"
            self._page(200, f'<div class="result-container">{html.escape(said)}</div>')

    def _page(self, status: int, body: str) -> None:
        content = f"<html>{body}</html>".encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        if status == 429:
            self.send_header("Retry-After", "60")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the tests' output clean."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that gave up is what the tests want."""


@contextmanager
def google_server() -> Iterator[str]:
    """Run the server; gives its address."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/m"
        finally:
            server.shutdown()
            thread.join()
