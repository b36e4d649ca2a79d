"""The files of the index of the translation memory: opened where they are whole, and written."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tantivy import Index, Searcher

from translate_pipeline.errors import StorageError
from translate_pipeline.messages import tr
from translate_pipeline.store.files import cannot_write
from translate_pipeline.store.memory_news import News, Seen
from translate_pipeline.store.memory_seal import Seal, Stat, read_seal, write_seal
from translate_pipeline.store.memory_words import document_of, open_index

_HEAP = 200_000_000
"""Bytes that a writer collects before it puts them to the disk."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Opened:
    """An index as it was at some moment, whatever others have written since."""

    searcher: Searcher
    seal: Seal
    _stats: Mapping[str, Stat] | None
    """Of its files; None where it has none."""

    @property
    def seen(self) -> Seen:
        """What it was made from."""
        return self.seal.seen

    def is_of_now(self, folder: Path) -> bool:
        """Whether nobody wrote any of its files since."""
        return self._stats is None or self.seal.stats(folder) == self._stats


def opened(folder: Path) -> Opened | None:
    """The index in a folder; None where there is none that is whole."""
    seal = read_seal(folder)
    stats = seal and seal.stats(folder)
    if not seal or not stats or not seal.fits(folder):
        return None
    try:
        found = Opened(open_index(str(folder)).searcher(), seal, stats)
    except ValueError:  # somebody is writing it just now
        return None
    return found if found.is_of_now(folder) else None


def written(folder: Path, news: News, over: Opened | None) -> Opened:
    """Bring an index up to date, or make one; the caller keeps others from writing meanwhile.

    Raises StorageError, and what reading the units may raise; the index is as it was, then.
    """
    try:
        if over is None:
            _emptied(folder)
        index = _done(folder, open_index, str(folder))
        _fill(folder, index, news, threads=2 if over is None else 1)
        seal = write_seal(folder, news.seen, over.seal if over else None)
        index.reload()
        return Opened(index.searcher(), seal, seal.stats(folder) or {})
    except OSError as error:
        raise cannot_write(folder, error) from error


def unwritten(folder: Path, news: News) -> Opened:
    """An index with no files, for as long as the program lasts.

    Raises what reading the units may raise.
    """
    index = open_index()
    _fill(folder, index, news, threads=2)
    index.reload()
    return Opened(index.searcher(), Seal.of_none(news.seen), None)


def _fill(folder: Path, index: Index, news: News, threads: int) -> None:
    writer = _done(folder, index.writer, _HEAP, threads)
    try:
        for group in (*news.gone, *news.groups):
            _done(folder, writer.delete_documents_by_term, "group", group)
        for group, units in news.groups.items():
            for unit in units():
                _done(folder, writer.add_document, document_of(unit, group))
        _done(folder, writer.commit)
    except BaseException:
        with suppress(ValueError):
            writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()  # and let go of the folder


def removed(folder: Path) -> None:
    """Delete an index; the caller keeps others from writing meanwhile. Raises OSError."""
    old = folder.with_name(f"{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        folder.rename(old)  # at once: while files are removed, a reader may add its lock
        shutil.rmtree(old)


def _emptied(folder: Path) -> None:
    """Make a folder with nothing in it. Raises OSError."""
    removed(folder)
    folder.mkdir(parents=True)


def _done(folder: Path, action: Callable[..., _T], *values: object) -> _T:
    """What an action of the index comes to."""
    try:
        return action(*values)
    except ValueError as error:
        reason = tr("{reason}; is the disk full?", reason=error)
        raise StorageError(
            tr("cannot write {path}: {reason}", path=folder, reason=reason)
        ) from error
