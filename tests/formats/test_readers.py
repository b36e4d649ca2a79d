"""Whatever a file holds, its reader gives a value or says what is wrong with it."""

import contextlib
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.test_glossary_yaml import FULL
from tests.formats.test_packet_docx import SENT, packed, parts
from tests.formats.test_packet_po import PACKET
from tests.formats.test_tbx import DCT, MARTIF
from translate_pipeline.errors import InputError
from translate_pipeline.formats.decoding import decode_text
from translate_pipeline.formats.glossary_assembly import Imported
from translate_pipeline.formats.glossary_csv import parse_csv, serialize_csv
from translate_pipeline.formats.glossary_yaml import parse_files, parse_glossary
from translate_pipeline.formats.packets import read_packet, write_packet
from translate_pipeline.formats.pairs import parse_pairs
from translate_pipeline.formats.po import parse_po, serialize_po
from translate_pipeline.formats.release import decode_source, parse_release
from translate_pipeline.formats.tbx import parse_tbx, serialize_tbx
from translate_pipeline.pipeline.glossary_import import plan_import

FRONT_MATTER = """\
---
id: veldania
title: "Eleven held"
date: 2026-05-03
embargo: 2026-05-03T10:00:00+02:00
locales: [es, pt-BR]
source_locale: en
confidential: no
---
# Eleven held

- They *said* so.
"""
PO = """\
# A translator.
msgid ""
msgstr "Language: es\\n"

#. term: x
#: releases/a.txt:1
#, fuzzy
#| msgid "Old"
msgctxt "a"
msgid "One\\t\\"line\\""
msgstr ""
"Una"

#~ msgid "Gone"
#~ msgstr "Ido"
"""
PAIR = '{"locale": "es", "source": "War", "target": "Guerra"}\n'
JUNK = (
    *"\0\x0b\x85\u2028\ufeff\ufffe\t\n\ré😀",
    *"<>'\",;[]{}()|%@`~\\",
    *("", "  ", "\n\n", '""', "null", "true", "xx", "iw", "zh-Hant", "en", "=1+1", "2026-02-30"),
    *("&x;", "&#0;", "&#13;", "]]>", "<!--", "translate-pipeline:guards=[1]"),
    *("---\n", "...", ": ", "- ", "? ", "&a ", "*a", "!!int 3", "1e999", ".inf", "\\0", "\\ud800"),
    *("#~", "~~", "(?R)", "(a|b)*", "[[", "\\N{x}"),
    *(each * 2000 for each in ("[", "(", "<a>", "x")),
)


QUOTED = re.sub(r": ([\w ]+)\n", r': "\1"\n', FULL)


def mutated(*samples: str) -> st.SearchStrategy[bytes]:
    """Bytes of any kind, and samples of which a few places hold something else."""

    @st.composite
    def changed(draw: st.DrawFn) -> bytes:
        data = draw(st.sampled_from(samples)).encode()
        for _ in range(draw(st.integers(1, 4))):
            start = draw(st.integers(0, len(data)))
            end = min(len(data), start + draw(st.integers(0, 12)))
            junk = draw(st.sampled_from(JUNK).map(str.encode) | st.binary(max_size=4))
            data = data[:start] + junk + data[end:]
        return data

    return changed() | st.binary(max_size=60) | st.text(max_size=60).map(str.encode)


def packet_read(data: bytes, ending: str) -> None:
    for row in read_packet(data, f"a{ending}").rows:
        assert row.key
        assert row.changed in (True, False)


def imported(read: Callable[[], Imported]) -> None:
    """Read a glossary of another program and write it as one of ours."""
    found = read()
    plan = plan_import(parse_files({}), found, "in.x", folder="glossary", replace=False)
    termbase = parse_glossary(dict(plan.files)) if plan.files else parse_glossary({})
    assert parse_tbx("a.tbx", serialize_tbx(termbase).encode()).notices == ()
    assert parse_csv("a.csv", decode_text(serialize_csv(termbase).encode(), "a.csv")).notices == ()


def read_yaml(data: bytes) -> None:
    termbase = parse_glossary({"g.yaml": decode_text(data, "g.yaml")})
    parse_tbx("a.tbx", serialize_tbx(termbase).encode())
    parse_csv("a.csv", decode_text(serialize_csv(termbase).encode(), "a.csv"))


def read_po(data: bytes) -> None:
    text = data.decode(errors="replace")
    assert serialize_po(parse_po(text, "a.po")) == text.removeprefix("\ufeff")


def read_release(data: bytes) -> None:
    parse_release(decode_source(data, "a.md"), path="a.md")


def read_pairs(data: bytes) -> None:
    parse_pairs("a.jsonl", data)


@given(mutated(MARTIF, DCT, serialize_tbx(parse_glossary({"g.yaml": FULL}))))
def test_any_tbx_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        imported(lambda: parse_tbx("a.tbx", data))


@given(mutated(serialize_csv(parse_glossary({"g.yaml": FULL})), "concept;locale;term\na;en;war\n"))
def test_any_table_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        imported(lambda: parse_csv("a.csv", decode_text(data, "a.csv")))


@given(mutated(FULL, QUOTED))
def test_any_glossary_is_read_or_refused_and_what_is_read_can_be_exported(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read_yaml(data)


@given(mutated(FRONT_MATTER))
def test_any_release_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read_release(data)


@given(mutated(PO))
def test_any_catalog_is_read_without_losing_a_byte_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read_po(data)


@given(mutated(PAIR))
def test_any_batch_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        read_pairs(data)


@pytest.mark.parametrize("ending", [".po", ".xlf"])
@given(data=st.data())
def test_any_packet_is_read_or_refused(ending: str, data: st.DataObject) -> None:
    sample = write_packet(PACKET, ending).decode()
    with contextlib.suppress(InputError):
        packet_read(data.draw(mutated(sample)), ending)


@given(mutated(parts()["word/document.xml"].decode()))
def test_any_document_is_read_or_refused(text: bytes) -> None:
    with contextlib.suppress(InputError):
        packet_read(packed({**parts(), "word/document.xml": text}), ".docx")


@given(st.integers(0, len(SENT)), st.binary(min_size=1, max_size=40))
def test_any_damaged_document_is_read_or_refused(start: int, junk: bytes) -> None:
    with contextlib.suppress(InputError):
        packet_read(SENT[:start] + junk + SENT[start + len(junk) :], ".docx")


@pytest.mark.parametrize(
    ("sample", "read"),
    [(FULL, read_yaml), (FRONT_MATTER, read_release), (PO, read_po), (PAIR, read_pairs)],
)
def test_the_samples_are_sound(sample: str, read: Callable[[bytes], None]) -> None:
    read(sample.encode())
