"""The ledger: an append-only table in SQLite.

The standard library's ``sqlite3`` rather than an SQL toolkit, since every command opens the ledger
and a toolkit costs more to import than all the rest of a command (docs/performance.md).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from translate_pipeline.errors import InputError, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import WORKSPACE, ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.store.files import cannot_write

_BUSY_SECONDS = 30
_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY,
    release TEXT NOT NULL,
    revision TEXT NOT NULL,
    action TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    locale TEXT,
    segment TEXT,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS events_release ON events (release, seq);
CREATE TRIGGER IF NOT EXISTS events_stay BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER IF NOT EXISTS events_remain BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""
_COLUMNS = "release, revision, action, at, actor, locale, segment, source, target, detail"


class SqliteLedger:
    """A ledger in one file, safe with several threads and processes.

    Each call has its own connection, and a writer waits for another.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def append(self, events: Iterable[Event]) -> None:
        """Record events, all or none. Raises StorageError where the file cannot be written."""
        rows = [_row(event) for event in events]
        if not rows:
            return
        with self._open(create=True) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO events ({_COLUMNS}) VALUES ({marks})", rows)  # noqa: S608

    def events(self, release: ReleaseId) -> Sequence[Event]:
        """The events of a release, in the order they happened; none where there is no file yet."""
        if not self._path.exists():
            return ()
        query = f"SELECT {_COLUMNS} FROM events WHERE release = ? ORDER BY seq"  # noqa: S608
        with self._open() as connection:
            return [_event(row) for row in connection.execute(query, (release,))]

    def releases(self) -> Sequence[ReleaseId]:
        """The releases that have events, the one with the newest event first."""
        if not self._path.exists():
            return ()
        query = (
            "SELECT release FROM events WHERE release != ? GROUP BY release ORDER BY max(seq) DESC"
        )
        with self._open() as connection:
            return [ReleaseId(row[0]) for row in connection.execute(query, (WORKSPACE,))]

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            if create:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            mode = (
                "rwc" if create else "rw"
            )  # not "ro": a reader may have to finish a crash's rollback
            uri = f"{self._path.absolute().as_uri()}?mode={mode}"
            with closing(sqlite3.connect(uri, timeout=_BUSY_SECONDS, uri=True)) as connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                if version > _VERSION:
                    raise InputError(
                        str(self._path), 0, "written by a newer translate-pipeline; update this one"
                    )
                if create and version < _VERSION:
                    connection.executescript(
                        f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;"
                    )
                yield connection
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise InputError(
                    str(self._path),
                    0,
                    f"not a ledger, or damaged ({error}); restore it from a copy",
                ) from error
            raise StorageError(f"cannot write {self._path}: {error}") from error
        except OSError as error:
            raise cannot_write(self._path, error) from error


def _row(event: Event) -> tuple[str | None, ...]:
    return (
        event.release, event.revision, event.action.value, event.at.isoformat(), event.actor,
        event.locale.tag if event.locale else None, event.key, event.source, event.target,
        json.dumps(event.detail, ensure_ascii=False, sort_keys=True),
    )  # fmt: skip


def _event(row: tuple[str, ...]) -> Event:
    release, revision, action, at, actor, locale, key, source, target, detail = row
    return Event(
        ReleaseId(release), Revision(revision), Action(action), datetime.fromisoformat(at), actor,
        Locale(locale) if locale else None, SegmentKey(key) if key else None, source, target,
        json.loads(detail),
    )  # fmt: skip
