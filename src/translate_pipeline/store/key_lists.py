"""The lists of a workspace's keys, in its folder ``keys/``, which is shared with everybody."""

import re
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from translate_pipeline.errors import Conflict, NotFound
from translate_pipeline.formats.keys import MAX_SIGNED, serialize_keys
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.model.trust import KeyList
from translate_pipeline.pipeline.keychain import follow
from translate_pipeline.pipeline.signing import sign
from translate_pipeline.store.files import read_file, replace_file
from translate_pipeline.store.received import read_lists, read_public_key

FIRST_KEY = "key-1.pem"
"""What an office is handed: the first key of the workspace, and the next ones as ``key-2.pem``…"""


_PUBLIC = re.compile(r"[1-9][0-9]*\.json(\.sig)?|key-[1-9][0-9]*\.pem")


class KeyLists:
    """The lists in a folder: ``1.json``, ``2.json``, … each with its signatures, and every key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def exists(self) -> bool:
        """Whether there is any."""
        return bool(read_lists(self._folder))

    def newest(self, trusted: bytes | None = None) -> KeyList:
        """The newest list, from this public key on, or else from the one in ``key-1.pem``.

        Raises NotFound where there is no list; InputError or one of the classes under
        VerificationFailed where the lists are not what was signed.
        """
        lists = read_lists(self._folder)
        if not lists:
            raise NotFound(
                f"no lists of keys in {self._folder}; `translate-pipeline keys init` makes a"
                " workspace's first"
            )
        return follow(lists, trusted or read_public_key(self._folder / FIRST_KEY))

    def public_files(self) -> Iterator[tuple[str, bytes]]:
        """What everybody may have, by name: the lists, their signatures and the public keys.

        Raises InputError where a private key is among them: the folder is shared.
        """
        for path in sorted(self._folder.iterdir()):
            if path.suffix == ".pem":
                read_public_key(path)
            if _PUBLIC.fullmatch(path.name):
                yield path.name, read_file(path, at_most=MAX_SIGNED)

    def add(self, keys: KeyList, *signing: Ed25519PrivateKey) -> None:
        """Write the next list, its signatures first: a list without them would stop every reader.

        Raises Conflict where somebody wrote one of that number meanwhile, StorageError.
        """
        path = self._folder / f"{keys.version}.json"
        if path.exists():
            raise Conflict(f"{path} is there already: somebody changed the keys; look again")
        data = serialize_keys(keys, path.name)
        for number, key in enumerate(keys.keys, 1):
            pem = Ed25519PublicKey.from_public_bytes(key.public).public_bytes(
                Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
            )
            replace_file(self._folder / f"key-{number}.pem", pem)
        replace_file(path.with_name(path.name + ENDING), sign(data, signing))
        replace_file(path, data)
