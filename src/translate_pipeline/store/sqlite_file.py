"""A SQLite file, opened for a moment; what SQLite says of it, in the words of the machine."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from translate_pipeline.errors import InputError
from translate_pipeline.store.files import cannot_write

_BUSY_SECONDS = 30
_ERRNOS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
}


@contextmanager
def opened(
    path: Path, *, create: bool, damaged: Callable[[str], InputError]
) -> Iterator[sqlite3.Connection]:
    """A connection of its own; a writer waits for another.

    Raises what ``damaged`` makes of SQLite's words for a file that it cannot read, StorageError.
    """
    try:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        mode = "rwc" if create else "rw"  # not "ro": a reader may have to finish a crash's rollback
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, timeout=_BUSY_SECONDS, uri=True)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells more than we do
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise damaged(str(error)) from error
        raise cannot_write(path, OSError(_ERRNOS.get(code, 0), str(error))) from error
    except UnicodeDecodeError as error:  # what SQLite says quotes a damaged name
        raise damaged(error.reason) from error
    except OSError as error:
        raise cannot_write(path, error) from error
