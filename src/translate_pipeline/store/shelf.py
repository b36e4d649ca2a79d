"""The shelf: bundles in a folder, or wherever fsspec reaches by URL (S3, SFTP, memory, …)."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from translate_pipeline.errors import NotFound, ShelfError, StorageError
from translate_pipeline.messages import tr
from translate_pipeline.store.files import cannot_write, sync_folder, write_new
from translate_pipeline.store.shelf_url import ShelfUrl

LAST = "manifest.json"
"""Written last where a bundle cannot be put in its place in one step: with it, it is whole."""
UNFINISHED = ".unfinished"
"""Where things are made before they take their places; what is cut off is left there alone."""

_ABANDONED = 3600
"""Seconds after which nobody is at work any more on what is unfinished."""
_OBJECTS = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az"})
"""Stores that put a whole object in its place in one step, and have no folders to make."""


class FolderShelf:
    """Bundles in a folder, each a folder that takes its place in one step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = str(folder)
        """As people know it; holds no secret."""

    def has(self, place: str) -> bool:
        """Whether a bundle stands there."""
        return (self._folder / place / LAST).is_file()

    def put(self, place: str, files: Mapping[str, bytes]) -> bool:
        """Put a bundle there, whole or not at all; False where one stands there already.

        Raises StorageError.
        """
        path = self._folder / place
        if path.is_dir():
            return False
        try:
            with self._making(path) as made:
                for name, data in files.items():
                    write_new(made / name, data)
                made.chmod(0o755)
                made.rename(path)
        except OSError as error:
            if path.is_dir():  # another program was faster
                return False
            raise _not_written(path, error) from error
        return True

    def get(self, place: str) -> Mapping[str, bytes] | None:
        """The files of a bundle; None where none stands there. Raises StorageError."""
        path = self._folder / place
        try:
            return {one.name: one.read_bytes() for one in sorted(path.iterdir())}
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            told = tr("cannot read {path}: {reason}", path=path, reason=error.strerror)
            raise ShelfError(told) from error

    def lengths(self, place: str) -> Mapping[str, int]:
        """The files that stand there, with their bytes. Raises StorageError."""
        path = self._folder / place
        try:
            with os.scandir(path) as found:
                return {one.name: one.stat().st_size for one in found if one.is_file()}
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            told = tr("cannot read {path}: {reason}", path=path, reason=error.strerror)
            raise ShelfError(told) from error

    def read(self, name: str) -> bytes | None:
        """A file by its name; None where none stands there. Raises StorageError."""
        path = self._folder / _inside(name)
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise ShelfError(f"cannot read {path}: {error.strerror}") from error

    def write(self, name: str, data: bytes) -> None:
        """Put a loose file there, over an earlier one, in one step. Raises StorageError."""
        path = self._folder / _inside(name)
        try:
            with self._making(path) as made:
                write_new(made / path.name, data)
                (made / path.name).replace(path)
        except OSError as error:
            raise _not_written(path, error) from error

    @contextmanager
    def _making(self, path: Path) -> Iterator[Path]:
        """An empty folder to make something in that then takes its place, which is the path."""
        path.parent.mkdir(parents=True, exist_ok=True)
        bench = self._folder / UNFINISHED
        bench.mkdir(exist_ok=True)
        _clear(bench)
        made = Path(tempfile.mkdtemp(dir=bench))
        try:
            yield made
            sync_folder(path.parent)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _not_written(path: Path, error: OSError) -> ShelfError:
    advice = tr("see to its rights, or name another `shelf` in translate-pipeline.yaml")
    return ShelfError(str(cannot_write(path, error, instead=advice)))


def _clear(bench: Path) -> None:
    """Remove what programs left that were cut off."""
    for left in bench.iterdir():
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                shutil.rmtree(left)


class RemoteShelf:
    """Bundles at a URL. A bundle stands there once its manifest does, which is written last."""

    def __init__(self, url: ShelfUrl) -> None:
        """Raises NotFound where no program for such URLs is installed."""
        import fsspec

        self.name = url.name
        """As people know it; holds no secret."""
        try:
            # Others write too: what was listed a moment ago says nothing of now.
            self._files, root = fsspec.core.url_to_fs(url.url, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            told = tr("the shelf {place} cannot be used: {reason}", place=self.name, reason=error)
            raise NotFound(told) from error
        self._secret = bool(url.secret)
        self._root = root.rstrip("/")
        known = self._files.protocol
        self._objects = not _OBJECTS.isdisjoint((known,) if isinstance(known, str) else known)

    def has(self, place: str) -> bool:
        """Whether a whole bundle stands there. Raises StorageError."""
        with self._reaching(place):
            try:
                self._files.info(f"{self._root}/{place}/{LAST}")  # "exists" hides every error
            except (FileNotFoundError, NotADirectoryError):
                return False
        return True

    def put(self, place: str, files: Mapping[str, bytes]) -> bool:
        """Put a bundle there; False where a whole one stands there already. Raises StorageError.

        Whoever is cut off leaves files without a manifest, which the next one writes again. Of two
        at once both write them, and the same: the files of a version are always the same.
        """
        if self.has(place):
            return False
        with self._reaching(place):
            for name in sorted(files, key=lambda name: name == LAST):
                self._replace(f"{place}/{name}", files[name])
        return True

    def get(self, place: str) -> Mapping[str, bytes] | None:
        """The files of a bundle; None where no whole one stands there. Raises StorageError."""
        if not self.has(place):
            return None
        with self._reaching(place):
            paths = self._files.ls(f"{self._root}/{place}", detail=False)
            return {path.rpartition("/")[2]: self._files.cat_file(path) for path in sorted(paths)}

    def lengths(self, place: str) -> Mapping[str, int]:
        """The files that stand there, with their bytes. Raises StorageError."""
        with self._reaching(place):
            try:
                found = self._files.ls(f"{self._root}/{place}", detail=True)
            except (FileNotFoundError, NotADirectoryError):
                return {}
            files = (one for one in found if one["type"] == "file")
            return {one["name"].rpartition("/")[2]: int(one["size"]) for one in files}

    def read(self, name: str) -> bytes | None:
        """A file by its name; None where none stands there. Raises StorageError."""
        path = f"{self._root}/{_inside(name)}"
        with self._reaching(name):
            try:
                return bytes(self._files.cat_file(path))
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None

    def write(self, name: str, data: bytes) -> None:
        """Put a loose file there, over an earlier one, in one step. Raises StorageError."""
        inside = _inside(name)
        with self._reaching(name):
            self._replace(inside, data)

    def _replace(self, name: str, data: bytes) -> None:
        """Put a file there in one step.

        Where a file would grow in its place, it is made elsewhere and gets its name when it is
        whole: never a part of it is read, and nobody who is cut off harms one that is there.
        """
        path = f"{self._root}/{name}"
        if self._objects:
            self._files.pipe_file(path, data)
            return
        made = f"{self._root}/{UNFINISHED}/{uuid4().hex}"
        for one in (path, made):
            self._files.makedirs(one.rpartition("/")[0], exist_ok=True)
        self._files.pipe_file(made, data)
        self._files.mv(made, path)

    @contextmanager
    def _reaching(self, place: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # every file system has errors of its own
            # What it says may quote the URL, with the password in it.
            said = "" if self._secret else f": {error}"
            told = tr(
                "the shelf {place} cannot be used: {reason}",
                place=f"{self.name}/{place}", reason=type(error).__name__ + said,
            )  # fmt: skip
            if self._secret:
                raise ShelfError(told) from None
            raise ShelfError(told) from error


def _inside(name: str) -> str:
    """A name that leads nowhere else. Raises StorageError for one that would."""
    if any(part in ("", ".", "..") for part in name.split("/")) or "\0" in name or "\\" in name:
        raise StorageError(f"{name!r} is no name of a file on the shelf")
    return name


def open_shelf(place: Path | ShelfUrl) -> FolderShelf | RemoteShelf:
    """The shelf in a folder, or at a URL."""
    return FolderShelf(place) if isinstance(place, Path) else RemoteShelf(place)
