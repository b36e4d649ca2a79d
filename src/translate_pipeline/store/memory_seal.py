"""The seal of the index of the translation memory: what it was made from, and that it is whole.

A file beside the files of the index, and written last: an index that it does not fit was cut off
while it was written, was damaged since, or is another version's.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from translate_pipeline.store.files import replace_file
from translate_pipeline.store.memory_news import Seen

_FORMAT = f"1, tantivy {version('tantivy')}"
"""Of what is indexed, and of the files. An index of another format is made anew."""
_NAME = "seal"
_CHUNK = 1 << 20


class Stat(NamedTuple):
    """What changes with a file that somebody writes."""

    inode: int
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Seal:
    """What an index was made from, and the sums of its files by their names."""

    seen: Seen
    sums: Mapping[str, int]

    @classmethod
    def of_none(cls, seen: Seen) -> "Seal":
        """That of an index without files."""
        return cls(seen, {"": zlib.crc32(repr(seen).encode())})

    @property
    def mark(self) -> str:
        """Another one for an index that has other units."""
        return str(zlib.crc32(repr(sorted(self.sums.items())).encode()))

    def fits(self, folder: Path) -> bool:
        """Whether the files are those that were sealed, to the last bit."""
        try:
            return all(_sum(folder / name) == known for name, known in self.sums.items())
        except OSError:
            return False

    def stats(self, folder: Path) -> Mapping[str, Stat] | None:
        """What tells in no time whether somebody wrote a file since; None where one is gone."""
        try:
            return {name: _stat(folder / name) for name in (_NAME, *self.sums)}
        except OSError:
            return None


def read_seal(folder: Path) -> Seal | None:
    """The seal of the index in a folder; None where there is none that can be read."""
    try:
        total, text = (folder / _NAME).read_bytes().split(b"\n", 1)
        if int(total) != zlib.crc32(text):
            return None
        value = json.loads(text)
        return Seal(Seen(**value["seen"]), value["sums"]) if value["format"] == _FORMAT else None
    except (OSError, ValueError):
        return None


def write_seal(folder: Path, seen: Seen, before: Seal | None) -> Seal:
    """Seal the index in a folder, of whose files some may have been sealed before.

    Raises StorageError, and OSError where a file of the index cannot be read.
    """
    known = before.sums if before else {}
    sums = {
        # The index writes each file once, but for its list of them.
        path.name: known[path.name] if path.name in known and path.suffix != ".json" else _sum(path)
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".") and path.name != _NAME
    }
    text = json.dumps({"format": _FORMAT, "seen": asdict(seen), "sums": sums}).encode()
    replace_file(folder / _NAME, b"%d\n%b" % (zlib.crc32(text), text))
    return Seal(seen, sums)


def _sum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        for chunk in iter(partial(file.read, _CHUNK), b""):
            total = zlib.crc32(chunk, total)
    return total


def _stat(path: Path) -> Stat:
    found = path.stat()
    return Stat(found.st_ino, found.st_size, found.st_mtime_ns)
