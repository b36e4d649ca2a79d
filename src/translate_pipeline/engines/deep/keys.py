"""Keys of services: from the environment, or a file that it names. They are never shown."""

import os
from collections.abc import Mapping
from pathlib import Path

from translate_pipeline.errors import InputError
from translate_pipeline.store.files import read_file

_LONGEST = 10_000
"""Bytes of a file with a key."""


def find_key(variable: str, environ: Mapping[str, str] | None = None) -> str:
    """The key of that name; empty where there is none.

    ``variable`` holds it, or ``variable_FILE`` names the file that does, as for the secrets of
    containers. Raises InputError for a file that cannot be used.
    """
    environ = os.environ if environ is None else environ
    if key := environ.get(variable, "").strip():
        return key
    if not (name := environ.get(f"{variable}_FILE", "").strip()):
        return ""
    key = read_file(Path(name), at_most=_LONGEST).decode("ascii", "ignore").strip()
    if not key or any(character.isspace() for character in key):
        raise InputError(name, 0, f"holds no key (named by {variable}_FILE)")
    return key
