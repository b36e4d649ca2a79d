"""The ledger in a file: SQLite.

The standard library's ``sqlite3`` rather than an SQL toolkit, since every command opens the ledger
and a toolkit costs more to import than all the rest of a command (docs/performance.md).
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr
from translate_pipeline.store.files import cannot_read
from translate_pipeline.store.ledger import COLUMNS, ChainedLedger
from translate_pipeline.store.locks import locked
from translate_pipeline.store.rows import Row, linked
from translate_pipeline.store.sqlite_file import opened

_COUNT = "SELECT count(*) FROM events WHERE release = ?"
_TURN_SECONDS = 120
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
_KNOWN = {1: f"seq, {COLUMNS}", 2: f"seq, {COLUMNS}, chain"}
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


class SqliteLedger(ChainedLedger):
    """A ledger in one file.

    Each call has its own connection, and a writer waits for another.
    """

    TABLE = "events"

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self._path = path

    def damage(self) -> Sequence[str]:
        """As every ledger's, and what is wrong with the file: its index may hide a sound row."""
        found = [row[0] for row in self._find("PRAGMA integrity_check", chained=False)]
        return [
            tr("the file is damaged: {reason}", reason=line) for line in found if line != "ok"
        ] + [*super().damage()]

    def turn(self) -> AbstractContextManager[None]:
        """See ChainedLedger."""
        return locked(self._path, seconds=_TURN_SECONDS)

    def _given(self) -> int:
        found = self._find("SELECT seq FROM sqlite_sequence WHERE name = 'events'")
        return found[0][0] if found else 0

    def _write(
        self, rows: Sequence[Row], *, to_empty: bool = False, known: int | None = None
    ) -> bool:
        with self._open(create=True) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            if to_empty and connection.execute("SELECT 1 FROM sqlite_sequence").fetchone():
                raise self.not_empty()
            if known is not None and rows:
                (count,) = connection.execute(_COUNT, (rows[0][0],)).fetchone()
                if count != known:
                    return False
            _append(connection, rows)
        return True

    def _find(self, query: str, *values: str | int, chained: bool = True) -> list[Any]:
        try:
            self._path.stat()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise cannot_read(self._path, error) from error
        with self._open() as connection:
            known = self._holds(connection) >= (2 if chained else 1)
            return connection.execute(query, values).fetchall() if known else []

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        with opened(self._path, create=create, damaged=self._damaged) as connection:
            connection.text_factory = _text
            if create:
                self._bring_up_to_date(connection)
            yield connection

    def _damaged(self, reason: str) -> InputError:
        return self.refused(tr("not a ledger, or damaged ({reason})", reason=reason))

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
                    query = f"SELECT {COLUMNS} FROM first_events ORDER BY seq"  # noqa: S608
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
            raise self.newer()
        if version not in _KNOWN or columns != _KNOWN[version]:
            raise self.refused(tr("a database, but not a ledger"))
        return int(version)


def _text(data: bytes) -> str:
    """A text of the file; a damaged one too, so that the chain can tell whose it is."""
    return data.decode(errors="backslashreplace")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, so that they are one transaction."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _append(connection: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Add rows, each linked to the one before it."""
    newest = connection.execute("SELECT chain FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    marks = ", ".join("?" * (COLUMNS.count(",") + 2))
    insert = f"INSERT INTO events ({COLUMNS}, chain) VALUES ({marks})"  # noqa: S608
    connection.executemany(insert, linked(rows, newest[0] if newest else ""))
