"""How many characters went to each service today: a file in the user's state folder.

Counted before they are sent, in a transaction, so that two processes together stay within a limit.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from translate_pipeline.errors import EngineRefused

_BUSY = 10.0
"""Seconds to wait for another process."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sent (
    service TEXT NOT NULL, day TEXT NOT NULL, characters INTEGER NOT NULL,
    PRIMARY KEY (service, day)
)
"""
_ADD = """
INSERT INTO sent VALUES (?, ?, ?)
ON CONFLICT (service, day) DO UPDATE SET characters = characters + excluded.characters
"""
_READ = "SELECT characters FROM sent WHERE service = ? AND day = ?"


def budget_file() -> Path:
    """On Linux ~/.local/state/translate-pipeline/sent.db."""
    from platformdirs import user_state_path

    return user_state_path("translate-pipeline", appauthor=False) / "sent.db"


def _today() -> date:
    return datetime.now(UTC).date()


class Budget:
    """The counts of one user of the machine; days are those of UTC."""

    def __init__(self, path: Path | None = None, today: Callable[[], date] = _today) -> None:
        self._path, self._today = path or budget_file(), today

    def take(self, service: str, characters: int, limit: int) -> None:
        """Count characters that are about to be sent; a limit of 0 is none.

        Raises EngineRefused where they would be more than the limit of a day, and where they
        cannot be counted.
        """
        import sqlite3

        day = self._today().isoformat()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as database:
                database.execute(_SCHEMA)
                database.execute("BEGIN IMMEDIATE")
                row = database.execute(_READ, (service, day)).fetchone()
                before = int(row[0]) if row else 0
                if limit and before + characters > limit:
                    raise EngineRefused(
                        f"{service}: {before} of {limit} characters a day are used up, and this"
                        f" text has {characters}; wait until tomorrow (UTC), or raise"
                        f" characters_a_day of {service} in the workspace file"
                    )
                database.execute(_ADD, (service, day, characters))
                database.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            told = f"{service}: what is sent cannot be counted in {self._path} ({error})"
            raise EngineRefused(told) from error

    def sent(self, service: str) -> int:
        """Characters that were sent today; 0 where nobody knows."""
        if not self._path.is_file():
            return 0
        import sqlite3

        try:
            with self._open() as database:
                row = database.execute(_READ, (service, self._today().isoformat())).fetchone()
        except sqlite3.Error:
            return 0
        return int(row[0]) if row else 0

    @contextmanager
    def _open(self) -> Iterator[Any]:
        """The file; closed in the end, with what was not committed undone."""
        import sqlite3

        database = sqlite3.connect(self._path, timeout=_BUSY, isolation_level=None)
        try:
            database.execute("PRAGMA synchronous = OFF")  # a crash may forget some characters
            yield database
        finally:
            database.close()
