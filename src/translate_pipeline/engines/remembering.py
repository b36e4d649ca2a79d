"""Drafts that were made before: an engine that does not translate the same text twice.

They are kept in one file of the user's cache, readable by its owner alone: targets, under digests
of what they were made from and with. What an engine makes of a text depends on nothing else: the
glossary comes in afterwards, and through the texts that an engine is asked.

A cache never stands in the way: where its file cannot be used, the engine is asked.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol, runtime_checkable

from translate_pipeline import __version__
from translate_pipeline.errors import EngineRefused
from translate_pipeline.model.locale import Locale
from translate_pipeline.ports import Engine

VARIABLE = "TRANSLATE_PIPELINE_DRAFTS"
"""Environment variable: the file that drafts are kept in, or ``off``."""

LARGEST = 64 << 20
"""Bytes of targets that are kept, the newest: some 300,000 sentences."""

_MADE_BY = 1
"""Rises when the engines of this package make other drafts of the same text than before."""

_SECONDS = 5.0
"""How long one process waits while another one writes."""


@runtime_checkable
class Repeatable(Protocol):
    """An engine that makes the same draft of a text as long as it is made with the same."""

    def made_with(self, source: Locale, target: Locale) -> str:
        """The models, dictionaries and programs for a pair: another text where they changed."""


def drafts_file() -> Path | None:
    """Where drafts are kept; None where they are not."""
    if place := os.environ.get(VARIABLE):
        return None if place == "off" else Path(place)
    from platformdirs import user_cache_path

    return user_cache_path("translate-pipeline") / "drafts.db"


def remembering(engine: Engine) -> Engine:
    """The engine, with its drafts kept, if it is on this machine and ``Repeatable``."""
    file = drafts_file()
    if file is None or not engine.on_device or not isinstance(engine, Repeatable):
        return engine
    return Remembering(engine, engine, file)


class Remembering:
    """An engine before whom the drafts of earlier calls are looked at."""

    def __init__(self, engine: Engine, repeatable: Repeatable, file: Path) -> None:
        """``repeatable`` is the same engine."""
        self.name, self.on_device = engine.name, engine.on_device
        self._engine, self._repeatable, self._file = engine, repeatable, file

    def supports(self, source: Locale, target: Locale) -> str:
        """What the engine says."""
        return self._engine.supports(source, target)

    def why_not(self, source: Locale, target: Locale) -> str:
        """What the engine says."""
        return self._engine.why_not(source, target)

    def translate(self, texts: Sequence[str], source: Locale, target: Locale) -> Sequence[str]:
        """The targets of earlier calls, and the engine's for the other texts."""
        try:
            made_with = self._repeatable.made_with(source, target)
        except OSError:  # the engine says it better
            return self._engine.translate(texts, source, target)
        program = (__version__, _MADE_BY, self.name, made_with, source.tag, target.tag)
        keys = {text: _digest([*program, text]) for text in texts}
        known = _read(self._file, list(keys.values()))
        targets = {text: known[key] for text, key in keys.items() if key in known}
        missing = [text for text in keys if text not in targets]
        if missing:
            drafts = self._engine.translate(missing, source, target)
            if len(drafts) != len(missing):
                told = f"{self.name} gave {len(drafts)} targets for {len(missing)} segments"
                raise EngineRefused(told)
            made = dict(zip(missing, drafts, strict=True))
            _write(self._file, {keys[text]: draft for text, draft in made.items() if draft})
            targets |= made
        return [targets[text] for text in texts]


def clear(file: Path) -> int:
    """Remove all drafts; the bytes that they took. Raises OSError."""
    size = 0
    for path in (file, file.with_name(f"{file.name}-journal")):
        with suppress(FileNotFoundError):
            size += path.stat().st_size
            path.unlink()
    return size


def _digest(parts: Sequence[object]) -> bytes:
    return sha256(json.dumps(parts).encode()).digest()


def _read(file: Path, keys: Sequence[bytes]) -> Mapping[bytes, str]:
    with suppress(OSError, sqlite3.Error):
        if file.exists():
            with _opened(file) as drafts:
                asked = "SELECT key, target FROM drafts WHERE key = ?"
                return dict(row for key in keys for row in drafts.execute(asked, (key,)))
    return {}


def _write(file: Path, made: Mapping[bytes, str]) -> None:
    try:
        with _opened(file) as drafts, drafts:
            insert = "INSERT OR IGNORE INTO drafts (key, target) VALUES (?, ?)"
            drafts.executemany(insert, made.items())
            _forget(drafts)
    except sqlite3.DatabaseError as error:
        if not isinstance(error, sqlite3.OperationalError):  # it is damaged, not in use
            with suppress(OSError):
                clear(file)
    except (OSError, UnicodeError):
        pass


def _forget(drafts: sqlite3.Connection) -> None:
    """Make room by the oldest tenth."""
    pages, free, size = (
        drafts.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    if (pages - free) * size > LARGEST:
        first, last = drafts.execute("SELECT min(id), max(id) FROM drafts").fetchone()
        drafts.execute("DELETE FROM drafts WHERE id <= ?", (first + (last - first) // 10,))


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, made where there is none. Raises OSError and sqlite3.Error."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        os.fchmod(handle, 0o600)  # whoever made it
    finally:
        os.close(handle)
    with closing(sqlite3.connect(file, timeout=_SECONDS)) as drafts:
        drafts.execute("PRAGMA secure_delete = ON")
        drafts.execute(
            "CREATE TABLE IF NOT EXISTS drafts"
            " (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, target TEXT NOT NULL)"
        )
        yield drafts
