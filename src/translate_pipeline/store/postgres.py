"""The ledger on a server: PostgreSQL, for a team on several machines.

Imported only where it is used: its driver costs more to import than a command that does without.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from weakref import finalize

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from translate_pipeline.errors import InputError, PipelineError, StorageError, shortened
from translate_pipeline.messages import tr
from translate_pipeline.store.ledger import COLUMNS, ChainedLedger
from translate_pipeline.store.postgres_schema import SCHEMA, VERSION
from translate_pipeline.store.rows import Row, linked
from translate_pipeline.store.server import Server

_DEFAULTS = {
    "connect_timeout": "10",  # seconds, for each address
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",  # milliseconds
    "fallback_application_name": "translate-pipeline",
}
"""A server that is gone is noticed; the URL may say otherwise."""
_COUNT = "SELECT count(*) FROM translate_pipeline.events WHERE release = %s"
_BUSY = "SET LOCAL lock_timeout = '30s'"
_LOCK = "SELECT pg_advisory_xact_lock(7809351)"
"""Held until the transaction ends. Any number: a database has one ledger. No lock of the table,
which a role that may only add and read does not get."""

_INSERT = f"""
INSERT INTO translate_pipeline.events (seq, {COLUMNS}, chain)
SELECT * FROM unnest(%s::bigint[]{", %s::text[]" * (COLUMNS.count(",") + 2)})
"""  # noqa: S608

_NEWEST = """
SELECT given, (SELECT chain FROM translate_pipeline.events ORDER BY seq DESC LIMIT 1)
FROM translate_pipeline.ledger
"""

_DAMAGED = (
    errors.UndefinedTable, errors.UndefinedColumn, errors.DuplicateSchema,
    errors.UniqueViolation,  # a row was slipped in where the next one belongs
    errors.RaiseException,  # of our own triggers
)  # fmt: skip


class PostgresLedger(ChainedLedger):
    """A ledger in one database on a server.

    A thread has a connection to itself for as long as it needs it, and a writer waits for another.
    """

    TABLE = "translate_pipeline.events"

    def __init__(self, server: Server) -> None:
        super().__init__(server.name)
        try:
            self._options: dict[str, Any] = _DEFAULTS | conninfo_to_dict(server.url)
        except psycopg.ProgrammingError:  # its message may quote the password
            what = tr("an option after the ? is none that PostgreSQL knows")
            raise InputError(self.name, 0, what) from None
        self._idle: list[psycopg.Connection] = []
        finalize(self, _close, self._idle)

    def _given(self) -> int:
        found = self._find("SELECT given FROM translate_pipeline.ledger")
        return found[0][0] if found else 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """See ChainedLedger. The server ends it where the connection does."""
        with self._connected() as (connection, _), connection.transaction():
            connection.execute("SET LOCAL lock_timeout = '120s'")
            connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            connection.execute("SELECT pg_advisory_xact_lock(7809352)")
            yield

    def _write(
        self, rows: Sequence[Row], *, to_empty: bool = False, known: int | None = None
    ) -> bool:
        with self._connected() as (connection, there):
            if not there:
                self._make(connection)
            with connection.transaction():
                connection.execute(_BUSY)
                connection.execute(_LOCK)
                given, newest = connection.execute(_NEWEST).fetchone() or (0, None)
                if to_empty and given:
                    raise self.not_empty()
                if rows and known is not None:
                    found = connection.execute(_COUNT.encode(), [rows[0][0]]).fetchone()
                    if found != (known,):
                        return False
                if rows:
                    numbers = list(range(given + 1, given + 1 + len(rows)))
                    columns = map(list, zip(*linked(rows, newest or ""), strict=True))
                    connection.execute(_INSERT.encode(), [numbers, *columns])
        return True

    def _find(self, query: str, *values: str | int, chained: bool = True) -> list[Any]:
        del chained  # every version has it
        with self._connected() as (connection, there):
            marked = query.replace("?", "%s").encode()
            return connection.execute(marked, values).fetchall() if there else []

    @contextmanager
    def _connected(self) -> Iterator[tuple[psycopg.Connection, bool]]:
        """A connection that answers, and whether the database has a ledger."""
        try:
            connection, version = self._again() or self._anew()
            try:
                if version > VERSION:
                    raise self.newer()
                yield connection, version > 0
            finally:
                self._idle.append(connection)
        except psycopg.Error as error:
            raise self._said(error) from error

    def _again(self) -> tuple[psycopg.Connection, int] | None:
        """A connection of before with the ledger's version, if one is free and still answers."""
        with suppress(IndexError, psycopg.OperationalError):
            return self._with_version(self._idle.pop())
        return None

    def _anew(self) -> tuple[psycopg.Connection, int]:
        connection = psycopg.connect(
            **self._options, autocommit=True, client_encoding="utf8", prepare_threshold=None
        )
        connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        return self._with_version(connection)

    def _with_version(self, connection: psycopg.Connection) -> tuple[psycopg.Connection, int]:
        """A connection and the version of the database's ledger; 0 where it has none."""
        try:
            found = connection.execute("SELECT version FROM translate_pipeline.ledger").fetchone()
        except errors.UndefinedTable:
            return connection, 0
        except psycopg.Error:
            connection.close()
            raise
        if not found:
            connection.close()
            told = tr("the row that says how many events there are was removed")
            raise self.refused(told)
        return connection, int(found[0])

    def _said(self, error: psycopg.Error) -> PipelineError:
        """The error for people: what could not be done, and what to do."""
        brief = _brief(error)
        if isinstance(error, _DAMAGED):
            return self.refused(tr("not a ledger, or damaged ({reason})", reason=brief))
        if error.sqlstate is None and isinstance(error, psycopg.OperationalError):
            reason = f"{brief}; {_advice(brief)}"
            told = tr(
                "cannot reach the ledger at {place}: {reason}", place=self.name, reason=reason
            )
            return StorageError(told)
        reason = _told(error.sqlstate or "") or brief
        return StorageError(
            tr("cannot use the ledger at {place}: {reason}", place=self.name, reason=reason)
        )

    def _make(self, connection: psycopg.Connection) -> None:
        """Make the tables, unless another program was first."""
        with connection.transaction():
            connection.execute(_BUSY)
            connection.execute(_LOCK)
            encoding, there = connection.execute(
                "SELECT current_setting('server_encoding'),"
                " to_regclass('translate_pipeline.ledger')"
            ).fetchone() or ("", None)
            if encoding != "UTF8":
                what = tr(
                    "its encoding is {encoding}; make a database with the encoding UTF8",
                    encoding=encoding,
                )
                raise InputError(self.name, 0, what)
            if there is None:
                connection.execute(SCHEMA)


def _close(connections: list[psycopg.Connection]) -> None:
    for connection in connections:
        connection.close()


def _told(sqlstate: str) -> str:
    """What a SQLSTATE means here, and what to do; empty where the server says it best."""
    known = {
        "25006": tr("it is read-only, such as a standby server; name the one that is written"),
        "42501": tr(
            "this role may not do that: the database's owner runs `ledger begin` and gives the"
            " rights that are listed in docs/ledger.md"
        ),
        "55P03": tr("another program is writing it; run again when that has ended"),
        "53100": tr("the server's disk is full; free some space there and run again"),
        "57P01": tr("the server was shut down; run again when it is back"),
    }
    return known.get(sqlstate, "")


def _advice(brief: str) -> str:
    """What to do, by a word of libpq's message; no more, since a server may speak any language."""
    known = {
        "password": tr("set PGPASSWORD, or write a line in ~/.pgpass, for this user"),
        "timeout": tr("is the address right, and does a firewall let it through?"),
        "does not exist": tr("name one that exists, or let the server's owner make it"),
        "role": tr("let the server's owner give this user the right to connect"),
        "": tr("is the server running, and is the address right?"),
    }
    return next(advice for said, advice in known.items() if said in brief)


def _brief(error: psycopg.Error) -> str:
    """What the server or its library says, in one line."""
    return shortened(" ".join((error.diag.message_primary or str(error)).split()))
