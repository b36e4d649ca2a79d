"""Signing files with Ed25519, and judging signatures.

What is signed is the file's bytes as they are, with nothing before or behind them, so that any
other program can judge a signature too. What a file is meant for, it says itself (``type``).
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from translate_pipeline.errors import BadSignature, InputError, RevokedKey, UnknownKey
from translate_pipeline.formats.keys import parse_signatures, serialize_signatures
from translate_pipeline.formats.manifest import ENDING
from translate_pipeline.model.trust import Key, KeyList, Signature, Signed

_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


def key_of(private: Ed25519PrivateKey, since: datetime = _ALWAYS) -> Key:
    """Its public half."""
    return Key(private.public_key().public_bytes_raw(), since)


def sign(data: bytes, keys: Iterable[Ed25519PrivateKey], *, beside: bytes = b"") -> bytes:
    """The file of signatures for these bytes, by each of the keys.

    ``beside`` is such a file that is there already: those of other keys stay in it, as where a new
    key signs again what a stolen one signed. Raises InputError where it is none.
    """
    signatures = {one.key: one for one in parse_signatures(beside, ENDING)} if beside else {}
    for key in keys:
        id_ = key_of(key).id
        signatures[id_] = Signature(id_, key.sign(data))
    return serialize_signatures(list(signatures.values()))


def signatures_of_each(newest: bytes, before: bytes, most: int) -> bytes:
    """One file of signatures for a file's newest bytes and those before, at most so many.

    Raises InputError where one of the two is none.
    """
    both = (*parse_signatures(newest, ENDING), *parse_signatures(before, ENDING))
    return serialize_signatures(list(dict.fromkeys(both))[:most])


def signers(signed: Signed, keys: KeyList) -> tuple[Key, ...]:
    """Those of the keys that have signed the file, one at least; whether they count is not asked.

    Nothing is read of the file itself. Signatures of keys that are not in the list are left aside,
    and those of other bytes: a file that is replaced has the signatures of what it was before, too.
    Raises BadSignature for a file that was changed, UnknownKey where none of the keys has signed.
    """
    try:
        signatures = parse_signatures(signed.signatures, signed.name + ENDING)
    except InputError as error:
        raise BadSignature(f"not a sound file of signatures: {error}") from error
    known = [(key, one.value) for one in signatures if (key := keys.find(one.key))]
    if not known:
        ids = ", ".join(one.key for one in signatures)
        raise UnknownKey(
            f"{signed.name} is signed by {ids}, which is no key that you trust; get the newest list"
            " of keys, or the key itself, from the publisher, and not from where this file is from"
        )
    found = dict.fromkeys(key for key, value in known if _fits(value, key, signed.data))
    if not found:
        ids = ", ".join(dict.fromkeys(key.id for key, _ in known))
        raise BadSignature(
            f"{signed.name} is not what key {ids} signed: it was changed, or its signature was; do"
            " not use it, and fetch it anew"
        )
    return tuple(found)


def _fits(signature: bytes, key: Key, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, data)
    except InvalidSignature:
        return False
    return True


def counting(found: Iterable[Key], moment: datetime, name: str) -> tuple[Key, ...]:
    """Those of a file's signers that count under what was signed at this moment, one at least.

    Raises RevokedKey where none does; ``name`` is what messages call the file.
    """
    found = tuple(found)
    good = tuple(key for key in found if key.covers(moment))
    if not good:
        reasons = "; ".join(_why_not(key) for key in found)
        raise RevokedKey(f"{name}, of {moment:%Y-%m-%d %H:%M} UTC, does not count: {reasons}")
    return good


def _why_not(key: Key) -> str:
    """Why a key's signature does not count."""
    if revoked := key.revoked:
        since = f" from {revoked.since:%Y-%m-%d %H:%M} UTC on" if revoked.since else ""
        what = f"key {key.id} was revoked as {revoked.reason}"
        return f"{what}, and nothing counts that it signed{since}"
    return f"key {key.id} was replaced on {key.until:%Y-%m-%d %H:%M} UTC"
