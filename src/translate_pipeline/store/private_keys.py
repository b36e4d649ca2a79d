"""Private keys: in the user's own folder, or in the file that the environment names.

Never in the workspace, which is shared.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from translate_pipeline.errors import InputError, NotFound, PolicyRefused
from translate_pipeline.model.trust import Key
from translate_pipeline.pipeline.signing import key_of
from translate_pipeline.store.files import cannot_write, read_file

KEY_VARIABLE = "TRANSLATE_PIPELINE_SIGNING_KEY"
PASSPHRASE_VARIABLE = "TRANSLATE_PIPELINE_KEY_PASSPHRASE"  # noqa: S105  (its name, not its value)

_LONGEST = 10_000
"""Bytes."""
_OTHERS = 0o077


class PrivateKeys:
    """The private keys of whoever runs the program."""

    def __init__(self, workspace: Path, environ: Mapping[str, str] = os.environ) -> None:
        self._workspace = workspace
        self._named = Path(environ[KEY_VARIABLE]) if environ.get(KEY_VARIABLE) else None
        self._passphrase = environ.get(PASSPHRASE_VARIABLE, "").encode()

    @property
    def named(self) -> Path | None:
        """The file that the environment names."""
        return self._named

    def find(self, public: Key) -> Ed25519PrivateKey:
        """The private half of a key.

        Raises NotFound where it is not here, InputError for a file that is none, that others may
        read, or that the passphrase does not open.
        """
        path = self._path(public)
        if not path.exists():
            raise NotFound(
                f"the private key {public.id} is not at {path}; bring it there from the machine"
                f" that made it, or name its file in {KEY_VARIABLE}"
            )
        key = self._read(path)
        if (found := key_of(key).id) != public.id:
            reason = f"this is key {found}, and {public.id} is in use; name its file"
            raise InputError(str(path), 0, f"{reason} in {KEY_VARIABLE}")
        return key

    def first(self) -> tuple[Ed25519PrivateKey, Path]:
        """The key for a new workspace: a new one, or that of the file which the environment names.

        As ``find`` and ``make`` otherwise.
        """
        if self._named and self._named.exists():
            return self._read(self._named), self._named
        return self._write(self._named)

    def make(self) -> tuple[Ed25519PrivateKey, Path]:
        """A new key and its file, which only its owner may read.

        Beside the one that the environment names, where it names one. Raises PolicyRefused for a
        file in the workspace, StorageError.
        """
        return self._write(None)

    def _path(self, public: Key) -> Path:
        return self._named or self._folder / f"{public.id}.pem"

    @property
    def _folder(self) -> Path:
        from platformdirs import user_config_path

        return (
            self._named.parent if self._named else user_config_path("translate-pipeline") / "keys"
        )

    def _read(self, path: Path) -> Ed25519PrivateKey:
        self._refuse_shared(path)
        data = read_file(path, at_most=_LONGEST)
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            raise InputError(str(path), 0, f"others may read it; run: chmod 600 '{path}'")
        sealed = b"ENCRYPTED" in data
        if sealed and not self._passphrase:
            raise InputError(str(path), 0, f"needs its passphrase in {PASSPHRASE_VARIABLE}")
        try:
            key = load_pem_private_key(data, self._passphrase if sealed else None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            wrong = f"{PASSPHRASE_VARIABLE} does not open it" if sealed else "no private key in PEM"
            raise InputError(str(path), 0, wrong) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise InputError(str(path), 0, "a key of another kind; make an Ed25519 one")
        return key

    def _write(self, path: Path | None) -> tuple[Ed25519PrivateKey, Path]:
        key = Ed25519PrivateKey.generate()
        path = path or self._folder / f"{key_of(key).id}.pem"
        self._refuse_shared(path)
        seal: KeySerializationEncryption = NoEncryption()
        if self._passphrase:
            seal = BestAvailableEncryption(self._passphrase)
        data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, seal)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            instead = f"name a file elsewhere in {KEY_VARIABLE}"
            raise cannot_write(path, error, instead=instead) from error
        return key, path

    def _refuse_shared(self, path: Path) -> None:
        if path.resolve().is_relative_to(self._workspace.resolve()):
            raise PolicyRefused(
                f"{path} is in the workspace, which is shared; a private key belongs to its owner"
                f" alone: name a file elsewhere in {KEY_VARIABLE}, or none"
            )
