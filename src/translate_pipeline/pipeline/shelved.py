"""Shelved: whether a bundle stands on the shelf as it was published; mending one that does not."""

import json
from collections.abc import Mapping
from hashlib import sha256

from translate_pipeline.formats.manifest import ENDING, MANIFEST
from translate_pipeline.ports import Shelf

_SIGNATURE = MANIFEST + ENDING


def is_whole(shelf: Shelf, place: str, manifest: str, *, thorough: bool) -> bool:
    """Whether a bundle is there as it was published. A signature may be another: keys change."""
    there = shelf.lengths(place)
    data = shelf.read(f"{place}/{MANIFEST}") if MANIFEST in there else None
    if data is None or sha256(data).hexdigest() != manifest or not there.get(_SIGNATURE):
        return False
    files = json.loads(data)["files"]
    return all(
        there.get(name) == facts["length"]
        and (not thorough or _digest(shelf, f"{place}/{name}") == facts["sha256"])
        for name, facts in files.items()
    )


def mend(shelf: Shelf, place: str, files: Mapping[str, bytes]) -> None:
    """Put back the files of a bundle that are not as published, each in one step, manifest last.

    What is right stays where it is all the time, for those who read it meanwhile.
    """
    for name in sorted(files, key=lambda name: name == MANIFEST):
        there = shelf.read(f"{place}/{name}")
        if not there or (there != files[name] and name != _SIGNATURE):
            shelf.write(f"{place}/{name}", files[name])


def _digest(shelf: Shelf, name: str) -> str:
    return sha256(shelf.read(name) or b"").hexdigest()
