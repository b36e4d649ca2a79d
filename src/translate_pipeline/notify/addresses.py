"""Addresses: where messages go. They hold passwords, so they are never in a workspace.

A name stands for an environment variable, or else for an entry of a file of the person's own.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from translate_pipeline.errors import InputError
from translate_pipeline.formats.decoding import decode_text
from translate_pipeline.store.files import find_file

_LONGEST = 100_000
"""Bytes of the file."""
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def address_file() -> Path:
    """The file of a person's own: on Linux ~/.config/translate-pipeline/notify.yaml."""
    from platformdirs import user_config_path

    return user_config_path("translate-pipeline") / "notify.yaml"


def find_addresses(
    names: Iterable[str], file: Path, environ: Mapping[str, str] = os.environ
) -> Mapping[str, str]:
    """The addresses of those names that have one. Raises InputError for a file it cannot use.

    The file is read only where the environment lacks a name. No message quotes an address.
    """
    wanted = list(dict.fromkeys(names))
    found = {name: environ[name].strip() for name in wanted if environ.get(name, "").strip()}
    if missing := [name for name in wanted if name not in found]:
        listed = _listed(file)
        found |= {name: listed[name] for name in missing if name in listed}
    return found


def _listed(file: Path) -> Mapping[str, str]:
    data = find_file(file, at_most=_LONGEST)
    if data is None:
        return {}
    if os.name == "posix" and file.stat().st_mode & _FOR_OTHERS:
        reason = f"others on this machine may read it, and it holds passwords: chmod 600 {file}"
        raise InputError(str(file), 0, reason)
    try:
        values = yaml.safe_load(decode_text(data, str(file)))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise InputError(str(file), line, f"not YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError):
        raise InputError(str(file), 0, "not YAML") from None
    lines = {} if values is None else values
    if not isinstance(lines, dict) or not all(
        isinstance(part, str) for pair in lines.items() for part in pair
    ):
        raise InputError(str(file), 0, "write lines such as `TRANSLATORS_ES: ntfys://ntfy.sh/…`")
    return {name: address.strip() for name, address in lines.items() if address.strip()}
