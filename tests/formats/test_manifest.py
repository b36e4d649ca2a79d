"""Manifests, as they are signed."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundles import TEXTS, manifest
from tests.formats.test_signed_json import OBJECTS
from translate_pipeline.errors import InputError
from translate_pipeline.formats.manifest import parse_manifest, serialize_manifest
from translate_pipeline.formats.signed_json import canonical
from translate_pipeline.model.bundle import FileFacts, Manifest, Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId, Revision

LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=9)
MOMENTS = st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=0)
)
NAMES = st.from_regex(r"x[A-Za-z0-9._-]{0,9}[a-z0-9]", fullmatch=True)
FACTS = st.builds(FileFacts, st.integers(0, 10**8), st.from_regex("[0-9a-f]{64}", fullmatch=True))
FILES = st.dictionaries(NAMES, FACTS, max_size=3).filter(
    lambda files: len({name.lower() for name in files}) == len(files)
)
MANIFESTS = st.builds(
    Manifest,
    release=st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,9}", fullmatch=True).map(ReleaseId),
    revision=LINES.map(Revision),
    locale=st.sampled_from([*map(Locale, ["es", "pt-BR", "zh-Hant", "qaa"])]),
    source_locale=st.just(Locale("en")),
    version=st.integers(1, 10**6).map(Version),
    title=LINES,
    published_at=MOMENTS,
    glossary=LINES,
    approved_by=st.lists(LINES, max_size=2).map(tuple),
    files=FILES,
    changes=st.lists(LINES, max_size=2).map(tuple),
    embargo=st.none() | MOMENTS,
    extra=OBJECTS.map(lambda extra: {f"x-{name}": value for name, value in extra.items()}),
)


def changed(**fields: object) -> bytes:
    """The bytes of a manifest with these fields; one that is ... is left out."""
    shape: dict[str, Any] = json.loads(serialize_manifest(manifest())) | fields
    return canonical({name: value for name, value in shape.items() if value is not ...}, "test")


@given(MANIFESTS)
def test_a_manifest_that_was_written_is_read_as_it_was(made: Manifest) -> None:
    assert parse_manifest(serialize_manifest(made)) == made


@given(MANIFESTS)
def test_the_same_manifest_has_the_same_bytes(made: Manifest) -> None:
    data = serialize_manifest(made)
    assert serialize_manifest(parse_manifest(data)) == data
    assert serialize_manifest(replace(made, files=dict(reversed([*made.files.items()])))) == data


def test_what_a_newer_program_says_is_kept() -> None:
    made = parse_manifest(changed(voice={"by": ["a", 1, None]}))
    assert made.extra == {"voice": {"by": ["a", 1, None]}}
    assert parse_manifest(serialize_manifest(made)) == made


def test_a_moment_is_written_in_utc() -> None:
    there = timezone(timedelta(hours=5, minutes=30))
    made = replace(manifest(), published_at=datetime(2026, 5, 3, 11, 30, tzinfo=there))
    assert b'"published_at": "2026-05-03T06:00:00Z"' in serialize_manifest(made)


FACT = {"length": 1, "sha256": "0" * 64}
BAD_NAMES = [
    "", ".", "..", "a/b", "/a", "..\\a", "a\\b", ".hidden", "a.", "a ", " a", "a b", "a\n", "a\0",
    "c:a", "é", "a:b", "con", "CON.txt", "lpt1.md", "a" * 152, "-a", "~a", "a*", "a;b", "$a",
    "\u202ea", "manifest.json", "Manifest.JSON", "manifest.json.sig",
]  # fmt: skip


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_is_more_than_a_name_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"^manifest\.json: files: "):
        parse_manifest(changed(files={name: FACT}))


def test_two_names_that_some_systems_hold_for_one_are_refused() -> None:
    with pytest.raises(InputError, match="capitals aside"):
        parse_manifest(changed(files={"a.txt": FACT, "A.txt": FACT}))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"type": "index"}, "of the type 'index', not 'manifest'"),
        ({"type": ...}, "has no type"),
        ({"format": 2}, "format 2; update translate-pipeline"),
        ({"format": 0}, "format: must be a whole number"),
        ({"release": "../a"}, "release: '../a' is not a release's id"),
        ({"release": "a..b"}, "is not a release's id"),
        ({"release": ...}, "has no release"),
        ({"locale": "Spanish"}, "locale: 'Spanish' is not a locale"),
        ({"locale": "pt_BR"}, "'pt_BR' is written pt-BR"),
        ({"version": 0}, "version: must be a whole number from 1"),
        ({"version": True}, "version: must be a whole number"),
        ({"version": "1"}, "version: must be a whole number"),
        ({"title": None}, "title: must be a text"),
        ({"title": "a\x1b[2J"}, "U+001B"),
        ({"title": "a\u2028b"}, "U+2028"),
        ({"title": "a" * 1001}, "longer than 1000"),
        ({"published_at": "2026-05-03"}, "is not a moment such as"),
        ({"published_at": "2026-02-30T06:00:00Z"}, "is no moment"),
        ({"published_at": "٢٠٢٦-05-03T06:00:00Z"}, "is not a moment such as"),
        ({"published_at": "2026-05-03T06:00:00+00:00"}, "is not a moment such as"),
        ({"embargo": 5}, "embargo: must be a text"),
        ({"approved_by": "rosa"}, "approved_by: must be a list"),
        ({"approved_by": [1]}, "approved_by: must be a text"),
        ({"changes": ["a"] * 1001}, "changes: more than 1000"),
        ({"files": []}, "files: must be an object"),
        ({"files": {"a": 5}}, "files: a: must be an object"),
        ({"files": {"a": {"length": 1}}}, "files: a: has no sha256"),
        ({"files": {"a": FACT | {"length": -1}}}, "files: a: length: must be a whole number"),
        ({"files": {"a": FACT | {"length": 10**9}}}, "length: must be a whole number from 0 to 1"),
        ({"files": {"a": FACT | {"sha256": "A" * 64}}}, "not the 64 hexadecimal digits"),
        ({"files": {"a": FACT | {"sha256": "0" * 63}}}, "not the 64 hexadecimal digits"),
        ({"files": {f"a{n}": FACT for n in range(101)}}, "files: more than 100"),
        ({"x": "a" * 10**6}, "larger than 1,000,000 bytes"),
    ],
)
def test_a_manifest_that_is_not_sound_is_refused(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_manifest(changed(**fields))
    assert reason in str(raised.value)


@pytest.mark.parametrize(
    "made",
    [
        replace(manifest(), published_at=datetime(2026, 5, 3)),  # noqa: DTZ001
        replace(manifest(), published_at=datetime(2026, 5, 3, microsecond=1, tzinfo=UTC)),
        replace(manifest(), extra={"x": 1.5}),
        replace(manifest(), title="a\nb"),
        manifest({**TEXTS, "a/b": b""}),
    ],
)
def test_what_no_reader_would_take_is_not_written(made: Manifest) -> None:
    with pytest.raises(InputError):
        serialize_manifest(made)
