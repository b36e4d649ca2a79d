"""Imported memories: one file each in the workspace's folder ``memory/``, which may be deleted."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.formats.memory_lines import (
    Summary,
    memory_lines,
    parse_memory,
    parse_summary,
)
from translate_pipeline.formats.tmx_reading import Pair
from translate_pipeline.messages import tr
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.store.files import cannot_read, cannot_write, replacing

_ENDING = ".jsonl"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LONGEST_END = 100_000
"""Bytes. The last line of a memory in every locale there is is shorter."""


class ImportedMemories:
    """The memories of others that a workspace has, by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Sequence[str]:
        """Those that are there, sorted. Raises InputError."""
        try:
            found = sorted(self._folder.glob(f"*{_ENDING}"))
        except OSError as error:
            raise cannot_read(self._folder, error) from error
        names = (path.name.removesuffix(_ENDING) for path in found)
        return [name for name in names if _NAME.fullmatch(name)]

    def stamps(self) -> Mapping[str, str]:
        """By name what tells one file of a memory from another. Raises InputError."""
        found = {}
        for name in self.names():
            with suppress(FileNotFoundError):  # forgotten just now
                stat = self.path(name).stat()
                found[name] = f"{stat.st_mtime_ns}-{stat.st_size}-{stat.st_ino}"
        return found

    def path(self, name: str) -> Path:
        """Where a memory is, or would be."""
        return self._folder / f"{name}{_ENDING}"

    def put(self, name: str, pairs: Iterable[Pair], file: str, now: datetime) -> None:
        """Keep a memory in place of an earlier one of that name, as a whole or not at all.

        Raises StorageError, and what going through ``pairs`` raises.
        """
        with replacing(self.path(name)) as kept:
            kept.writelines(line.encode() for line in memory_lines(pairs, file, now))

    def units(self, name: str) -> Iterator[MemoryUnit]:
        """All that a memory holds. Raises InputError, with the line, where it is damaged."""
        path = self.path(name)
        try:
            with path.open("rb") as lines:
                yield from parse_memory(str(path), name, lines)
        except OSError as error:
            raise cannot_read(path, error) from error

    def summary(self, name: str) -> Summary:
        """What a memory holds, without reading it all. Raises NotFound, InputError."""
        path = self.path(name)
        try:
            with path.open("rb") as file:
                file.seek(-min(_LONGEST_END, path.stat().st_size), os.SEEK_END)
                lines = file.read().splitlines()
        except FileNotFoundError:
            raise self._unknown(name) from None
        except OSError as error:
            raise cannot_read(path, error) from error
        return parse_summary(str(path), lines[-1] if lines else b"")

    def forget(self, name: str) -> None:
        """Delete a memory. Raises NotFound, StorageError."""
        if name not in self.names():
            raise self._unknown(name)
        try:
            self.path(name).unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(self.path(name), error) from error

    def _unknown(self, name: str) -> NotFound:
        known = ", ".join(self.names()) or tr("none yet; `memory import` brings some")
        told = tr("no memory {name} was imported; known: {known}", name=repr(name), known=known)
        return NotFound(told)


def memory_name(said: str | None, file: Path) -> str:
    """The name that a memory gets: what a person said, else what its file is called.

    Raises InputError where that cannot be the name of a file.
    """
    name = said or re.sub(r"[^A-Za-z0-9._-]+", "-", file.stem).strip("-._")
    if not _NAME.fullmatch(name) or ".." in name:
        told = tr(
            "{text} cannot be a file name; use up to 100 of A-Z a-z 0-9 . _ - and begin with a"
            " letter or digit",
            text=repr(said or file.stem),
        )
        raise InputError("--name", 0, told)
    return name
