"""What a server lists is nobody's word until it is verified, and is read strictly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.errors import InputError
from translate_pipeline.formats.listing import Listed, parse_listing, serialize_listing
from translate_pipeline.model.bundle import Version
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.release import ReleaseId

LISTED = st.builds(
    Listed,
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,20}", fullmatch=True).map(ReleaseId),
    st.sampled_from([Locale("es"), Locale("pt-BR"), Locale("zh-Hant")]),
    st.none() | st.integers(1, 10**6).map(Version),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.just("releases"), inner),
    max_leaves=8,
)


@given(st.lists(LISTED))
def test_a_list_that_was_kept_says_the_same(listed: list[Listed]) -> None:
    assert parse_listing(serialize_listing(listed)) == tuple(listed)


@given(st.binary() | VALUES.map(lambda value: json.dumps(value).encode()))
def test_anything_else_is_refused_in_order(data: bytes) -> None:
    try:
        parse_listing(data)
    except InputError:
        return
    assert json.loads(data)["releases"] == []


@pytest.mark.parametrize(
    ("release", "locale", "version"),
    [("..", "es", 1), ("a/b", "es", 1), ("a", "../es", 1), ("a", "ES", 1), ("a", "es", 0)],
)
def test_no_name_in_it_leads_anywhere(release: str, locale: str, version: int) -> None:
    rows = [{"release": release, "locales": [{"locale": locale, "version": version}]}]
    with pytest.raises(InputError):
        parse_listing(json.dumps({"releases": rows}).encode())


def test_depth_and_size_have_an_end() -> None:
    for data in (b"[" * 100_000, b" " * 50_000_001):
        with pytest.raises(InputError):
            parse_listing(data)
