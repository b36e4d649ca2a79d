"""What an office received, on its disk: a bundle's folder, a signed file, keys that it trusts."""

import os
import re
import stat
from collections.abc import Collection
from itertools import count, islice
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from translate_pipeline.errors import AlteredFile, ExtraFile, InputError, NotFound
from translate_pipeline.formats.keys import MAX_SIGNED
from translate_pipeline.formats.manifest import ENDING, MAX_FILES
from translate_pipeline.model.trust import Signed
from translate_pipeline.store.files import cannot_read, read_file

_MOST_NAMES = 10 * MAX_FILES
"""Enough to see that some are too many, in a folder of millions."""


_NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class FolderFiles:
    """The files of a bundle in a folder."""

    def __init__(self, folder: Path) -> None:
        """Raises NotFound where there is no such folder."""
        if not folder.is_dir():
            raise NotFound(f"no folder {folder}; name the folder that holds manifest.json")
        self._folder = folder

    def names(self) -> Collection[str]:
        """All that is in the folder, hidden files too; a folder in it ends with a slash.

        Raises ExtraFile where there is more than any bundle has, InputError for what cannot be
        listed.
        """
        try:
            with os.scandir(self._folder) as found:
                names = [
                    one.name + "/" * one.is_dir(follow_symlinks=False)
                    for one in islice(found, _MOST_NAMES)
                ]
        except OSError as error:
            raise cannot_read(self._folder, error) from error
        if len(names) == _MOST_NAMES:
            raise ExtraFile(f"{self._folder} has {_MOST_NAMES:,} files or more, as no bundle has")
        return names

    def read(self, name: str, at_most: int) -> bytes:
        """The file's first bytes.

        Raises AlteredFile for a link, which may lead to another file tomorrow, and for a pipe or a
        device; InputError for what cannot be read.
        """
        path = self._folder / name
        try:
            if not stat.S_ISREG(path.lstat().st_mode):
                raise AlteredFile(f"{name} is a link or a device, and no file; fetch it anew")
            with path.open("rb") as file:
                return file.read(at_most)
        except OSError as error:
            raise cannot_read(path, error) from error


def read_signed_file(path: Path, *, at_most: int = MAX_SIGNED) -> Signed:
    """A signed file and its signatures, which stand beside it. Raises InputError."""
    beside = path.with_name(path.name + ENDING)
    data = read_file(path, at_most=at_most)
    return Signed(str(path), data, read_file(beside, at_most=MAX_SIGNED))


def read_lists(folder: Path) -> list[Signed]:
    """The lists of keys in a folder, the oldest first: ``1.json``, ``2.json`` and so on.

    Empty where there is none. An office that joined late may have none of the first. Raises
    InputError for a list that cannot be read, and where one between two others is not there.
    """
    there = sorted(int(path.stem) for path in folder.glob("*.json") if _NUMBER.fullmatch(path.stem))
    if gap := next(
        (n for n, found in zip(count(there[0] if there else 1), there) if n != found), 0
    ):
        raise InputError(str(folder / f"{gap}.json"), 0, "no such file, and there are later lists")
    return [read_signed_file(folder / f"{number}.json") for number in there]


def read_public_key(path: Path) -> bytes:
    """The 32 bytes of the key in a PEM file. Raises InputError."""
    data = read_file(path, at_most=MAX_SIGNED)
    if b"PRIVATE KEY" in data:
        reason = "this is a private key, which belongs to its owner alone; name the public one"
        raise InputError(str(path), 0, reason)
    try:
        key = load_pem_public_key(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        reason = "no public key in PEM, which begins with -----BEGIN PUBLIC KEY-----"
        raise InputError(str(path), 0, reason) from error
    if not isinstance(key, Ed25519PublicKey):
        raise InputError(
            str(path), 0, "a public key of another kind; bundles are signed by Ed25519"
        )
    return key.public_bytes_raw()
