"""Locks: one program at a time reads a file, changes it and writes it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from translate_pipeline.errors import StorageError
from translate_pipeline.messages import tr
from translate_pipeline.store.files import cannot_write

_SECONDS = 30
"""How long others wait for a program, which mostly needs a moment only."""


@contextmanager
def locked(path: Path, *, seconds: float | None = None) -> Iterator[None]:
    """Keep all other programs that ask for the same from changing a file. Raises StorageError.

    The lock is a file beside it. It ends with the program that has it, however that ends.
    """
    from filelock import FileLock, Timeout

    lock = path.with_name(f"{path.name}.lock")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        held = FileLock(
            lock, timeout=_SECONDS if seconds is None else seconds, mode=0o600
        ).acquire()
    except Timeout:
        told = tr("cannot write {path}: another program is writing it; run again", path=path)
        raise StorageError(told) from None
    except OSError as error:
        raise cannot_write(lock, error) from error
    with held:
        yield
