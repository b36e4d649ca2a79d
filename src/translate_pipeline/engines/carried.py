"""Models carried to a machine without a network: a folder, or an archive of one.

A model is a folder named for its pair (``en-es``), wherever in the folder or archive it stands. A
catalog (``records.json``) beside its files, or above them, says what they must be.
"""

import lzma
import os
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from translate_pipeline.engines.installing import PAIR, RECORDS, cannot_write, new_model
from translate_pipeline.engines.models import Model
from translate_pipeline.engines.offers import LARGEST, NAME, Copy, parse_files
from translate_pipeline.errors import InputError

_SWELLS = 20
"""Times its own size that an archive may unpack to. Models hardly compress."""

_MOST = 10_000
"""Files in a folder or archive; all of Mozilla's models have a thousand."""

_CHUNK = 1 << 20

_DAMAGED = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrived:
    """A model that was installed."""

    pair: str
    size: int
    checked: bool
    """Whether a catalog said what it must be."""


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in the folder or archive."""

    path: PurePosixPath
    size: int
    open: Callable[[], IO[bytes] | None]


def install_carried(place: Path, root: Path) -> tuple[Arrived, ...]:
    """Install every model of a folder, a tar file or a zip file into the user's folder.

    Raises InputError for an archive that is damaged, or made to harm, and for a model that is not
    whole or not what its catalog says; then none of its models is installed.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(root, error) from error
    with tempfile.TemporaryDirectory(prefix=".carried.", dir=root) as name:
        folder = Path(name)
        copies = _copied(place, folder)
        catalogs = _catalogs(place, folder)
        if not copies:
            reason = "no model here: its folder is named for the pair, such as en-es"
            raise InputError(str(place), 0, reason)
        arrived = []
        for pair, files in sorted(copies.items()):
            _refuse_incomplete(place, Model(pair, folder / pair))
            checked = _check(place, pair, files, catalogs)
            arrived.append(Arrived(pair, sum(copy.size for copy in files.values()), checked))
        for one in arrived:
            with new_model(root, one.pair) as made:
                for path in (folder / one.pair).iterdir():
                    path.rename(made / path.name)
        return tuple(arrived)


def _copied(place: Path, folder: Path) -> dict[str, dict[str, Copy]]:
    """Copy the files of models and the catalogs; by pair and name, what each file is."""
    copies: defaultdict[str, dict[str, Copy]] = defaultdict(dict)
    with _members(place) as members:
        for member in members:
            pair, name = member.path.parent.name, member.path.name
            in_model = PAIR.fullmatch(pair) and (NAME.fullmatch(name) or name == RECORDS)
            if not (in_model or name == RECORDS):
                continue
            target = folder / (pair if in_model else "") / name
            target.parent.mkdir(exist_ok=True)
            copy = _copy(place, member, target)
            if name != RECORDS:
                copies[pair][name] = copy
    return copies


def _copy(place: Path, member: _Member, target: Path) -> Copy:
    if member.size > LARGEST:
        raise InputError(str(place), 0, f"{member.path} is larger than any file of a model")
    made, size = sha256(), 0
    with member.open() or open(os.devnull, "rb") as source, target.open("wb") as out:  # noqa: PTH123
        while chunk := source.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST:
                raise InputError(str(place), 0, f"{member.path} is longer than it says")
            made.update(chunk)
            try:
                out.write(chunk)
            except OSError as error:
                raise cannot_write(target, error) from error
    return Copy(size, made.hexdigest())


def _catalogs(place: Path, folder: Path) -> dict[str, set[str]]:
    """The digests of ``pair/name`` in the catalogs that came along; empty where none came."""
    said: defaultdict[str, set[str]] = defaultdict(set)
    for path in (folder / RECORDS, *folder.glob(f"*/{RECORDS}")):
        if path.exists():
            try:
                files = parse_files(path.read_bytes())
            except ValueError as error:
                raise InputError(f"{place}: {path.relative_to(folder)}", 0, str(error)) from error
            for file in files:
                said[f"{file.pair}/{file.name}"].add(file.used.digest)
    return said


def _check(place: Path, pair: str, files: dict[str, Copy], catalogs: dict[str, set[str]]) -> bool:
    """Whether a catalog lists the model. Raises InputError where it lists another one."""
    listed = any(name.startswith(f"{pair}/") for name in catalogs)
    for name, copy in files.items():
        if listed and copy.digest not in catalogs.get(f"{pair}/{name}", ()):
            reason = (
                f"{pair}/{name} is not the file that the catalog beside it lists (SHA-256);"
                " copy it again, or fetch it anew; nothing was installed"
            )
            raise InputError(str(place), 0, reason)
    return listed


def _refuse_incomplete(place: Path, model: Model) -> None:
    try:
        model.paths()
    except FileNotFoundError as error:
        reason = f"{model.pair} is not whole: {str(error).split(' has no ')[-1]} is missing"
        raise InputError(str(place), 0, reason) from error


@contextmanager
def _members(place: Path) -> Iterator[Iterator[_Member]]:
    """The files in a folder or an archive. Raises InputError."""
    try:
        if place.is_dir():
            yield _in_folder(place)
        elif zipfile.is_zipfile(place):
            with zipfile.ZipFile(place) as archive:
                yield _in_zip(place, archive)
        else:
            with tarfile.open(place) as tar:
                yield _in_tar(place, tar)
    except _DAMAGED as error:
        reason = f"no folder, tar file or zip file, or a damaged one: {error}"
        raise InputError(str(place), 0, reason) from error
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise InputError(str(error.filename or place), 0, reason) from error


def _in_folder(place: Path) -> Iterator[_Member]:
    inside = place.absolute()
    for folder, folders, names in os.walk(inside, onerror=_raise):  # it does not follow links
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(names):
            path = Path(folder) / name
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                shown = PurePosixPath(inside.name, *path.relative_to(inside).parts)
                yield _Member(shown, found.st_size, partial(_open, path))


def _raise(error: OSError) -> None:
    raise error


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def _in_zip(place: Path, archive: zipfile.ZipFile) -> Iterator[_Member]:
    limit = _Limit(place)
    for info in archive.infolist():
        limit.count(info.filename, info.file_size)
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or info.flag_bits & 1:
            reason = f"{info.filename} is a link or a device, or encrypted; pack the files alone"
            raise InputError(str(place), 0, reason)
        if not info.is_dir():
            path = PurePosixPath(info.filename)
            yield _Member(path, info.file_size, partial(archive.open, info))


def _in_tar(place: Path, archive: tarfile.TarFile) -> Iterator[_Member]:
    limit = _Limit(place)
    for info in archive:
        limit.count(info.name, info.size)
        if not (info.isreg() or info.isdir()):
            reason = f"{info.name} is a link or a device; pack the files alone"
            raise InputError(str(place), 0, reason)
        if info.isreg():
            path = PurePosixPath(info.name)
            yield _Member(path, info.size, partial(archive.extractfile, info))


class _Limit:
    """What an archive may hold, before any of it is unpacked."""

    def __init__(self, place: Path) -> None:
        self._place, self._files, self._bytes = place, 0, 0
        self._most = max(_SWELLS * place.stat().st_size, 1 << 20)

    def count(self, name: str, size: int) -> None:
        """Count a file. Raises InputError where it leads out of the archive, or is too much."""
        self._files, self._bytes = self._files + 1, self._bytes + size
        if "\\" in name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
            reason = f"{name!r} leads out of the archive; it was made to harm, do not use it"
            raise InputError(str(self._place), 0, reason)
        if self._files > _MOST or self._bytes > self._most:
            reason = "it unpacks to far more than models do; it was made to harm, do not use it"
            raise InputError(str(self._place), 0, reason)
