"""Whether a bundle is what was published: without a network, a workspace or a database.

The order matters. A signature is judged before what it signs is read, so that nobody without a key
gets a parser to work on more than a file of signatures; then the key; then every file; and last
what the index knows beyond the bundle itself.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from translate_pipeline.errors import (
    AlteredFile,
    ExpiredIndex,
    ExtraFile,
    MissingFile,
    NotInIndex,
    OldIndex,
    OldKeys,
    Retracted,
    printable,
)
from translate_pipeline.formats.index import parse_index
from translate_pipeline.formats.keys import MAX_SIGNED
from translate_pipeline.formats.manifest import ENDING, MANIFEST, MAX_MANIFEST, parse_manifest
from translate_pipeline.model.bundle import FileFacts, Manifest, Version
from translate_pipeline.model.trust import Index, IndexEntry, Key, KeyList, Signed
from translate_pipeline.pipeline.signing import counting, signers
from translate_pipeline.ports import Files

LONGEST_LIFE = timedelta(days=100)
"""Of an index. A key that was replaced could else sign one that never ends, dated back."""

_CLOCK = timedelta(hours=1)
"""What the clocks of two machines may differ by before it is said."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A bundle that is what was published."""

    manifest: Manifest
    signed_by: tuple[Key, ...]
    """The keys whose signatures count."""
    keys: int
    """The version of the list of keys; 0 where the reader named a key itself."""
    index: Index | None
    """Which lists it."""
    newer: Version | None
    """The newest version, where it is another one."""
    warnings: tuple[str, ...]
    """What does not stand against it, and should be known."""


def verify_bundle(
    files: Files,
    keys: KeyList,
    *,
    now: datetime,
    index: Index | None,
    only: Collection[str] | None = None,
) -> Verified:
    """Verify a bundle; the index, where there is one, was verified before.

    ``only`` are the files that the reader took, where it was not all; those that are there are
    verified, taken or not. Raises one of the classes under VerificationFailed, each saying what is
    wrong with which file, and InputError for a manifest that is soundly signed and cannot be read.
    """
    names = set(files.names())
    signed = Signed(
        MANIFEST,
        _read(files, names, MANIFEST, MAX_MANIFEST),
        _read(files, names, MANIFEST + ENDING, MAX_SIGNED),
    )
    manifest, good = verify_manifest(signed, keys)
    verify_files(files, manifest, only=only)
    newer = None
    warnings = []
    if index:
        entry = index_entry(index, manifest, signed.data)
        newer = _newest(index, entry)
    if newer:
        warnings.append(f"version {newer} has taken the place of this one")
    if manifest.embargo and manifest.embargo > now and not index:  # it lists nothing too early
        warnings.append(f"under embargo until {manifest.embargo:%Y-%m-%d %H:%M} UTC")
    if not keys.version:
        warnings.append("without the lists of keys nobody can tell whether the key was revoked")
    return Verified(manifest, good, keys.version, index, newer, tuple(warnings))


def verify_manifest(signed: Signed, keys: KeyList) -> tuple[Manifest, tuple[Key, ...]]:
    """A bundle's manifest, and those whose signatures count. Raises as ``verify_bundle`` does."""
    found = signers(signed, keys)
    manifest = parse_manifest(signed.data)
    return manifest, counting(found, manifest.published_at, _what(manifest))


def verify_index(signed: Signed, keys: KeyList, *, now: datetime, seen: int = 0) -> Index:
    """The index, as of now; ``seen`` is the highest number that the reader has seen, to remember.

    Raises BadSignature, UnknownKey, RevokedKey, OldKeys, OldIndex or ExpiredIndex; InputError for
    one that is soundly signed and cannot be read.
    """
    found = signers(signed, keys)
    index = parse_index(signed.data, signed.name)
    counting(found, index.issued, f"index {index.number}")
    if keys.version and index.keys > keys.version:
        raise OldKeys(
            f"index {index.number} knows list {index.keys} of the keys, and yours end at"
            f" {keys.version}; get the newer ones, which may revoke a key"
        )
    if index.number < seen:
        raise OldIndex(
            f"this is index {index.number}, and you have seen {seen}: whoever it is from is behind,"
            " or hides what is newer; fetch it from somewhere else"
        )
    if now > index.expires or index.expires - index.issued > LONGEST_LIFE:
        raise ExpiredIndex(
            f"index {index.number} of {index.issued:%Y-%m-%d} may be trusted until"
            f" {min(index.expires, index.issued + LONGEST_LIFE):%Y-%m-%d %H:%M} UTC, and here it is"
            f" {now:%Y-%m-%d %H:%M} UTC; fetch a newer one, elsewhere if there is none"
        )
    if index.issued > now + _CLOCK:
        raise ExpiredIndex(
            f"index {index.number} was issued at {index.issued:%Y-%m-%d %H:%M} UTC, and here it is"
            f" {now:%Y-%m-%d %H:%M} UTC; set the clock of this machine, else nothing ever expires"
        )
    return index


def _read(files: Files, names: set[str], name: str, at_most: int) -> bytes:
    """A file up to one byte more than it may have, so that no signature fits a longer one."""
    if name not in names:
        raise MissingFile(f"{name} is not there; is this the folder of a bundle, and all of it?")
    return files.read(name, at_most + 1)


def verify_files(
    files: Files, manifest: Manifest, *, only: Collection[str] | None = None, advice: str = ""
) -> None:
    """Whether the files of a bundle are those of its manifest, or ``only`` so many of them.

    Raises MissingFile, ExtraFile or AlteredFile; ``advice`` says what to do about a file that is
    not what was published, where it is something else than to do without this copy.
    """
    names, expected = set(files.names()), manifest.files
    known = {MANIFEST, MANIFEST + ENDING, *expected}
    taken = known if only is None else {MANIFEST, MANIFEST + ENDING, *only}
    if missing := sorted(taken - names):
        raise MissingFile(f"{', '.join(missing)} was published, and is not there; fetch it anew")
    if extra := sorted(names - known):
        shown = ", ".join(map(printable, extra[:5])) + (" …" if extra[5:] else "")
        todo = advice or "do not use it, and remove it"
        raise ExtraFile(f"{shown} was not published with the others; {todo}")
    for name, facts in sorted(expected.items()):
        if name not in names:
            continue
        data = files.read(name, facts.length + 1)
        if len(data) != facts.length:
            size = "more" if len(data) > facts.length else f"{len(data):,}"
            reason = f"it had {facts.length:,} bytes and has {size}"
        elif sha256(data).hexdigest() != facts.sha256:
            reason = "its bytes are others"
        else:
            continue
        todo = advice or "fetch it anew"
        raise AlteredFile(f"{name} is not what was published: {reason}; {todo}")


def index_entry(index: Index, manifest: Manifest, data: bytes) -> IndexEntry:
    """What the index says of a bundle whose manifest has these bytes.

    Raises NotInIndex where it says nothing, or means another bundle; Retracted.
    """
    what = _what(manifest)
    wanted = (manifest.release, manifest.locale, manifest.version)
    for entry in index.versions:
        if (entry.release, entry.locale, entry.version) == wanted:
            break
    else:
        raise NotInIndex(f"index {index.number} has no {what}; get a newer index, or ask for one")
    if entry.manifest != FileFacts(len(data), sha256(data).hexdigest()):
        raise NotInIndex(
            f"index {index.number} has another {what} than this one: both are signed, and only the"
            " one in the index counts; tell the publisher"
        )
    if entry.retracted:
        raise Retracted(
            f"{what} was retracted on {entry.retracted.at:%Y-%m-%d %H:%M} UTC:"
            f" {entry.retracted.reason}"
        )
    return entry


def _what(manifest: Manifest) -> str:
    return f"{manifest.release} {manifest.locale} version {manifest.version}"


def _newest(index: Index, entry: IndexEntry) -> Version | None:
    """The newest version that was not retracted, where it is newer than this one."""
    there = (
        one.version
        for one in index.versions
        if (one.release, one.locale) == (entry.release, entry.locale) and not one.retracted
    )
    return max((version for version in there if version > entry.version), default=None)
