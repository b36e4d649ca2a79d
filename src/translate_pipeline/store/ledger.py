"""The ledger: an append-only table in SQLite.

The standard library's ``sqlite3`` rather than an SQL toolkit, since every command opens the ledger
and a toolkit costs more to import than all the rest of a command (docs/performance.md).

The database refuses to change or remove a row, and every row carries a digest of itself and of the
row before it, so that one which was changed or removed behind the database's back is found.
"""

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from translate_pipeline.errors import InputError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import WORKSPACE, ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.store.files import cannot_read, cannot_write

_BUSY_SECONDS = 30
_VERSION = 2
_SCHEMA = """
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    release TEXT NOT NULL,
    revision TEXT NOT NULL,
    action TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    locale TEXT,
    segment TEXT,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    detail TEXT NOT NULL,
    chain TEXT NOT NULL
) STRICT;
CREATE INDEX events_release ON events (release, seq);
CREATE TRIGGER events_stay BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
"""
_COLUMNS = "release, revision, action, at, actor, locale, segment, source, target, detail"
_KNOWN = {1: f"seq, {_COLUMNS}", 2: f"seq, {_COLUMNS}, chain"}
"""By version: the columns. The first had no chain; a ledger gets it with its next events."""
_RETIRE_FIRST = """
ALTER TABLE events RENAME TO first_events;
DROP INDEX events_release;
DROP TRIGGER events_stay;
DROP TRIGGER events_remain;
"""

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
            _append(connection, rows)

    def events(self, release: ReleaseId) -> Sequence[Event]:
        """The events of a release, in the order they happened; none where there is no file yet."""
        query = f"SELECT seq, {_COLUMNS} FROM events WHERE release = ? ORDER BY seq"  # noqa: S608
        return [self._read(row) for row in self._rows(query, release)]

    def releases(self) -> Sequence[ReleaseId]:
        """The releases that have events, the one with the newest event first."""
        query = (
            "SELECT release FROM events WHERE release != ? GROUP BY release ORDER BY max(seq) DESC"
        )
        return [ReleaseId(row[0]) for row in self._rows(query, WORKSPACE)]

    def damage(self) -> Sequence[str]:
        """What was changed, removed or slipped in since it was recorded, a line each.

        Someone who can rewrite the file and knows how may make a sound chain of another history:
        compare ``head`` with one that was noted elsewhere.
        """
        query = f"SELECT seq, {_COLUMNS}, chain FROM events ORDER BY seq"  # noqa: S608
        rows = self._rows(query, since=2)
        given = self._rows("SELECT seq FROM sqlite_sequence WHERE name = 'events'", since=2)
        return list(_damage(rows, given[0][0] if given else 0))

    def rows(self) -> Iterator[dict[str, Any]]:
        """All events as JSON values, oldest first, each with its number and link."""
        names = f"seq, {_COLUMNS}, chain".split(", ")
        query = f"SELECT seq, {_COLUMNS}, chain FROM events ORDER BY seq"  # noqa: S608
        for row in self._rows(query, since=2):
            shape = dict(zip(names, row, strict=True))
            yield {**shape, "detail": json.loads(shape["detail"])}

    def head(self) -> tuple[int, str]:
        """The number of the newest event and its link of the chain; 0 and nothing without any."""
        rows = self._rows("SELECT seq, chain FROM events ORDER BY seq DESC LIMIT 1", since=2)
        return rows[0] if rows else (0, "")

    def _rows(self, query: str, *values: str, since: int = 1) -> list[Any]:
        """What a query finds; nothing where there is no ledger, or one of before ``since``."""
        try:
            self._path.stat()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise cannot_read(self._path, error) from error
        with self._open() as connection:
            known = self._holds(connection) >= since
            return connection.execute(query, values).fetchall() if known else []

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
                if create:
                    self._bring_up_to_date(connection)
                yield connection
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise self._refused(f"not a ledger, or damaged ({error})") from error
            number = _ERRNOS.get(error.sqlite_errorcode & 0xFF, 0)  # the rest tells more than we do
            raise cannot_write(self._path, OSError(number, str(error))) from error
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        """Make the tables, or those of this version out of those of an earlier one."""
        version = self._holds(connection)
        if version == _VERSION:
            return
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            version = self._holds(connection)  # another program may have been first
            if version != _VERSION:
                for statement in _statements((_RETIRE_FIRST if version else "") + _SCHEMA):
                    connection.execute(statement)
                if version:
                    query = f"SELECT {_COLUMNS} FROM first_events ORDER BY seq"  # noqa: S608
                    _append(connection, connection.execute(query).fetchall())
                    connection.execute("DROP TABLE first_events")
                connection.execute(f"PRAGMA user_version = {_VERSION}")

    def _holds(self, connection: sqlite3.Connection) -> int:
        """The version of a ledger; 0 for an empty database, as a full disk may leave it.

        Raises InputError where it is another, or one of a newer program.
        """
        things, columns, version = connection.execute(_WHAT_IT_IS).fetchone()
        if not things:
            return 0
        if columns and version > _VERSION:
            raise InputError(
                str(self._path), 0, "written by a newer translate-pipeline; update this one"
            )
        if version not in _KNOWN or columns != _KNOWN[version]:
            raise self._refused("a database, but not a ledger")
        return int(version)

    def _read(self, row: tuple[Any, ...]) -> Event:
        """An event. Raises InputError for a row that no program of ours wrote."""
        seq, *values = row
        try:
            return _event(tuple(values))
        except (ValueError, TypeError, AttributeError) as error:
            what = f"row {seq} is damaged ({error}); `ledger verify` names all that are"
            raise self._refused(what) from error

    def _refused(self, what: str) -> InputError:
        advice = "restore it from a copy, or move it away and `run` begins one from the PO files"
        return InputError(str(self._path), 0, f"{what}; {advice}")


_Row = Sequence[str | None]
"""The values of ``_COLUMNS``."""


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, so that they are one transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _append(connection: sqlite3.Connection, rows: Iterable[_Row]) -> None:
    """Add rows, each linked to the one before it."""
    newest = connection.execute("SELECT chain FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    chain = newest[0] if newest else ""
    linked = []
    for row in rows:
        chain = _link(chain, row)
        linked.append((*row, chain))
    marks = ", ".join("?" * len(linked[0])) if linked else ""
    connection.executemany(f"INSERT INTO events ({_COLUMNS}, chain) VALUES ({marks})", linked)  # noqa: S608


def _link(before: str, row: _Row) -> str:
    """What a row carries: the SHA-256 of the link before it and of its own values, as JSON."""
    return sha256(json.dumps([before, *row], ensure_ascii=False).encode()).hexdigest()


def _damage(rows: Iterable[Sequence[Any]], last: int) -> Iterator[str]:
    """What the numbers and links of rows tell; ``last`` is the newest number ever given."""
    before, number = "", 0
    for seq, *row, chain in rows:
        if seq != number + 1:
            yield _missing(number + 1, seq - 1)
        elif _link(before, row) != chain:
            release, _, action, at, _, locale, *_ = row
            where = "/".join(filter(None, (release, locale)))
            yield f"row {seq} ({action} {where}, {at}) is not what was recorded"
        before, number = chain, seq
    if last > number:
        yield _missing(number + 1, last)


def _missing(first: int, last: int) -> str:
    return f"row {first} is missing" if first == last else f"rows {first} to {last} are missing"


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
        dict(json.loads(detail).items()),
    )  # fmt: skip
