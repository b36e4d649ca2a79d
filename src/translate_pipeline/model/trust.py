"""Key, KeyList, Index: what lets a reader believe an approved version."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from translate_pipeline.model.bundle import FileFacts, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId

KeyId = NewType("KeyId", str)
"""The first 16 hexadecimal digits of a key's fingerprint: a name, and no proof of anything."""


class RevocationReason(StrEnum):
    """Why a key is revoked."""

    LOST = "lost"
    """Nobody has it any more, nor may anybody have it."""
    COMPROMISED = "compromised"
    """Somebody else has it, or may have it."""


@dataclass(frozen=True, slots=True)
class Revocation:
    """A key's end before its time."""

    at: dt.datetime
    """When it was said; in UTC, whole seconds, as every moment here."""
    reason: RevocationReason
    since: dt.datetime | None
    """What the key signed from then on counts for nothing; None: nothing that it ever signed."""


@dataclass(frozen=True, slots=True)
class Key:
    """The public half of a key that signs for a workspace."""

    public: bytes
    """The 32 bytes of an Ed25519 public key."""
    since: dt.datetime
    """When it came into use. It may sign anew what was published before."""
    until: dt.datetime | None = None
    """When another one took its place; what it signed until then still counts."""
    revoked: Revocation | None = None

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the public key: 64 hexadecimal digits, to be compared as a whole."""
        return sha256(self.public).hexdigest()

    @property
    def id(self) -> KeyId:
        """What signatures call it."""
        return KeyId(self.fingerprint[:16])

    @property
    def may_sign(self) -> bool:
        """Whether it is in use: neither replaced nor revoked."""
        return not self.until and not self.revoked

    def covers(self, moment: dt.datetime) -> bool:
        """Whether its signature counts under what says that it was signed at this moment."""
        if self.revoked and (self.revoked.since is None or moment >= self.revoked.since):
            return False
        return self.until is None or moment <= self.until


@dataclass(frozen=True, slots=True)
class KeyList:
    """The keys of a workspace, every one that it ever had."""

    version: int
    """Counts from 1. Each list is signed by a key that is in use in the one before it; 0 is no
    list at all, but keys that a reader named."""
    issued: dt.datetime
    keys: tuple[Key, ...]
    """The oldest first; ids differ."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """What a newer program says beyond this."""

    def find(self, id_: str) -> Key | None:
        """The key that is called so."""
        return next((key for key in self.keys if key.id == id_), None)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a key made of the bytes of a file."""

    key: KeyId
    value: bytes
    """The 64 bytes of an Ed25519 signature."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A file, and the file beside it that holds its signatures; neither believed yet."""

    name: str
    """What messages call it."""
    data: bytes
    signatures: bytes


@dataclass(frozen=True, slots=True)
class Retraction:
    """That an approved version was taken back."""

    at: dt.datetime
    reason: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """An approved version, as the index has it."""

    release: ReleaseId
    locale: Locale
    version: Version
    manifest: FileFacts
    """Of ``manifest.json``: two indexes cannot mean different files by one version."""
    published_at: dt.datetime
    title: str = ""
    """In the locale; empty where the index was issued before the embargo ends."""
    embargo: dt.datetime | None = None
    """When the embargo that held it back ended, or was lifted; None where none did."""
    retracted: Retraction | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """Every approved version of a workspace at one moment."""

    number: int
    """Counts from 1; it only rises."""
    issued: dt.datetime
    expires: dt.datetime
    """After this moment a reader must not take it for the newest."""
    keys: int
    """The version of the newest list of keys then."""
    versions: tuple[IndexEntry, ...]
    """One for each release, locale and version, in that order."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """What a newer program says beyond this."""
