"""PO files as editors and mail programs leave them, read or refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translate_pipeline.errors import InputError
from translate_pipeline.formats.po import parse_po
from translate_pipeline.formats.po_mailed import parse_mailed_po

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n\n'
ENTRY = 'msgid "Day"\nmsgstr "Año"\n'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<!DOCTYPE html><p>Hi", "a web page or an XML file"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><xliff/>", "a web page or an XML file"),
        (b"Return-Path: <a@b>\r\nSubject: Re\r\n\r\nHi", "this is an e-mail; save the PO file"),
        (b"From: Eva\n a\n", "this is an e-mail"),
        (b"\xde\x12\x04\x95\0\0\0\0", "a compiled catalog (MO)"),
        (b"PK\x03\x04abc", "ZIP file; name the PO file itself"),
        (b'msgid "a"\nmsgstr "\0"', "binary file"),
        (b'msgid "a"\nmsgstr "\xe9"', "byte 0xE9 is not UTF-8"),
        (HEADER.format("KOI9").encode() + b'msgid "\xe9"', "says that it is KOI9"),
        (HEADER.format("hex").encode() + b'msgid "\xe9"', "says that it is hex"),
        (b'msgid "a"\nmsgstr "cut', "not a line of a PO file"),
        (b'msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', "was the file cut off?"),
        (b"", "no entry in it"),
        (HEADER.format("UTF-8").encode(), "no entry in it"),
        (b'#. packet: abc 0123456789ab\nmsgid "a"\nmsgstr "b"\n', "use `review return`"),
    ],
)
def test_what_is_no_po_file_is_refused_with_what_to_do(data: bytes, why: str) -> None:
    with pytest.raises(InputError) as raised:
        parse_mailed_po(data, "back.po")
    assert str(raised.value).startswith("back.po")
    assert why in str(raised.value)


@pytest.mark.parametrize(
    ("named", "real"),
    [
        ("UTF-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("UTF-8", "utf-16"), ("UTF-8", "utf-32"),
        ("ISO-8859-1", "utf-8"), ("ISO-8859-1", "latin-1"), ("ISO-8859-1", "cp1252"),
        ("CP1252", "cp1252"), ("ISO-8859-15", "iso8859-15"), ("CHARSET", "utf-8"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_is_read_whatever_its_header_says_of_its_bytes(
    named: str, real: str, newline: str
) -> None:
    text = (HEADER.format(named) + ENTRY).replace("\n", newline)
    (entry,) = parse_mailed_po(text.encode(real), "back.po").messages()
    assert (entry.msgid, entry.msgstr, entry.line) == ("Day", "Año", 5)


def test_an_entry_may_stand_twice() -> None:
    assert len(list(parse_mailed_po((ENTRY * 2).encode(), "back.po").messages())) == 2
    with pytest.raises(InputError, match="stands at line 1 already"):
        parse_po(ENTRY * 2, "back.po")


LINES = st.sampled_from(
    [*(HEADER.format("latin-1") + ENTRY * 2).split("\n"), "#~ msgid", "#| x", "\r", "\ufeff", '"\\']
)


@given(
    st.binary()
    | st.lists(LINES)
    .map("\n".join)
    .flatmap(
        lambda text: st.sampled_from(["utf-8", "utf-16", "cp1252"]).map(
            lambda name: text.encode(name, "replace")
        )
    )
)
def test_anything_is_read_or_refused(data: bytes) -> None:
    with suppress(InputError):
        parse_mailed_po(data, "back.po")
