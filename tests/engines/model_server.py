"""A server of models that speaks Mozilla's Remote Settings on this machine, and fails on demand."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COLLECTION = "/v1/buckets/main/collections/translations-models-v2/records"


def zstd(data: bytes) -> bytes:
    """A zstd frame of one raw block: what a model file travels as."""
    blocks = [data[at : at + 0x1FFFF] for at in range(0, len(data), 0x1FFFF)] or [b""]
    framed = b"".join(
        ((len(block) << 3) | (number == len(blocks) - 1)).to_bytes(3, "little") + block
        for number, block in enumerate(blocks)
    )
    return b"\x28\xb5\x2f\xfd\xa0" + len(data).to_bytes(4, "little") + framed


@dataclass
class ModelServer:
    """What it has, what it does wrong, and what it was asked."""

    url: str = ""
    """Of the catalog."""
    records: list[dict[str, Any]] = field(default_factory=list)
    attachments: dict[str, bytes] = field(default_factory=dict)
    statuses: dict[str, list[int]] = field(default_factory=dict)
    """By path: what it answers first, before it behaves."""
    cuts: dict[str, list[int]] = field(default_factory=dict)
    """By path: after how many bytes it hangs up, before it behaves."""
    ranges: bool = True
    asked: Counter[str] = field(default_factory=Counter)
    began: list[int] = field(default_factory=list)
    """Where the requests for files began."""
    stalled: threading.Event | None = None
    """Files come only when it is set."""

    def add(self, pair: str, contents: dict[str, bytes], **fields: Any) -> None:
        """Offer a model of these files: ``{"model.enes.bin": b"…"}``."""
        source, target = pair.split("-", 1)
        for name, data in contents.items():
            travelling = zstd(data)
            digest = sha256(travelling).hexdigest()
            location = f"main-workspace/translations-models-v2/{digest[:16]}.zst"
            self.attachments[f"/files/{location}"] = travelling
            attachment = {
                "hash": digest, "size": len(travelling), "location": location,
                "filename": f"{name}.zst", "mimetype": "application/zstd",
            }  # fmt: skip
            record = {
                "name": name, "fileType": name.split(".")[0], "version": "3.0",
                "sourceLanguage": source, "targetLanguage": target, "architecture": "base-memory",
                "decompressedHash": sha256(data).hexdigest(), "decompressedSize": len(data),
                "attachment": attachment,
            }  # fmt: skip
            self.records.append(record | fields)

    def path(self, name: str) -> str:
        """Where the file of that name is."""
        record = next(one for one in self.records if one["name"] == name)
        return f"/files/{record['attachment']['location']}"


class _Handler(BaseHTTPRequestHandler):
    state: ModelServer

    def do_GET(self) -> None:
        self.state.asked[self.path] += 1
        if statuses := self.state.statuses.get(self.path):
            self.send_error(statuses.pop(0))
        elif self.path == COLLECTION:
            self._send(json.dumps({"data": self.state.records}).encode())
        elif self.path == "/v1/":
            base = f"http://{self.headers['Host']}/files/"
            self._send(json.dumps({"capabilities": {"attachments": {"base_url": base}}}).encode())
        elif self.path in self.state.attachments:
            self._attachment(self.state.attachments[self.path])
        else:
            self.send_error(404)

    def _attachment(self, data: bytes) -> None:
        if self.state.stalled:
            self.state.stalled.wait(60)
        start = 0
        if self.state.ranges and (asked := self.headers["Range"]):
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
        self.state.began.append(start)
        cuts = self.state.cuts.get(self.path)
        self._send(data[start:], 206 if start else 200, cuts.pop(0) if cuts else None)

    def _send(self, data: bytes, status: int = 200, cut: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(ConnectionError):  # a client that waits no longer
            self.wfile.write(data[:cut])

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def model_server() -> Iterator[ModelServer]:
    """A running server on a free port."""
    state = ModelServer()
    handler = type("Handler", (_Handler,), {"state": state})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}{COLLECTION}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
