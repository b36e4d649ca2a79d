"""The ledger: an append-only table in SQLite.

The standard library's ``sqlite3`` rather than an SQL toolkit, since every command opens the ledger
and a toolkit costs more to import than all the rest of a command (docs/performance.md).
"""

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from translate_pipeline.errors import InputError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import WORKSPACE, ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.store.files import cannot_read, cannot_write

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

_WHAT_IT_IS = """
SELECT (SELECT count(*) FROM sqlite_master),
    (SELECT group_concat(name, ', ') FROM pragma_table_info('events')),
    (SELECT user_version FROM pragma_user_version)
"""
"""In one query, since another program may begin the ledger just now."""
_ERRNOS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
}
"""What SQLite says of the machine, in the words of the machine."""


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
        query = f"SELECT {_COLUMNS} FROM events WHERE release = ? ORDER BY seq"  # noqa: S608
        return [_event(row) for row in self._rows(query, release)]

    def releases(self) -> Sequence[ReleaseId]:
        """The releases that have events, the one with the newest event first."""
        query = (
            "SELECT release FROM events WHERE release != ? GROUP BY release ORDER BY max(seq) DESC"
        )
        return [ReleaseId(row[0]) for row in self._rows(query, WORKSPACE)]

    def _rows(self, query: str, value: str) -> list[Any]:
        """What a query finds; nothing where there is no ledger yet."""
        try:
            self._path.stat()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise cannot_read(self._path, error) from error
        with self._open() as connection:
            return connection.execute(query, (value,)).fetchall() if self._holds(connection) else []

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
                if create and not self._holds(connection):
                    connection.executescript(
                        f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;"
                    )
                yield connection
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise self._refused(f"not a ledger, or damaged ({error})") from error
            number = _ERRNOS.get(error.sqlite_errorcode & 0xFF, 0)  # the rest tells more than we do
            raise cannot_write(self._path, OSError(number, str(error))) from error
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def _holds(self, connection: sqlite3.Connection) -> bool:
        """Whether a database is a ledger; False where it is empty, as a full disk may leave it.

        Raises InputError where it is another, or one of a newer program.
        """
        things, columns, version = connection.execute(_WHAT_IT_IS).fetchone()
        if not things:
            return False
        if columns and version > _VERSION:
            raise InputError(
                str(self._path), 0, "written by a newer translate-pipeline; update this one"
            )
        if columns != f"seq, {_COLUMNS}":
            raise self._refused("a database, but not a ledger")
        return True

    def _refused(self, what: str) -> InputError:
        advice = "restore it from a copy, or move it away and `run` begins one from the PO files"
        return InputError(str(self._path), 0, f"{what}; {advice}")


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
