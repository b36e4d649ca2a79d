"""The ledger in a database: an append-only table whose rows are linked to one another.

The database refuses to change or remove a row, and every row carries a digest of itself and of the
row before it, so that one which was changed or removed behind the database's back is found.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar

from translate_pipeline.errors import InputError
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import WORKSPACE, ReleaseId
from translate_pipeline.model.review import Action, Event
from translate_pipeline.store.rows import (
    NAMES,
    Row,
    UnknownAction,
    event_of,
    missing,
    row_of,
    told_damage,
)

COLUMNS = ", ".join(NAMES)

_PAGE = 5_000
"""How many rows are read at once: whoever reads them slowly keeps no writer waiting."""
_LARGEST = 2**63 - 1
"""The largest number that a row can have."""


class ChainedLedger(ABC):
    """A ledger in some SQL database, safe with several threads and processes."""

    TABLE: ClassVar[str]
    """The table of events, as queries name it."""

    def __init__(self, name: str) -> None:
        self.name = name
        """As people know it; holds no secret."""

    @abstractmethod
    def _write(
        self, rows: Sequence[Row], *, to_empty: bool = False, known: int | None = None
    ) -> bool:
        """Add rows, all or none, after making what is not there yet; a writer waits for another.

        False, and nothing added, where the release of the rows has not just ``known`` events.
        Raises StorageError, and ``not_empty()`` where there are events and should be none.
        """

    @abstractmethod
    def _find(self, query: str, *values: str | int, chained: bool = True) -> list[Any]:
        """What a query finds, its values marked ``?``; nothing where there is no ledger yet.

        Nothing either where the query needs the chain, and the ledger has none yet.
        """

    @abstractmethod
    def _given(self) -> int:
        """The newest number that was ever given to a row, whether or not that is still there."""

    @abstractmethod
    def turn(self) -> AbstractContextManager[None]:
        """Whoever else of this ledger asks for a turn waits until this one ends.

        It ends with the program, however that ends. Events can be added and read meanwhile. Raises
        StorageError where another program does not come to its end.
        """

    def append(self, events: Iterable[Event], *, known: int | None = None) -> bool:
        """Record events, all or none.

        False, and nothing recorded, where ``known`` is given and their release has not just so
        many events: somebody else was faster. Raises StorageError where it cannot be recorded,
        InputError for a text that is no Unicode.
        """
        rows = [row_of(event) for event in events]
        try:
            return self._write(rows, known=known) if rows else True
        except UnicodeEncodeError as error:
            what = tr("an event has a text that is no Unicode; was its encoding UTF-8?")
            raise InputError(self.name, 0, what) from error

    def begin(self) -> None:
        """Make an empty ledger where there is none; the first event would do so too."""
        self._write([])

    def restore(self, rows: Sequence[Row]) -> None:
        """Record the rows of another ledger, all or none, in this one that has none yet.

        They get the links that they had. Raises InputError where this one has events.
        """
        self._write(rows, to_empty=True)

    def events(
        self, release: ReleaseId, only: Collection[Action] = (), *, locale: Locale | None = None
    ) -> Sequence[Event]:
        """The events of a release, in the order they happened; those of some actions, or all.

        With a locale those that happened in it. None where there is no ledger.
        """
        some = f" AND action IN ({', '.join('?' * len(only))})" if only else ""
        some += " AND locale = ?" if locale else ""
        query = f"SELECT seq, {COLUMNS} FROM {self.TABLE} WHERE release = ?{some} ORDER BY seq"  # noqa: S608
        values = [release, *map(str, only), *([locale.tag] if locale else [])]
        found = self._find(query, *values, chained=False)
        return [self._read(seq, row) for seq, *row in found]

    def mark(self, release: ReleaseId, locale: Locale) -> tuple[int, str]:
        """How many events a release has in a locale, and the newest one's link of the chain.

        No event, and no link, where the ledger has no chain yet.
        """
        of_locale = f"FROM {self.TABLE} WHERE release = ? AND locale = ?"
        query = f"SELECT (SELECT count(*) {of_locale}), chain {of_locale} ORDER BY seq DESC LIMIT 1"
        found = self._find(query, *[release, locale.tag] * 2)
        return tuple(found[0]) if found else (0, "")

    def releases(self) -> Sequence[ReleaseId]:
        """The releases that have events, the one with the newest event first."""
        query = (
            f"SELECT release FROM {self.TABLE} WHERE release != ?"  # noqa: S608
            " GROUP BY release ORDER BY max(seq) DESC"
        )
        return [ReleaseId(row[0]) for row in self._find(query, WORKSPACE, chained=False)]

    def damage(self) -> Sequence[str]:
        """What was changed, removed or slipped in since it was recorded, a line each.

        Someone who can rewrite the database and knows how may make a sound chain of another
        history: compare ``head`` with one that was noted elsewhere.
        """
        return list(self._told())

    def rows(self) -> Iterator[dict[str, Any]]:
        """All events as JSON values, oldest first, each with its number and link.

        Raises InputError at a row that is damaged.
        """
        for seq, *row, link in self._recorded():
            detail = self._read(seq, row).detail
            yield {
                "seq": seq,
                **dict(zip(NAMES, row, strict=True)),
                "detail": detail,
                "chain": link,
            }

    def head(self) -> tuple[int, str]:
        """The number of the newest event and its link of the chain; 0 and nothing without any."""
        found = self._find(f"SELECT seq, chain FROM {self.TABLE} ORDER BY seq DESC LIMIT 1")  # noqa: S608
        return found[0] if found else (0, "")

    def changed_since(
        self, head: tuple[int, str], only: Collection[Action] = ()
    ) -> Collection[ReleaseId] | None:
        """The releases with events after this head, and ``WORKSPACE`` where that has some.

        Events of some actions, or all. None where it was never this ledger's head.
        """
        number, link = head
        linked = f"SELECT chain FROM {self.TABLE} WHERE seq = ?"  # noqa: S608
        if number and self._find(linked, number) != [(link,)]:
            return None
        some = f" AND action IN ({', '.join('?' * len(only))})" if only else ""
        query = f"SELECT DISTINCT release FROM {self.TABLE} WHERE seq > ?{some}"  # noqa: S608
        found = self._find(query, number, *map(str, only), chained=False)
        return {ReleaseId(row[0]) for row in found}

    def not_empty(self) -> InputError:
        """The error where a ledger has events and should have none."""
        reason = tr("has events already; only an empty ledger can take those of another")
        return InputError(self.name, 0, reason)

    def refused(self, what: str) -> InputError:
        """The error for a ledger that cannot be used."""
        advice = tr(
            "restore it from a copy, or move it away and `run` begins one from the PO files"
        )
        return InputError(self.name, 0, f"{what}; {advice}")

    def newer(self) -> InputError:
        """The error for a ledger whose tables this program does not know."""
        reason = tr("written by a newer translate-pipeline; update this one")
        return InputError(self.name, 0, reason)

    def _recorded(self) -> Iterator[Sequence[Any]]:
        """All rows as ``(seq, *row, link)``, by number."""
        page = (
            f"SELECT seq, {COLUMNS}, chain FROM {self.TABLE}"  # noqa: S608
            " WHERE seq BETWEEN ? AND ? ORDER BY seq"
        )
        next_one = f"SELECT min(seq) FROM {self.TABLE} WHERE seq >= ?"  # noqa: S608
        last = -_LARGEST - 2
        while last < _LARGEST:
            found = self._find(next_one, last + 1)
            if not found or found[0][0] is None:
                return
            first, last = found[0][0], min(found[0][0] + _PAGE, _LARGEST)
            yield from self._find(page, first, last)

    def _told(self) -> Iterator[str]:
        given = self._given()  # before and after the rows, for others may add some meanwhile
        last = yield from told_damage(self._recorded())
        if last < given:
            yield missing(last + 1, given)
        elif last > (given := self._given()):
            if last == given + 1:
                yield tr("row {number} was slipped in", number=last)
            else:
                yield tr("rows {first} to {last} were slipped in", first=given + 1, last=last)

    def _read(self, seq: int, row: Sequence[Any]) -> Event:
        """An event. Raises InputError for a row that no program of ours wrote, or a newer one."""
        try:
            return event_of(row)
        except UnknownAction as error:
            reason = tr(
                "row {number} has {what}: update translate-pipeline, or if this is the newest,"
                " `ledger verify` tells whether the row is damaged",
                number=seq, what=error,
            )  # fmt: skip
            raise InputError(self.name, 0, reason) from error
        except ValueError as error:
            what = tr(
                "row {number} is damaged ({reason}); `ledger verify` names all that are",
                number=seq, reason=error,
            )  # fmt: skip
            raise self.refused(what) from error
