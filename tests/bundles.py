"""Bundles, keys and indexes that tests share; the keys are always the same."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from translate_pipeline.errors import AlteredFile
from translate_pipeline.formats.index import serialize_index
from translate_pipeline.formats.manifest import serialize_manifest
from translate_pipeline.model.bundle import FileFacts, Manifest, Version
from translate_pipeline.model.locale import ENGLISH, Locale
from translate_pipeline.model.release import ReleaseId, Revision
from translate_pipeline.model.trust import Index, IndexEntry, Key, KeyList
from translate_pipeline.pipeline.keychain import begun
from translate_pipeline.pipeline.signing import key_of, sign

PUBLISHED = datetime(2026, 5, 3, 6, 0, tzinfo=UTC)
NOW = PUBLISHED + timedelta(days=2)
WEEK = timedelta(days=7)

FIRST, SECOND, THIRD, STRANGER = (
    Ed25519PrivateKey.from_private_bytes(bytes([n] * 32)) for n in range(4)
)
TEXTS: Mapping[str, bytes] = {
    "veldania.es.html": "<p>El asedio, día 31.</p>\n".encode(),
    "veldania.es.md": "El asedio, día 31.\n".encode(),
    "veldania.es.mo": bytes(range(64)),
    "empty.txt": b"",
}


class MemoryFiles:
    """The files of a bundle in memory; None is something that is no file."""

    def __init__(self, files: Mapping[str, bytes | None]) -> None:
        self._files = files

    def names(self) -> Collection[str]:
        return self._files.keys()

    def read(self, name: str, at_most: int) -> bytes:
        data = self._files[name]
        if data is None:
            raise AlteredFile(f"{name} is no file")
        return data[:at_most]


def facts(data: bytes) -> FileFacts:
    return FileFacts(len(data), sha256(data).hexdigest())


def manifest(texts: Mapping[str, bytes] = TEXTS, version: int = 1) -> Manifest:
    return Manifest(
        ReleaseId("veldania"), Revision("0123456789ab"), Locale("es"), ENGLISH, Version(version),
        "Veldania: civiles asediados", PUBLISHED, "fedcba987654", ("legal reviewer", "reviewer"),
        {name: facts(data) for name, data in texts.items()},
    )  # fmt: skip


def bundle(
    made: Manifest | None = None,
    *keys: Ed25519PrivateKey,
    texts: Mapping[str, bytes] = TEXTS,
) -> dict[str, bytes]:
    """The files of a bundle, signed by the first key unless others are given."""
    data = serialize_manifest(made or manifest(texts))
    return {**texts, "manifest.json": data, "manifest.json.sig": sign(data, keys or (FIRST,))}


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def first_list() -> KeyList:
    return begun(key_of(FIRST).public, PUBLISHED - WEEK)


def with_key(keys: KeyList, **changes: object) -> KeyList:
    """The list, its first key changed."""
    first: Key = replace(keys.keys[0], **changes)  # type: ignore[arg-type]
    return replace(keys, keys=(first, *keys.keys[1:]))


def entry(made: Manifest | None = None) -> IndexEntry:
    one = made or manifest()
    return IndexEntry(
        one.release, one.locale, one.version, facts(serialize_manifest(one)), one.published_at,
        one.title,
    )  # fmt: skip


def index(*entries: IndexEntry, number: int = 5) -> Index:
    issued = NOW - timedelta(days=1)
    return Index(number, issued, issued + WEEK, 1, entries or (entry(),))


def signed_index(made: Index, *keys: Ed25519PrivateKey) -> tuple[bytes, bytes]:
    data = serialize_index(made)
    return data, sign(data, keys or (FIRST,))
