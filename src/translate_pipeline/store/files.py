"""Files that are read within limits, and replaced as a whole or not at all."""

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from translate_pipeline.errors import InputError, PipelineError, StorageError
from translate_pipeline.formats.po import decode_po
from translate_pipeline.messages import tr
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId

MAX_CATALOG = 100_000_000
"""The most bytes that a PO file may have: those of the largest source are a third of it."""

_CHUNK = 1 << 20


def cannot_write(path: Path | str, error: OSError, *, instead: str = "") -> StorageError:
    """The error for people: what could not be written, and what to do.

    ``instead`` says what to do where this place cannot be written at all.
    """
    advice = instead or tr("use --workspace to name another folder")
    reason = _why(error.errno or 0, advice) or error.strerror or error
    return StorageError(tr("cannot write {path}: {reason}", path=path, reason=reason))


def _why(number: int, advice: str) -> str:
    """What the number of an error means for people; empty where the system says it as well."""
    denied = tr("no permission to write there; {advice}", advice=advice)
    known = {
        errno.ENOSPC: tr("the disk is full; free some space and run again"),
        errno.EDQUOT: tr("the disk quota is used up; free some space and run again"),
        errno.EFBIG: tr("the file would be larger than this system allows"),
        errno.EBUSY: tr("another program is writing it; run again when that has ended"),
        errno.EROFS: tr("it is on a read-only file system; {advice}", advice=advice),
        errno.EACCES: denied,
        errno.EPERM: denied,
    }
    return known.get(number, "")


def cannot_read(path: Path | str, error: OSError) -> InputError:
    """The error for people: what could not be read, and what to do."""
    reason = tr("cannot be read: {reason}", reason=error.strerror)
    if error.errno in (errno.EACCES, errno.EPERM):
        reason += "; " + tr("let its owner give you the right to it and its folder (chmod)")
    return InputError(str(path), 0, reason)


def replace_file(path: Path, data: bytes, *, mode: int | None = None) -> bool:
    """Make the file hold the data; whether it did not already.

    As a whole or not at all, as ``replacing``. ``mode`` is who may read and write it, from the
    first byte on; else what it was, or what is usual. Raises StorageError.
    """
    try:
        path = path.resolve()
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    except OSError as error:
        raise cannot_write(path, error) from error
    with replacing(path, mode=mode) as file:
        file.write(data)
    return True


@contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file that takes the place of another one once all is written to it.

    The data goes to a temporary file beside it, to the disk, and then takes its place in one step,
    so that a crash, an error or a full disk leaves the old file as it was. Raises StorageError, for
    a pipe and a device too: nothing may take their place.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            reason = tr("it is a pipe or a device; name a file")
            raise StorageError(tr("cannot write {path}: {reason}", path=path, reason=reason))
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            usual = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
            Path(name).chmod(usual if mode is None else mode)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise cannot_write(path, error) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, down to the disk. Raises OSError."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that a name in a folder outlives a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def replaced_file(path: Path, data: bytes) -> Iterator[None]:
    """Replace a file; a PipelineError meanwhile brings back what was there.

    What was there keeps another name until then: a full disk has no room to write it once more.
    Raises StorageError.
    """
    try:
        path = path.resolve()
        before = _second_name(path) if path.exists() else None
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        replace_file(path, data)
        yield
    except PipelineError:
        with contextlib.suppress(OSError):
            if path.read_bytes() == data:  # else somebody wrote it since, or it never was ours
                before.replace(path) if before else path.unlink()
        raise
    finally:
        if before:
            with contextlib.suppress(OSError):
                before.unlink()


def _second_name(path: Path) -> Path:
    """Another name for a file; a copy where a file has one name only."""
    name = path.with_name(f".{path.name}.{os.getpid()}")
    name.unlink(missing_ok=True)  # an earlier process with our number was cut off
    try:
        name.hardlink_to(path)
    except OSError:
        shutil.copy2(path, name)
    return name


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


class FolderCatalogs:
    """PO files under a workspace's ``locales/`` folder, where gettext programs look for them."""

    def __init__(self, workspace: Path) -> None:
        self._workspace = workspace

    def path(self, release: ReleaseId, locale: Locale | None) -> str:
        """Where the catalog is, relative to the workspace."""
        if locale is None:
            return f"locales/{release}.pot"
        return f"locales/{locale.gettext}/LC_MESSAGES/{release}.po"

    def read(self, release: ReleaseId, locale: Locale | None) -> str | None:
        """The catalog's text; None where there is none. Raises InputError where it is not UTF-8."""
        name = self.path(release, locale)
        data = self._bytes(name)
        return None if data is None else decode_po(data, name)

    @contextmanager
    def writing(
        self, release: ReleaseId, locale: Locale | None, text: str, *, over: str | None
    ) -> Iterator[bool]:
        """Replace the catalog if it still reads ``over``; whether it did. Raises StorageError.

        A PipelineError meanwhile brings the earlier one back.
        """
        name = self.path(release, locale)
        if self._bytes(name) != (None if over is None else over.encode()):
            yield False
            return
        path = self._workspace / name
        with nullcontext() if text == over else replaced_file(path, text.encode()):
            yield True

    def _bytes(self, name: str) -> bytes | None:
        return find_file(self._workspace / name, at_most=MAX_CATALOG, name=name)


def read_catalog(path: Path) -> str:
    """The text of a PO file that a person named. Raises InputError."""
    return decode_po(read_file(path, at_most=MAX_CATALOG), str(path))


def read_file(path: Path, *, at_most: int, name: str = "") -> bytes:
    """As find_file, but a file that is not there is an InputError too."""
    data = find_file(path, at_most=at_most, name=name)
    if data is None:
        raise InputError(name or str(path), 0, tr("no such file"))
    return data


def find_file(path: Path, *, at_most: int, name: str = "") -> bytes | None:
    """A file's bytes; None where there is none. Every file that a person names is read here.

    Raises InputError, for ``name`` or else the path, for what cannot be read, is a folder, a pipe
    or a device (which may never end) or is too large, whatever size the system says it has.
    """
    name = name or str(path)
    with _readable(name):
        try:
            if _size(path, name) <= at_most:
                with path.open("rb") as file:
                    chunks = islice(iter(partial(file.read, _CHUNK), b""), at_most // _CHUNK + 1)
                    data = b"".join(chunks)
                if len(data) <= at_most:
                    return data
        except FileNotFoundError:
            return None
    told = f"{at_most / 1_000_000:g} MB"
    reason = tr("larger than {size}; split it, or is it the right file?", size=told)
    raise InputError(name, 0, reason)


def file_chunks(path: Path) -> Iterator[bytes]:
    """A file of any length, piece by piece. Raises InputError as ``read_file`` does."""
    with _readable(str(path)):
        try:
            _size(path, str(path))
            with path.open("rb") as file:
                yield from iter(partial(file.read, _CHUNK), b"")
        except FileNotFoundError:
            raise InputError(str(path), 0, tr("no such file")) from None


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turn what a system says of a file that cannot be read into an InputError."""
    try:
        yield
    except OSError as error:
        raise cannot_read(name, error) from error
    except ValueError as error:  # a path with a NUL in it
        raise InputError(name, 0, tr("cannot be read: {reason}", reason=error)) from error


def _size(path: Path, name: str) -> int:
    """How many bytes the system says a file has. Raises InputError for what is none."""
    kind = path.stat()
    if stat.S_ISDIR(kind.st_mode):
        raise InputError(name, 0, tr("this is a folder; name a file in it"))
    if not stat.S_ISREG(kind.st_mode):
        reason = tr("this is a pipe or a device; save what comes from it, and name that file")
        raise InputError(name, 0, reason)
    return kind.st_size
