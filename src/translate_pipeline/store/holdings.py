"""Holdings: the folder in which an office keeps what it pulled.

``veldania/es/`` holds a bundle, and only ever a whole one. A bundle is put together and verified in
a hidden folder beside it, on the same disk, and then takes its place in one step: Linux exchanges
two folders at once. Where a system cannot do that, the old one is renamed away and the new one to
its place. Whoever is stopped between these two leaves no folder in its place, but both in the
hidden one, and the next pull brings the old one back before it does anything else.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import IO

from translate_pipeline.errors import AlteredFile, InputError, StorageError
from translate_pipeline.formats.manifest import ENDING, MANIFEST, MAX_MANIFEST, parse_manifest
from translate_pipeline.messages import tr
from translate_pipeline.model.bundle import FileFacts, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.trust import Signed
from translate_pipeline.ports import Files
from translate_pipeline.store.files import (
    cannot_write,
    read_file,
    sync_folder,
    write_new,
)
from translate_pipeline.store.origins import fits
from translate_pipeline.store.pull_memory import STATE, Memory, recall, remember
from translate_pipeline.store.received import FolderFiles

HIDDEN = ".translate-pipeline-pull"
RETRACTED = "_retracted"
"""No release can have this name: ids begin with a letter or a digit."""
_KEPT = "_kept"
_WEEK = 7 * 24 * 3600
"""Seconds."""


class FolderHoldings:
    """What an office holds, in a folder. Methods raise StorageError."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._hidden = folder, folder / HIDDEN

    @property
    def begun(self) -> bool:
        """Whether anything was pulled into it before."""
        return (self._hidden / STATE).is_file()

    def memory(self) -> Memory | None:
        """What earlier pulls left; None before the first. Raises InputError where it is damaged."""
        return recall(self._hidden)

    def remember(self, memory: Memory) -> None:
        """Keep it for the next one."""
        with self._writing():
            remember(memory, self._hidden)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from pulling into it, and put in order what one left that was stopped.

        Raises StorageError where another one pulls into it just now.
        """
        with self._writing():
            self._folder.mkdir(parents=True, exist_ok=True)
            _own_folder(self._hidden, 0o700)
            lock = self._hidden / "lock"
            _refuse_link(lock)
            file = lock.open("ab")
        with file:
            with self._writing():
                if not _lock(file):
                    told = tr(
                        "another pull is writing into {folder}; wait until it has ended, or name"
                        " another folder with --out", folder=self._folder,
                    )  # fmt: skip
                    raise StorageError(told)
                for name in ("keys", "parts", "next", "last"):
                    _own_folder(self._hidden / name)
                for path in self._hidden.rglob("*"):
                    _refuse_link(path)
                self._recover()
            yield

    def folder(self, release: ReleaseId, locale: Locale) -> str:
        """The place of a bundle."""
        return str(self._folder / release / locale.tag)

    def held(self, release: ReleaseId, locale: Locale) -> Files | None:
        """What stands there; None where nothing does. Raises AlteredFile for a link or a file."""
        place = self._folder / release / locale.tag
        for path in (place.parent, place):
            if path.is_symlink() or (path.exists() and not path.is_dir()):
                raise AlteredFile(
                    f"{path} is a link or a file, and pull only writes into folders of its own"
                )
        with self._writing():
            return FolderFiles(place) if place.is_dir() and any(place.iterdir()) else None

    def part(self, release: ReleaseId, locale: Locale, name: str, facts: FileFacts) -> Path:
        """Where a file is fetched to: by its digest, so that a later pull can go on with it.

        What the office holds of an earlier version, or of fewer formats, need not be fetched.
        """
        part = self._hidden / "parts" / facts.sha256
        held = self._folder / release / locale.tag / name
        with self._writing():
            if not held.is_symlink() and held.is_file() and fits(held, facts):
                shutil.copyfile(held, part)
        return part

    def put(
        self,
        release: ReleaseId,
        locale: Locale,
        signed: Signed,
        files: Mapping[str, FileFacts],
        verify: Callable[[Files], None],
    ) -> None:
        """Put a bundle of fetched files in its place, as a whole and once ``verify`` lets it."""
        made = self._hidden / "next" / release / locale.tag
        place = self._folder / release / locale.tag
        with self._writing():
            self._discard(made)
            made.mkdir(parents=True)
            write_new(
                made / MANIFEST, signed.data
            )  # first: it says which files are not a user's own
            write_new(made / (MANIFEST + ENDING), signed.signatures)
            for name, facts in files.items():
                write_new(made / name, (self._hidden / "parts" / facts.sha256).read_bytes())
            sync_folder(made)
            verify(FolderFiles(made))
            _own_folder(place.parent)
            last = self._hidden / "last" / release / locale.tag
            last.parent.mkdir(parents=True, exist_ok=True)
            replace_folder(made, place, last)
            for facts in files.values():
                for suffix in ("", ".tag"):
                    (self._hidden / "parts" / (facts.sha256 + suffix)).unlink(missing_ok=True)
            self._discard(made)
            self._discard(last)

    def aside(self, release: ReleaseId, locale: Locale, version: Version) -> str:
        """Where ``set_aside`` would put a version."""
        return str(self._free(RETRACTED, release, locale, f"v{version}"))

    def set_aside(self, release: ReleaseId, locale: Locale, version: Version) -> None:
        """Take what stands in the place of a bundle out of the way, files of a user's own too."""
        place = self._folder / release / locale.tag
        with self._writing():
            self._move(place, RETRACTED, release, locale, f"v{version}")

    def tidy(self, now: datetime) -> None:
        """Forget parts of files that nobody went on with for a week."""
        with self._writing():
            for part in (self._hidden / "parts").iterdir():
                if now.timestamp() - part.stat().st_mtime > _WEEK:
                    part.unlink()

    def _recover(self) -> None:
        """Bring back what was renamed away when a pull was stopped; remove what was not done."""
        for last in (self._hidden / "last").glob("*/*"):
            place = self._folder / last.relative_to(self._hidden / "last")
            if place.exists() or place.is_symlink():
                self._discard(last)
            else:
                _own_folder(place.parent)
                last.rename(place)
        for made in (self._hidden / "next").glob("*/*"):
            self._discard(made)
        for empty in (*(self._hidden / "last").iterdir(), *(self._hidden / "next").iterdir()):
            empty.rmdir()

    def _discard(self, made: Path) -> None:
        """Remove a bundle, and nothing but what was published: a file of a user's own is kept.

        It was verified a moment ago, but somebody may have put a file there meanwhile.
        """
        if made.exists():
            with suppress(InputError, FileNotFoundError):
                data = read_file(made / MANIFEST, at_most=MAX_MANIFEST)
                for name in parse_manifest(data).files:
                    (made / name).unlink(missing_ok=True)
                (made / (MANIFEST + ENDING)).unlink(missing_ok=True)
                (made / MANIFEST).unlink()
            try:
                made.rmdir()
            except OSError:
                self._move(made, _KEPT, made.parent.name, made.name, "files")
        with suppress(OSError):
            made.parent.rmdir()  # only where nothing else is in it

    def _move(self, place: Path, *to: object) -> None:
        free = self._free(*to)
        for folder in list(reversed(free.relative_to(self._folder).parents))[1:]:
            _own_folder(self._folder / folder)
        place.rename(free)
        with suppress(OSError):
            place.parent.rmdir()  # only where nothing else is in it

    def _free(self, *to: object) -> Path:
        """A path where nothing stands yet."""
        path = self._folder.joinpath(*map(str, to))
        others = (path.with_name(f"{path.name}-{number}") for number in count(2))
        return next(one for one in chain([path], others) if not os.path.lexists(one))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            advice = tr("name another folder with --out")
            path = error.filename or self._folder
            raise cannot_write(path, error, instead=advice) from error


def replace_folder(made: Path, place: Path, last: Path) -> None:
    """Put a folder in the place of another one, or where none stands.

    The other one is then at one of the two names ``made`` and ``last``.
    """
    if not place.exists():
        made.rename(place)
    elif not _exchange(made, place):
        place.rename(last)
        made.rename(place)
    for folder in {place.parent, made.parent}:
        sync_folder(folder)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system or the disk cannot."""
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of Linux
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _own_folder(path: Path, mode: int = 0o777) -> None:
    """Make sure that a folder is there, and no link in its place. Raises StorageError."""
    with suppress(FileExistsError):
        path.mkdir(mode)
    _refuse_link(path)
    if not path.is_dir():
        raise _not_own(path)


def _refuse_link(path: Path) -> None:
    """A link would lead what is written somewhere else. Raises StorageError."""
    if path.is_symlink():
        raise _not_own(path)


def _not_own(path: Path) -> StorageError:
    return StorageError(
        tr(
            "{path} is a link or a file, and pull only writes into folders of its own; move it"
            " somewhere else",
            path=path,
        )
    )


def _lock(file: IO[bytes]) -> bool:
    """Lock a file until it is closed, or the process ends; whether nobody else had it locked."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
    else:
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
