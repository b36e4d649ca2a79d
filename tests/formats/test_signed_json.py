"""One spelling for each value, and nothing else read."""

import json
import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.errors import InputError
from translate_pipeline.formats.signed_json import canonical, parse_canonical

TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | TEXTS | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=4)


@given(OBJECTS)
def test_what_is_written_is_read_as_it_was(value: dict[str, object]) -> None:
    assert parse_canonical(canonical(value, "a"), "a") == value


@given(OBJECTS, st.randoms())
def test_the_order_of_fields_does_not_matter(value: dict[str, object], random: Random) -> None:
    names = list(value)
    random.shuffle(names)
    assert canonical({name: value[name] for name in names}, "a") == canonical(value, "a")


@given(OBJECTS)
def test_every_other_reader_of_json_understands_the_same(value: dict[str, object]) -> None:
    assert json.loads(canonical(value, "a")) == value


@given(OBJECTS, st.data())
def test_another_spelling_of_the_same_value_is_refused(
    value: dict[str, object], data: st.DataObject
) -> None:
    exact = canonical(value, "a")
    at = data.draw(st.integers(0, len(exact)))
    odd = (
        exact[:at] + data.draw(st.sampled_from([b" ", b"\n", b"\t", b"\xef\xbb\xbf"])) + exact[at:]
    )
    try:
        other = parse_canonical(odd, "a")
    except InputError:
        return
    assert other != value  # it went into a text


REFUSED = {
    b"": "a:1:1: not JSON: Expecting value",
    b"{": "not JSON",
    b"[]\n": "one JSON object",
    b"{}": "not in the one spelling",
    b'{"a": 1}\n': "not in the one spelling",
    b'{\n  "b": 1,\n  "a": 1\n}\n': "not in the one spelling",
    b'{\n  "a": "\\u00e9"\n}\n': "not in the one spelling",
    b'{\n  "a": -0\n}\n': "not in the one spelling",
    b'{\n  "a": 1,\n  "a": 1\n}\n': "'a' stands twice",
    b'{\n  "a": {\n    "b": 1,\n    "b": 2\n  }\n}\n': "'b' stands twice",
    b'{\n  "a": 1.0\n}\n': "neither text, whole number",
    b'{\n  "a": 1e3\n}\n': "neither text, whole number",
    b'{\n  "a": NaN\n}\n': "neither text, whole number",
    b'{\n  "a": -Infinity\n}\n': "neither text, whole number",
    b'{\n  "a": 9007199254740992\n}\n': "too large",
    b'{\n  "a": ' + b"9" * 1_000_000 + b"\n}\n": "too large",
    b'{\n  "a": "\\ud800"\n}\n': "surrogate",
    b'{\n  "a": "\xff"\n}\n': "byte 11 is not UTF-8",
    b"[" * 100_000: "nested too deeply",
    b'{"a":' * 100_000: "nested too deeply",
    b'{"a":' * 50 + b"1" + b"}" * 50: "nested too deeply",
    b"\xff\xfe{\x00}\x00": "not UTF-8",
    b"\xef\xbb\xbf{}\n": "not JSON",
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_two_readers_could_read_in_two_ways_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_canonical(data, "a")
    assert reason in str(raised.value)
    assert len(str(raised.value)) < 600


@pytest.mark.parametrize(
    "value", [1.0, math.nan, b"a", {1}, "\ud800", 2**53, {1: 2}, {"\udfff": 1}]
)
def test_what_has_no_spelling_is_not_written(value: object) -> None:
    with pytest.raises(InputError):
        canonical({"a": value}, "a")
