"""Installed: what stands for this program on this machine, and for all that it judges by."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import translate_pipeline
from translate_pipeline.text.spelling import dictionary_folders


def installed() -> str:
    """Another text once another version, library or dictionary was installed, or code was changed.

    By names, sizes and times, so that it takes milliseconds: no file is opened. Where a file was
    only touched it is another text too.
    """
    return sha256("\n".join([sys.version, *_facts()]).encode()).hexdigest()


def _facts() -> Iterator[str]:
    for parent, folders, names in os.walk(Path(translate_pipeline.__file__).parent):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from _of(parent, names)
    for folder in dict.fromkeys(sys.path):
        yield from _of(folder, _held(folder, (".dist-info", ".egg-info")))
    for place in dictionary_folders():
        yield from _of(str(place), _held(str(place), (".dic", ".aff")))


def _held(folder: str, endings: tuple[str, ...]) -> list[str]:
    """What a folder holds with such endings; nothing where it cannot be read."""
    with suppress(OSError), os.scandir(folder or ".") as entries:
        return [entry.name for entry in entries if entry.name.endswith(endings)]
    return []


def _of(folder: str, names: Iterable[str]) -> Iterator[str]:
    for name in sorted(names):
        path = os.path.join(folder, name)  # noqa: PTH118  (a tenth of the time, for 500 files)
        with suppress(OSError):  # gone since, or a link to nowhere
            facts = os.stat(path)  # noqa: PTH116
            yield f"{path} {facts.st_size} {facts.st_mtime_ns}"
