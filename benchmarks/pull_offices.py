"""Many offices pull everything at once, with the command's own client, from a real server.

    python benchmarks/pull_offices.py
    python benchmarks/pull_offices.py --offices 200 --versions 50

Every office has a token, a folder and connections of its own, and verifies what it gets as `pull`
does: lists of keys, index, and each version's manifest, signature and page. Then all of them pull
once more, where nothing is new. Ends with 1 where an office has not every version, or where an
unchanged pull takes more than one request or a kilobyte.
"""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import local

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pull_api import EMPTY, ES, SIZES, cpu_seconds

from translate_pipeline.formats.index import INDEX, serialize_index
from translate_pipeline.formats.manifest import ENDING, MANIFEST, serialize_manifest
from translate_pipeline.model.bundle import FileFacts, Manifest, Version
from translate_pipeline.model.locale import ENGLISH
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.review import Action, Event
from translate_pipeline.model.trust import Index, IndexEntry
from translate_pipeline.pipeline.keychain import begun
from translate_pipeline.pipeline.pull import Wishes
from translate_pipeline.pipeline.signing import key_of, sign
from translate_pipeline.settings import read_settings
from translate_pipeline.store.key_lists import KeyLists
from translate_pipeline.store.pulling import Order, pull_once
from translate_pipeline.wiring import Services

PROCESSES = 4
_OFFICE = local()


@dataclass(frozen=True)
class Pulled:
    """What an office got."""

    fates: dict[str, int]
    requests: int
    bytes: int
    """Both ways, with every header."""
    seconds: float
    error: str = ""


def prepare(folder: Path, versions: int, offices: int) -> tuple[list[str], bytes]:
    """Make a workspace with signed versions and tokens; the tokens and the public key."""
    (folder / "translate-pipeline.yaml").write_text("locales: [es]\n")
    services, key = Services(read_settings(folder)), Ed25519PrivateKey.generate()
    now = datetime.now(UTC).replace(microsecond=0)
    public = key_of(key).public
    KeyLists(folder / "published" / "keys").add(begun(public, now - timedelta(days=1)), key)
    entries = []
    for number in range(versions):
        release, revision = ReleaseId(f"release-{number:04}"), Revision("0" * 12)
        files = {name: os.urandom(size) for name, size in SIZES.items()}
        data = serialize_manifest(
            Manifest(
                release, revision, ES, ENGLISH, Version(1), f"Title {number}", now, "0" * 12,
                ("reviewer",), {name: _facts(one) for name, one in files.items()},
            )
        )  # fmt: skip
        proof = {MANIFEST: data, MANIFEST + ENDING: sign(data, [key])}
        services.shelf.put(f"{release}/es/v1", files | proof)
        revised = {"title": f"Title {number}", "segments": [], "blocks": []}
        published = {"version": 1, "manifest": sha256(data).hexdigest(), "content": EMPTY}
        services.ledger.append(
            [
                Event(release, revision, Action.REVISED, now, "x", detail=revised),
                Event(release, revision, Action.PUBLISHED, now, "x", ES, detail=published),
            ]
        )
        entries.append(IndexEntry(release, ES, Version(1), _facts(data), now, f"Title {number}"))
    index = serialize_index(Index(1, now, now + timedelta(days=7), 1, tuple(entries)))
    services.shelf.write(INDEX + ENDING, sign(index, [key]))
    services.shelf.write(INDEX, index)
    return [services.tokens.add(f"o{n}", frozenset({ES}), now) for n in range(offices)], public


def _facts(data: bytes) -> FileFacts:
    return FileFacts(len(data), sha256(data).hexdigest())


def count_the_wire() -> None:
    """Count what each thread sends and gets, and its requests."""
    send, receive, request = (
        socket.socket.sendall, socket.socket.recv_into, http.client.HTTPConnection.putrequest,
    )  # fmt: skip

    def sendall(self: socket.socket, data: bytes, *flags: int) -> None:
        _OFFICE.bytes += len(data)
        send(self, data, *flags)

    def recv_into(self: socket.socket, *where: object) -> int:
        got = receive(self, *where)
        _OFFICE.bytes += got
        return got

    def putrequest(self: http.client.HTTPConnection, *line: object, **how: object) -> None:
        _OFFICE.requests += 1
        request(self, *line, **how)

    socket.socket.sendall, socket.socket.recv_into = sendall, recv_into
    http.client.HTTPConnection.putrequest = putrequest


def office(url: str, key: bytes, place: tuple[Path, str]) -> Pulled:
    """Pull once, as the command does."""
    folder, token = place
    _OFFICE.bytes = _OFFICE.requests = 0
    fates: dict[str, int] = {}
    wishes = Wishes(frozenset({ES}), endings=frozenset({"html"}))
    began, error = time.perf_counter(), ""
    try:
        done = pull_once(
            Order(url, folder, wishes, key, token=token), datetime.now(UTC), lambda _: None
        )
        for outcome in done.outcomes:
            fates[outcome.fate] = fates.get(outcome.fate, 0) + 1
            error = error or str(outcome.error or "")
    except Exception as failed:  # noqa: BLE001  (that there is none is what is measured)
        error = f"{type(failed).__name__}: {failed}"
    return Pulled(fates, _OFFICE.requests, _OFFICE.bytes, time.perf_counter() - began, error)


def some_offices(
    url: str, key: bytes, places: Sequence[tuple[Path, str]]
) -> tuple[list[Pulled], float]:
    """All at once, each in a thread; and the seconds of CPU that they took."""
    began = time.process_time()
    with ThreadPoolExecutor(len(places)) as pool:
        return list(pool.map(partial(office, url, key), places)), time.process_time() - began


@dataclass(frozen=True)
class Storm:
    """All offices pulling at once."""

    pulls: Sequence[Pulled]
    seconds: float
    """Until the last one is done."""
    cpu: float
    """Of all offices together."""


def storm(
    pool: ProcessPoolExecutor, url: str, key: bytes, places: Sequence[tuple[Path, str]]
) -> Storm:
    """Let all offices pull at once."""
    began = time.perf_counter()
    shares = [places[n::PROCESSES] for n in range(PROCESSES)]
    found = list(pool.map(partial(some_offices, url, key), filter(None, shares)))
    pulls = [one for some, _ in found for one in some]
    return Storm(pulls, time.perf_counter() - began, sum(cpu for _, cpu in found))


def wrong(pulls: Sequence[Pulled], fate: str, versions: int) -> Iterator[str]:
    """What is not as it should be."""
    for one in pulls:
        if one.error or one.fates != {fate: versions}:
            yield f"{one.fates} {one.error}"
        elif fate == "current" and (one.requests != 1 or one.bytes >= 1000):
            yield f"an unchanged pull took {one.requests} requests, {one.bytes} bytes"


def told(name: str, found: Storm, server: float) -> str:
    """A line of figures."""
    pulls, seconds = found.pulls, found.seconds
    requests, volume = sum(one.requests for one in pulls), sum(one.bytes for one in pulls)
    return (
        f"{name}: {len(pulls)} offices, {seconds:.1f} s; {requests} requests,"
        f" {volume / 1e6:.1f} MB; an office: {requests / len(pulls):.0f} requests,"
        f" {volume / len(pulls):,.0f} bytes, {found.cpu / len(pulls):.3f} s CPU;"
        f" the server: {server:.1f} s CPU"
    )


def main() -> int:
    """Print what it cost the offices; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--offices", type=int, default=200)
    parser.add_argument("--versions", type=int, default=50)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as out:
        tokens, key = prepare(Path(folder), args.versions, args.offices)
        places = [(Path(out) / str(number), token) for number, token in enumerate(tokens)]
        line = [sys.executable, "-m", "translate_pipeline", "serve", "--port", "0"]
        with (
            subprocess.Popen([*line, "--workspace", folder], stdout=subprocess.PIPE) as server,
            ProcessPoolExecutor(PROCESSES, initializer=count_the_wire) as pool,
        ):
            url = server.stdout.readline().decode().strip()
            begun = cpu_seconds(server.pid)
            first = storm(pool, url, key, places)
            between = cpu_seconds(server.pid)
            print(told("first", first, between - begun), flush=True)
            again = storm(pool, url, key, places)
            print(told("again", again, cpu_seconds(server.pid) - between))
            server.terminate()
    found = [
        *wrong(first.pulls, "pulled", args.versions),
        *wrong(again.pulls, "current", args.versions),
    ]
    print(f"{len(found)} wrong")
    print("\n".join(found[:10]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
