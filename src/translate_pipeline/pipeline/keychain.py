"""The keys of a workspace from list to list: begun, replaced, revoked, and followed by a reader.

A reader believes a first key because somebody handed it over. Each list is signed by a key that is
in use in the one before it, so whoever believes one list can go on to the newest without asking
anybody. A list has all keys of the one before it: a key never leaves, nor does its revocation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from translate_pipeline.errors import BrokenKeys, PipelineError, UnknownKey
from translate_pipeline.formats.keys import parse_keys
from translate_pipeline.model.trust import Key, KeyId, KeyList, Revocation, Signed
from translate_pipeline.pipeline.signing import signers

_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


def only(public: bytes) -> KeyList:
    """No list, but one key that a reader named; whether it was revoked nobody can tell."""
    return KeyList(0, _ALWAYS, (Key(public, _ALWAYS),))


def begun(public: bytes, now: datetime) -> KeyList:
    """The first list of a workspace."""
    return KeyList(1, now, (Key(public, now),))


def in_use(keys: KeyList) -> Key:
    """The key that signs today."""
    return next(key for key in reversed(keys.keys) if key.may_sign)


def replaced(keys: KeyList, public: bytes, now: datetime) -> KeyList:
    """The next list, with a new key in the place of the one in use."""
    before = (replace(key, until=now) if key.may_sign else key for key in keys.keys)
    return _next(keys, (*before, Key(public, now)), now)


def revoked(keys: KeyList, id_: KeyId, revocation: Revocation) -> KeyList:
    """The next list, with this key revoked.

    Raises PipelineError for a key that is unknown, revoked already, or the one in use: nobody could
    sign any more.
    """
    key = keys.find(id_)
    if key is None:
        known = ", ".join(one.id for one in keys.keys)
        raise PipelineError(f"no key {id_!r}; `keys show` lists them: {known}")
    if key.revoked:
        raise PipelineError(f"key {id_} is revoked already, since {key.revoked.at:%Y-%m-%d}")
    if key == in_use(keys):
        raise PipelineError(
            f"key {id_} is the one in use, and nothing could be signed without it; replace it first"
            " with `keys rotate`, then revoke it"
        )
    after = tuple(replace(one, revoked=revocation) if one == key else one for one in keys.keys)
    return _next(keys, after, revocation.at)


def follow(lists: Sequence[Signed], trusted: bytes) -> KeyList:
    """The newest of the lists, for a reader who trusts this public key.

    The lists are in their order. The way begins at the first that the key has signed, since an
    office may have joined late. Raises BadSignature, UnknownKey or BrokenKeys where it does not
    lead to the last, InputError where a list cannot be read.
    """
    anchor = only(trusted)
    newest: KeyList | None = None
    for one in lists:
        newest = _step(newest, one) if newest else _begin(one, anchor)
    if newest is None:
        (key,) = anchor.keys
        raise UnknownKey(f"none of the lists of keys is signed by key {key.id}, which you trust")
    return newest


def _begin(signed: Signed, anchor: KeyList) -> KeyList | None:
    try:
        signers(signed, anchor)
    except UnknownKey:
        return None
    found = parse_keys(signed.data, signed.name)
    (key,) = anchor.keys
    if found.find(key.id) is None:
        raise BrokenKeys(f"{signed.name} is signed by key {key.id}, but does not list it")
    return found


def _step(before: KeyList, signed: Signed) -> KeyList:
    """The list that follows another one."""
    usable = replace(before, keys=tuple(key for key in before.keys if key.may_sign))
    signers(signed, usable)
    after = parse_keys(signed.data, signed.name)
    if after.version != before.version + 1:
        raise BrokenKeys(f"{signed.name} is list {after.version}, and {before.version + 1} is due")
    if not any(key.may_sign for key in after.keys):
        raise BrokenKeys(f"{signed.name} has no key in use")
    if len(after.keys) < len(before.keys) or any(
        not _continues(old, new) for old, new in zip(before.keys, after.keys, strict=False)
    ):
        raise BrokenKeys(f"{signed.name} leaves out or brings back what list {before.version} says")
    if added := after.keys[len(before.keys) :]:
        own = signers(signed, replace(after, keys=added))
        if len(own) < len(added):
            raise UnknownKey(f"{signed.name} has a new key that did not sign it")
    return after


def _continues(old: Key, new: Key) -> bool:
    """Whether a key is what it was, or has come to its end since."""
    return (
        (old.public, old.since) == (new.public, new.since)
        and old.until in (None, new.until)
        and old.revoked in (None, new.revoked)
    )


def _next(keys: KeyList, after: Iterable[Key], now: datetime) -> KeyList:
    return replace(keys, version=keys.version + 1, issued=now, keys=tuple(after))
