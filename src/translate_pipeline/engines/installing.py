"""Models put into the user's folder, as a whole or not at all, and taken out of it.

Beside a model's files stands ``records.json``, the catalog of just these files, so that whoever
carries the folder to another machine carries what they are checked by.
"""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from translate_pipeline.engines.models import ROOT_VARIABLE
from translate_pipeline.engines.offers import parse_files
from translate_pipeline.errors import StorageError

RECORDS = "records.json"
PAIR = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}-[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
"""The name of a model's folder."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A model in the user's folder."""

    pair: str
    folder: Path
    size: int
    version: str
    """As its catalog says; empty where none came with it."""


def installed(root: Path) -> tuple[Installed, ...]:
    """The models in the user's folder, by pair."""
    folders = sorted(root.iterdir()) if root.is_dir() else []
    return tuple(
        Installed(folder.name, folder, _size(folder), _version(folder))
        for folder in folders
        if PAIR.fullmatch(folder.name) and any(folder.glob("model.*.bin"))
    )


@contextmanager
def new_model(root: Path, pair: str) -> Iterator[Path]:
    """A folder to put a model's files in; it takes the pair's place at the end, not on an error.

    Raises StorageError where it cannot be written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{pair}.", dir=root))
    except OSError as error:
        raise cannot_write(root, error) from error
    try:
        yield folder
        folder.chmod(0o755)
        _replace(root / pair, folder)
    except OSError as error:
        raise cannot_write(error.filename or root, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(path: Path, data: bytes) -> None:
    """Write a file of a model, to the disk. Raises OSError."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def remove(model: Installed) -> None:
    """Take a model out of the user's folder. Raises StorageError."""
    try:
        _discard(model.folder)
    except OSError as error:
        raise cannot_write(model.folder, error) from error


def cannot_write(path: Path | str, error: OSError) -> StorageError:
    """The error for people: what could not be written, and what to do."""
    return StorageError(
        f"cannot write {path}: {error.strerror or error}; free some space, or name another folder"
        f" with {ROOT_VARIABLE}"
    )


def _replace(place: Path, folder: Path) -> None:
    """Put a folder in a place. Folders cannot be swapped in one step: two, and the way back."""
    if not place.exists():
        folder.rename(place)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    place.rename(old / "old")
    try:
        folder.rename(place)
    except OSError:
        (old / "old").rename(place)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _discard(folder: Path) -> None:
    """Out of sight in one step, then off the disk: half a model is never found."""
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    folder.rename(aside / "old")
    shutil.rmtree(aside)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def _version(folder: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        for file in parse_files((folder / RECORDS).read_bytes()):
            if file.kind == "model":
                return str(file.record["version"])
    return ""
