"""An imported memory as it is kept: what is put there comes back, and damage is noticed."""

import re
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import ES, NOW
from translate_pipeline.errors import InputError
from translate_pipeline.formats.memory_lines import memory_lines, parse_memory, parse_summary
from translate_pipeline.formats.tmx_reading import Pair
from translate_pipeline.model.locale import Locale
from translate_pipeline.model.memory import MemoryUnit

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
PAIRS = st.builds(
    Pair, TEXTS, TEXTS, st.sampled_from([ES, Locale("pt-BR")]),
    st.none() | st.datetimes(timezones=st.just(UTC)),
)  # fmt: skip
ONE = [Pair("One.", "Uno.", ES, NOW)]


def lines(pairs: list[Pair]) -> list[bytes]:
    return [line.encode() for line in memory_lines(pairs, "un.tmx", NOW)]


def read(kept: list[bytes]) -> list[MemoryUnit]:
    return list(parse_memory("un.jsonl", "un", kept))


@given(st.lists(PAIRS, max_size=4))
def test_every_pair_comes_back_as_a_unit_of_its_memory(pairs: list[Pair]) -> None:
    kept = lines(pairs)
    assert read(b"".join(kept).splitlines(keepends=True)) == [
        MemoryUnit(one.source, one.target, one.locale, "tmx:un", approved=False, at=one.at)
        for one in pairs
    ]
    summary = parse_summary("un.jsonl", kept[-1])
    assert (summary.pairs, summary.file, summary.imported) == (len(pairs), "un.tmx", NOW)
    assert sum(summary.locales.values()) == len(pairs)


@pytest.mark.parametrize(
    ("kept", "line"),
    [
        ([], ""),
        (lines(ONE)[:1], ":1"),
        (lines(ONE)[1:], ":1"),
        ([*lines(ONE), *lines(ONE)], ":3"),
        ([b'["One.","Uno."]\n', *lines(ONE)[1:]], ":1"),
        ([lines(ONE)[0][:9], *lines(ONE)[1:]], ":1"),
        ([b"\xff\n", *lines(ONE)[1:]], ":1"),
        ([b"[" * 100_000, *lines(ONE)[1:]], ":1"),
        ([b'["One.","Uno.","../..",""]\n', *lines(ONE)[1:]], ":1"),
        ([b'["One.",1,"es",""]\n', *lines(ONE)[1:]], ":1"),
        ([b'["One.","\\ud800","es",""]\n', *lines(ONE)[1:]], ":1"),
        ([*lines(ONE)[:1], b"{}\n"], ":2"),
    ],
)
def test_damage_is_noticed(kept: list[bytes], line: str) -> None:
    with pytest.raises(InputError, match=re.escape(f"un.jsonl{line}: this imported memory")):
        read(kept)


@pytest.mark.parametrize("line", [b"", b"[]", b"{}", b'{"pairs": null}', b"\xff", b"7"])
def test_an_end_that_tells_nothing_is_damage(line: bytes) -> None:
    with pytest.raises(InputError, match="damaged"):
        parse_summary("un.jsonl", line)
