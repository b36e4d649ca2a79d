"""What an office believes before it pulls: the lists of keys and the index, brought up to date.

The index goes first. It says what there is, and how many lists of keys; a list that is not at hand
yet is fetched and followed, and only then is the index believed.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from translate_pipeline.errors import BadSignature, OldKeys, UnknownKey
from translate_pipeline.formats.index import INDEX, MAX_INDEX
from translate_pipeline.formats.keys import MAX_SIGNED
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.model.trust import Index, KeyList, Signed
from translate_pipeline.pipeline.keychain import follow
from translate_pipeline.pipeline.verify import verify_index
from translate_pipeline.ports import Origin

_MOST_LISTS = 200
"""A workspace makes one a year or so; nobody can make an office fetch lists without end."""
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What an office has believed so far. None of it is a secret."""

    trusted: bytes
    """The public key that it was handed."""
    lists: tuple[Signed, ...] = ()
    """The lists of keys, from the first on."""
    index: Signed | None = None
    """The newest index that it has seen."""
    seen: int = 0
    """The highest number of an index that it has seen."""
    tag: str = ""
    """By which to ask the origin whether that is still its index."""


@dataclass(frozen=True, slots=True)
class Trusted:
    """What may be believed now."""

    known: Known
    """To be remembered until the next time."""
    keys: KeyList
    index: Index


def renewed(known: Known, origin: Origin, now: datetime) -> Trusted:
    """The newest that the origin has, verified; where nothing is new, this asks it only once.

    Raises one of the classes under VerificationFailed, OriginError, InputError.
    """
    found = origin.read_changed(INDEX, MAX_INDEX, known.tag if known.index else "")
    if found is None:
        assert known.index
        return _believed(known.index, known, origin, now)
    for left in reversed(range(_TRIES)):
        data, tag = found
        if known.index and known.index.data == data:
            return _believed(known.index, replace(known, tag=tag), origin, now)
        signed = Signed(INDEX, data, _there(origin, INDEX + ENDING))
        try:
            return _believed(signed, replace(known, index=signed, tag=tag), origin, now)
        except BadSignature:  # it may have been renewed between the two
            again = origin.read_changed(INDEX, MAX_INDEX, "") if left else None
            if again is None:
                raise
            found = again
    raise AssertionError


def _believed(signed: Signed, known: Known, origin: Origin, now: datetime) -> Trusted:
    """The index, by the lists at hand if they will do, else with those that came since."""
    if known.lists:
        keys = follow(known.lists, known.trusted)
        try:
            return _trusted(signed, known, keys, now)
        except (UnknownKey, OldKeys):
            more = _newer(origin, keys.version)
            if not more:
                raise
    else:
        more = _newer(origin, 0)
        if not more:
            raise OldKeys(
                "there are no lists of keys where the index is, so nobody can tell whether a key"
                " was revoked; ask for a copy that has them, in the folder keys"
            )
    lists = (*known.lists, *more)
    return _trusted(signed, replace(known, lists=lists), follow(lists, known.trusted), now)


def _trusted(signed: Signed, known: Known, keys: KeyList, now: datetime) -> Trusted:
    index = verify_index(signed, keys, now=now, seen=known.seen)
    return Trusted(replace(known, seen=index.number), keys, index)


def _newer(origin: Origin, known: int) -> tuple[Signed, ...]:
    """The lists of keys behind this one, as many as there are."""
    found = []
    for number in range(known + 1, known + 1 + _MOST_LISTS):
        name = f"keys/{number}.json"
        data = origin.read(name, MAX_SIGNED)
        if data is None:
            break
        found.append(Signed(name, data, _there(origin, name + ENDING)))
    return tuple(found)


def _there(origin: Origin, name: str) -> bytes:
    data = origin.read(name, MAX_SIGNED)
    if data is None:
        raise BadSignature(f"{name} is not there, and what it should sign proves nothing alone")
    return data
