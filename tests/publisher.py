"""A publisher whose shelf is in a folder, and who signs it with the keys of the tests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.bundles import FIRST, PUBLISHED, WEEK, bundle, entry, manifest, signed_index, written
from translate_pipeline.model.bundle import Manifest
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.trust import Index, IndexEntry, KeyList, Retraction
from translate_pipeline.pipeline.keychain import begun, replaced
from translate_pipeline.pipeline.signing import key_of
from translate_pipeline.store.key_lists import KeyLists

TEXTS: Mapping[str, bytes] = {
    "index.html": "<p>El asedio, día 31.</p>\n".encode(),
    "text.docx": bytes(range(256)) * 200,
    "text.txt": "El asedio, día 31.\n".encode(),
}
VELDANIA = ReleaseId("veldania")
ES = Locale("es")


class Publisher:
    """Publishes, retracts and renews the index, all at the moment ``now``."""

    def __init__(self, folder: Path, now: datetime | None = None) -> None:
        self.folder, self.now = folder, now or datetime.now(UTC).replace(microsecond=0)
        self.signing: Sequence[Ed25519PrivateKey] = (FIRST,)
        self.keys: KeyList = begun(key_of(FIRST).public, PUBLISHED - WEEK)
        KeyLists(folder / "keys").add(self.keys, FIRST)
        self.pem = folder / "keys" / "key-1.pem"
        self.entries: dict[tuple[str, str, int], IndexEntry] = {}
        self.number = 0
        self.renew()

    def publish(
        self,
        version: int = 1,
        release: str = VELDANIA,
        locale: Locale = ES,
        *,
        texts: Mapping[str, bytes] = TEXTS,
        indexed: bool = True,
        **changes: object,
    ) -> Path:
        """The folder of the new bundle; its first file says which version it is."""
        files = {
            name: f"<p>{version}</p>".encode() + data if name == "index.html" else data
            for name, data in texts.items()
        }
        made = replace(
            manifest(files, version), release=ReleaseId(release), locale=locale,
            title=f"{release} {version}", **changes,  # type: ignore[arg-type]
        )  # fmt: skip
        return self.add(made, files, indexed=indexed)

    def add(self, made: Manifest, files: Mapping[str, bytes], *, indexed: bool = True) -> Path:
        place = self.folder / made.release / made.locale.tag / f"v{made.version}"
        written(place, bundle(made, *self.signing, texts=files))
        if indexed:
            self.entries[made.release, made.locale.tag, made.version] = entry(made)
        self.renew()
        return place

    def retract(self, version: int = 1, reason: str = "The number is wrong.") -> None:
        known = self.entries[VELDANIA, "es", version]
        gone = Retraction(self.now, reason)
        self.entries[VELDANIA, "es", version] = replace(known, retracted=gone)
        self.renew()

    def rotate(self, new: Ed25519PrivateKey) -> None:
        self.keys = replaced(self.keys, key_of(new).public, self.now)
        KeyLists(self.folder / "keys").add(self.keys, *self.signing, new)
        self.signing = (new,)
        self.renew()

    def renew(self, *, days: int = 0, number: int | None = None) -> Index:
        """Write the next index, issued so many days ago."""
        self.number = number or self.number + 1
        issued = self.now - timedelta(days=days)
        entries = tuple(self.entries[place] for place in sorted(self.entries))
        made = Index(self.number, issued, issued + WEEK, self.keys.version, entries)
        data, signatures = signed_index(made, *self.signing)
        written(self.folder, {"index.json": data, "index.json.sig": signatures})
        return made
