"""The databases that a ledger can be in, and how to get behind its back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import psycopg

from tests.fakes import ES, NOW
from tests.postgres import Postgres
from translate_pipeline.model.release import ReleaseId, Revision, SegmentKey
from translate_pipeline.model.review import Action, Event
from translate_pipeline.store.ledger import ChainedLedger
from translate_pipeline.store.place import open_ledger
from translate_pipeline.store.server import Server

A, B = ReleaseId("a"), ReleaseId("b")
EVENT = Event(
    A, Revision("r1"), Action.DRAFTED, NOW, "fake", ES, SegmentKey("k"),
    "source", "ünïcode", {"terms": {"war_crimes": "missing"}},
)  # fmt: skip
OTHER = Event(B, Revision("r1"), Action.REVISED, NOW, "coordinator")


class Backend(Protocol):
    """A database with a ledger."""

    refusal: type[Exception]
    """What the database raises for a statement that it refuses."""
    ledger: ChainedLedger

    def do(self, *statements: str) -> Any:
        """Execute statements as the database's owner would; what the last one finds."""

    def tamper(self, *statements: str) -> None:
        """Execute them while everything is off that keeps the events as they are."""


class SqliteBackend:
    refusal: type[Exception] = sqlite3.IntegrityError

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ledger.db"
        self.ledger = open_ledger(self.path)

    def do(self, *statements: str) -> Any:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            return [connection.execute(statement).fetchall() for statement in statements][-1]

    def tamper(self, *statements: str) -> None:
        off = ["DROP TRIGGER IF EXISTS events_stay", "DROP TRIGGER IF EXISTS events_remain"]
        self.do(*off, *statements)


class PostgresBackend:
    refusal: type[Exception] = psycopg.errors.RaiseException

    def __init__(self, postgres: Postgres) -> None:
        self._postgres = postgres
        self.ledger = open_ledger(Server.parse(postgres.url()))

    def do(self, *statements: str) -> Any:
        path = "SET search_path = translate_pipeline"
        return self._postgres.do(path, *statements, user="owner")

    def tamper(self, *statements: str) -> None:
        self.do(
            "ALTER TABLE events DISABLE TRIGGER USER",
            *statements,
            "ALTER TABLE events ENABLE TRIGGER USER",
        )
