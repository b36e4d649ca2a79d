"""Lists of keys, and the signatures of a file, to bytes and back."""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Sequence

from translate_pipeline.errors import InputError
from translate_pipeline.formats.fields import Fields
from translate_pipeline.formats.signed_json import (
    canonical,
    parse_canonical,
    read_signed,
    write_signed,
    written_moment,
)
from translate_pipeline.model.trust import (
    Key,
    KeyId,
    KeyList,
    Revocation,
    RevocationReason,
    Signature,
)

MAX_SIGNED = 100_000
"""Bytes of a list of keys, and of a file of signatures."""

_KIND = "keys"
_MOST = 100
_ID = re.compile(r"[0-9a-f]{16}")


def serialize_keys(keys: KeyList, path: str) -> bytes:
    """The bytes of a list of keys. Raises InputError for what no reader would take."""
    shape = {
        "version": keys.version,
        "issued": written_moment(keys.issued, path),
        "keys": [_key_shape(key, path) for key in keys.keys],
    }
    data = write_signed(_KIND, shape, keys.extra, path)
    parse_keys(data, path)
    return data


def parse_keys(data: bytes, path: str) -> KeyList:
    """A list of keys from its bytes. Raises InputError, for ``path``, where one is not sound."""
    if len(data) > MAX_SIGNED:
        raise InputError(path, 0, f"larger than {MAX_SIGNED:,} bytes")
    fields = read_signed(data, _KIND, path)
    keys = tuple(_key(row) for row in fields.rows("keys", most=_MOST))
    if len({key.id for key in keys}) < len(keys):
        fields.fail("a key stands twice", "keys")
    return KeyList(fields.number("version", least=1), fields.moment("issued"), keys, fields.rest())


def serialize_signatures(signatures: Sequence[Signature]) -> bytes:
    """The bytes of a file of signatures."""
    rows = [{"key": one.key, "signature": b64encode(one.value).decode()} for one in signatures]
    return canonical({"signatures": rows}, "signatures")


def parse_signatures(data: bytes, path: str) -> tuple[Signature, ...]:
    """The signatures, one at least, none of them twice. Raises InputError."""
    if len(data) > MAX_SIGNED:
        raise InputError(path, 0, f"larger than {MAX_SIGNED:,} bytes")
    fields = Fields(parse_canonical(data, path), path)
    found = tuple(
        Signature(KeyId(row.matching("key", _ID, "a key's id")), _bytes(row, "signature", 64))
        for row in fields.rows("signatures", most=_MOST)
    )
    if not found:
        fields.fail("there is none", "signatures")
    if len(set(found)) < len(found):
        fields.fail("one stands there twice", "signatures")
    if odd := fields.rest():
        fields.fail(f"unknown fields: {', '.join(odd)}")
    return found


def _key_shape(key: Key, path: str) -> dict[str, object]:
    shape: dict[str, object] = {
        "id": key.id,
        "public": b64encode(key.public).decode(),
        "since": written_moment(key.since, path),
    }
    if key.until:
        shape["until"] = written_moment(key.until, path)
    if key.revoked:
        shape["revoked"] = {
            "at": written_moment(key.revoked.at, path),
            "reason": key.revoked.reason,
            "since": key.revoked.since and written_moment(key.revoked.since, path),
        }
    return shape


def _key(row: Fields) -> Key:
    key = Key(
        public=_bytes(row, "public", 32),
        since=row.moment("since"),
        until=row.moment("until") if row.has("until") else None,
        revoked=_revocation(row.fields("revoked")) if row.has("revoked") else None,
    )
    return key if row.text("id") == key.id else row.fail(f"must be {key.id}", "id")


def _revocation(fields: Fields) -> Revocation:
    reason = fields.text("reason")
    if reason not in set(RevocationReason):
        fields.fail(f"{reason!r} is none of {', '.join(RevocationReason)}", "reason")
    since = fields.moment("since") if fields.has("since") else None
    return Revocation(fields.moment("at"), RevocationReason(reason), since)


def _bytes(fields: Fields, name: str, length: int) -> bytes:
    """So many bytes in the one spelling that Base64 has for them."""
    text = fields.text(name)
    try:
        found = b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        fields.fail(f"not Base64: {error}", name)
    if len(found) != length or b64encode(found).decode() != text:
        fields.fail(f"must be {length} bytes in Base64", name)
    return found
