"""Keys of services: from the environment, or a file that it names. They are never shown."""

import os
from collections.abc import Mapping
from pathlib import Path

from translate_pipeline.errors import InputError

_LONGEST = 10_000
"""Bytes of a file with a key."""


def find_key(variable: str, environ: Mapping[str, str] | None = None) -> str:
    """The key of that name; empty where there is none.

    ``variable`` holds it, or ``variable_FILE`` names the file that does, as for the secrets of
    containers, which everybody in the container may read. Raises InputError for a file that cannot
    be used.
    """
    environ = os.environ if environ is None else environ
    if key := environ.get(variable, "").strip():
        return key
    name = environ.get(f"{variable}_FILE", "").strip()
    return _key_in(Path(name), f"{variable}_FILE") if name else ""


def _key_in(path: Path, variable: str) -> str:
    if not path.is_file():  # a pipe may never end
        raise InputError(str(path), 0, f"no such file (named by {variable})")
    try:
        with path.open("rb") as file:
            key = file.read(_LONGEST).decode("ascii").strip()
    except OSError as error:
        reason = f"cannot be read: {error.strerror} (named by {variable})"
        raise InputError(str(path), 0, reason) from error
    except UnicodeDecodeError:
        key = ""
    if not key or any(character.isspace() for character in key):
        raise InputError(str(path), 0, f"holds no key (named by {variable})")
    return key
