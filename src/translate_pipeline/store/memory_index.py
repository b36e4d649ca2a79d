"""The translation memory on disk: an index of what the ledger and imported memories have.

Nothing in it is the only copy of anything: it brings itself up to date before each search, and an
index that is missing, cut off, damaged, of another version or of another ledger is made anew. One
program at a time writes. Where there is an index that is whole and of this ledger, a search waits
a moment for another program that is writing, once, and then searches what there is: of that it
gives what still holds. Where there is none, it waits until that program has made it. Where none can
be written, the program makes one for itself, without files. What a search has opened never changes
under it: the files of an index are added and removed, not written again.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from translate_pipeline.errors import StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit
from translate_pipeline.pipeline.record import Record
from translate_pipeline.ports import HeadedLedger
from translate_pipeline.store.files import cannot_write
from translate_pipeline.store.locks import locked
from translate_pipeline.store.memory_news import Imported, News, Origins, Seen

if TYPE_CHECKING:  # what is imported only where somebody searches
    from translate_pipeline.store.memory_files import Opened

_log = logging.getLogger(__name__)

_PATIENCE = 5
"""Seconds that a search waits for another program where there is an index to search. The next ones
do not wait again, until that program has come to its end."""
_BUILD = 600
"""Seconds that it waits where there is none."""


class IndexedMemory:
    """A translation memory that may be searched by several threads and programs."""

    def __init__(
        self,
        folder: Path,
        ledger: HeadedLedger,
        units_of: Callable[[Record], Iterable[MemoryUnit]],
        imported: Callable[[], Mapping[str, Imported]],
    ) -> None:
        """An index in a folder of its own.

        ``units_of`` tells the units of a release, ``imported`` which memories are imported now, by
        name.
        """
        self._folder = folder
        self._origins = Origins(ledger, units_of, imported)
        self._turn = Lock()
        self._opened: Opened | None = None
        self._had: object = None
        """What the origins were when they had nothing that this index has not."""
        self._behind: News | None = None
        """What the index that was opened does not have, where it could not be written."""
        self._patience: float = _PATIENCE

    def similar(
        self, source: str, locales: Collection[Locale], at_least: float
    ) -> Sequence[tuple[MemoryUnit, float]]:
        """See Memory.

        Raises InputError for an imported memory that cannot be read.
        """
        from translate_pipeline.store.memory_search import similar

        with self._turn:
            opened = self._of_now()
            behind = self._behind
        found = similar(opened.searcher, source, locales, at_least)
        return list(behind.true_of(found)) if behind else found

    def mark(self) -> str:
        """See Memory; raises what ``similar`` raises."""
        from translate_pipeline.store.memory_seal import read_seal

        with self._turn:
            seal = read_seal(self._folder)
            news = self._origins.since(seal.seen) if seal else None
            if seal and news is not None and not news:  # it need not be opened to say so
                return seal.mark
            return self._of_now().seal.mark

    def remove(self) -> None:
        """Delete the index, for it may hold a while what is no more. Raises StorageError."""
        from translate_pipeline.store.memory_files import removed

        with self._turn, locked(self._folder):
            try:
                removed(self._folder)
            except OSError as error:
                raise cannot_write(self._folder, error) from error

    def _of_now(self) -> "Opened":
        """The index with all that there is."""
        from translate_pipeline.store.memory_files import opened, unwritten

        now = self._origins.now()
        known = self._opened
        if known and now == self._had and known.is_of_now(self._folder):
            return known
        if not known or not known.is_of_now(self._folder):
            known = opened(self._folder)
        news = self._origins.since(known.seen) if known else None
        if not known or news is None:  # none at all, or of another ledger
            try:
                with locked(self._folder, seconds=_BUILD):
                    known = self._brought_up_to_date()
            except StorageError as error:
                _log.warning("the translation memory is searched without its index: %s", error)
                known = unwritten(self._folder, self._everything())
        elif news:
            try:
                with locked(self._folder, seconds=self._patience):
                    known = self._brought_up_to_date()
            except StorageError as error:
                if self._patience:  # once
                    _log.warning("the translation memory lacks what is newest: %s", error)
                self._opened, self._behind, self._patience = known, news, 0
                return known
        self._opened, self._had, self._patience = known, now, _PATIENCE
        self._behind = None
        return known

    def _brought_up_to_date(self) -> "Opened":
        """The index with all that there is, written where it is behind; nobody else is writing."""
        from translate_pipeline.store.memory_files import opened, written

        known = opened(self._folder)
        news = self._origins.since(known.seen) if known else None
        if known and news is not None:
            return written(self._folder, news, known) if news else known
        _log.info("making the index of the translation memory anew")
        return written(self._folder, self._everything(), None)

    def _everything(self) -> News:
        found = self._origins.since(Seen())
        assert found is not None  # every ledger has what nothing was made from
        return found
