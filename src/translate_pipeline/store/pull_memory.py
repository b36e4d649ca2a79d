"""What an office's folder remembers from one pull to the next: whom it trusts, what it has seen."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from translate_pipeline.errors import InputError, PipelineError
from translate_pipeline.formats.index import INDEX, MAX_INDEX
from translate_pipeline.formats.keys import MAX_SIGNED
from translate_pipeline.formats.listing import LISTING, MAX_LISTING
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.messages import tr
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.trust import Signed
from translate_pipeline.pipeline.pull_goals import Pulled
from translate_pipeline.pipeline.pull_trust import Known
from translate_pipeline.store.files import find_file, replace_file
from translate_pipeline.store.received import read_lists

STATE = "state.json"
_MAX_STATE = 10_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the folder remembers from one pull to the next."""

    known: Known
    address: str = ""
    """Where the index is from; tags are only of use there."""
    layout: str = ""
    listing: bytes = b""
    """What the server listed, without titles; for what is under embargo."""
    listing_tag: str = ""
    pulled: Pulled = field(default_factory=dict)


def recall(folder: Path) -> Memory | None:
    """What earlier pulls left in a folder; None before the first.

    Raises InputError where it is damaged.
    """
    data = find_file(folder / STATE, at_most=_MAX_STATE)
    if data is None:
        return None
    try:
        state: dict[str, Any] = json.loads(data)
        known = Known(
            bytes.fromhex(state["key"]), tuple(read_lists(folder / "keys")),
            _index(folder, state["index"]), int(state["seen"]), str(state["tag"]),
        )  # fmt: skip
        listing = find_file(folder / LISTING, at_most=MAX_LISTING) or b""
        tag = state["listing_tag"] if _digest(listing) == state["listing"] else ""
        return Memory(
            known, str(state["from"]), str(state["layout"]), listing, str(tag),
            _pulled(state.get("pulled", [])),
        )  # fmt: skip
    except (ValueError, LookupError, TypeError, PipelineError) as error:
        reason = tr(
            "what earlier pulls left there is damaged; remove this folder, and pull again with"
            " --key"
        )
        raise InputError(str(folder), 0, reason) from error


def remember(memory: Memory, folder: Path) -> None:
    """Keep it. The state is written last, and says which of the other files belong to it.

    Raises StorageError.
    """
    known = memory.known
    for signed in known.lists:
        name = Path(signed.name).name
        replace_file(folder / "keys" / f"{name}{ENDING}", signed.signatures)
        replace_file(folder / "keys" / name, signed.data)
    if known.index:
        replace_file(folder / INDEX, known.index.data)
        replace_file(folder / (INDEX + ENDING), known.index.signatures)
    if memory.listing:
        replace_file(folder / LISTING, memory.listing)
    state = {
        "key": known.trusted.hex(),
        "from": memory.address,
        "layout": memory.layout,
        "tag": known.tag,
        "seen": known.seen,
        "index": _digest(known.index.data) if known.index else "",
        "listing": _digest(memory.listing),
        "listing_tag": memory.listing_tag,
        "pulled": [
            [release, locale.tag, *sorted(versions)]
            for (release, locale), versions in sorted(memory.pulled.items())
        ],
    }
    replace_file(folder / STATE, json.dumps(state).encode())


def _pulled(rows: list[list[Any]]) -> Pulled:
    return {
        (ReleaseId(release), Locale(locale)): frozenset(Version(int(one)) for one in versions)
        for release, locale, *versions in rows
    }


def _index(folder: Path, digest: str) -> Signed | None:
    """The index that the state means; another one was cut off while it was written."""
    data = find_file(folder / INDEX, at_most=MAX_INDEX)
    signatures = find_file(folder / (INDEX + ENDING), at_most=MAX_SIGNED)
    if data is None or signatures is None or _digest(data) != digest:
        return None
    return Signed(INDEX, data, signatures)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
