"""Many offices pull all versions of a locale at once; how long it takes, and whether all is right.

    python benchmarks/pull_api.py
    python benchmarks/pull_api.py --offices 200 --versions 50

Every office has a token and a connection of its own. It asks for the list of releases, and then for
each version's manifest and for one of its files, whose SHA-256 has to be the manifest's; then for
all of it once more with the ETags it got, where each answer has to be 304. Ends with 1 where
anything else is answered.
"""

import argparse
import asyncio
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Action, Event
from translate_pipeline.settings import read_settings
from translate_pipeline.wiring import Services

ES = Locale("es")
EMPTY = sha256(b"[]").hexdigest()
"""The content of a text without sentences."""
SIZES = {"text.txt": 9_000, "text.md": 9_000, "text.html": 14_000, "text.docx": 40_000}
"""Bytes, as of a release of two pages."""


@dataclass
class Pull:
    """What offices were answered."""

    waits: list[float] = field(default_factory=list)
    """Seconds from a request to the end of its answer."""
    wrong: list[str] = field(default_factory=list)
    bytes: int = 0


class Office:
    """A section office with a connection that it keeps."""

    def __init__(self, netloc: str, token: str, pull: Pull) -> None:
        self._netloc, self._token, self._pull = netloc, token, pull
        self._etags: dict[str, str] = {}

    async def pull(self, paths: Sequence[str]) -> None:
        """Ask for everything, one after another."""
        host, _, port = self._netloc.partition(":")
        self._reader, self._writer = await asyncio.open_connection(host, int(port))
        await self._get("/api/v1/releases")
        for path in paths:
            manifest = await self._get(f"{path}/manifest.json")
            text = await self._get(f"{path}/text.html")
            if manifest and text:
                expected = json.loads(manifest)["files"]["text.html"]["sha256"]
                if sha256(text).hexdigest() != expected:
                    self._pull.wrong.append(f"{path}: another file than its manifest says")
        self._writer.close()

    async def _get(self, path: str) -> bytes:
        known = self._etags.get(path)
        lines = [f"GET {path} HTTP/1.1", f"Host: {self._netloc}"]
        lines += [f"Authorization: Bearer {self._token}"]
        lines += [f"If-None-Match: {known}"] if known else []
        began = time.perf_counter()
        self._writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", head)
        body = await self._reader.readexactly(int(length[1])) if length else b""
        self._pull.waits.append(time.perf_counter() - began)
        self._pull.bytes += len(body)
        code = int(head.split()[1])
        if code != (304 if known else 200):
            self._pull.wrong.append(f"{path}: {code}")
        self._etags[path] = re.search(r"etag: (\S+)", head)[1] if code == 200 else known or ""
        return body


def prepare(folder: Path, versions: int, offices: int) -> list[str]:
    """Make a workspace with versions and tokens; the tokens."""
    (folder / "translate-pipeline.yaml").write_text("locales: [es]\n")
    services = Services(read_settings(folder))
    now = datetime(2026, 5, 3, 6, 0, tzinfo=UTC)
    events = []
    for number in range(versions):
        release, revision = ReleaseId(f"release-{number}"), Revision("0" * 12)
        files = {name: os.urandom(size) for name, size in SIZES.items()}
        facts = {
            name: {"length": len(data), "sha256": sha256(data).hexdigest()}
            for name, data in files.items()
        }
        manifest = json.dumps({"title": f"Title {number}", "files": facts}).encode()
        services.shelf.put(
            f"{release}/es/v1", files | {"manifest.json": manifest, "manifest.json.sig": b"0"}
        )
        revised = {"title": f"Title {number}", "segments": [], "blocks": []}
        digest = sha256(manifest).hexdigest()
        at = now + timedelta(minutes=number)
        events += [
            Event(release, revision, Action.REVISED, at, "x", detail=revised),
            Event(
                release, revision, Action.PUBLISHED, at, "x", ES,
                detail={"version": 1, "manifest": digest, "content": EMPTY},
            ),
        ]  # fmt: skip
    for event in events:
        services.ledger.append([event])
    return [services.tokens.add(f"o{n}", frozenset({ES}), now) for n in range(offices)]


async def storm(offices: Sequence[Office], paths: Sequence[str]) -> float:
    """Let all offices pull at once; the seconds until the last has everything."""
    began = time.perf_counter()
    await asyncio.gather(*(office.pull(paths) for office in offices))
    return time.perf_counter() - began


def told(name: str, pull: Pull, seconds: float) -> str:
    """A line of figures."""
    cuts = statistics.quantiles(pull.waits, n=100)
    return (
        f"{name}: {len(pull.waits)} requests, {len(pull.wrong)} wrong, {seconds:.1f} s,"
        f" {len(pull.waits) / seconds:.0f} a second, {pull.bytes / 1e6:.0f} MB;"
        f" half within {cuts[49]:.3f} s, 99 in 100 within {cuts[98]:.3f} s"
    )


def cpu_seconds(pid: int) -> float:
    """What a process has used so far."""
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Print what a storm of offices was answered; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offices", type=int, default=200)
    parser.add_argument("--versions", type=int, default=50)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tokens = prepare(Path(folder), args.versions, args.offices)
        line = [sys.executable, "-m", "translate_pipeline", "serve", "--port", "0"]
        with subprocess.Popen([*line, "--workspace", folder], stdout=subprocess.PIPE) as server:
            netloc = urlsplit(server.stdout.readline().decode().strip()).netloc
            paths = [f"/api/v1/releases/release-{n}/es/v1" for n in range(args.versions)]
            first, again = Pull(), Pull()
            offices = [Office(netloc, token, first) for token in tokens]
            print(told("first", first, asyncio.run(storm(offices, paths))))
            for office in offices:
                office._pull = again  # noqa: SLF001
            print(told("again", again, asyncio.run(storm(offices, paths))))
            status = Path(f"/proc/{server.pid}/status").read_text()
            cpu = cpu_seconds(server.pid)
            memory = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000
            print(f"server: {memory:.0f} MB, {cpu:.1f} s CPU")
            server.terminate()
    wrong = first.wrong + again.wrong
    print("\n".join(wrong[:10]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
