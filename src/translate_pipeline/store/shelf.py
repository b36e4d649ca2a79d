"""The shelf: bundles in a folder, or wherever fsspec reaches by URL (S3, SFTP, memory, …)."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from translate_pipeline.errors import NotFound, StorageError
from translate_pipeline.messages import tr
from translate_pipeline.store.files import cannot_write, replace_file, sync_folder, write_new

LAST = "manifest.json"
"""Written last where a bundle cannot be put in its place in one step: with it, it is whole."""


class FolderShelf:
    """Bundles in a folder, each a folder that takes its place in one step."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, place: str) -> bool:
        """Whether a bundle stands there."""
        return (self._folder / place).is_dir()

    def put(self, place: str, files: Mapping[str, bytes]) -> bool:
        """Put a bundle there, whole or not at all; False where one stands there already.

        Raises StorageError.
        """
        path = self._folder / place
        if path.is_dir():
            return False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
            try:
                for name, data in files.items():
                    write_new(made / name, data)
                made.chmod(0o755)
                made.rename(path)
                sync_folder(path.parent)
            except BaseException:
                shutil.rmtree(made, ignore_errors=True)
                raise
        except OSError as error:
            if path.is_dir():  # another program was faster
                return False
            raise cannot_write(path, error) from error
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
            raise StorageError(told) from error

    def read(self, name: str) -> bytes | None:
        """A file by its name; None where none stands there. Raises StorageError."""
        path = self._folder / _inside(name)
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise StorageError(f"cannot read {path}: {error.strerror}") from error

    def write(self, name: str, data: bytes) -> None:
        """Put a loose file there, over an earlier one, in one step. Raises StorageError."""
        replace_file(self._folder / _inside(name), data)


class RemoteShelf:
    """Bundles at a URL. A bundle stands there once its manifest does, which is written last."""

    def __init__(self, url: str) -> None:
        """Raises NotFound where no program for such URLs is installed."""
        import fsspec

        self._url = url
        try:
            self._files, root = fsspec.core.url_to_fs(url)
        except (ImportError, ValueError) as error:
            told = tr(
                "the shelf {place} cannot be used: {reason}", place=_scheme(url), reason=error
            )
            raise NotFound(told) from error
        self._root = root.rstrip("/")

    def has(self, place: str) -> bool:
        """Whether a whole bundle stands there. Raises StorageError."""
        with self._reaching(place):
            return bool(self._files.exists(f"{self._root}/{place}/{LAST}"))

    def put(self, place: str, files: Mapping[str, bytes]) -> bool:
        """Put a bundle there; False where a whole one stands there already. Raises StorageError.

        Whoever is cut off leaves files without a manifest, which the next one writes again.
        """
        if self.has(place):
            return False
        with self._reaching(place):
            self._files.makedirs(f"{self._root}/{place}", exist_ok=True)
            for name in sorted(files, key=lambda name: name == LAST):
                self._files.pipe_file(f"{self._root}/{place}/{name}", files[name])
        return True

    def get(self, place: str) -> Mapping[str, bytes] | None:
        """The files of a bundle; None where no whole one stands there. Raises StorageError."""
        if not self.has(place):
            return None
        with self._reaching(place):
            paths = self._files.ls(f"{self._root}/{place}", detail=False)
            return {path.rpartition("/")[2]: self._files.cat_file(path) for path in sorted(paths)}

    def read(self, name: str) -> bytes | None:
        """A file by its name; None where none stands there. Raises StorageError."""
        path = f"{self._root}/{_inside(name)}"
        with self._reaching(name):
            try:
                return bytes(self._files.cat_file(path))
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                return None

    def write(self, name: str, data: bytes) -> None:
        """Put a loose file there, over an earlier one, in one step. Raises StorageError.

        It gets its name when it is whole: not every server replaces a file in one step.
        """
        folder, _, last = f"{self._root}/{_inside(name)}".rpartition("/")
        with self._reaching(name):
            self._files.makedirs(folder, exist_ok=True)
            made = f"{folder}/.{last}.{uuid4().hex}"
            self._files.pipe_file(made, data)
            self._files.mv(made, f"{folder}/{last}")

    @contextmanager
    def _reaching(self, place: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # every file system has errors of its own
            told = tr(
                "the shelf {place} cannot be used: {reason}",
                place=f"{_scheme(self._url)} {place}", reason=f"{type(error).__name__}: {error}",
            )  # fmt: skip
            raise StorageError(told) from error


def _inside(name: str) -> str:
    """A name that leads nowhere else. Raises StorageError for one that would."""
    if any(part in ("", ".", "..") for part in name.split("/")) or "\0" in name or "\\" in name:
        raise StorageError(f"{name!r} is no name of a file on the shelf")
    return name


def _scheme(url: str) -> str:
    """What may be told of a URL: it can hold a secret."""
    return url.partition("://")[0] + "://…"


def open_shelf(place: Path | str) -> FolderShelf | RemoteShelf:
    """The shelf in a folder, or at a URL."""
    return FolderShelf(place) if isinstance(place, Path) else RemoteShelf(place)
