"""A web server as an origin: the pull API, or a copy of a shelf that any web server hosts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from translate_pipeline.errors import OriginError, OriginRefused
from translate_pipeline.formats.index import INDEX
from translate_pipeline.formats.listing import LISTING
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.messages import tr
from translate_pipeline.model.bundle import FileFacts
from translate_pipeline.store.origins import (
    altered,
    cannot_write_part,
    fits,
    not_there,
    nothing_there,
)
from translate_pipeline.store.web_client import Attempts, Client, Cut, Waiting

API, SHELF = "api", "shelf"
"""The layouts."""

_PROGRESS = 10_000
"""Bytes. An attempt that brought so many is none that failed: a bad line still gets there."""
_TRIES = 3
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18})")


@dataclass(frozen=True, slots=True)
class _Found:
    """A small file; without data where it is the one with this tag still."""

    data: bytes | None
    tag: str


class WebOrigin:
    """Files of a web server, behind an address that ends with a slash."""

    def __init__(
        self, base: str, *, layout: str = "", token: str = "", proxy: str = "",
        waiting: Waiting | None = None,
    ) -> None:  # fmt: skip
        """``layout`` is what was found last time; empty looks.

        Raises NotFound where others could read the token on its way.
        """
        self._base, self.layout = base, layout
        self._client = Client(base, token=token, proxy=proxy, waiting=waiting or Waiting())

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def read(self, name: str, at_most: int) -> bytes | None:
        """A file's bytes, of a longer one just one more; None where there is none."""
        found = self._read(name, at_most, {})
        return found.data if found else None

    def read_changed(self, name: str, at_most: int, tag: str) -> tuple[bytes, str] | None:
        """The same and its ETag; None where ``tag``, an earlier one, still fits."""
        headers = {"If-None-Match": tag} if tag else {}
        found = self._read(name, at_most, headers) if self.layout else None
        if found is None and name == INDEX:
            found = self._look(at_most)
        if found is None:
            raise nothing_there(self._base)
        return None if found.data is None else (found.data, found.tag)

    def fetch(self, name: str, facts: FileFacts, part: Path) -> None:
        """Have ``part`` be the file, going on with what is there of it.

        Raises MissingFile, and AlteredFile where the server gives another file; StorageError.
        """
        try:
            for _ in range(_TRIES):
                if fits(part, facts):
                    return
                if _size(part) >= facts.length:
                    part.unlink(missing_ok=True)
                if self._download(name, facts, part):
                    break  # else it is put together of several answers, which may be of two files
            if not fits(part, facts):
                part.unlink()
                raise altered(name)
        except OSError as error:
            raise cannot_write_part(part, error) from error

    def _look(self, at_most: int) -> _Found | None:
        """The index, wherever the server has it."""
        refused: OriginError | None = None
        for layout in (SHELF, API):
            self.layout = layout
            try:
                if found := self._read(INDEX, at_most, {}):
                    return found
            except OriginRefused as error:
                refused = error
        if refused:
            raise refused
        return None

    def _url(self, name: str) -> str:
        if self.layout != API:
            return self._base + name
        bundle = name not in (INDEX, INDEX + ENDING, LISTING) and not name.startswith("keys/")
        return f"{self._base}api/v1/{'releases/' if bundle else ''}{name}"

    def _read(self, name: str, at_most: int, headers: Mapping[str, str]) -> _Found | None:
        attempts = Attempts(self._client.host, self._client.waiting)
        while True:
            try:
                return self._read_once(self._url(name), at_most, headers)
            except Cut as cut:
                attempts.failed(cut)

    def _read_once(self, url: str, at_most: int, headers: Mapping[str, str]) -> _Found | None:
        with self._client.get(url, headers) as answer:
            if answer.status_code == HTTPStatus.NOT_MODIFIED and headers:
                return _Found(None, headers["If-None-Match"])
            if answer.status_code == HTTPStatus.NOT_FOUND:
                return None
            self._client.refuse(answer)
            data = b"".join(self._client.chunks(answer, at_most + 1))
            length = answer.headers.get("Content-Length", "")
            if length.isdecimal() and len(data) < min(int(length), at_most):
                raise Cut(tr("the answer was cut off"))
            return _Found(data, answer.headers.get("ETag", ""))

    def _download(self, name: str, facts: FileFacts, part: Path) -> bool:
        """Bring a file to its end, in as many attempts as it takes while each brings some of it.

        Whether all of it came in one answer.
        """
        attempts = Attempts(self._client.host, self._client.waiting)
        while True:
            before = _size(part)
            try:
                return self._go_on(name, facts, part)
            except Cut as cut:
                attempts.failed(cut, fruitless=_size(part) - before < _PROGRESS)

    def _go_on(self, name: str, facts: FileFacts, part: Path) -> bool:
        """One attempt; whether it brought all of it. Raises Cut; what it brought is in ``part``."""
        start, tag = _size(part), part.with_suffix(".tag")
        headers = {}
        if start:
            headers["Range"] = f"bytes={start}-"
            known = tag.read_text("latin-1") if tag.exists() else ""
            if known and not known.startswith("W/"):  # only a strong one says that bytes are same
                headers["If-Range"] = known
        with self._client.get(self._url(name), headers) as answer:
            if answer.status_code == HTTPStatus.NOT_FOUND:
                raise not_there(name)
            if answer.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                part.unlink()
                raise Cut(tr("it says that the rest of the file is not there"))
            self._client.refuse(answer)
            partial = answer.status_code == HTTPStatus.PARTIAL_CONTENT
            said = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
            if partial and (said is None or (int(said[1]), int(said[2])) != (start, facts.length)):
                part.unlink(missing_ok=True)
                raise Cut(tr("it sent another part of the file than was asked for"))
            if not partial:
                start = 0
                tag.write_text(answer.headers.get("ETag", ""), "latin-1")
            with part.open("ab" if partial else "wb") as file:
                for chunk in self._client.chunks(answer, facts.length - start + 1):
                    file.write(chunk)
        if _size(part) < facts.length:
            raise Cut(tr("the answer was cut off"))
        return start == 0


def _size(part: Path) -> int:
    """How much of a file is there."""
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0
