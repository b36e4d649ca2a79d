"""Every kind of corruption of a bundle on a disk, made file by file: each has its own error."""

import gzip
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.bundles import (
    FIRST,
    NOW,
    PUBLISHED,
    SECOND,
    STRANGER,
    THIRD,
    WEEK,
    bundle,
    entry,
    first_list,
    index,
    manifest,
    signed_index,
    with_key,
    written,
)
from tests.formats.sample_documents import sample
from translate_pipeline.errors import (
    AlteredFile,
    BadSignature,
    ExpiredIndex,
    ExtraFile,
    MissingFile,
    NotInIndex,
    OldIndex,
    OldKeys,
    Retracted,
    RevokedKey,
    UnknownKey,
    VerificationFailed,
)
from translate_pipeline.formats.documents import render_all
from translate_pipeline.formats.keys import parse_signatures, serialize_signatures
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.trust import (
    Index,
    KeyList,
    Retraction,
    Revocation,
    RevocationReason,
    Signed,
)
from translate_pipeline.pipeline.keychain import replaced, revoked
from translate_pipeline.pipeline.signing import key_of, sign
from translate_pipeline.pipeline.verify import Verified, verify_bundle, verify_index
from translate_pipeline.store.received import FolderFiles

MANIFEST, SIG = "manifest.json", "manifest.json.sig"
KEYS = first_list()
TEXTS = dict(render_all(sample("es")))
OTHERS = dict(render_all(sample("ar")))
MADE = replace(manifest(TEXTS), title="Veldania: años de asedio")
SOUND = bundle(MADE, texts=TEXTS)
SECOND_VERSION = bundle(manifest(OTHERS, 2), texts=OTHERS)
SHAPE: dict[str, Any] = json.loads(SOUND[MANIFEST])
NAMES = sorted(TEXTS)


@dataclass(frozen=True)
class Office:
    """What an office has when it verifies a bundle."""

    folder: Path
    keys: KeyList = KEYS
    index: tuple[bytes, bytes] | None = None
    """The index and its signatures."""
    seen: int = 0

    def verify(self) -> Verified:
        known = None
        if self.index:
            signed = Signed("index.json", *self.index)
            known = verify_index(signed, self.keys, now=NOW, seen=self.seen)
        return verify_bundle(FolderFiles(self.folder), self.keys, now=NOW, index=known)


Corrupt = Callable[[Office], Office | None]
"""Changes the folder, or what else the office has."""
Corruption = tuple[Corrupt, type[VerificationFailed]]


Change = Callable[[bytes], bytes]


def in_other(name: str) -> Change:
    return lambda _: OTHERS[name]


def bytes_changed(name: str, change: Change) -> Corrupt:
    def corrupt(office: Office) -> None:
        data = SOUND[name]
        assert change(data) != data
        (office.folder / name).write_bytes(change(data))

    return corrupt


def flipped(data: bytes, at: int, bit: int = 1) -> bytes:
    at %= len(data)
    return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]


BYTES: Mapping[str, Change] = {
    "its first bit flipped": lambda data: flipped(data, 0, 128),
    "its last bit flipped": lambda data: flipped(data, -1),
    "a bit flipped in the middle": lambda data: flipped(data, len(data) // 2, 16),
    "a byte cut off": lambda data: data[:-1],
    "half cut off": lambda data: data[: len(data) // 2],
    "its first byte cut off": lambda data: data[1:],
    "nothing in it": lambda _: b"",
    "a byte more": lambda data: data + b"\0",
    "a line end more": lambda data: data + b"\n",
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "itself twice": lambda data: data * 2,
    "a byte doubled": lambda data: data[:9] + data[8:],
    "as many zeros": lambda data: bytes(len(data)),
    "its bytes turned round": lambda data: data[::-1],
    "two of its bytes exchanged": lambda data: data[1::-1] + data[2:],
    "packed": gzip.compress,
}
"""What can become of the bytes of any file."""


def removed(name: str) -> Corrupt:
    return lambda office: (office.folder / name).unlink()


def renamed(name: str, other: str) -> Corrupt:
    def corrupt(office: Office) -> None:
        (office.folder / name).rename(office.folder / other)

    return corrupt


def in_its_place(name: str, make: Callable[[Path], object]) -> Corrupt:
    def corrupt(office: Office) -> None:
        path = office.folder / name
        shutil.move(path, office.folder.parent / "moved")
        make(path)

    return corrupt


PLACES: Mapping[str, tuple[Callable[[Path], object], type[VerificationFailed]]] = {
    "a link to itself": (lambda path: path.symlink_to("../moved"), AlteredFile),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), AlteredFile),
    "a link to a device": (lambda path: path.symlink_to("/dev/zero"), AlteredFile),
    "a pipe": (os.mkfifo, AlteredFile),
    "a folder": (Path.mkdir, MissingFile),
}
"""What can stand in the place of a file."""


def of_files() -> Iterator[tuple[str, Corruption]]:
    for name in NAMES:
        for what, change in BYTES.items():
            yield f"{name}: {what}", (bytes_changed(name, change), AlteredFile)
        for what, (make, error) in PLACES.items():
            yield f"{name}: {what} in its place", (in_its_place(name, make), error)
        yield f"{name}: that of another version", (
            bytes_changed(name, in_other(name)), AlteredFile,
        )  # fmt: skip
        after = NAMES[(NAMES.index(name) + 1) % len(NAMES)]
        yield f"{name}: exchanged with {after}", (exchanged(name, after), AlteredFile)
        yield f"{name}: removed", (removed(name), MissingFile)
        yield f"{name}: renamed", (renamed(name, f"{name}.bak"), MissingFile)
        yield f"{name}: in capitals", (renamed(name, name.upper()), MissingFile)
    for ending in ("index.html", "text.md", "text.txt", "text.po", "text.xlf", "text.tmx"):
        yield f"{ending}: line ends converted", (
            bytes_changed(ending, lambda data: data.replace(b"\n", b"\r\n")), AlteredFile,
        )  # fmt: skip
        yield f"{ending}: in another encoding", (
            bytes_changed(ending, lambda data: data.decode().encode("utf-16")), AlteredFile,
        )  # fmt: skip


def exchanged(one: str, other: str) -> Corrupt:
    def corrupt(office: Office) -> None:
        (office.folder / one).write_bytes(SOUND[other])
        (office.folder / other).write_bytes(SOUND[one])

    return corrupt


EXTRA = (
    ".DS_Store", "Thumbs.db", "desktop.ini", ".text.txt.swp", "text.txt~", "text.pdf", "INDEX.HTML",
    "index.htm", "manifest.json.bak", "manifest.json.sig.asc", "Manifest.json", " ", "text.txt ",
    "a\nb", "a\x1b[2Jb", "a\u202egpj.exe", "text․txt", b"\xff\xfe".decode(errors="surrogateescape"),
)  # fmt: skip


def of_extras() -> Iterator[tuple[str, Corruption]]:
    for name in EXTRA:
        yield f"a file more, {name!r}", (added(name, lambda path: path.write_bytes(b"")), ExtraFile)
    for what, make in (
        ("a folder", Path.mkdir),
        ("a link", lambda path: path.symlink_to("text.txt")),
        ("a link to nothing", lambda path: path.symlink_to("nothing")),
        ("a pipe", os.mkfifo),
    ):
        for name in ("more", ".more"):
            yield f"{what} more, {name}", (added(name, make), ExtraFile)
    yield "a folder with the bundle in it", (added("es", lambda p: written(p, SOUND)), ExtraFile)
    yield "two thousand files more", (many_more, ExtraFile)


def added(name: str, make: Callable[[Path], object]) -> Corrupt:
    def corrupt(office: Office) -> None:
        make(office.folder / name)

    return corrupt


def many_more(office: Office) -> None:
    for number in range(2_000):
        (office.folder / f"{number}").touch()


def respelled(change: Callable[[dict[str, Any]], object], **spelling: Any) -> Corrupt:
    """The manifest changed as JSON, and written as signed files are unless another way is given."""
    usual: dict[str, Any] = {"ensure_ascii": False, "sort_keys": True, "indent": 2}

    def corrupt(office: Office) -> None:
        shape = json.loads(SOUND[MANIFEST])
        change(shape)
        text = json.dumps(shape, **usual | spelling) + "\n"
        assert text.encode() != SOUND[MANIFEST]
        (office.folder / MANIFEST).write_text(text)

    return corrupt


def other(value: Any) -> Any:
    match value:
        case int():
            return value + 1
        case str():
            return value + "x"
        case list():
            return [*value, "x"]
        case _:
            return {}


def change_field(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda shape: shape.update({name: other(shape[name])})


def without_field(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda shape: shape.pop(name)


def change_fact(name: str, field: str) -> Callable[[dict[str, Any]], object]:
    return lambda shape: change_field(field)(shape["files"][name])


def without_file(name: str) -> Callable[[dict[str, Any]], object]:
    return lambda shape: shape["files"].pop(name)


def as_it_is(shape: dict[str, Any]) -> None:
    del shape


def of_manifest() -> Iterator[tuple[str, Corruption]]:
    def bad(what: str, corrupt: Corrupt) -> tuple[str, Corruption]:
        return f"manifest: {what}", (corrupt, BadSignature)

    for what, change in BYTES.items():
        yield bad(what, bytes_changed(MANIFEST, change))
    for what, (make, error) in PLACES.items():
        yield f"manifest: {what} in its place", (in_its_place(MANIFEST, make), error)
    yield "manifest: removed", (removed(MANIFEST), MissingFile)
    yield "manifest: in capitals", (renamed(MANIFEST, "MANIFEST.JSON"), MissingFile)
    for name in SHAPE:
        yield bad(f"another {name}", respelled(change_field(name)))
        yield bad(f"without {name}", respelled(without_field(name)))
    for name in NAMES:
        for field in ("length", "sha256"):
            yield bad(f"another {field} of {name}", respelled(change_fact(name, field)))
        yield bad(f"without {name}", respelled(without_file(name)))
    yield bad("on one line", respelled(as_it_is, indent=None))
    yield bad("without spaces", respelled(as_it_is, indent=None, separators=(",", ":")))
    yield bad("with an indent of four", respelled(as_it_is, indent=4))
    yield bad("with letters escaped", respelled(as_it_is, ensure_ascii=True))
    yield bad(
        "in another order", respelled(lambda s: s.update(title=s.pop("title")), sort_keys=False)
    )
    yield bad("with a field more", respelled(lambda shape: shape.update(more=1)))
    yield bad(
        "with an embargo", respelled(lambda shape: shape.update(embargo="2030-01-01T00:00:00Z"))
    )
    yield bad("with two digests exchanged", respelled(exchange_digests))
    yield bad("of another version", bytes_changed(MANIFEST, lambda _: SECOND_VERSION[MANIFEST]))
    yield bad(
        "with a field twice",
        bytes_changed(MANIFEST, lambda d: d.replace(b"{", b'{"format": 1,', 1)),
    )
    yield bad(
        "with line ends converted", bytes_changed(MANIFEST, lambda d: d.replace(b"\n", b"\r\n"))
    )


def exchange_digests(shape: dict[str, Any]) -> None:
    files = shape["files"]
    files["text.md"], files["text.txt"] = files["text.txt"], files["text.md"]


def signed_by(*keys: Any, data: bytes = SOUND[MANIFEST]) -> Change:
    return lambda _: sign(data, keys)


def of_signatures() -> Iterator[tuple[str, Corruption]]:
    def case(
        what: str, change: Change, error: type[VerificationFailed] = BadSignature
    ) -> tuple[str, Corruption]:
        return f"signature: {what}", (bytes_changed(SIG, change), error)

    for what, change in BYTES.items():
        yield case(what, change)
    for what, (make, error) in PLACES.items():
        yield f"signature: {what} in its place", (in_its_place(SIG, make), error)
    yield "signature: removed", (removed(SIG), MissingFile)
    yield "signature: renamed", (renamed(SIG, "manifest.sig"), MissingFile)
    yield case("of another version", lambda _: SECOND_VERSION[SIG])
    yield case("of a text", signed_by(FIRST, data=TEXTS["text.txt"]))
    yield case("of nothing", signed_by(FIRST, data=b""))
    yield case("a stranger's", signed_by(STRANGER), UnknownKey)
    yield case("two strangers'", signed_by(STRANGER, THIRD), UnknownKey)
    yield case("a stranger's under our name", named(signed_by(STRANGER)))
    yield case("ours under a stranger's name", lambda d: d.replace(OURS, THEIRS), UnknownKey)
    yield case("in capitals", lambda data: data.upper())
    yield case("on one line", lambda data: json.dumps(json.loads(data)).encode() + b"\n")
    yield case("with a field more", lambda data: data.replace(b"{", b'{\n  "a": 1,', 1))
    yield case("twice", lambda d: serialize_signatures([*parse_signatures(d, SIG)] * 2))
    yield case("none", lambda _: serialize_signatures([]))
    yield case(
        "too short", lambda data: data.replace(b'"signature": "', b'"signature": "A', 1)[:-8]
    )
    yield case("the manifest itself", lambda _: SOUND[MANIFEST])
    yield case("a key", lambda _: b"-----BEGIN PUBLIC KEY-----\n")


OURS, THEIRS = (key_of(key).id.encode() for key in (FIRST, STRANGER))


def named(change: Change) -> Change:
    return lambda data: change(data).replace(THEIRS, OURS)


def whole(files: Mapping[str, bytes]) -> Corrupt:
    def corrupt(office: Office) -> None:
        shutil.rmtree(office.folder)
        written(office.folder, files)

    return corrupt


def of_bundles() -> Iterator[tuple[str, Corruption]]:
    """Whole bundles in the place of this one, and mixtures of two."""
    for what, keys in (("a stranger", (STRANGER,)), ("strangers", (STRANGER, THIRD))):
        yield f"made by {what}", (whole(bundle(MADE, *keys, texts=TEXTS)), UnknownKey)
    yield "nothing", (whole({}), MissingFile)
    yield "the texts alone", (whole(TEXTS), MissingFile)
    yield "the manifest alone", (whole({n: SOUND[n] for n in (MANIFEST, SIG)}), MissingFile)
    yield "texts of another version", (whole(SOUND | OTHERS), AlteredFile)
    yield "all but the texts of another version", (whole(SECOND_VERSION | TEXTS), AlteredFile)
    for name in (MANIFEST, SIG):
        mixed = SOUND | {name: SECOND_VERSION[name]}
        yield f"{name} of another version alone", (whole(mixed), BadSignature)


def keys_are(keys: KeyList) -> Corrupt:
    return lambda office: replace(office, keys=keys)


def ended(reason: RevocationReason, since: timedelta | None) -> KeyList:
    moment = None if since is None else PUBLISHED + since
    return with_key(KEYS, revoked=Revocation(NOW, reason, moment))


def of_keys() -> Iterator[tuple[str, Corruption]]:
    for reason in RevocationReason:
        for since in (None, timedelta(0), -WEEK):
            name = f"key: revoked as {reason}, since {since}"
            yield name, (keys_are(ended(reason, since)), RevokedKey)
    past = with_key(KEYS, until=PUBLISHED - timedelta(seconds=1))
    yield "key: replaced before", (keys_are(past), RevokedKey)
    after = replaced(KEYS, key_of(SECOND).public, NOW)
    gone = revoked(after, key_of(FIRST).id, Revocation(NOW, RevocationReason.COMPROMISED, None))
    yield "key: replaced and revoked", (keys_are(gone), RevokedKey)
    stranger = replace(KEYS, keys=(key_of(STRANGER),))
    yield "key: not in the list", (keys_are(stranger), UnknownKey)


LISTED = entry(MADE)
INDEX = index(LISTED)


def index_is(made: Index, *keys: Any, seen: int = 0) -> Corrupt:
    return lambda office: replace(office, index=signed_index(made, *keys), seen=seen)


def index_bytes(data: Change = bytes, signatures: Change = bytes) -> Corrupt:
    before = signed_index(INDEX)
    return lambda office: replace(office, index=(data(before[0]), signatures(before[1])))


def of_indexes() -> Iterator[tuple[str, Corruption]]:
    cases: dict[str, tuple[Index, type[VerificationFailed]]] = {
        "expired": (replace(INDEX, expires=NOW - timedelta(seconds=1)), ExpiredIndex),
        "expired years ago": (
            replace(INDEX, issued=NOW - 200 * WEEK, expires=NOW - 199 * WEEK), ExpiredIndex),
        "of a life too long": (replace(INDEX, expires=INDEX.issued + 15 * WEEK), ExpiredIndex),
        "of the future": (
            replace(INDEX, issued=NOW + timedelta(hours=2), expires=NOW + WEEK), ExpiredIndex),
        "of newer keys": (replace(INDEX, keys=2), OldKeys),
        "without this version": (replace(INDEX, versions=()), NotInIndex),
        "of the next version alone": (index(entry(replace(MADE, version=Version(2)))), NotInIndex),
        "of another release": (
            index(replace(LISTED, release=ReleaseId("karsholt"))), NotInIndex),
        "of another manifest": (index(entry(replace(MADE, title="Otra"))), NotInIndex),
        "of the texts of another version": (index(entry(manifest(OTHERS))), NotInIndex),
        "that retracts it": (
            index(replace(LISTED, retracted=Retraction(NOW, "wrong"))), Retracted),
    }  # fmt: skip
    for what, (made, error) in cases.items():
        yield f"index: {what}", (index_is(made), error)
    yield "index: older than one seen", (index_is(INDEX, seen=INDEX.number + 1), OldIndex)
    yield "index: a stranger's", (index_is(INDEX, STRANGER), UnknownKey)
    for what, change in BYTES.items():
        yield f"index: {what}", (index_bytes(data=change), BadSignature)
        yield f"index: its signature with {what}", (
            index_bytes(signatures=change), BadSignature,
        )  # fmt: skip
    stale = signed_index(replace(INDEX, number=4))
    yield (
        "index: with an older one's signature",
        (index_bytes(signatures=lambda _: stale[1]), BadSignature),
    )


CORRUPTIONS: Mapping[str, Corruption] = dict(
    case
    for cases in (
        of_files, of_extras, of_manifest, of_signatures, of_bundles, of_keys, of_indexes,
    )
    for case in cases()
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(written(tmp_path / "es", SOUND))


def test_the_bundle_that_is_corrupted_is_sound_before(office: Office) -> None:
    assert replace(office, index=signed_index(INDEX), seen=INDEX.number).verify().newer is None


def test_there_are_more_than_four_hundred_kinds_of_corruption() -> None:
    assert len(CORRUPTIONS) > 400


@pytest.mark.parametrize(("corrupt", "error"), CORRUPTIONS.values(), ids=map(ascii, CORRUPTIONS))
def test_each_corruption_has_its_own_error(
    office: Office, corrupt: Corrupt, error: type[VerificationFailed]
) -> None:
    received = corrupt(office) or office
    with pytest.raises(VerificationFailed) as raised:
        received.verify()
    assert type(raised.value) is error
    assert str(raised.value).isprintable()
