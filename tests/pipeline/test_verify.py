"""A bundle that was touched anywhere is not taken for what was published."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.bundles import (
    FIRST,
    NOW,
    PUBLISHED,
    SECOND,
    STRANGER,
    TEXTS,
    WEEK,
    MemoryFiles,
    bundle,
    entry,
    first_list,
    index,
    manifest,
    signed_index,
    with_key,
)
from translate_pipeline.errors import (
    AlteredFile,
    BadSignature,
    ExpiredIndex,
    ExtraFile,
    InputError,
    MissingFile,
    NotInIndex,
    OldIndex,
    OldKeys,
    Retracted,
    RevokedKey,
    UnknownKey,
    VerificationFailed,
)
from translate_pipeline.formats.keys import parse_signatures, serialize_signatures
from translate_pipeline.formats.manifest import serialize_manifest
from translate_pipeline.model.trust import (
    Index,
    KeyList,
    Retraction,
    Revocation,
    RevocationReason,
    Signed,
)
from translate_pipeline.pipeline.keychain import only, replaced
from translate_pipeline.pipeline.signing import key_of, sign, signatures_of_each
from translate_pipeline.pipeline.verify import Verified, verify_bundle, verify_index

KEYS = first_list()
SOUND = bundle()
OTHER = bundle(replace(manifest(), title="Otra"), FIRST)
Files = Mapping[str, bytes | None]


def verified(files: Files, keys: KeyList = KEYS, known: Index | None = None) -> Verified:
    return verify_bundle(MemoryFiles(files), keys, now=NOW, index=known)


def without(name: str) -> dict[str, bytes]:
    return {one: data for one, data in SOUND.items() if one != name}


def test_a_bundle_that_nobody_touched_is_what_was_published() -> None:
    found = verified(SOUND)
    assert found == Verified(manifest(), KEYS.keys, 1, None, None, ())


def test_with_a_key_alone_nobody_can_tell_whether_it_was_revoked() -> None:
    found = verified(SOUND, only(key_of(FIRST).public))
    assert (found.keys, found.index) == (0, None)
    assert found.warnings == (
        "without the lists of keys nobody can tell whether the key was revoked",
    )


HTML = "veldania.es.html"
SIG = "manifest.json.sig"
TWICE = serialize_signatures([*parse_signatures(SOUND[SIG], SIG)] * 2)
CORRUPTIONS: dict[str, tuple[Files, type[VerificationFailed], str]] = {
    "a file shortened": (SOUND | {HTML: TEXTS[HTML][:-1]}, AlteredFile, HTML),
    "a file emptied": (SOUND | {HTML: b""}, AlteredFile, HTML),
    "a file lengthened": (SOUND | {HTML: TEXTS[HTML] + b"\n"}, AlteredFile, HTML),
    "an empty file filled": (SOUND | {"empty.txt": b"x"}, AlteredFile, "empty.txt"),
    "a file as long, and another": (SOUND | {HTML: TEXTS[HTML].upper()}, AlteredFile, HTML),
    "line ends converted": (
        SOUND | {HTML: TEXTS[HTML].replace(b"\n", b"\r\n")}, AlteredFile, HTML),
    "a byte order mark": (SOUND | {HTML: b"\xef\xbb\xbf" + TEXTS[HTML]}, AlteredFile, HTML),
    "two files exchanged": (
        SOUND | {HTML: TEXTS["veldania.es.md"], "veldania.es.md": TEXTS[HTML]}, AlteredFile, HTML),
    "a link in the place of a file": (SOUND | {HTML: None}, AlteredFile, HTML),
    "a link in the place of the manifest": (
        SOUND | {"manifest.json": None}, AlteredFile, "manifest.json"),
    "a file taken away": (without(HTML), MissingFile, HTML),
    "the empty file taken away": (without("empty.txt"), MissingFile, "empty.txt"),
    "the manifest taken away": (without("manifest.json"), MissingFile, "manifest.json"),
    "the signature taken away": (without(SIG), MissingFile, SIG),
    "nothing there": ({}, MissingFile, "manifest.json"),
    "a file renamed": (without(HTML) | {"Veldania.es.html": TEXTS[HTML]}, MissingFile, HTML),
    "a file in a folder": (without(HTML) | {f"{HTML}/": b""}, MissingFile, HTML),
    "a file more": (SOUND | {"veldania.es.pdf": b"%PDF"}, ExtraFile, "veldania.es.pdf"),
    "a hidden file": (SOUND | {".DS_Store": b""}, ExtraFile, ".DS_Store"),
    "a folder": (SOUND | {"images/": b""}, ExtraFile, "images/"),
    "a name that writes on terminals": (SOUND | {"a\x1b[2Jb": b""}, ExtraFile, r"a\x1b[2Jb was"),
    "a name that is no text": (SOUND | {"a\udcff": b""}, ExtraFile, r"a\udcff was"),
    "a name that turns round": (SOUND | {"a\u202egpj": b""}, ExtraFile, r"a\u202egpj was"),
    "many files more": (SOUND | {f"x{n}": b"" for n in range(9)}, ExtraFile, "x3, x4 … was not"),
    "another manifest": (
        SOUND | {"manifest.json": OTHER["manifest.json"]}, BadSignature, "manifest.json"),
    "another bundle's signature": (SOUND | {SIG: OTHER[SIG]}, BadSignature, "manifest.json"),
    "an empty manifest": (SOUND | {"manifest.json": b""}, BadSignature, "manifest.json"),
    "a manifest with a line end more": (
        SOUND | {"manifest.json": SOUND["manifest.json"] + b"\n"}, BadSignature, "manifest.json"),
    "an immense manifest": (
        SOUND | {"manifest.json": SOUND["manifest.json"] + b" " * 10**7}, BadSignature, "manifest"),
    "a manifest in another encoding": (
        SOUND | {"manifest.json": SOUND["manifest.json"].decode().encode("utf-16")},
        BadSignature, "manifest.json"),
    "an empty signature": (SOUND | {SIG: b""}, BadSignature, "not JSON"),
    "no signatures": (SOUND | {SIG: b'{\n  "signatures": []\n}\n'}, BadSignature, "there is none"),
    "a signature twice": (SOUND | {SIG: TWICE}, BadSignature, "stands there twice"),
    "signatures without end": (SOUND | {SIG: SOUND[SIG] + b" " * 10**7}, BadSignature, "larger"),
    "signatures in depth": (SOUND | {SIG: b"[" * 90_000}, BadSignature, "too deeply"),
    "a field twice": (
        SOUND | {SIG: b'{\n  "signatures": [],\n  "signatures": []\n}\n'}, BadSignature, "twice"),
    "an immense number": (SOUND | {SIG: b'{"a":' + b"9" * 9999 + b"}"}, BadSignature, "too large"),
    "no text": (SOUND | {SIG: b"\xff\xfe\x00"}, BadSignature, "not UTF-8"),
    "a stranger's signature": (
        SOUND | {SIG: sign(SOUND["manifest.json"], [STRANGER])}, UnknownKey,
        key_of(STRANGER).id),
    "a stranger's signature under our key's name": (
        SOUND | {SIG: sign(SOUND["manifest.json"], [STRANGER]).replace(
            key_of(STRANGER).id.encode(), key_of(FIRST).id.encode())},
        BadSignature, key_of(FIRST).id),
    "a stranger's bundle": (bundle(manifest(), STRANGER), UnknownKey, key_of(STRANGER).id),
    "one false signature among two": (
        SOUND | {SIG: sign(b"x", [FIRST], beside=sign(SOUND["manifest.json"], [STRANGER]))},
        BadSignature, key_of(FIRST).id),
}  # fmt: skip


@pytest.mark.parametrize(("files", "error", "said"), CORRUPTIONS.values(), ids=CORRUPTIONS)
def test_each_corruption_has_its_own_error(
    files: Files, error: type[VerificationFailed], said: str
) -> None:
    with pytest.raises(error) as raised:
        verified(files)
    assert type(raised.value) is error
    assert said in str(raised.value)
    assert str(raised.value).isprintable()
    assert raised.value.exit_code == 1


def expected(name: str) -> tuple[type[VerificationFailed], ...]:
    """What a changed byte of the file must be: in the key's name, the key is another one."""
    if name == SIG:
        return (BadSignature, UnknownKey)
    return (BadSignature,) if name == "manifest.json" else (AlteredFile,)


@pytest.mark.parametrize("name", [name for name, data in SOUND.items() if data])
def test_a_changed_byte_is_found_wherever_it_is(name: str) -> None:
    for at in range(len(SOUND[name])):
        data = bytearray(SOUND[name])
        data[at] ^= 0x20  # the other case of a letter, or another character
        with pytest.raises(expected(name)):
            verified(SOUND | {name: bytes(data)})


@given(st.data())
def test_any_change_to_any_file_is_found(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SOUND)))
    old = SOUND[name]
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, min(len(old), start + 3)))
    new = old[:start] + data.draw(st.binary(max_size=3)) + old[end:]
    if new == old:
        verified(SOUND | {name: new})
        return
    with pytest.raises(expected(name)):
        verified(SOUND | {name: new})


@given(st.sets(st.sampled_from(sorted(SOUND)), min_size=1))
def test_no_mixture_of_two_bundles_is_taken_for_one(chosen: set[str]) -> None:
    texts = {name: text + b"v2" for name, text in TEXTS.items()}
    second = bundle(manifest(texts, 2), texts=texts)
    mixed = {name: second[name] if name in chosen else SOUND[name] for name in SOUND}
    if chosen == set(SOUND):
        assert verified(mixed).manifest.version == 2
        return
    with pytest.raises(VerificationFailed):
        verified(mixed)


def test_a_signature_of_other_bytes_beside_the_right_one_does_no_harm() -> None:
    data = SOUND["manifest.json"]
    both = signatures_of_each(sign(b"x", [FIRST]), sign(data, [FIRST]), 10)
    assert verified(SOUND | {SIG: both}).signed_by == KEYS.keys
    with pytest.raises(BadSignature):
        verified(SOUND | {SIG: signatures_of_each(sign(b"x", [FIRST]), sign(data, [FIRST]), 1)})


def test_signatures_of_keys_that_the_reader_does_not_know_yet_do_no_harm() -> None:
    both = bundle(manifest(), STRANGER, FIRST)
    assert verified(both).signed_by == KEYS.keys


def test_a_manifest_that_is_soundly_signed_and_cannot_be_read_is_said_to_be_so() -> None:
    data = serialize_manifest(manifest()).replace(b'"format": 1', b'"format": 2')
    files = SOUND | {"manifest.json": data, SIG: sign(data, [FIRST])}
    with pytest.raises(InputError, match="update translate-pipeline"):
        verified(files)


def test_an_index_that_was_signed_is_not_taken_for_a_manifest() -> None:
    data, signatures = signed_index(index())
    with pytest.raises(InputError, match="of the type 'index', not 'manifest'"):
        verified({"manifest.json": data, SIG: signatures})


# Keys that came to an end.


def ended(since: timedelta | None) -> KeyList:
    moment = None if since is None else PUBLISHED + since
    return with_key(KEYS, revoked=Revocation(NOW, RevocationReason.COMPROMISED, moment))


SECOND_ONE = timedelta(seconds=1)


@pytest.mark.parametrize("since", [timedelta(0), -WEEK, None])
def test_what_a_revoked_key_signed_after_its_end_does_not_count(since: timedelta | None) -> None:
    with pytest.raises(RevokedKey, match=r"veldania es version 1.* was revoked as compromised"):
        verified(SOUND, ended(since))


def test_what_a_revoked_key_signed_before_its_end_counts() -> None:
    assert verified(SOUND, ended(SECOND_ONE)).signed_by[0].revoked


def test_what_a_replaced_key_signed_counts_until_then() -> None:
    assert verified(SOUND, with_key(KEYS, until=PUBLISHED)).signed_by[0].until
    with pytest.raises(RevokedKey, match="was replaced on 2026-05-03 05:59 UTC"):
        verified(SOUND, with_key(KEYS, until=PUBLISHED - SECOND_ONE))


def test_a_new_key_can_sign_again_what_a_stolen_one_signed() -> None:
    keys = replaced(ended(None), key_of(SECOND).public, NOW)
    again = sign(SOUND["manifest.json"], [SECOND], beside=SOUND[SIG])
    assert len(parse_signatures(again, SIG)) == 2
    assert verified(SOUND | {SIG: again}, keys).signed_by == keys.keys[1:]


# What the index knows.


def indexed(made: Index, *keys: Ed25519PrivateKey, seen: int = 0, trusted: KeyList = KEYS) -> Index:
    data, signatures = signed_index(made, *keys)
    return verify_index(Signed("index.json", data, signatures), trusted, now=NOW, seen=seen)


def test_the_newest_version_is_known_to_be_the_newest() -> None:
    known = indexed(index())
    found = verified(SOUND, known=known)
    assert (found.index, found.newer, found.warnings) == (known, None, ())


def test_a_newer_version_is_told_of() -> None:
    two = entry(manifest(version=2))
    gone = replace(entry(manifest(version=3)), retracted=Retraction(NOW, "wrong"))
    french = replace(entry(manifest(version=9)), release=manifest().release)
    elsewhere = replace(french, locale=type(french.locale)("fr"))
    found = verified(SOUND, known=index(entry(), two, gone, elsewhere))
    assert (found.newer, found.warnings) == (2, ("version 2 has taken the place of this one",))


def test_a_retracted_version_is_refused_with_the_reason() -> None:
    gone = replace(entry(), retracted=Retraction(NOW, "a name was wrong"))
    with pytest.raises(Retracted, match=r"retracted on 2026-05-05 06:00 UTC: a name was wrong"):
        verified(SOUND, known=index(gone))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (index(entry(manifest(version=2))), "has no veldania es version 1"),
        (index(entry(replace(manifest(), title="Otra"))), "has another veldania es version 1"),
    ],
)
def test_a_version_that_the_index_does_not_list_is_refused(known: Index, said: str) -> None:
    with pytest.raises(NotInIndex, match=said):
        verified(SOUND, known=known)


def test_a_version_under_embargo_is_verified_and_said_to_be_so() -> None:
    made = replace(manifest(), embargo=NOW + WEEK)
    assert verified(bundle(made)).warnings == ("under embargo until 2026-05-12 06:00 UTC",)
    assert verified(bundle(replace(made, embargo=NOW))).warnings == ()


def test_of_an_embargo_that_was_lifted_the_index_knows() -> None:
    made = replace(manifest(), embargo=NOW + WEEK)
    assert verified(bundle(made), known=index(entry(made))).warnings == ()


def test_an_index_that_was_turned_back_is_refused() -> None:
    assert indexed(index(), seen=5) == index()
    with pytest.raises(OldIndex, match="this is index 5, and you have seen 6"):
        indexed(index(), seen=6)


LONG = timedelta(days=3650)


@pytest.mark.parametrize(
    "made",
    [
        replace(index(), expires=NOW - SECOND_ONE),
        replace(index(), issued=NOW - LONG, expires=NOW + WEEK),
        replace(index(), issued=NOW + WEEK, expires=NOW + 2 * WEEK),
    ],
    ids=["expired", "of a life too long", "of the future"],
)
def test_an_index_that_cannot_be_the_newest_is_refused(made: Index) -> None:
    with pytest.raises(ExpiredIndex):
        indexed(made)


def test_an_index_counts_until_it_expires() -> None:
    assert indexed(replace(index(), expires=NOW)).expires == NOW


def test_an_index_that_knows_newer_keys_is_told_of() -> None:
    newer = replace(index(), keys=2)
    with pytest.raises(OldKeys, match="knows list 2 of the keys, and yours end at 1"):
        indexed(newer)
    assert indexed(newer, trusted=only(key_of(FIRST).public)) == newer


@pytest.mark.parametrize(
    ("check", "error"),
    [
        (lambda: indexed(index(), STRANGER), UnknownKey),
        (lambda: indexed(index(), trusted=ended(None)), RevokedKey),
        (lambda: indexed(index(), trusted=with_key(KEYS, until=PUBLISHED)), RevokedKey),
        (lambda: changed_index(0), BadSignature),
        (lambda: changed_index(-1), BadSignature),
    ],
)
def test_an_index_is_signed_as_bundles_are(
    check: Callable[[], object], error: type[VerificationFailed]
) -> None:
    with pytest.raises(error):
        check()


def changed_index(at: int) -> Index:
    data, signatures = signed_index(index())
    changed = bytearray(data)
    changed[at] ^= 1
    return verify_index(Signed("index.json", bytes(changed), signatures), KEYS, now=NOW)


def test_a_manifest_that_was_signed_is_not_taken_for_an_index() -> None:
    signed = Signed("index.json", SOUND["manifest.json"], SOUND[SIG])
    with pytest.raises(InputError, match="of the type 'manifest', not 'index'"):
        verify_index(signed, KEYS, now=NOW)
