"""Lists of keys, signatures and indexes, as they are signed."""

import json
from base64 import b64encode
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundles import NOW, PUBLISHED, WEEK, entry, first_list, index, manifest
from tests.formats.test_manifest import FACTS, LINES, MOMENTS
from translate_pipeline.errors import InputError
from translate_pipeline.formats.index import parse_index, serialize_index
from translate_pipeline.formats.keys import (
    parse_keys,
    parse_signatures,
    serialize_keys,
    serialize_signatures,
)
from translate_pipeline.formats.signed_json import canonical
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId
from translate_pipeline.model.trust import (
    Index,
    IndexEntry,
    Key,
    KeyId,
    KeyList,
    Retraction,
    Revocation,
    RevocationReason,
    Signature,
)

MAYBE = st.none() | MOMENTS
KEYS = st.builds(
    Key,
    st.binary(min_size=32, max_size=32),
    MOMENTS,
    MAYBE,
    st.none() | st.builds(Revocation, MOMENTS, st.sampled_from(RevocationReason), MAYBE),
)
LISTS = st.builds(
    KeyList,
    st.integers(1, 999),
    MOMENTS,
    st.lists(KEYS, max_size=3, unique_by=lambda key: key.public).map(tuple),
)
SIGNATURES = st.builds(
    Signature,
    st.from_regex("[0-9a-f]{16}", fullmatch=True).map(KeyId),
    st.binary(min_size=64, max_size=64),
)
ENTRIES = st.builds(
    IndexEntry,
    st.from_regex("[a-z]{1,3}", fullmatch=True).map(ReleaseId),
    st.sampled_from([Locale("es"), Locale("pt-BR")]),
    st.integers(1, 9).map(Version),
    FACTS.filter(lambda facts: facts.length <= 10**6),
    MOMENTS,
    LINES,
    MAYBE,
    st.none() | st.builds(Retraction, MOMENTS, LINES),
)


@st.composite
def indexes(draw: st.DrawFn) -> Index:
    issued = draw(MOMENTS)
    found = {
        (one.release, one.locale, one.version): replace(
            one, title="" if one.embargo and one.embargo > issued else one.title
        )
        for one in draw(st.lists(ENTRIES, max_size=4))
    }
    entries = tuple(one for _, one in sorted(found.items(), key=lambda item: item[0]))
    return Index(draw(st.integers(1, 99)), issued, draw(MOMENTS), draw(st.integers(0, 9)), entries)


@given(LISTS)
def test_a_list_of_keys_that_was_written_is_read_as_it_was(made: KeyList) -> None:
    assert parse_keys(serialize_keys(made, "1.json"), "1.json") == made


@given(st.lists(SIGNATURES, min_size=1, max_size=3, unique_by=lambda one: one.key))
def test_signatures_that_were_written_are_read_as_they_were(made: list[Signature]) -> None:
    assert list(parse_signatures(serialize_signatures(made), "a")) == made


@given(indexes())
def test_an_index_that_was_written_is_read_as_it_was(made: Index) -> None:
    assert parse_index(serialize_index(made)) == made


def test_an_index_never_shows_a_title_under_embargo() -> None:
    hidden = replace(entry(), embargo=NOW + WEEK)
    with pytest.raises(InputError, match="veldania is under embargo and must not show its title"):
        serialize_index(index(hidden))
    assert b"civiles" not in serialize_index(index(replace(hidden, title="")))
    assert serialize_index(index(replace(hidden, embargo=PUBLISHED)))


@pytest.mark.parametrize("order", [(1, 1), (2, 1)])
def test_an_index_says_each_version_once_and_in_order(order: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="in the order of release"):
        serialize_index(index(*(entry(manifest(version=number)) for number in order)))


ONE = {"key": "0" * 16, "signature": b64encode(bytes(64)).decode()}


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ({}, "has no signatures"),
        ({"signatures": []}, "there is none"),
        ({"signatures": {}}, "must be a list"),
        ({"signatures": [5]}, "signatures 1: must be an object"),
        ({"signatures": [ONE, ONE]}, "one stands there twice"),
        ({"signatures": [ONE | {"key": "0" * 15}]}, "is not a key's id"),
        ({"signatures": [ONE | {"signature": "é"}]}, "not Base64"),
        ({"signatures": [ONE | {"signature": "AAAA"}]}, "must be 64 bytes"),
        ({"signatures": [ONE | {"signature": ONE["signature"][:-3] + "B=="}]}, "must be 64 bytes"),
        ({"signatures": [ONE], "more": 1}, "unknown fields: more"),
        ({"signatures": [ONE] * 101}, "more than 100"),
        ({"signatures": [ONE], "x": "a" * 10**5}, "larger than 100,000 bytes"),
    ],
)
def test_signatures_that_are_not_sound_are_refused(shape: dict[str, object], reason: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_signatures(canonical(shape, "a"), "a")
    assert reason in str(raised.value)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": "0" * 16}, "keys 1: id: must be "),
        ({"public": "AAAA"}, "must be 32 bytes"),
        ({"revoked": {"at": "2026-05-03T06:00:00Z", "reason": "bored"}}, "none of lost, compromis"),
        ({"revoked": {"reason": "lost"}}, "has no at"),
        ({"since": None}, "since: must be a text"),
    ],
)
def test_a_key_that_is_not_sound_is_refused(changes: dict[str, object], reason: str) -> None:
    shape: dict[str, Any] = json.loads(serialize_keys(first_list(), "1.json"))
    shape["keys"][0] |= changes
    with pytest.raises(InputError) as raised:
        parse_keys(canonical(shape, "1.json"), "1.json")
    assert reason in str(raised.value)


def test_a_key_stands_in_a_list_once() -> None:
    (key,) = first_list().keys
    with pytest.raises(InputError, match="a key stands twice"):
        serialize_keys(replace(first_list(), keys=(key, key)), "1.json")


def test_what_is_too_large_is_not_read() -> None:
    with pytest.raises(InputError, match="larger than"):
        parse_keys(b" " * 100_001, "1.json")
