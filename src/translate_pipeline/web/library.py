"""Library: what the ledger and the shelf have, kept in memory as long as it holds."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

from translate_pipeline.errors import StorageError
from translate_pipeline.model.bundle import FileFacts
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.pipeline.offers import Edition, Offer, read_offer
from translate_pipeline.pipeline.publish import MANIFEST, SIGNATURE
from translate_pipeline.ports import HeadedLedger, Shelf

_ROOM = 64_000_000
"""Bytes of files that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The manifest of a version, as it stands on the shelf."""

    data: bytes
    title: str
    changes: tuple[str, ...]
    files: Mapping[str, FileFacts]


class Library:
    """The offers and files; safe with several threads."""

    def __init__(self, ledger: HeadedLedger, shelf: Shelf) -> None:
        self._ledger, self._shelf, self._lock = ledger, shelf, Lock()
        self._head: tuple[int, str] | None = None
        self._offers: dict[ReleaseId, Offer | None] = {}
        self._releases: list[ReleaseId] | None = None
        self._bundles: dict[str, Bundle] = {}
        self._files: OrderedDict[str, bytes] = OrderedDict()
        self._kept = 0

    def offers(self) -> list[Offer]:
        """All releases, the newest first. Raises PipelineError, as all methods do."""
        with self._lock:
            self._renew()
            if self._releases is None:
                self._releases = list(self._ledger.releases())
            found = [self._offer(release) for release in self._releases]
        return [one for one in found if one]

    def offer(self, release: str) -> Offer | None:
        """A release; None where there is none of that id."""
        with self._lock:
            self._renew()
            return self._offer(ReleaseId(release))

    def bundle(self, edition: Edition) -> Bundle:
        """The manifest of a version. Raises StorageError where it is not the recorded one."""
        place = edition.place
        if place not in self._bundles:
            data = self._shelf.read(f"{place}/{MANIFEST}")
            if data is None:
                raise StorageError(f"{place} is not on the shelf; `publish` it again")
            if sha256(data).hexdigest() != edition.manifest:
                raise StorageError(f"{place}/{MANIFEST} is not what was published")
            try:
                self._bundles[place] = _parse(data)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                what = f"{place}/{MANIFEST} is none that this program knows; update it"
                raise StorageError(what) from error
        return self._bundles[place]

    def file(self, edition: Edition, name: str, facts: FileFacts | None = None) -> bytes:
        """A file of a version. Raises StorageError where it is not as ``facts`` say."""
        path = f"{edition.place}/{name}"
        with self._lock:
            if path in self._files:
                self._files.move_to_end(path)
                return self._files[path]
        data = self._shelf.read(path)
        if data is None or (facts and sha256(data).hexdigest() != facts.sha256):
            raise StorageError(f"{path} is not what was published; bring it from another copy")
        with self._lock:
            self._keep(path, data)
        return data

    def loose(self, name: str) -> bytes | None:
        """A file beside the bundles; None where there is none."""
        return self._shelf.read(name)

    def _renew(self) -> None:
        head = self._ledger.head()
        if head != self._head:
            self._head, self._releases = head, None
            self._offers.clear()

    def _offer(self, release: ReleaseId) -> Offer | None:
        if release not in self._offers:
            offer = read_offer(release, self._ledger)
            if offer is None:  # not kept: anybody can ask for any number of names
                return None
            self._offers[release] = offer
        return self._offers[release]

    def _keep(self, path: str, data: bytes) -> None:
        if path in self._files or len(data) > _ROOM:
            return
        self._files[path] = data
        self._kept += len(data)
        while self._kept > _ROOM:
            _, gone = self._files.popitem(last=False)
            self._kept -= len(gone)


def _parse(data: bytes) -> Bundle:
    shape: dict[str, Any] = json.loads(data)
    files = {
        name: FileFacts(facts["length"], facts["sha256"]) for name, facts in shape["files"].items()
    }
    files.pop(SIGNATURE, None)
    return Bundle(data, shape["title"], tuple(shape.get("changes", ())), files)
