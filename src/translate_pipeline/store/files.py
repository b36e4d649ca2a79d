"""Files that are replaced as a whole or not at all."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from translate_pipeline.errors import InputError, PipelineError, StorageError
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId

_WHY = {
    errno.ENOSPC: "the disk is full; free some space and run again",
    errno.EDQUOT: "the disk quota is used up; free some space and run again",
    errno.EFBIG: "the file would be larger than this system allows",
    errno.EBUSY: "another program is writing it; run again when that has ended",
}
_ELSEWHERE = {
    errno.EROFS: "it is on a read-only file system",
    errno.EACCES: "no permission to write there",
    errno.EPERM: "no permission to write there",
}


def cannot_write(
    path: Path | str, error: OSError, *, instead: str = "use --workspace to name another folder"
) -> StorageError:
    """The error for people: what could not be written, and what to do."""
    number = error.errno or 0
    why = f"{_ELSEWHERE[number]}; {instead}" if number in _ELSEWHERE else _WHY.get(number)
    return StorageError(f"cannot write {path}: {why or error.strerror or error}")


def cannot_read(path: Path | str, error: OSError) -> InputError:
    """The error for people: what could not be read, and what to do."""
    denied = error.errno in (errno.EACCES, errno.EPERM)
    advice = "; let its owner give you the right to it and its folder (chmod)" if denied else ""
    return InputError(str(path), 0, f"cannot be read: {error.strerror}{advice}")


def replace_file(path: Path, data: bytes) -> bool:
    """Make the file hold the data; whether it did not already.

    The data goes to a temporary file beside it, to the disk, and then takes its place in one step,
    so that a crash or a full disk leaves the old file as it was. Raises StorageError.
    """
    try:
        path = path.resolve()
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise cannot_write(path, error) from error
    return True


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
        try:
            data = (self._workspace / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot_read(name, error) from error
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - data.rfind(b"\n", 0, error.start)
            raise InputError(
                name, line, "not UTF-8; convert it with: msgconv -t UTF-8 -o NEW OLD", column=column
            ) from error

    @contextmanager
    def writing(
        self, release: ReleaseId, locale: Locale | None, text: str, *, over: str | None
    ) -> Iterator[bool]:
        """Replace the catalog if it still reads ``over``; whether it did. Raises StorageError.

        A PipelineError meanwhile brings the earlier one back.
        """
        if self.read(release, locale) != over:
            yield False
            return
        path = self._workspace / self.path(release, locale)
        with nullcontext() if text == over else replaced_file(path, text.encode()):
            yield True


def read_file(path: Path, *, at_most: int) -> bytes:
    """The file's bytes. Raises InputError for what is no file, cannot be read or is too large."""
    try:
        if path.is_dir():
            raise InputError(str(path), 0, "this is a folder; name a file in it")
        if path.stat().st_size > at_most:
            raise InputError(
                str(path),
                0,
                f"larger than {at_most // 1_000_000} MB; split it, or is it the right file?",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(str(path), 0, "no such file") from None
    except OSError as error:
        raise cannot_read(path, error) from error
