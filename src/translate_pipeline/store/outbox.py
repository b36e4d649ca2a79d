"""The outbox: who gets webhooks, and what became of what was sent to them. A SQLite file.

What there is to send is never kept here: it follows from the ledger. An attempt is noted before it
is made, as one to be made again a little later: so two senders do not make it at once, and it is
made again where its sender dies before it can note what came of it.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from translate_pipeline.errors import InputError, NotFound
from translate_pipeline.formats.webhook import new_secret
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.webhook import Subscriber
from translate_pipeline.store.files import cannot_write
from translate_pipeline.store.sqlite_file import opened

_VERSION = 1
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS subscribers (
        name TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        secret TEXT NOT NULL,
        locales TEXT,
        made REAL NOT NULL,
        paused REAL,
        disabled REAL
    ) STRICT""",
    """CREATE TABLE IF NOT EXISTS deliveries (
        subscriber TEXT NOT NULL REFERENCES subscribers ON DELETE CASCADE,
        news TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        next REAL NOT NULL,
        state TEXT NOT NULL,
        PRIMARY KEY (subscriber, news)
    ) STRICT, WITHOUT ROWID""",
    f"PRAGMA user_version = {_VERSION}",
)
_WHAT_IT_IS = """
SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_master)
"""
_CLAIM = """
INSERT INTO deliveries VALUES (:name, :news, 1, :until, 'waiting')
ON CONFLICT DO UPDATE SET attempts = attempts + 1, next = :until
    WHERE state = 'waiting' AND next <= :now
RETURNING attempts
"""


class DeliveryState(StrEnum):
    """What became of news for a subscriber."""

    WAITING = "waiting"
    """It was tried, and will be tried again."""
    DELIVERED = "delivered"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far it is with one piece of news for one subscriber."""

    attempts: int
    next: datetime
    """When it is tried again, if it is waiting."""
    state: DeliveryState


class Outbox:
    """The webhooks of a workspace. All methods raise InputError for a damaged file, StorageError.

    Each call has its own connection, so that threads need not share one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def subscribers(self) -> Sequence[Subscriber]:
        """All that there are, those that are disabled too; by name."""
        if not self._path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM subscribers ORDER BY name").fetchall()
        return [_subscriber(*row) for row in rows]

    def add(
        self, name: str, url: str, locales: frozenset[Locale] | None, now: datetime
    ) -> Subscriber:
        """Make a subscriber, which hears of what may be told from now on.

        Raises InputError where there is one of that name.
        """
        tags = None if locales is None else " ".join(sorted(one.tag for one in locales))
        # Whole seconds, as publications have them: what comes in this second is news.
        row = (name, url, new_secret(), tags, int(now.timestamp()), None, None)
        with self._open(create=True) as connection, connection:
            try:
                connection.execute("INSERT INTO subscribers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            except sqlite3.IntegrityError:
                advice = tr("revoke it first, or give the new one another name")
                told = tr("there is a webhook {name} already; {advice}", name=name, advice=advice)
                raise InputError(str(self._path), 0, told) from None
        return _subscriber(*row)

    def find(self, name: str) -> Subscriber:
        """The subscriber of a name. Raises NotFound."""
        found = self.subscribers()
        for one in found:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in found) or tr("none")
        raise NotFound(tr("no webhook {name}; there are: {known}", name=name, known=known))

    def remove(self, name: str) -> None:
        """Forget a subscriber, its secret and what was sent to it. Raises NotFound."""
        self.find(name)
        self._change("DELETE FROM subscribers WHERE name = ?", name)

    def pause(self, name: str, until: datetime) -> None:
        """Leave a subscriber alone for a while."""
        self._change("UPDATE subscribers SET paused = ? WHERE name = ?", until.timestamp(), name)

    def disable(self, name: str, now: datetime) -> None:
        """Send a subscriber nothing any more."""
        self._change("UPDATE subscribers SET disabled = ? WHERE name = ?", now.timestamp(), name)

    def deliveries(self, name: str) -> Mapping[UUID, Delivery]:
        """What was tried to send to a subscriber, by the news' id."""
        query = "SELECT news, attempts, next, state FROM deliveries WHERE subscriber = ?"
        with self._open() as connection:
            rows = connection.execute(query, (name,)).fetchall()
        return {
            UUID(news): Delivery(attempts, _moment(then), DeliveryState(state))
            for news, attempts, then, state in rows
        }

    def claim(self, name: str, news: UUID, now: datetime, lease: timedelta) -> int | None:
        """Note that news is being sent; which attempt this is.

        None where it is not to be sent now: another sender has it, it arrived, or its time has not
        come. If nothing else is noted until the lease ends, it is to be sent again.
        """
        values = {
            "name": name, "news": str(news),
            "now": now.timestamp(), "until": (now + lease).timestamp(),
        }  # fmt: skip
        with self._open() as connection, connection:
            try:
                found = connection.execute(_CLAIM, values).fetchall()
            except sqlite3.IntegrityError:  # its subscriber was revoked since
                return None
        return int(found[0][0]) if found else None

    def postpone(self, name: str, news: UUID, until: datetime) -> None:
        """Note that an attempt failed, and when the next one is to be made."""
        self._change(
            "UPDATE deliveries SET next = ? WHERE subscriber = ? AND news = ?",
            until.timestamp(), name, str(news),
        )  # fmt: skip

    def settle(self, name: str, news: UUID, state: DeliveryState) -> None:
        """Note that news arrived or was given up: it is not sent again."""
        self._change(
            "UPDATE deliveries SET state = ? WHERE subscriber = ? AND news = ?",
            str(state), name, str(news),
        )  # fmt: skip

    def _change(self, statement: str, *values: str | float) -> None:
        with self._open() as connection, connection:
            connection.execute(statement, values)

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        if create:
            self._make()
        with opened(self._path, create=create, damaged=self._damaged) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # a secret leaves nothing behind
            self._prepare(connection)
            yield connection

    def _make(self) -> None:
        """Make the file, for its owner only from the first byte on: it has secrets."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            self._path.chmod(0o600)
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version, things = connection.execute(_WHAT_IT_IS).fetchone()
        if version == _VERSION:
            return
        if version or things:
            raise self._damaged(tr("of another program, or of a newer version of this one"))
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in _SCHEMA:  # another program may have been first
                connection.execute(statement)

    def _damaged(self, reason: str) -> InputError:
        advice = tr("restore it from a copy, or move it away and make new webhooks")
        told = tr("is no file of webhooks ({reason}); {advice}", reason=reason, advice=advice)
        return InputError(str(self._path), 0, told)


def _subscriber(*row: Any) -> Subscriber:  # noqa: ANN401  (as the table has it)
    name, url, secret, tags, made, paused, disabled = row
    locales = None if tags is None else frozenset(map(Locale.parse, tags.split()))
    return Subscriber(
        name, url, secret, locales, _moment(made),
        None if paused is None else _moment(paused),
        None if disabled is None else _moment(disabled),
    )  # fmt: skip


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
